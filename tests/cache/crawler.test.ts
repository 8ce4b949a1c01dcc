import { describe, expect, it } from '@jest/globals';
import { LRUCache } from 'lru-cache';
import type { Entry } from '../../src/cache/entry.ts';
import { MemoryTier } from '../../src/cache/memory-tier.ts';
import { steadyNow } from '../../src/cache/steady-clock.ts';

/**
 * A reader whose stories follow Zipf's law, and a crawler that walks the whole archive beside them, on the memory tier and on a plain LRU of the same size. Deterministic.
 * `DATELINE_TEST_STORIES=100000` is the size.
 */
const STORIES = Number(process.env.DATELINE_TEST_STORIES ?? 5_000);
const READS = STORIES * 5;
/** Entries that fit: a twentieth of the archive. */
const FIT = STORIES / 20;
const BYTES = 1_000;
const LASTING_MS = 600_000;
const VALUE = 'x'.repeat(10);

/** Mulberry32: the same numbers every time. */
const numbers = (seed: number) => {
  let counted = seed;
  return (): number => {
    counted += 0x6d2b79f5;
    let state = Math.imul(counted ^ (counted >>> 15), counted | 1);
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
    return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Ranks from 0 with a probability that falls as 1/(rank + 1). */
const zipf = (count: number, random: () => number) => {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank += 1) {
    sum += 1 / (rank + 1);
    sums[rank] = sum;
  }
  return (): number => {
    const wanted = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};

interface Tried {
  /** Asks for a key, and keeps it if it wasn't there. Whether it was. */
  ask(key: string): boolean;
}

const entry = (storedAt = steadyNow()): Entry => ({
  value: VALUE,
  tags: [],
  until: null,
  began: 0,
  storedAt,
  share: 1,
  bytes: BYTES,
  held: -1,
  hits: 0,
  readings: 1,
  renewing: false,
});

const memoryTier = (): Tried & { readonly tier: MemoryTier } => {
  const weighed = new MemoryTier(Number.MAX_SAFE_INTEGER, LASTING_MS);
  weighed.set('story:00000', entry());
  // A thirty-second is for what passes: nothing here.
  const tier = new MemoryTier(Math.ceil((weighed.size.bytes * FIT * 32) / 31), LASTING_MS);
  return {
    tier,
    ask: (key) => {
      if (tier.get(key) !== undefined) return true;
      tier.set(key, entry());
      return false;
    },
  };
};

const plainLru = (): Tried => {
  const lru = new LRUCache<string, Entry>({ max: FIT });
  return {
    ask: (key) => {
      if (lru.get(key) !== undefined) return true;
      lru.set(key, entry());
      return false;
    },
  };
};

/** The reader's hit ratio after a first fifth, with so many of the crawler's requests to each of theirs. */
const hitRatio = (tried: Tried, crawled: number): number => {
  const next = zipf(STORIES, numbers(42));
  let [hits, asked, at] = [0, 0, 0];
  for (let n = 0; n < READS; n += 1) {
    const hit = tried.ask(`story:${String(next()).padStart(5, '0')}`);
    for (let c = 0; c < crawled; c += 1) tried.ask(`story:${String(at++ % STORIES).padStart(5, '0')}`);
    if (n < READS / 5) continue;
    asked += 1;
    if (hit) hits += 1;
  }
  return hits / asked;
};

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

describe('a crawler beside a reader (K20)', () => {
  it.each([1, 4])(
    'costs the reader at most 5 points, with %i of its requests to each of theirs',
    (crawled) => {
      const [alone, beside] = [hitRatio(memoryTier(), 0), hitRatio(memoryTier(), crawled)];
      const [lruAlone, lruBeside] = [hitRatio(plainLru(), 0), hitRatio(plainLru(), crawled)];
      process.stdout.write(
        `${STORIES} stories, ${crawled}:1 crawled: memory tier ${percent(alone)} -> ${percent(beside)}; plain LRU ${percent(lruAlone)} -> ${percent(lruBeside)}\n`,
      );
      expect(alone - beside).toBeLessThanOrEqual(0.05);
      expect(alone).toBeGreaterThanOrEqual(lruAlone - 0.01);
      // The trial can tell: what has no admission loses more.
      expect(lruAlone - lruBeside).toBeGreaterThan(alone - beside);
    },
  );

  it('leaves room where what was hot once is of no use any more', () => {
    const { tier } = memoryTier();
    const key = (day: 'yestd' | 'today', n: number): string => `${day}:${String(n).padStart(5, '0')}`;
    for (let n = 0; n < FIT; n += 1) {
      for (let time = 0; time < 20; time += 1) tier.count(key('yestd', n));
      tier.set(key('yestd', n), entry(steadyNow() - (n === 0 ? LASTING_MS + 1 : 0)));
    }
    // In the place of the one that is over there is room for one that nobody asked for; the others stay.
    for (const n of [0, 1]) tier.set(key('today', n), entry());
    const kept = (['today', 'yestd'] as const).map((day) =>
      [0, 1].map((n) => tier.peek(key(day, n)) !== undefined),
    );
    expect(kept).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('leaves memory flat over any number of keys', () => {
    const { tier, ask } = memoryTier();
    const sizes: number[] = [];
    for (let n = 0; n < STORIES * 10; n += 1) {
      ask(`other:${n}`);
      if (n % STORIES === 0) sizes.push(tier.size.bytes);
    }
    expect(new Set(sizes.slice(1).map((bytes) => Math.round(bytes / BYTES / FIT))).size).toBe(1);
    expect(tier.size.entries).toBeLessThanOrEqual(FIT);
  });
});
