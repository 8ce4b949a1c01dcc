import { LRUCache } from 'lru-cache';
import type { Entry } from './entry.ts';
import { FrequencySketch } from './frequency-sketch.ts';
import { steadyNow } from './steady-clock.ts';

/** What an entry takes of memory beside its value, its tags and the characters of its key: measured by snapshots of the heap. */
const OVERHEAD = 350;
/** A tag is put together for each entry anew. */
const TAG = 64;

/** Entries in this process, bounded in bytes. When it is full, a newcomer gets in only if it is asked for more often than what would have to go: a crawler doesn't push out the front page. */
export class MemoryTier {
  readonly #entries: LRUCache<string, Entry>;
  readonly #sketch = new FrequencySketch();
  readonly #maxBytes: number;
  readonly #lastingMs: number;

  /** `lastingMs`: how old an entry may be that is still of use to anybody. */
  constructor(maxBytes: number, lastingMs: number) {
    this.#maxBytes = maxBytes;
    this.#lastingMs = lastingMs;
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes, tags }, key) => weight(key, bytes, tags.length),
    });
  }

  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#entries.size, bytes: this.#entries.calculatedSize };
  }

  /** What there is under a key, of any age. Being asked for here is what makes a key last. */
  get(key: string): Entry | undefined {
    this.#sketch.count(key);
    return this.#entries.get(key);
  }

  /** The same without being counted as asked for. */
  look(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  /** What there is, without its being any the hotter for that. */
  peek(key: string): Entry | undefined {
    return this.#entries.peek(key);
  }

  /** Counts a key as asked for. */
  count(key: string): void {
    this.#sketch.count(key);
  }

  /** Whether a key has been asked for more than once lately. */
  isAskedAgain(key: string): boolean {
    return this.#sketch.estimate(key) > 1;
  }

  /** Keeps an entry, unless one begun later is there or there is no room for it. */
  set(key: string, entry: Entry): void {
    const present = this.#entries.peek(key);
    if (present !== undefined && present.began > entry.began) return;
    if (present === undefined && !this.#admits(key, entry)) return;
    if (present !== undefined && present !== entry) {
      entry.hits += present.hits;
      entry.readings += present.readings;
    }
    this.#entries.set(key, entry);
  }

  clear(): void {
    this.#entries.clear();
  }

  #admits(key: string, { bytes, tags }: Entry): boolean {
    const needed = weight(key, bytes, tags.length);
    if (needed > this.#maxBytes / 10) return false;
    if (this.#entries.calculatedSize + needed <= this.#maxBytes) return true;
    const [oldest] = this.#entries.rkeys();
    const present = oldest === undefined ? undefined : this.#entries.peek(oldest);
    if (oldest === undefined || present === undefined) return true;
    // Whatever it was in its day, nobody has asked for it since.
    if (steadyNow() - present.storedAt > this.#lastingMs) return true;
    return this.#sketch.estimate(key) > this.#sketch.estimate(oldest);
  }
}

const weight = (key: string, bytes: number, tags: number): number =>
  bytes + key.length + tags * TAG + OVERHEAD;
