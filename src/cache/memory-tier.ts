import { LRUCache } from 'lru-cache';
import type { Entry } from './entry.ts';
import { FrequencySketch } from './frequency-sketch.ts';
import { steadyNow } from './steady-clock.ts';

/** What an entry takes of memory beside its value, its tags and the characters of its key: measured by snapshots of the heap. */
const OVERHEAD = 350;
/** A tag is put together for each entry anew. */
const TAG = 64;
/** What passes takes at most this part of the memory: with more, what is asked for again and again would have less. */
const PASSING_SHARE = 1 / 32;

type Room = LRUCache<string, Entry>;

/**
 * Entries in this process, bounded in bytes, in two rooms, after W-TinyLFU (Einziger, Friedman, Manes, 2017). What is dear to get stays at once, and so does what is asked for again; when memory is full, a newcomer gets in
 * only if it is asked for more often than what would have to go: a crawler doesn't push out the front page. What is soon made again passes through a small room until somebody asks for it again: mostly nobody does.
 */
export class MemoryTier {
  readonly #staying: Room;
  readonly #passing: Room;
  readonly #sketch = new FrequencySketch();
  readonly #lastingMs: number;

  /** `lastingMs`: how old an entry may be that is still of use to anybody. */
  constructor(maxBytes: number, lastingMs: number) {
    const passing = Math.ceil(maxBytes * PASSING_SHARE);
    this.#staying = roomOf(maxBytes - passing);
    this.#passing = roomOf(passing);
    this.#lastingMs = lastingMs;
  }

  get size(): { readonly entries: number; readonly bytes: number } {
    const [staying, passing] = [this.#staying, this.#passing];
    return {
      entries: staying.size + passing.size,
      bytes: staying.calculatedSize + passing.calculatedSize,
    };
  }

  /** What there is under a key, of any age. Being asked for here is what makes a key last. */
  get(key: string): Entry | undefined {
    this.#sketch.count(key);
    return this.look(key);
  }

  /** The same without being counted as asked for. */
  look(key: string): Entry | undefined {
    return this.#staying.get(key) ?? this.#passed(key);
  }

  /** What there is, without its being any the hotter for that. */
  peek(key: string): Entry | undefined {
    return this.#staying.peek(key) ?? this.#passing.peek(key);
  }

  /** Counts a key as asked for. */
  count(key: string): void {
    this.#sketch.count(key);
  }

  /** Whether a key has been asked for more than once lately. */
  isAskedAgain(key: string): boolean {
    return this.#sketch.estimate(key) > 1;
  }

  /** Keeps an entry, unless one begun later is there or there is no room for it. `soonMade`: it can be had again of what is here. */
  set(key: string, entry: Entry, soonMade = false): void {
    const present = this.peek(key);
    if (present === undefined) this.#takeIn(key, entry, soonMade);
    else if (present.began <= entry.began) this.#renew(key, entry, present);
  }

  clear(): void {
    this.#staying.clear();
    this.#passing.clear();
  }

  #takeIn(key: string, entry: Entry, soonMade: boolean): void {
    const mayStay = !soonMade || this.isAskedAgain(key);
    if (mayStay && this.#admits(key, entry)) this.#staying.set(key, entry);
    else if (soonMade) this.#passing.set(key, entry);
  }

  /** In the room where it is. */
  #renew(key: string, entry: Entry, present: Entry): void {
    if (present !== entry) {
      entry.hits += present.hits;
      entry.readings += present.readings;
    }
    const room = this.#staying.has(key) ? this.#staying : this.#passing;
    room.set(key, entry);
  }

  /** What passes and is asked for again stays, if it is let in. */
  #passed(key: string): Entry | undefined {
    const entry = this.#passing.get(key);
    if (entry === undefined || !this.#admits(key, entry)) return entry;
    this.#passing.delete(key);
    this.#staying.set(key, entry);
    return entry;
  }

  #admits(key: string, entry: Entry): boolean {
    const { calculatedSize, maxSize } = this.#staying;
    const needed = weight(entry, key);
    if (needed > maxSize / 10) return false;
    if (calculatedSize + needed <= maxSize) return true;
    const [oldest] = this.#staying.rkeys();
    const present = oldest === undefined ? undefined : this.#staying.peek(oldest);
    if (oldest === undefined || present === undefined) return true;
    // Whatever it was in its day, nobody has asked for it since.
    if (steadyNow() - present.storedAt > this.#lastingMs) return true;
    return this.#sketch.estimate(key) > this.#sketch.estimate(oldest);
  }
}

const weight = ({ bytes, tags }: Entry, key: string): number =>
  bytes + key.length + tags.length * TAG + OVERHEAD;

const roomOf = (maxSize: number): Room => new LRUCache({ maxSize, sizeCalculation: weight });
