/** Tags whose last purge is remembered one by one. Forgetting one only ends entries that would have lasted. */
const MAX_TAGS = 200_000;

interface Purged {
  /** Which purge it was, counted here. */
  readonly at: number;
  /** Its number in Redis; 0 while Redis hasn't said. */
  readonly number: number;
}

/** What a ledger judges an entry by. `held` is its own note of when it last did. */
interface Judged {
  readonly tags: readonly string[];
  readonly began: number;
  held: number;
}

/**
 * Which tag was purged when, as far as this instance has made or heard it. Purges are counted in the order in which they came here, by nobody's clock; beside that
 * stands the number that Redis gave each of them, by which what Redis has is judged.
 */
export class PurgeLedger {
  #count = 0;
  /** Entries begun before this purge can't be vouched for, whatever their tags. */
  #floor = 0;
  /** Entries of Redis under a lower number can't either. */
  #numberFloor = 0;
  readonly #maxTags: number;
  /** The last purged last. */
  readonly #purged = new Map<string, Purged>();

  constructor(maxTags = MAX_TAGS) {
    this.#maxTags = maxTags;
  }

  /** What a reading that begins now has to remember. */
  get now(): number {
    return this.#count;
  }

  /** Ends whatever was begun before under one of these tags. `number` is Redis's, if it is known. */
  purge(tags: readonly string[], number = 0): void {
    this.#count += 1;
    for (const tag of tags) {
      const known = this.#purged.get(tag)?.number ?? 0;
      this.#purged.delete(tag);
      this.#purged.set(tag, { at: this.#count, number: Math.max(known, number) });
    }
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const [tag, { at, number }] of this.#purged) {
      if (this.#purged.size <= this.#maxTags) return;
      this.#purged.delete(tag);
      this.#floor = Math.max(this.#floor, at);
      this.#numberFloor = Math.max(this.#numberFloor, number);
    }
  }

  /** Takes in the number that Redis gave a purge of this instance's own. */
  numbered(tags: readonly string[], number: number): void {
    for (const tag of tags) {
      const purged = this.#purged.get(tag);
      if (purged !== undefined && purged.number < number) this.#purged.set(tag, { ...purged, number });
    }
  }

  /** Ends everything that was begun before: a purge may have been missed. */
  forget(): void {
    this.#count += 1;
    this.#floor = this.#count;
  }

  /** Whether what was begun then is still what its tags stand for. */
  holds(entry: Judged): boolean {
    if (entry.held === this.#count) return true;
    if (entry.began < this.#floor) return false;
    for (const tag of entry.tags) if ((this.#purged.get(tag)?.at ?? 0) > entry.began) return false;
    entry.held = this.#count;
    return true;
  }

  /** Whether an entry that Redis holds valid may be so: a Redis that failed over may have lost a purge that is known here. */
  believes(tags: readonly string[], number: number): boolean {
    return number >= this.#numberFloor && tags.every((tag) => (this.#purged.get(tag)?.number ?? 0) <= number);
  }
}
