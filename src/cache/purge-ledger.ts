import { LRUCache } from 'lru-cache';

/** Tags whose last purge is remembered one by one. Forgetting one only ends entries that would have lasted. */
const MAX_TAGS = 200_000;

/** Which tag was purged under which number, as far as this instance has heard. */
export class PurgeLedger {
  #latest = 0;
  /** Entries begun under a lower number can't be vouched for. */
  #floor = 0;
  readonly #purged = new LRUCache<string, number>({
    max: MAX_TAGS,
    dispose: (number, _, reason) => {
      if (reason === 'evict') this.#floor = Math.max(this.#floor, number);
    },
  });

  /** The number under which a reading that begins now begins. */
  get latest(): number {
    return this.#latest;
  }

  /** Takes in a number that was heard of: readings that begin from here on know of every purge up to it. */
  reached(number: number): void {
    this.#latest = Math.max(this.#latest, number);
  }

  /** Takes the next number of this instance's own: microseconds, so that it is comparable with Redis's. */
  next(): number {
    this.#latest = Math.max(Date.now() * 1_000, this.#latest + 1);
    return this.#latest;
  }

  purge(tags: readonly string[], number: number): void {
    for (const tag of tags) this.#purged.set(tag, Math.max(this.#purged.get(tag) ?? 0, number));
    this.reached(number);
  }

  /** Whether an entry that was begun under `number` is still what its tags stand for. */
  holds(tags: readonly string[], number: number): boolean {
    return number >= this.#floor && tags.every((tag) => (this.#purged.get(tag) ?? 0) <= number);
  }
}
