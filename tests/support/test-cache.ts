import { setTimeout as pause } from 'node:timers/promises';
import type { Cache } from '../../src/cache/cache.ts';
import { type CacheOptions, createCache } from '../../src/cache/create-cache.ts';

/** A cache with short times; with a Redis, one that is connected to it. */
export const testCache = async (options: Partial<CacheOptions> = {}): Promise<Cache> => {
  const cache = createCache({
    redisUrl: null,
    prefix: 'test',
    version: '1',
    memoryBytes: 10_000_000,
    freshMs: 60_000,
    graceMs: 60_000,
    redisMs: 200,
    unheardMs: 1_000,
    clock: Date.now,
    onPurge: () => {},
    onError: () => {},
    ...options,
  });
  if (options.redisUrl != null) await reached(cache);
  return cache;
};

/** Resolves when the cache's Redis answers. */
export const reached = async (cache: Cache): Promise<void> => {
  for (let tries = 0; cache.stats().redis.state !== 'UP'; tries += 1) {
    if (tries > 200) throw new Error('The cache did not reach its Redis.');
    await pause(20);
  }
  await pause(30);
};
