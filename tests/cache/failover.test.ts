import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cache, Fill } from '../../src/cache/cache.ts';
import { redisIsThere } from '../support/redis.ts';
import { type RedisGroup, startRedisCluster, startSentinels } from '../support/redis-groups.ts';
import { testCache } from '../support/test-cache.ts';

/** Real processes, the primary of which is killed while two instances read and publish (D10). */
const UNHEARD_MS = 2_000;
/** What another instance may show at most is this old: the bound, and the time in which a dead line is found out. A multiple of both, for slow machines. */
const BOUND_MS = 8_000;
const KEYS = Array.from({ length: 10 }, (_, n) => `k${n}`);

const GROUPS = [
  ['a cluster', startRedisCluster],
  ['Sentinel', startSentinels],
] as const;
const suite = redisIsThere ? describe : describe.skip;

suite.each(GROUPS)('%s that loses its primary', (_, start) => {
  let group: RedisGroup;
  const opened: Cache[] = [];
  const open = async (): Promise<Cache> => {
    const cache = await testCache({
      redisUrl: group.url,
      redisMs: 150,
      unheardMs: UNHEARD_MS,
      freshMs: 20_000,
    });
    opened.push(cache);
    return cache;
  };
  const versions = new Map<string, { version: number; at: number }[]>();
  const latest = (key: string): number => versions.get(key)?.at(-1)?.version ?? 0;
  const fill: Fill = (keys) =>
    Promise.resolve(new Map(keys.map((key) => [key, { value: latest(key), tags: [`tag:${key}`] }])));

  beforeAll(async () => {
    group = await start();
  }, 60_000);
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()));
    versions.clear();
  });
  afterAll(() => group?.stop());

  it('is read and purged through, right here at once and right elsewhere within the bound, and is used again by itself', async () => {
    const [here, there] = [await open(), await open()];
    let [staleHere, tooOld, failed, announced, reads] = [0, 0, 0, 0, 0];
    let going = true;
    const publish = async (): Promise<void> => {
      for (let n = 0; going; n += 1) {
        const key = KEYS[n % KEYS.length] ?? '';
        versions.set(key, [
          ...(versions.get(key) ?? []),
          { version: latest(key) + 1, at: performance.now() },
        ]);
        const wanted = latest(key);
        if ((await here.purge([`tag:${key}`])).announced) announced += 1;
        if (((await here.read<number>([key], fill)).get(key) ?? 0) < wanted) staleHere += 1;
        await pause(20);
      }
    };
    const read = async (): Promise<void> => {
      for (let n = 0; going; n += 1) {
        const key = KEYS[n % KEYS.length] ?? '';
        const asked = performance.now();
        const seen = await there.read<number>([key], fill).catch(() => null);
        reads += 1;
        if (seen === null) failed += 1;
        // The first version after the one that was seen: how long had it been out?
        const next = versions.get(key)?.find(({ version }) => version > (seen?.get(key) ?? 0));
        if (next !== undefined && asked - next.at > BOUND_MS) tooOld += 1;
        await pause(5);
      }
    };
    const work = [publish(), read(), read()];
    await pause(1_000);
    const before = announced;
    expect(before).toBeGreaterThan(5);
    await group.killPrimary('{test}');
    const from = performance.now();
    await pause(1_000);
    const up = (): boolean => [here, there].every((cache) => cache.stats().redis.state === 'UP');
    let steady = 0;
    while (steady < 10 && performance.now() - from < 30_000) {
      steady = up() ? steady + 1 : 0;
      await pause(100);
    }
    process.stdout.write(
      `used again ${((performance.now() - from) / 1_000).toFixed(1)} s after its primary was killed; ${reads} reads meanwhile\n`,
    );
    const told = announced;
    await pause(1_000);
    going = false;
    await Promise.all(work);
    expect({ steady, staleHere, tooOld, failed }).toEqual({ steady: 10, staleHere: 0, tooOld: 0, failed: 0 });
    expect(announced).toBeGreaterThan(told);
    // Purges are heard again, and what one keeps the other finds.
    await here.read(['shared'], () =>
      Promise.resolve(new Map([['shared', { value: 1, tags: ['tag:shared'] }]])),
    );
    await pause(300);
    expect(
      (await there.read(['shared'], () => Promise.reject(new Error('not in Redis')))).get('shared'),
    ).toBe(1);
    await here.purge(['tag:shared']);
    await pause(500);
    expect(there.peek('shared')).toBeUndefined();
  }, 90_000);
});
