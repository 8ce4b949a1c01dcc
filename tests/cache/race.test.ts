import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cache, Fill } from '../../src/cache/cache.ts';
import { PurgeLedger } from '../../src/cache/purge-ledger.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { testCache } from '../support/test-cache.ts';

/** Readers and writers at once on two instances with one Redis: after a write has returned, nobody here may see what was before it (K01, K03, K06). */
const ROUNDS = 1_000;
const KEYS = 20;
/** An instance hears of another's purge within this, or the run is too slow to say anything. */
const HEARD_MS = 250;

const suite = redisIsThere ? describe : describe.skip;
suite('two instances with one Redis', () => {
  let redis: TestRedis;
  let [here, there]: Cache[] = [];
  /** The truth, as a database has it. */
  const truth = new Map<string, number>();

  const fill: Fill = async (keys) => {
    await pause(Math.random() < 0.3 ? 2 : 0);
    const read = new Map(keys.map((key) => [key, truth.get(key) ?? 0]));
    await pause(Math.random() < 0.3 ? 3 : 0);
    return new Map([...read].map(([key, value]) => [key, { value, tags: [`tag:${key}`] }]));
  };

  beforeAll(async () => {
    redis = await startRedis();
    here = await testCache({ redisUrl: redis.url });
    there = await testCache({ redisUrl: redis.url });
  });
  afterAll(async () => {
    await Promise.all([here?.close(), there?.close()]);
    await redis.stop();
  });

  it('never shows what was before a write that has returned', async () => {
    let [staleHere, staleThere] = [0, 0];
    const write = async (key: string): Promise<void> => {
      const value = (truth.get(key) ?? 0) + 1;
      truth.set(key, value);
      await here?.purge([`tag:${key}`]);
      const seen = (await here?.read<number>([key], fill))?.get(key) ?? 0;
      if (seen < value) staleHere += 1;
      await pause(HEARD_MS);
      const elsewhere = (await there?.read<number>([key], fill))?.get(key) ?? 0;
      if (elsewhere < value) staleThere += 1;
    };
    const writes: Promise<void>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const key = `k${round % KEYS}`;
      const readers = [here?.read([key], fill), there?.read([key], fill)];
      if (round % 2 === 0) writes.push(write(key));
      await Promise.all(readers);
    }
    await Promise.all(writes);
    expect({ staleHere, staleThere }).toEqual({ staleHere: 0, staleThere: 0 });
  }, 60_000);

  it('reads a cold key once for both (L01)', async () => {
    let asked = 0;
    const counted: Fill = async (keys) => {
      asked += 1;
      await pause(30);
      return new Map(keys.map((key) => [key, { value: 7, tags: [] }]));
    };
    const readers = [here, there].flatMap((cache) =>
      Array.from({ length: 500 }, () => cache?.read(['cold'], counted)),
    );
    const values = await Promise.all(readers);
    expect(values.every((read) => read?.get('cold') === 7)).toBe(true);
    expect(asked).toBe(1);
  });
});

describe('the ledger of purges', () => {
  const begunNow = (ledger: PurgeLedger, ...tags: string[]) => ({ tags, began: ledger.now, held: -1 });

  it('is what holds: an entry begun before a purge of its tag does not count, one begun after it does', () => {
    const ledger = new PurgeLedger();
    const [before, other] = [begunNow(ledger, 'a'), begunNow(ledger, 'b')];
    ledger.purge(['a']);
    const after = begunNow(ledger, 'a');
    expect([before, other, after].map((entry) => ledger.holds(entry))).toEqual([false, true, true]);
    ledger.purge(['b']);
    expect([before, other, after].map((entry) => ledger.holds(entry))).toEqual([false, false, true]);
  });

  it('vouches for nothing that was begun before a purge may have been missed', () => {
    const ledger = new PurgeLedger();
    const before = begunNow(ledger, 'a');
    ledger.forget();
    expect([ledger.holds(before), ledger.holds(begunNow(ledger, 'a'))]).toEqual([false, true]);
  });

  it('believes nothing of Redis that is older than a purge known here, also a repeated or late one (K21)', () => {
    const ledger = new PurgeLedger();
    ledger.purge(['a'], 20);
    ledger.purge(['a'], 10);
    ledger.purge(['b']);
    ledger.numbered(['b'], 30);
    expect([ledger.believes(['a'], 19), ledger.believes(['a'], 20)]).toEqual([false, true]);
    expect([ledger.believes(['b'], 29), ledger.believes(['b'], 30)]).toEqual([false, true]);
  });

  it('forgets tags only so that what has them ends', () => {
    const ledger = new PurgeLedger(2);
    const before = begunNow(ledger, 'a');
    ledger.purge(['a'], 10);
    const between = begunNow(ledger, 'x');
    for (const tag of ['b', 'c', 'd']) ledger.purge([tag], 11);
    expect([ledger.holds(before), ledger.holds(between), ledger.believes(['x'], 9)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(ledger.holds(begunNow(ledger, 'a'))).toBe(true);
  });
});
