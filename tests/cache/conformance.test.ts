import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cache, Fill, Kept } from '../../src/cache/cache.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { testCache } from '../support/test-cache.ts';

/** What every kind of cache promises, tried on memory alone and on memory with a real Redis behind it. */
let redis: TestRedis | null = null;
const opened: Cache[] = [];

/** A fill that says what it was asked for. */
const source = (values: Record<string, unknown>) => {
  const asked: string[][] = [];
  const fill: Fill = async (keys) => {
    asked.push([...keys]);
    await pause(5);
    return new Map(
      keys.map((key): [string, Kept] => [key, { value: values[key] ?? null, tags: [`tag:${key}`, 'all'] }]),
    );
  };
  return { asked, fill };
};

beforeAll(async () => {
  if (redisIsThere) redis = await startRedis();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((cache) => cache.close()));
  await redis?.look.flushall();
});
afterAll(() => redis?.stop());

const KINDS = redisIsThere ? ['memory', 'memory and Redis'] : ['memory'];
describe.each(KINDS)('a cache in %s', (kind) => {
  const open = async (options = {}): Promise<Cache> => {
    const cache = await testCache({ redisUrl: kind === 'memory' ? null : (redis?.url ?? null), ...options });
    opened.push(cache);
    return cache;
  };

  it('asks once for what it does not have, and answers from memory without a promise', async () => {
    const cache = await open();
    const { asked, fill } = source({ a: { at: new Date(0), n: 1 } });
    expect(cache.peek('a')).toBeUndefined();
    const values = await cache.read(['a', 'b', 'a'], fill);
    expect([...values]).toEqual([
      ['a', { at: new Date(0), n: 1 }],
      ['b', null],
    ]);
    expect(cache.peek('a')).toEqual({ at: new Date(0), n: 1 });
    expect(cache.peek('b')).toBeNull();
    await cache.read(['a', 'b'], fill);
    expect(asked).toEqual([['a', 'b']]);
  });

  it('reads a key once, however many ask at the same time (L01)', async () => {
    const cache = await open();
    const { asked, fill } = source({ a: 1 });
    const all = await Promise.all(Array.from({ length: 1_000 }, () => cache.read(['a'], fill)));
    expect(all.every((values) => values.get('a') === 1)).toBe(true);
    expect(asked).toEqual([['a']]);
  });

  it('ends entries by their tags, negative ones too, and no others (K08)', async () => {
    const cache = await open();
    const { asked, fill } = source({ a: 1, b: 2 });
    await cache.read(['a', 'b', 'c'], fill);
    expect(await cache.purge(['tag:a', 'tag:c'])).toEqual({ announced: true });
    expect([cache.peek('a'), cache.peek('b'), cache.peek('c')]).toEqual([undefined, 2, undefined]);
    await cache.read(['a', 'b', 'c'], fill);
    expect(asked[1]).toEqual(['a', 'c']);
  });

  it('does not keep what was begun before a purge and ended after it (K06)', async () => {
    const cache = await open();
    let version = 1;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let first = true;
    const fill: Fill = async (keys) => {
      const read = version;
      if (first) {
        first = false;
        await held;
      }
      return new Map(keys.map((key) => [key, { value: read, tags: ['story'] }]));
    };
    const slow = cache.read(['a'], fill);
    await pause(50);
    version = 2;
    await cache.purge(['story']);
    release();
    expect((await slow).get('a')).toBe(2);
    expect((await cache.read(['a'], fill)).get('a')).toBe(2);
  });

  it('gives nobody a value that another reader has changed (K15)', async () => {
    const cache = await open();
    const { fill } = source({ a: { list: [1] } });
    const value = (await cache.read<{ list: number[] }>(['a'], fill as Fill)).get('a');
    expect(() => value?.list.push(2)).toThrow(TypeError);
    expect(cache.peek('a')).toEqual({ list: [1] });
  });

  it('keeps neither an error nor a key that was left out (K09)', async () => {
    const cache = await open();
    const broken: Fill = () => Promise.reject(new Error('no answer'));
    await expect(cache.read(['a'], broken)).rejects.toThrow('no answer');
    expect((await cache.read(['a'], () => Promise.resolve(new Map()))).get('a')).toBeNull();
    const { asked, fill } = source({ a: 1 });
    expect((await cache.read(['a'], fill)).get('a')).toBe(1);
    expect(asked).toEqual([['a']]);
  });

  it('serves what is past its best at once, and reads it anew behind the reader (L02)', async () => {
    const cache = await open({ freshMs: 400 });
    const values = { a: 1 };
    const { asked, fill } = source(values);
    await cache.read(['a'], fill);
    values.a = 2;
    await pause(420);
    expect(cache.peek('a')).toBeUndefined();
    const together = await Promise.all(Array.from({ length: 200 }, () => cache.read(['a'], fill)));
    expect(new Set(together.map((read) => read.get('a')))).toEqual(new Set([1]));
    await pause(60);
    expect(asked.length).toBe(2);
    expect((await cache.read(['a'], fill)).get('a')).toBe(2);
  });

  it('gives out without a promise what is being read again, for as long as it may be old', async () => {
    const cache = await open({ freshMs: 500 });
    const { fill } = source({ a: 1, b: 1 });
    await cache.read(['a', 'b'], fill);
    await pause(520);
    expect(cache.peek('a')).toBeUndefined();
    let asked: string[] = [];
    let answer = (_: ReadonlyMap<string, Kept>): void => {};
    let fail = (_: Error): void => {};
    const slow: Fill = (keys) => {
      asked.push(...keys);
      return new Promise((resolve, reject) => {
        [answer, fail] = [resolve, reject];
      });
    };
    // More readers than there may be renewals under way.
    const read = await Promise.all(Array.from({ length: 300 }, () => cache.read(['a'], slow)));
    expect(new Set(read.map((values) => values.get('a')))).toEqual(new Set([1]));
    expect(cache.peek('a')).toBe(1);
    expect(cache.peek('a', { renew: true })).toBeUndefined();
    while (asked.length === 0) await pause(1);
    fail(new Error('no answer'));
    await pause(10);
    expect(cache.peek('a')).toBeUndefined();

    expect((await cache.read(['b'], slow)).get('b')).toBe(1);
    while (asked.length < 2) await pause(1);
    expect(asked).toEqual(['a', 'b']);
    expect(cache.peek('b')).toBe(1);
    answer(new Map([['b', { value: 2, tags: [] }]]));
    await pause(10);
    expect(cache.peek('b')).toBe(2);

    asked = [];
    await pause(520);
    expect((await cache.read(['b'], slow)).get('b')).toBe(2);
    while (asked.length === 0) await pause(1);
    await pause(500);
    expect(cache.peek('b')).toBeUndefined();
    fail(new Error('no answer'));
  });

  const KEYS = Array.from({ length: 50 }, (_, n) => `story:${n}`);
  const VALUES = Object.fromEntries(KEYS.map((key, n) => [key, n]));
  /** Resolves when there has been another call. */
  const called = async (asked: readonly unknown[]): Promise<void> => {
    while (asked.length === 0) await pause(10);
    await pause(30);
  };

  it('reads again with one call, behind its readers, what they are given that is not quite new', async () => {
    const cache = await open({ freshMs: 2_000 });
    const { asked, fill } = source(VALUES);
    cache.keepNew('story:', fill);
    for (const key of KEYS) await cache.read([key], fill);
    expect(asked).toHaveLength(KEYS.length);
    asked.length = 0;
    const given = () => KEYS.map((key) => cache.peek(key));
    given();
    await pause(1_450);
    expect(asked).toEqual([]);
    // A busy machine comes too late for `peek`, and asks.
    const late = KEYS.filter((_, n) => given()[n] === undefined);
    await Promise.all(late.map((key) => cache.read([key], fill)));
    await called(asked);
    expect(asked.map((keys) => [...keys].sort())).toEqual([[...KEYS].sort()]);
    expect(cache.inspect('story:7')?.ageMs).toBeLessThan(1_000);
    await pause(200);
    expect(asked).toHaveLength(1);
  });

  it('reads with one call what answers need that are made anew', async () => {
    const cache = await open({ freshMs: 1_000 });
    const { asked, fill } = source(VALUES);
    const alone = source(VALUES);
    cache.keepNew('story:', fill);
    await cache.read(KEYS, fill);
    await pause(600);
    asked.length = 0;
    const read = await Promise.all(KEYS.map((key) => cache.read([key], alone.fill, { renew: true })));
    expect(read.map((values, n) => values.get(KEYS[n] ?? ''))).toEqual(KEYS.map((_, n) => n));
    expect(asked.map((keys) => [...keys].sort())).toEqual([[...KEYS].sort()]);
    expect(alone.asked).toEqual([]);
  });

  it('asks again for what could not be read behind its readers', async () => {
    const cache = await open({ freshMs: 1_000 });
    const { fill } = source(VALUES);
    const failed: string[][] = [];
    cache.keepNew('story:', (keys) => {
      failed.push([...keys]);
      return Promise.reject(new Error('no answer'));
    });
    await cache.read(['story:1'], fill);
    await pause(1_050);
    for (let times = 1; times <= 2; times += 1) {
      expect((await cache.read(['story:1'], fill)).get('story:1')).toBe(1);
      while (failed.length < times) await pause(10);
      await pause(30);
    }
    expect(failed).toEqual([['story:1'], ['story:1']]);
  });

  it('serves an old value while there is no new one to be had, and no longer than the grace', async () => {
    const cache = await open({ freshMs: 200, graceMs: 1_000 });
    await cache.read(['a', 'b'], source({ a: 1, b: 1 }).fill);
    const broken: Fill = () => Promise.reject(new Error('no answer'));
    await pause(460);
    expect((await cache.read(['a'], broken)).get('a')).toBe(1);
    expect(cache.stats().stale).toBe(1);
    await cache.purge(['tag:a']);
    await expect(cache.read(['a'], broken)).rejects.toThrow('no answer');
    await pause(1_000);
    await expect(cache.read(['b'], broken)).rejects.toThrow('no answer');
  });

  it('keeps the keys of null, "null", a:b + c and a + b:c apart (K13)', async () => {
    const cache = await open();
    const keys = ['null', '"null"', 'x:a:b|c', 'x:a|b:c', '\u00e9', 'e\u0301'];
    const { fill } = source(Object.fromEntries(keys.map((key, at) => [key, at + 1])));
    const values = await cache.read(keys, fill);
    expect(keys.map((key) => values.get(key))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('stays within its bytes, and lets no crawler push out what is asked for often (K20)', async () => {
    const cache = await open({ redisUrl: null, memoryBytes: 400_000 });
    const filler = 'x'.repeat(1_000);
    const fill: Fill = (keys) =>
      Promise.resolve(new Map(keys.map((key) => [key, { value: filler, tags: [] }])));
    const hot = Array.from({ length: 100 }, (_, n) => `hot${n}`);
    for (let round = 0; round < 10; round += 1) await cache.read(hot, fill);
    for (let n = 0; n < 5_000; n += 1) await cache.read([`cold${n}`], fill);
    expect(cache.stats().memory.bytes).toBeLessThanOrEqual(400_000);
    expect(hot.filter((key) => cache.peek(key) !== undefined).length).toBeGreaterThan(95);
  });
});
