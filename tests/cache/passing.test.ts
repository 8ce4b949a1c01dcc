import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../../src/cache/entry.ts';
import { MemoryTier } from '../../src/cache/memory-tier.ts';
import { steadyNow } from '../../src/cache/steady-clock.ts';

const ROOM = 1_000_000;
/** What passes has this part of it. */
const PASSING = ROOM / 32;
const LASTING_MS = 600_000;

const entry = ({ began = 0, bytes = 1_000 } = {}): Entry => ({
  value: 'x',
  tags: [],
  until: null,
  began,
  storedAt: steadyNow(),
  share: 1,
  bytes,
  held: -1,
  hits: 0,
  readings: 1,
  renewing: false,
});

const tierOf = () => {
  const tier = new MemoryTier(ROOM, LASTING_MS);
  const put = (key: string, soonMade: boolean, kept = entry()): void => tier.set(key, kept, soonMade);
  /** A reader asks for a key, and gets what is there or has it made. */
  const ask = (key: string, soonMade: boolean): boolean => {
    const there = tier.get(key) !== undefined;
    if (!there) put(key, soonMade);
    return there;
  };
  const askOnce = (what: string, many: number, soonMade: boolean): void => {
    for (let n = 0; n < many; n += 1) ask(`${what}:${n}`, soonMade);
  };
  const kept = (what: string, many: number): number =>
    Array.from({ length: many }, (_, n) => tier.peek(`${what}:${n}`)).filter((found) => found !== undefined)
      .length;
  return { tier, put, ask, askOnce, kept };
};

describe('what is soon made again', () => {
  it('takes a thirty-second of the memory while it is asked for once, the newest of it', () => {
    const { tier, askOnce, kept } = tierOf();
    askOnce('answer', 3_000, true);
    const { bytes, entries } = tier.size;
    expect(bytes).toBeLessThanOrEqual(PASSING);
    expect(bytes).toBeGreaterThan(PASSING - 2_000);
    expect(entries).toBe(kept('answer', 3_000));
    expect(tier.peek('answer:2999')).toBeDefined();
    expect(tier.peek('answer:0')).toBeUndefined();
  });

  it('takes nothing of the memory of what is dear', () => {
    const { tier, askOnce, kept } = tierOf();
    askOnce('record', 2_000, false);
    const before = kept('record', 2_000);
    expect(tier.size.bytes).toBeGreaterThan(ROOM - PASSING - 2_000);
    askOnce('answer', 3_000, true);
    expect(kept('record', 2_000)).toBe(before);
    expect(tier.size.bytes).toBeGreaterThan(ROOM - 4_000);
    expect(tier.size.bytes).toBeLessThanOrEqual(ROOM);
  });

  it.each(['get', 'look'] as const)('stays when it is asked for again (%s)', (how) => {
    const { tier, askOnce, kept } = tierOf();
    askOnce('hot', 300, true);
    const there = kept('hot', 300);
    const last = (n: number): string => `hot:${299 - n}`;
    for (let n = 0; n < 20; n += 1) expect(tier[how](last(n))).toBeDefined();
    askOnce('answer', 3_000, true);
    expect(there).toBeLessThan(300);
    expect(kept('hot', 300)).toBe(20);
    expect(tier.size.bytes).toBeGreaterThan(PASSING);
  });

  it('stays at once when it was asked for before, though it had to go meanwhile', () => {
    const { ask, askOnce, tier } = tierOf();
    ask('front', true);
    askOnce('answer', 3_000, true);
    expect(ask('front', true)).toBe(false);
    askOnce('more', 3_000, true);
    expect(tier.peek('front')).toBeDefined();
  });

  it('does not push out what is asked for as often', () => {
    const { tier, ask, askOnce, kept } = tierOf();
    askOnce('record', 800, false);
    for (let time = 0; time < 5; time += 1) askOnce('record', 800, false);
    askOnce('answer', 3_000, true);
    const before = kept('record', 800);
    for (let n = 2_999; n > 2_980; n -= 1) ask(`answer:${n}`, true);
    expect(kept('record', 800)).toBe(before);
    // Those that weren't let in are still there, and the first to be asked for often is let in.
    for (let time = 0; time < 5; time += 1) ask('answer:2990', true);
    askOnce('more', 3_000, true);
    expect(tier.peek('answer:2990')).toBeDefined();
    expect(tier.peek('answer:2991')).toBeUndefined();
  });

  it('is kept where it is when it is made anew, and not by one begun before', () => {
    const { tier, ask, put, askOnce } = tierOf();
    ask('passing', true);
    ask('staying', true);
    ask('staying', true);
    for (const key of ['passing', 'staying']) {
      const newer = entry({ began: 2 });
      put(key, true, newer);
      put(key, true, entry({ began: 1 }));
      expect(tier.peek(key)).toBe(newer);
      expect(newer.readings).toBe(2);
    }
    expect(tier.size.entries).toBe(2);
    askOnce('answer', 3_000, true);
    expect(tier.peek('passing')).toBeUndefined();
    expect(tier.peek('staying')).toBeDefined();
  });

  it('goes with all the rest when memory is cleared', () => {
    const { tier, askOnce } = tierOf();
    askOnce('answer', 20, true);
    askOnce('record', 50, false);
    expect(tier.size.entries).toBe(70);
    tier.clear();
    expect(tier.size).toEqual({ entries: 0, bytes: 0 });
    expect(tier.look('answer:1')).toBeUndefined();
  });

  it('is not kept where it is larger than a tenth of the memory', () => {
    const { tier, put } = tierOf();
    put('vast', true, entry({ bytes: Math.round(ROOM / 9) }));
    expect(tier.size.entries).toBe(0);
  });
});
