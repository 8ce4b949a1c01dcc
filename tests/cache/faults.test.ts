import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cache, Fill } from '../../src/cache/cache.ts';
import type { CacheOptions } from '../../src/cache/create-cache.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { reached, testCache } from '../support/test-cache.ts';
import { until } from '../support/until.ts';

/** Redis is stopped, killed, filled and lied to: readers get the right answer all the same (D01 to D12, D26, K04, K07). */
const suite = redisIsThere ? describe : describe.skip;
suite('a cache whose Redis fails', () => {
  let redis: TestRedis;
  const opened: Cache[] = [];
  let version = 1;
  const fill: Fill = (keys) =>
    Promise.resolve(new Map(keys.map((key) => [key, { value: version, tags: [`tag:${key}`] }])));
  const open = async (options: Partial<CacheOptions> = {}): Promise<Cache> => {
    const cache = await testCache({ redisUrl: redis.url, redisMs: 60, ...options });
    opened.push(cache);
    return cache;
  };
  const readOne = async (cache: Cache, key: string): Promise<number | null | undefined> =>
    (await cache.read<number>([key], fill)).get(key);

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()));
    await redis.look.flushall();
    version = 1;
  });
  afterAll(() => redis.stop());

  it('D01 serves without one that was never there, and says so', async () => {
    const cache = await testCache({ redisUrl: null });
    opened.push(cache);
    const errors: Error[] = [];
    const alone = (await import('../../src/cache/create-cache.ts')).createCache({
      redisUrl: 'redis://127.0.0.1:1',
      prefix: 'test',
      version: '1',
      memoryBytes: 1_000_000,
      freshMs: 60_000,
      graceMs: 0,
      redisMs: 50,
      unheardMs: 200,
      clock: Date.now,
      onPurge: () => {},
      onError: (error) => errors.push(error),
    });
    opened.push(alone);
    expect(await readOne(alone, 'a')).toBe(1);
    await pause(100);
    expect(alone.stats().redis.state).toBe('DOWN');
    expect(errors.length).toBeGreaterThan(0);
    version = 2;
    expect(await alone.purge(['tag:a'])).toEqual({ announced: false });
    expect(await readOne(alone, 'a')).toBe(2);
    version = 3;
    await pause(250);
    expect(await readOne(alone, 'a')).toBe(3);
  });

  it('D02, D03 serves while it is frozen, and stops asking', async () => {
    const cache = await open();
    await readOne(cache, 'a');
    redis.freeze();
    try {
      for (let n = 0; n < 500; n += 1) expect(await readOne(cache, `cold${n}`)).toBe(1);
      expect(cache.stats().redis.state).toBe('DOWN');
    } finally {
      redis.thaw();
    }
    // Within seconds, and by itself: a connection that said nothing for too long is made anew first.
    for (let tries = 0; tries < 50 && cache.stats().redis.state !== 'UP'; tries += 1) {
      await pause(100);
      await readOne(cache, `again${tries}`);
    }
    expect(cache.stats().redis.state).toBe('UP');
  });

  it('D04 shows no value that was on its way to a frozen one when it was replaced', async () => {
    const [writer, reader] = [await open(), await open()];
    redis.freeze();
    let announced = true;
    try {
      await readOne(writer, 'a');
      version = 2;
      ({ announced } = await writer.purge(['tag:a']));
    } finally {
      redis.thaw();
    }
    expect(announced).toBe(false);
    await reached(reader);
    await pause(700);
    expect(await readOne(writer, 'a')).toBe(2);
    await pause(100);
    expect(await readOne(reader, 'a')).toBe(2);
  });

  it('K07, D05 tells it of what was purged while it was gone before believing it again', async () => {
    const [writer, reader] = [await open(), await open({ unheardMs: 400 })];
    await readOne(writer, 'a');
    await redis.kill();
    version = 2;
    expect(await writer.purge(['tag:a'])).toEqual({ announced: false });
    expect(await readOne(writer, 'a')).toBe(2);
    await redis.start();
    await reached(reader);
    await readOne(writer, 'b');
    await reached(writer);
    expect([await readOne(writer, 'a'), await readOne(reader, 'a')]).toEqual([2, 2]);
  });

  it('K04 forgets what it cannot vouch for when it stops hearing of purges', async () => {
    const cache = await open();
    await readOne(cache, 'a');
    expect(cache.peek('a')).toBe(1);
    await redis.look.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await pause(300);
    expect(cache.peek('a')).toBeUndefined();
  });

  it('D08 serves when it is full', async () => {
    const cache = await open();
    await redis.look.config('SET', 'maxmemory', '1mb');
    try {
      expect(await readOne(cache, 'a')).toBe(1);
      version = 2;
      await cache.purge(['tag:a']);
      expect(await readOne(cache, 'a')).toBe(2);
    } finally {
      await redis.look.config('SET', 'maxmemory', '0');
    }
  });

  it('D08 tells other instances of purges when it is full', async () => {
    const [writer, reader] = [await open(), await open({ freshMs: 600_000 })];
    await readOne(reader, 'a');
    await redis.look.config('SET', 'maxmemory', '1mb');
    try {
      version = 2;
      expect(await writer.purge(['tag:a'])).toEqual({ announced: true });
      await until(() => reader.peek('a') === undefined);
      expect(await readOne(reader, 'a')).toBe(2);
      // It goes on being heard, though nothing can be kept: what was read once its sequence began anew stays.
      await pause(1_000);
      await readOne(reader, 'a');
      await pause(2_500);
      expect([reader.peek('a'), reader.stats().redis.state]).toEqual([2, 'UP']);
    } finally {
      await redis.look.config('SET', 'maxmemory', '0');
    }
  });

  it('D12 writes over an entry whose number is no number, and keeps what goes to Redis with it', async () => {
    const writer = await open();
    await readOne(writer, 'a');
    await until(async () => (await redis.look.hexists('{test}:e:a', 'v')) === 1);
    await redis.look.hset('{test}:e:a', 'n', 'garbage');
    version = 2;
    const reader = await open();
    expect((await reader.read<number>(['a', 'b'], fill)).get('a')).toBe(2);
    await until(async () => (await redis.look.exists('{test}:e:b')) === 1);
    expect(Number(await redis.look.hget('{test}:e:a', 'n'))).toBeGreaterThan(0);
    const third = await open();
    version = 3;
    expect([...(await third.read<number>(['a', 'b'], fill))]).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect(third.stats().redis.hits).toBe(2);
  });

  it('D12 takes what is garbage, cut off, of another type or another version for missing', async () => {
    const writer = await open();
    for (const key of ['cut', 'noise', 'type', 'old']) await readOne(writer, key);
    await pause(50);
    const at = (key: string) => `{test}:e:${key}`;
    const whole = (await redis.look.hgetBuffer(at('cut'), 'v')) ?? Buffer.alloc(0);
    await redis.look.hset(at('cut'), 'v', whole.subarray(0, whole.length - 1));
    await redis.look.hset(at('noise'), 'v', Buffer.from([0x1f, 0x8b, 0, 255]));
    await redis.look.del(at('type'));
    await redis.look.set(at('type'), 'a text');
    await redis.look.hset(at('old'), 'v', Buffer.concat([Buffer.from('0'), whole.subarray(1)]));
    version = 2;
    const reader = await open();
    for (const key of ['cut', 'noise', 'old']) expect(await readOne(reader, key)).toBe(2);
    expect(await readOne(reader, 'type')).toBe(2);
  });

  it('K21 ignores messages that are not its own', async () => {
    const cache = await open();
    await readOne(cache, 'a');
    for (const message of [
      '',
      '{',
      '[]',
      '{"number":"x","last":1,"tags":[]}',
      '{"number":1,"last":0,"tags":[1]}',
    ])
      await redis.look.publish('{test}:purges', message);
    await pause(50);
    expect(cache.peek('a')).toBe(1);
  });

  it('K14 shares nothing between versions of what is kept', async () => {
    const [old, now] = [await open({ version: '1' }), await open({ version: '2' })];
    await readOne(old, 'a');
    version = 2;
    await pause(50);
    expect(await readOne(now, 'a')).toBe(2);
  });
});
