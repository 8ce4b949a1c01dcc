import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

const PURGE = 'mutation { purge(tags: ["list:front"]) { announced } }';
const FRONT = '{ articles(first: 5) { nodes { headline } } }';

(redisIsThere ? describe : describe.skip)('a write while the gateway stops', () => {
  let redis: TestRedis;
  let stopping: TestGateway;
  let other: TestGateway;
  beforeAll(async () => {
    redis = await startRedis();
    const env = { REDIS_URL: redis.url, DATELINE_CACHE_PREFIX: 'draining' };
    stopping = await startGateway({ ...env, DATELINE_READINESS_LEAD_MS: '2000' });
    other = await startGateway({ ...env, DATELINE_DATABASE: stopping.database });
  });
  afterAll(async () => {
    await other.close();
    await redis.stop();
  });

  it('P06 that was acknowledged is heard by the other instances before the connections close', async () => {
    const commandsOf = async (): Promise<number> => {
      other.commands.length = 0;
      await other.query(FRONT);
      return other.commands.length;
    };
    for (let tries = 0; (await commandsOf()) > 0 && tries < 100; tries += 1) await pause(50);
    expect(await commandsOf()).toBe(0);
    const token = await stopping.token({ roles: ['admin'] });
    const closed = stopping.close();
    const { json } = await stopping.query(PURGE, {}, token);
    expect(json).toEqual({ data: { purge: { announced: true } } });
    await closed;
    let read = 0;
    for (let tries = 0; read === 0 && tries < 40; tries += 1) {
      read = await commandsOf();
      await pause(25);
    }
    expect(read).toBeGreaterThan(0);
  }, 30_000);
});
