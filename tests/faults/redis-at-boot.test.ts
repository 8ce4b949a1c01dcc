import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const STORY = '{ article(slug: "ninetieth-minute") { slug correspondents { name } } }';

const readiness = async ({ url }: TestGateway): Promise<unknown> => {
  const response = await fetch(`${url}/health/ready`);
  const { status, parts } = (await response.json()) as { status: string; parts: Record<string, string> };
  return { code: response.status, status, redis: parts['redis'] };
};

const suite = redisIsThere ? describe : describe.skip;
suite('a gateway that starts where Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it.each([
    ['is not there (D01)', () => redis.kill(), () => redis.start()],
    [
      'takes nobody more (D13)',
      () => redis.look.config('SET', 'maxclients', 1),
      () => redis.look.config('SET', 'maxclients', 100),
    ],
  ])('%s is ready and says so, reads as ever, and takes it up when it can', async (_, away, back) => {
    await away();
    const gateway = await startGateway({ REDIS_URL: redis.url });
    try {
      for (let time = 0; time < 3; time += 1) {
        const { json } = await gateway.query(STORY);
        expect(json).toMatchObject({ data: { article: { slug: 'ninetieth-minute' } } });
        expect(json.errors).toBeUndefined();
      }
      expect(await readiness(gateway)).toEqual({ code: 200, status: 'degraded', redis: 'DEGRADED' });
      await back();
      await until(async () =>
        isDeepStrictEqual(await readiness(gateway), { code: 200, status: 'ready', redis: 'UP' }),
      );
      expect((await gateway.query(STORY)).json.errors).toBeUndefined();
    } finally {
      await gateway.close();
    }
  });
});
