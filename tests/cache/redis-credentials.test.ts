import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRedisClient } from '../../src/cache/redis-client.ts';
import { createLog } from '../../src/observe/log.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

/** A Redis that doesn't take our name or password: what is logged of it, down to the last detail, has neither's secret (D28). */
const suite = redisIsThere ? describe : describe.skip;
suite('a Redis that does not take our password', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
    await redis.look.config('SET', 'requirepass', 'another one');
  });
  afterAll(() => redis.stop());

  it.each([
    ['one server', 'redis://ana:hunter2@HOST'],
    ['one server, by a password alone', 'redis://:hunter2@HOST'],
    ['a cluster', 'redis+cluster://ana:hunter2@HOST'],
    ['sentinels', 'redis+sentinel://ana:hunter2@HOST/news?sentinelUsername=bo&sentinelPassword=hunter2'],
  ])('D28 is logged without it: %s', async (_, url) => {
    const lines: string[] = [];
    const log = createLog({
      level: 'debug',
      destination: { write: (line: string) => void lines.push(line) },
    });
    const client = createRedisClient(url.replace('HOST', redis.url.slice('redis://'.length)), (err) =>
      log.debug({ err }, 'Redis does not answer.'),
    );
    try {
      await until(() => lines.length >= 2);
      expect(lines.join('')).toMatch(/WRONGPASS|Failed to refresh slots|NOAUTH/);
      expect(lines.join('')).not.toMatch(/hunter2/);
    } finally {
      client.disconnect();
    }
  });
});
