import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cache, Fill } from '../../src/cache/cache.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { testCache } from '../support/test-cache.ts';

const suite = redisIsThere ? describe : describe.skip;
suite('what goes to Redis', () => {
  let redis: TestRedis;
  const opened: Cache[] = [];
  const open = async (options = {}): Promise<Cache> => {
    const cache = await testCache({ redisUrl: redis.url, ...options });
    opened.push(cache);
    return cache;
  };
  const fill: Fill = (keys) =>
    Promise.resolve(
      new Map(keys.map((key) => [key, { value: { text: key.repeat(200) }, tags: [`tag:${key}`] }])),
    );
  /** What Redis does, as it tells it; `settled` resolves when all has been told that was sent before. */
  const watch = async (
    onCommand: (args: string[], source: string) => void,
  ): Promise<{ settled: () => Promise<void>; end: () => void }> => {
    const monitor = await redis.look.monitor();
    const marks = new Map<string, () => void>();
    monitor.on('monitor', (_time: string, args: string[], source: string) => {
      if (args[0]?.toLowerCase() === 'echo') marks.get(args[1] ?? '')?.();
      else onCommand(args, source);
    });
    return {
      settled: async () => {
        await pause(100);
        const mark = `mark-${marks.size}`;
        const told = new Promise<void>((resolve) => marks.set(mark, resolve));
        await redis.look.echo(mark);
        await told;
      },
      end: () => monitor.disconnect(),
    };
  };
  /** How many commands clients sent, those of the heartbeat left out; what a script does counts as none. */
  const scriptsOf = async (operation: () => Promise<unknown>): Promise<number> => {
    const lines: string[][] = [];
    const watched = await watch((args, source) => {
      if (
        source !== 'lua' &&
        args[0]?.toLowerCase() === 'evalsha' &&
        !args.some((arg) => arg.includes(':beat:'))
      )
        lines.push(args);
    });
    await operation();
    await watched.settled();
    watched.end();
    return lines.length;
  };

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()));
    await redis.look.flushall();
  });
  afterAll(() => redis.stop());

  it('is one question and one answer for fifty keys, one question for those that are there, and nothing for hot ones', async () => {
    const [one, two] = [await open(), await open()];
    const keys = Array.from({ length: 50 }, (_, n) => `k${n}`);
    expect(await scriptsOf(() => one.read(keys, fill))).toBe(2);
    expect(await scriptsOf(() => two.read(keys, fill))).toBe(1);
    expect(two.stats().redis.hits).toBe(50);
    expect(await scriptsOf(() => two.read(keys, fill))).toBe(0);
  });

  it('is one question and one answer for twenty readers at once, each of whom gets what is young enough for them', async () => {
    const [one, two] = [await open(), await open()];
    const keys = Array.from({ length: 20 }, (_, n) => `k${n}`);
    expect(await scriptsOf(() => Promise.all(keys.map((key) => one.read([key], fill))))).toBe(2);
    const filled: string[] = [];
    const counted: Fill = (asked, renewing) => {
      filled.push(...asked);
      return fill(asked, renewing);
    };
    const reads = keys.map((key, n) => two.read([key], counted, n % 5 === 0 ? { freshMs: 1 } : {}));
    const found = await Promise.all(reads);
    expect(filled).toEqual(keys.filter((_, n) => n % 5 === 0));
    expect(found.map((values, n) => values.get(keys[n] ?? ''))).toEqual(
      keys.map((key) => ({ text: key.repeat(200) })),
    );
    expect(two.stats().redis.hits).toBe(16);
  });

  it('is one command for a purge, whatever is kept under its tags', async () => {
    const cache = await open();
    await cache.read(['a', 'b'], fill);
    await pause(50);
    expect(await scriptsOf(() => cache.purge(['tag:a', 'tag:b', 'tag:c']))).toBe(1);
  });

  it('packs a long value, and gives it out whole', async () => {
    const text = 'All the news that is fit to be said twice. '.repeat(1_000);
    const long: Fill = async () => new Map([['long', { value: { text, at: new Date(5) }, tags: [] }]]);
    const cache = await open();
    // What was asked for once is there for a short time, and isn't worth it.
    for (const answer of [() => Promise.resolve(new Map()), long]) await cache.read(['long'], answer);
    await pause(50);
    expect(await redis.look.hstrlen('{test}:e:long', 'v')).toBeLessThan(text.length / 5);
    const read = await (await open()).read(['long'], () => Promise.reject(new Error('not needed')));
    expect(read.get('long')).toEqual({ text, at: new Date(5) });
  });

  it('keeps what is not there, and what was asked for once, for a short time only (K08, L03)', async () => {
    const cache = await open({ freshMs: 10_000, graceMs: 600_000 });
    const nothing: Fill = (keys) =>
      Promise.resolve(new Map(keys.map((key) => [key, { value: null, tags: [] }])));
    await cache.read(['none'], nothing);
    await cache.read(['once'], fill);
    for (let n = 0; n < 3; n += 1) await cache.read([`asked${n}`], nothing);
    for (let n = 0; n < 3; n += 1) await cache.read(['often'], () => Promise.resolve(new Map()));
    await cache.read(['often'], fill);
    await pause(50);
    const life = async (key: string): Promise<number> => await redis.look.pttl(`{test}:e:${key}`);
    for (const key of ['none', 'once']) expect(await life(key)).toBeLessThanOrEqual(22_000);
    expect(await life('often')).toBeGreaterThan(500_000);
  });

  it('looks up a tag that entries have in common once', async () => {
    const shared: Fill = (keys) =>
      Promise.resolve(new Map(keys.map((key) => [key, { value: key, tags: ['common', `own:${key}`] }])));
    const cache = await open();
    const onTag: string[] = [];
    const watched = await watch((args, source) => {
      if (source === 'lua' && args.includes('{test}:t:common')) onTag.push(args[0]?.toLowerCase() ?? '');
    });
    await cache.read(['a', 'b', 'c'], shared);
    await watched.settled();
    expect(onTag).toEqual(['mget', 'set']);
    await cache.read(['d', 'e'], shared);
    await watched.settled();
    expect(onTag).toEqual(['mget', 'set', 'mget', 'pttl']);
    const two = await open();
    await two.read(['a', 'b', 'c', 'd', 'e'], () => Promise.reject(new Error('not needed')));
    await watched.settled();
    expect(onTag).toEqual(['mget', 'set', 'mget', 'pttl', 'mget']);
    watched.end();
    // And what is purged ends all of them.
    await cache.purge(['common']);
    let asked: readonly string[] = [];
    await (await open()).read(['a', 'e'], (keys) => {
      asked = keys;
      return shared(keys, false);
    });
    expect(asked).toEqual(['a', 'e']);
  });

  it('keeps a tag three times as long as what stands under it, and no longer: unknown keys are soon gone with theirs (K08)', async () => {
    const cache = await open({ freshMs: 10_000, graceMs: 600_000 });
    const under =
      (value: unknown): Fill =>
      (keys) =>
        Promise.resolve(new Map(keys.map((key) => [key, { value, tags: ['shared', `own:${key}`] }])));
    /** As often as it takes for the key to be asked for again and again. */
    const lasting = async (key: string): Promise<void> => {
      for (let n = 0; n < 3; n += 1) await cache.read([key], () => Promise.resolve(new Map()));
      await cache.read([key], under(key));
      await pause(50);
    };
    const lifeOf = async (tag: string): Promise<number> => await redis.look.pttl(`{test}:t:${tag}`);
    const [SHORT, LONG] = [3 * 20_000, 3 * 620_000] as const;
    const isAbout = (life: number, wanted: number): boolean => life > wanted * 0.85 && life < wanted * 1.15;
    await cache.read(['unknown'], under(null));
    await pause(50);
    expect(isAbout(await lifeOf('own:unknown'), SHORT)).toBe(true);
    expect(isAbout(await lifeOf('shared'), SHORT)).toBe(true);
    await lasting('often');
    expect(isAbout(await lifeOf('shared'), LONG)).toBe(true);
    // What is gone sooner takes nothing from it, nor from a purge's number, which has to outlast whatever is still being read.
    await cache.purge(['own:late']);
    await cache.read(['unknown', 'late'], under(null));
    await cache.read(['more'], under(null));
    await pause(50);
    for (const tag of ['shared', 'own:late']) expect(isAbout(await lifeOf(tag), LONG)).toBe(true);
  });

  it('believes nothing under a tag whose number was evicted', async () => {
    const cache = await open();
    await cache.read(['a'], fill);
    await pause(50);
    expect(await redis.look.del('{test}:t:tag:a')).toBe(1);
    let asked = 0;
    await (await open()).read(['a'], (keys) => {
      asked += 1;
      return fill(keys, false);
    });
    expect(asked).toBe(1);
  });

  it('keeps no filling that was begun before Redis lost its memory', async () => {
    const cache = await open();
    await cache.read(['a'], async (keys) => {
      await redis.look.flushall();
      return await fill(keys, false);
    });
    await pause(50);
    expect(await redis.look.exists('{test}:e:a')).toBe(0);
  });
});
