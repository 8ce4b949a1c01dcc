import { LRUCache } from 'lru-cache';
import type { Entry } from './entry.ts';
import { FrequencySketch } from './frequency-sketch.ts';

interface Sized {
  readonly entry: Entry;
  readonly bytes: number;
}

/** What an entry costs beside its value. */
const OVERHEAD = 200;

/** Entries in this process, bounded in bytes. When it is full, a newcomer gets in only if it is asked for more often than what would have to go: a crawler doesn't push out the front page. */
export class MemoryTier {
  readonly #entries: LRUCache<string, Sized>;
  readonly #sketch = new FrequencySketch();
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#entries = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  }

  get size(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#entries.size, bytes: this.#entries.calculatedSize };
  }

  get(key: string): Entry | undefined {
    this.#sketch.count(key);
    return this.#entries.get(key)?.entry;
  }

  /** Keeps an entry, unless one begun later is there or there is no room for it. */
  set(key: string, entry: Entry, valueBytes: number): void {
    const bytes = valueBytes + key.length + OVERHEAD;
    const present = this.#entries.peek(key);
    if (present !== undefined && present.entry.number > entry.number) return;
    if (present === undefined && !this.#admits(key, bytes)) return;
    this.#entries.set(key, { entry, bytes });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  #admits(key: string, bytes: number): boolean {
    if (bytes > this.#maxBytes / 10) return false;
    if (this.#entries.calculatedSize + bytes <= this.#maxBytes) return true;
    const [oldest] = this.#entries.rkeys();
    return oldest === undefined || this.#sketch.estimate(key) > this.#sketch.estimate(oldest);
  }
}
