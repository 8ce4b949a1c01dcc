import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import autocannon from 'autocannon';
import { type GatewayProcess, startProcess } from '../support/gateway-process.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

/**
 * What readers feel of a Redis that is frozen: two gateways are asked the same at the same time, one whose Redis is frozen and one whose Redis isn't there, so that a busy machine is as busy for
 * both. Every second request is one that nobody has made before, so that Redis would be asked. `DATELINE_PROOF_SECONDS=60` is the whole proof.
 */
const SECONDS = Number(process.env['DATELINE_PROOF_SECONDS'] ?? 6);
const RATE = 30;

const suite = redisIsThere ? describe : describe.skip;
suite('a frozen Redis', () => {
  let redis: TestRedis;
  let gateway: GatewayProcess;
  let other: GatewayProcess;
  let folder: string;
  beforeAll(async () => {
    redis = await startRedis();
    folder = mkdtempSync(join(tmpdir(), 'dateline-proof-'));
    const start = (name: string, url: string): Promise<GatewayProcess> =>
      startProcess({ REDIS_URL: url, DATELINE_DATA_DIR: join(folder, name), NODE_ENV: 'production' });
    gateway = await start('frozen', redis.url);
    other = await start('away', 'redis://127.0.0.1:1');
  }, 120_000);
  afterAll(async () => {
    redis.thaw();
    await gateway?.kill();
    await other?.kill();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  let asked = 0;
  const query = (): string => {
    asked += 1;
    const alias = asked % 2 === 0 ? '' : `a${asked}: `;
    return `{ ${alias}articles(first: 10) { nodes { headline } } tag(slug: "t${asked % 2 === 0 ? 0 : asked}") { name } }`;
  };
  const load = async ({ url }: GatewayProcess): Promise<autocannon.Result> =>
    await autocannon({
      url: `${url}/graphql`,
      connections: 10,
      overallRate: RATE,
      duration: SECONDS,
      timeout: 20,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      requests: [{ setupRequest: (request) => ({ ...request, body: JSON.stringify({ query: query() }) }) }],
    });
  const said = async (): Promise<string> => {
    const health = (await (await fetch(`${gateway.url}/health/ready`)).json()) as {
      parts: { redis: string };
    };
    return health.parts.redis;
  };
  /** How long until the gateway says so of its Redis, in milliseconds. */
  const until = async (state: string): Promise<number> => {
    const from = performance.now();
    while ((await said()) !== state && performance.now() - from < 20_000) await pause(20);
    return performance.now() - from;
  };

  it(
    'costs readers at most 100 ms more than one that is away, and is used again within 5 s',
    async () => {
      await until('UP');
      await Promise.all([load(gateway), load(other)]);
      redis.freeze();
      const [frozen, away] = await Promise.all([load(gateway), load(other)]);
      redis.thaw();
      const back = await until('UP');
      await redis.kill();
      await until('DEGRADED');
      await redis.start();
      const again = await until('UP');
      const told = [frozen, away].map(
        ({ latency: { p50, p99, max }, requests: { total } }) =>
          `${total} answers, p50 ${p50}, p99 ${p99}, max ${max} ms`,
      );
      process.stdout.write(
        `${SECONDS} s at ${RATE}/s each. Redis frozen: ${told[0]}; away: ${told[1]}. Used again ${Math.round(back)} ms after it went on, ${Math.round(again)} ms after it was started.\n`,
      );
      for (const { non2xx, errors } of [frozen, away]) expect([non2xx, errors]).toEqual([0, 0]);
      expect(frozen.latency.p99 - away.latency.p99).toBeLessThanOrEqual(100);
      expect([back < 5_000, again < 5_000]).toEqual([true, true]);
    },
    120_000 + SECONDS * 6_000,
  );
});
