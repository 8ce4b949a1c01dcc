import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DecayedCounts } from '../../src/cache/decayed-counts.ts';
import { createHotness, type Hotness } from '../../src/cache/hotness.ts';
import { openSharedLine, type SharedLine } from '../../src/cache/shared-line.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

const HOUR = 3_600_000;
const times = (hotness: Hotness, id: string, count: number): void => {
  for (let n = 0; n < count; n += 1) hotness.countRead([id]);
};

describe('counts that decay', () => {
  it('halve and halve again, settle at the reads of their time, and change places', () => {
    const counts = new DecayedCounts({ meanMs: HOUR, max: 100, now: 0 });
    counts.add('old', 100, 0);
    expect(counts.top(1, HOUR)[0]?.count).toBeCloseTo(100 / Math.E, 6);
    for (let minute = 0; minute < 600; minute += 1) counts.add('steady', 1, minute * 60_000);
    expect(counts.top(1, 600 * 60_000)[0]).toMatchObject({ key: 'steady' });
    expect(counts.top(1, 600 * 60_000)[0]?.count).toBeGreaterThan(58);
    expect(counts.top(1, 600 * 60_000)[0]?.count).toBeLessThan(62);
  });

  it('stay exact over years, and bounded over any number of keys', () => {
    const counts = new DecayedCounts({ meanMs: HOUR, max: 100, now: 0 });
    for (let day = 0; day < 2_000; day += 1) counts.add('daily', 7, day * 24 * HOUR);
    expect(counts.top(1, 1_999 * 24 * HOUR)[0]?.count).toBeCloseTo(7, 6);
    for (let n = 0; n < 10_000; n += 1) counts.add(`once${n}`, 1, 2_000 * 24 * HOUR);
    for (let n = 0; n < 50; n += 1) counts.add('often', 1, 2_000 * 24 * HOUR);
    expect(counts.size).toBeLessThanOrEqual(200);
    expect(counts.top(1, 2_000 * 24 * HOUR)[0]?.key).toBe('often');
  });
});

describe('hotness in one process', () => {
  it('counts in every window at once, by the clock that it is given', async () => {
    let now = 0;
    const hotness = createHotness({ line: null, clock: () => now, readerMs: 50 });
    times(hotness, 'yesterday', 50);
    await hotness.flush();
    now = 24 * HOUR;
    times(hotness, 'today', 10);
    await hotness.flush();
    const ids = async (window: 'HOUR' | 'DAY' | 'WEEK') =>
      (await hotness.hottest(window)).map(({ id }) => id);
    expect((await ids('HOUR'))[0]).toBe('today');
    expect((await ids('DAY'))[0]).toBe('yesterday');
    expect((await ids('WEEK'))[0]).toBe('yesterday');
    await hotness.close();
  });
});

const suite = redisIsThere ? describe : describe.skip;
suite('hotness over Redis', () => {
  let redis: TestRedis;
  const opened: { hotness: Hotness; line: SharedLine }[] = [];
  const open = async ({ readerMs = 2_000, answerMs = 2_000 } = {}): Promise<Hotness> => {
    const line = openSharedLine({ redisUrl: redis.url, prefix: 'test', answerMs, onError: () => {} });
    for (let tries = 0; !line.asker.answers && tries < 100; tries += 1) await pause(20);
    const hotness = createHotness({ line, clock: Date.now, readerMs });
    opened.push({ hotness, line });
    return hotness;
  };
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterEach(async () => {
    for (const { hotness, line } of opened.splice(0)) {
      await hotness.close();
      line.close();
    }
    await redis.look.flushall();
  });
  afterAll(() => redis.stop());

  it('is the sum of what all instances count, in one command for all reads of a second', async () => {
    const [one, two] = [await open(), await open()];
    times(one, 'a', 30);
    times(two, 'a', 30);
    times(two, 'b', 50);
    for (const hotness of [one, two]) await hotness.flush();
    for (const hotness of [one, two])
      expect((await hotness.hottest('HOUR')).map(({ id, reads }) => [id, Math.round(reads)])).toEqual([
        ['a', 60],
        ['b', 50],
      ]);
    const calls = async (): Promise<number> =>
      Number(/cmdstat_evalsha:calls=(\d+)/.exec(await redis.look.info('commandstats'))?.[1]);
    const before = await calls();
    for (let n = 0; n < 500; n += 1) one.countRead([`story${n}`]);
    await one.flush();
    expect((await calls()) - before).toBeLessThanOrEqual(1);
  });

  it('fades by Redis’s clock, and brings weights down before they grow too large for a number', async () => {
    const hotness = await open();
    times(hotness, 'a', 10);
    await hotness.flush();
    const from = Number(await redis.look.get('{test}:hot:HOUR:from'));
    // As if the landmark were ten hours back, and then three days: beyond e to the 46th.
    await redis.look.set('{test}:hot:HOUR:from', from - 10 * HOUR);
    await redis.look.zadd('{test}:hot:HOUR', 10 * Math.E ** 10, 'a');
    await hotness.flush();
    expect((await hotness.hottest('HOUR'))[0]?.reads).toBeCloseTo(10, 1);
    await redis.look.set('{test}:hot:HOUR:from', from - 72 * HOUR);
    await redis.look.zadd('{test}:hot:HOUR', 10 * Math.E ** 72, 'a');
    times(hotness, 'b', 5);
    await hotness.flush();
    expect((await hotness.hottest('HOUR')).map(({ id, reads }) => [id, Math.round(reads)])).toEqual([
      ['a', 10],
      ['b', 5],
    ]);
    expect(Number(await redis.look.get('{test}:hot:HOUR:from'))).toBeGreaterThan(from - HOUR);
  });

  it('is this instance’s own while Redis is away', async () => {
    const hotness = await open();
    times(hotness, 'a', 3);
    await hotness.flush();
    await redis.kill();
    times(hotness, 'a', 2);
    await hotness.flush();
    expect((await hotness.hottest('DAY'))[0]).toMatchObject({ id: 'a', reads: expect.closeTo(5, 1) });
    await redis.start();
  });

  it('is this instance’s own where Redis stands still: no reader waits for it (D02)', async () => {
    // Longer than this test may take: whoever waited for the line would fail it.
    const hotness = await open({ readerMs: 50, answerMs: 60_000 });
    times(hotness, 'a', 3);
    await hotness.flush();
    redis.freeze();
    try {
      expect((await hotness.hottest('DAY'))[0]).toMatchObject({ id: 'a', reads: expect.closeTo(3, 1) });
    } finally {
      redis.thaw();
    }
  });
});
