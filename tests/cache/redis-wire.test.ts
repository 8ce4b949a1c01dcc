import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cache, Fill } from '../../src/cache/cache.ts';
import type { CacheOptions } from '../../src/cache/create-cache.ts';
import { type FaultyWire, startFaultyWire } from '../support/faulty-wire.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { reached, testCache } from '../support/test-cache.ts';
import { until } from '../support/until.ts';

/** A real Redis behind a wire that fails in the middle: readers get the right answer within the time that Redis is given, and it is used again by itself. */
const suite = redisIsThere ? describe : describe.skip;
suite('a cache whose wire to Redis fails', () => {
  let redis: TestRedis;
  const opened: Cache[] = [];
  const wires: FaultyWire[] = [];
  const errors: Error[] = [];
  let version = 1;
  const fill: Fill = (keys) =>
    Promise.resolve(new Map(keys.map((key) => [key, { value: version, tags: [`tag:${key}`] }])));
  const open = async (options: Partial<CacheOptions> = {}): Promise<{ cache: Cache; wire: FaultyWire }> => {
    const wire = await startFaultyWire(redis.url);
    wires.push(wire);
    const cache = await testCache({
      redisUrl: wire.url,
      redisMs: 60,
      onError: (error) => errors.push(error),
      ...options,
    });
    opened.push(cache);
    return { cache, wire };
  };
  const readOne = async (cache: Cache, key: string): Promise<number | null | undefined> =>
    (await cache.read<number>([key], fill)).get(key);
  const used = (cache: Cache): boolean => cache.stats().redis.state === 'UP';
  /** Asks until Redis is used again; resolves to whether it is. */
  const usedAgain = async (cache: Cache): Promise<boolean> => {
    for (let tries = 0; tries < 200; tries += 1) {
      await readOne(cache, `again${tries}`);
      if (used(cache)) return true;
      await pause(50);
    }
    return false;
  };

  beforeAll(async () => {
    redis = await startRedis('--enable-debug-command', 'yes');
  });
  afterEach(async () => {
    for (const wire of wires) wire.set({});
    await Promise.all(opened.splice(0).map((cache) => cache.close()));
    await Promise.all(wires.splice(0).map((wire) => wire.close()));
    await redis.look.flushall();
    version = 1;
    errors.length = 0;
  });
  afterAll(() => redis.stop());

  it('D06 takes a reply that is cut in half, or a line that is reset in the middle, for no answer', async () => {
    const { cache, wire } = await open();
    for (let n = 0; n < 20; n += 1) await readOne(cache, `k${n}`);
    await pause(50);
    for (const cutAfter of [1, 7, 30, 200]) {
      wire.set({ cutAfter });
      const { cache: other, wire: hers } = await open({ redisMs: 200 });
      hers.set({ cutAfter });
      for (let n = 0; n < 5; n += 1) expect(await readOne(other, `k${n}`)).toBe(1);
      wire.reset();
      for (let n = 0; n < 5; n += 1) expect(await readOne(cache, `c${cutAfter}-${n}`)).toBe(1);
    }
    wire.set({});
    expect(await usedAgain(cache)).toBe(true);
  }, 60_000);

  it('D07 waits no longer for a slow one than it is given', async () => {
    const { cache, wire } = await open();
    for (const latency of [20, 200, 1_000]) {
      wire.set({ delayOut: () => latency });
      const from = performance.now();
      for (let n = 0; n < 10; n += 1) expect(await readOne(cache, `s${latency}-${n}`)).toBe(1);
      // After three that failed it isn't waited for at all: far below ten times the latency.
      expect(performance.now() - from).toBeLessThan(Math.max(latency * 10, 3_000));
    }
    wire.set({});
    expect(await usedAgain(cache)).toBe(true);
  }, 60_000);

  it('D03 leaves no more open than it may in a black hole, and forgets the line that says nothing', async () => {
    const { cache, wire } = await open();
    const before = process.memoryUsage().rss;
    wire.set({ blackHole: true });
    let reads = 0;
    for (const from = performance.now(); performance.now() - from < 2_500; reads += 50)
      await Promise.all(Array.from({ length: 50 }, (_, n) => readOne(cache, `b${reads + n}`)));
    expect(used(cache)).toBe(false);
    // Far fewer questions than readers: three failures at most fifty wide, then two a second.
    expect(cache.stats().redis.failures).toBeLessThan(1_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1_048_576);
    wire.set({});
    expect(await usedAgain(cache)).toBe(true);
  }, 60_000);

  it('K05 finds out that it hears nothing on a line that stays open, and K04, D27 that it was cut', async () => {
    const [{ cache: writer }, { cache, wire }] = [await open(), await open({ freshMs: 600_000 })];
    await readOne(cache, 'a');
    await pause(600);
    expect(cache.peek('a')).toBe(1);
    wire.set({ blackHole: true });
    version = 2;
    await writer.purge(['tag:a']);
    for (let tries = 0; cache.peek('a') === 1 && tries < 100; tries += 1) await pause(100);
    // It heard of no purge, and doesn't give out what it can't vouch for.
    expect(cache.peek('a')).toBeUndefined();
    expect(await readOne(cache, 'a')).toBe(2);
    wire.set({});
    wire.reset();
    expect(await usedAgain(cache)).toBe(true);
  }, 60_000);

  it('K19 finds out that one message was lost, on a line that is well', async () => {
    const [{ cache: writer }, { cache }] = [await open(), await open({ freshMs: 600_000 })];
    await readOne(cache, 'a');
    await pause(700);
    expect(cache.peek('a')).toBe(1);
    // Numbers are taken, and nobody is told: as if the message had been lost on its way.
    await redis.look.hincrby('{test}:n', 'n', 5);
    for (let tries = 0; cache.peek('a') === 1 && tries < 100; tries += 1) await pause(50);
    expect(cache.peek('a')).toBeUndefined();
    await writer.purge(['tag:none']);
  }, 60_000);

  it('K21 hears messages that come again, late, out of turn and from nobody, and shows nothing old for it', async () => {
    const [{ cache: writer }, { cache }] = [await open(), await open({ freshMs: 600_000 })];
    const heard: string[] = [];
    const ear = redis.look.duplicate();
    await ear.subscribe('{test}:purges');
    ear.on('message', (_, message: string) => void heard.push(message));
    try {
      const shown = async (): Promise<void> => {
        for (const one of [cache, writer]) expect(await readOne(one, 'a')).toBe(version);
      };
      /** A write, heard of by the other as well. */
      const write = async (): Promise<void> => {
        version += 1;
        await writer.purge(['tag:a']);
        for (let tries = 0; (await readOne(cache, 'a')) !== version && tries < 200; tries += 1)
          await pause(20);
        await shown();
      };
      await readOne(cache, 'a');
      for (let times = 0; times < 3; times += 1) await write();
      while (heard.length < 3) await pause(10);
      const told = [...heard];
      await shown();
      // The same again, the oldest last, one in the middle of a new purge, and some that nobody sent.
      for (const message of [...told, ...told.reverse(), told[0] ?? ''])
        await redis.look.publish('{test}:purges', message);
      await shown();
      const writing = write();
      await redis.look.publish('{test}:purges', told[1] ?? '');
      await writing;
      const later = JSON.stringify({
        by: 'nobody',
        number: String(Number.MAX_SAFE_INTEGER),
        last: '1',
        tags: ['tag:b'],
      });
      const nothing = JSON.stringify({ by: 'nobody', number: '0', last: '0', tags: [] });
      for (const message of [later, nothing, 'x'.repeat(100_000)])
        await redis.look.publish('{test}:purges', message);
      while (heard.length < 3 + 7 + 5) await pause(10);
      await pause(50);
      await shown();
      // And it hears on.
      await write();
    } finally {
      ear.disconnect();
    }
  }, 60_000);

  it('D26 survives any number of connections that fail, with nobody’s error unheard', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown): void => void unheard.push(error);
    process.on('uncaughtException', hear);
    process.on('unhandledRejection', hear);
    try {
      const { cache, wire } = await open();
      wire.set({ refuse: true });
      for (let n = 0; n < 50; n += 1) {
        wire.reset();
        expect(await readOne(cache, `d${n}`)).toBe(1);
        await pause(10);
      }
      wire.set({});
      expect(await usedAgain(cache)).toBe(true);
      expect(errors.length).toBeGreaterThan(0);
      expect(unheard).toEqual([]);
    } finally {
      process.off('uncaughtException', hear);
      process.off('unhandledRejection', hear);
    }
  }, 60_000);

  it('D09 tells nobody through one that became a replica, and tells it when it is a primary again', async () => {
    const other = await startRedis();
    try {
      const { cache } = await open();
      await readOne(cache, 'a');
      const { port } = other.look.options;
      await redis.look.call('REPLICAOF', '127.0.0.1', String(port));
      version = 2;
      const { announced } = await cache.purge(['tag:a']);
      expect(announced).toBe(false);
      expect(await readOne(cache, 'a')).toBe(2);
      await redis.look.call('REPLICAOF', 'NO', 'ONE');
      expect(await usedAgain(cache)).toBe(true);
      await reached(cache);
      const { cache: reader } = await open();
      expect(await readOne(reader, 'a')).toBe(2);
    } finally {
      await redis.look.call('REPLICAOF', 'NO', 'ONE');
      await other.stop();
    }
  }, 60_000);

  it('D09 gives out on another instance nothing that it can not be told is replaced, while Redis takes no writes', async () => {
    const other = await startRedis();
    const { port } = redis.look.options;
    const inSync = async (look: TestRedis['look']): Promise<void> =>
      await until(async () => (await look.info('replication')).includes('master_link_status:up'));
    try {
      const [{ cache: writer }, { cache }] = [await open(), await open({ freshMs: 600_000 })];
      await readOne(cache, 'a');
      await pause(600);
      // It keeps all that it has, as after an election.
      await other.look.call('REPLICAOF', '127.0.0.1', String(port));
      await inSync(other.look);
      await other.look.call('REPLICAOF', 'NO', 'ONE');
      await redis.look.call('REPLICAOF', '127.0.0.1', String(other.look.options.port));
      await inSync(redis.look);
      version = 2;
      expect(await writer.purge(['tag:a'])).toEqual({ announced: false });
      await until(async () => (await readOne(cache, 'a')) === 2);
      await redis.look.call('REPLICAOF', 'NO', 'ONE');
      expect([await usedAgain(writer), await usedAgain(cache)]).toEqual([true, true]);
      // And what is purged is heard again.
      version = 3;
      await until(async () => (await writer.purge(['tag:a'])).announced);
      await until(async () => (await readOne(cache, 'a')) === 3);
    } finally {
      await redis.look.call('REPLICAOF', 'NO', 'ONE');
      await other.stop();
    }
  }, 60_000);

  it('D11 does without one that is busy with somebody’s script', async () => {
    const { cache } = await open();
    const killer = redis.look.duplicate();
    // It has to be there before: whoever comes later is told no more than that Redis is busy.
    await killer.ping();
    await redis.look.config('SET', 'lua-time-limit', '1');
    const busy = redis.look.call('EVAL', 'while true do end', '0').catch(() => null);
    try {
      for (let n = 0; n < 20; n += 1) expect(await readOne(cache, `y${n}`)).toBe(1);
      expect(used(cache)).toBe(false);
      await until(async () => (await killer.call('SCRIPT', 'KILL').catch(() => 'BUSY')) === 'OK');
    } finally {
      await busy;
      killer.disconnect();
      await redis.look.config('SET', 'lua-time-limit', '5000');
    }
    expect(await usedAgain(cache)).toBe(true);
  }, 60_000);

  it('D11, D13 does without one that sleeps, is busy, or lets nobody in', async () => {
    const { cache, wire } = await open();
    const sleeping = redis.look.call('DEBUG', 'SLEEP', '1').catch(() => null);
    for (let n = 0; n < 20; n += 1) expect(await readOne(cache, `z${n}`)).toBe(1);
    await sleeping;
    expect(await usedAgain(cache)).toBe(true);
    const { wire: second, cache: late } = await open();
    await redis.look.config('SET', 'maxclients', '1');
    try {
      for (const one of [wire, second]) one.reset();
      for (let n = 0; n < 20; n += 1) expect(await readOne(late, `m${n}`)).toBe(1);
    } finally {
      await redis.look.config('SET', 'maxclients', '10000');
    }
    expect(await usedAgain(late)).toBe(true);
  }, 60_000);
});
