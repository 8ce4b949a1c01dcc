import type { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import autocannon from 'autocannon';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

/** How many arrive at once; the number by `DATELINE_TEST_READERS=1000`. */
const READERS = Number(process.env['DATELINE_TEST_READERS'] ?? 300);
const QUERY = '{ article(slug: "ninetieth-minute") { headline body { ... on FullBody { text } } } }';

/** Sends so many requests over as many connections. */
const crowd = async (url: string, amount: number, connections = amount) =>
  await autocannon({
    url: `${url}/graphql`,
    connections,
    amount,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
    timeout: 30,
  });

/** Questions for stories by slug. */
const reads = ({ asked }: TestGateway): number =>
  asked.filter(
    (command) => command['find'] === 'articles' && JSON.stringify(command).includes('ninetieth-minute'),
  ).length;

const suite = redisIsThere ? describe : describe.skip;
suite('a crowd at a cold story, on two gateways with one Redis', () => {
  let redis: TestRedis;
  let gateways: TestGateway[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    // A Redis that is slow because the machine is busy would be passed by, and that is another test's business.
    const env = { REDIS_URL: redis.url, DATELINE_REDIS_TIMEOUT_MS: '1000' };
    const first = await startGateway(env);
    const second = await startGateway(env, null, first);
    gateways = [first, second];
  });
  afterAll(async () => {
    for (const gateway of gateways.reverse()) await gateway.close();
    await redis.stop();
  });

  it('makes one read of MongoDB, and everybody gets the story (L01)', async () => {
    await gateways[0]?.gateway.purge(['everything']);
    await pause(300);
    for (const { asked } of gateways) asked.length = 0;
    const results = await Promise.all(gateways.map(({ url }) => crowd(url, READERS)));
    expect(results.map((result) => [result['2xx'], result.non2xx, result.errors])).toEqual([
      [READERS, 0, 0],
      [READERS, 0, 0],
    ]);
    expect(gateways.map(reads).reduce((sum, count) => sum + count, 0)).toBe(1);
  }, 60_000);

  it('is answered on one what was published on the other, by whole answers too (K03)', async () => {
    const [here, there] = gateways;
    if (here === undefined || there === undefined) throw new Error('There are no gateways.');
    const { text } = await there.query(QUERY);
    expect((await there.query(QUERY)).headers.get('cache-status')).toMatch(/; hit/);
    const [head] = await here.gateway.store.articles.headsBySlug(['ninetieth-minute']);
    const [body] = await here.gateway.store.articles.bodies([head?._id ?? '']);
    if (head === undefined || body === undefined) throw new Error('The sample story is gone.');
    await here.gateway.store.articles.put([
      { ...head, headline: 'Published elsewhere', version: head.version + 1, blocks: body.blocks },
    ]);
    expect((await here.query(QUERY)).json.data.article.headline).toBe('Published elsewhere');
    await pause(250);
    const after = await there.query(QUERY);
    expect(after.json.data.article.headline).toBe('Published elsewhere');
    expect(after.text).not.toBe(text);
  });
});

describe('a query over what is hot', () => {
  let gateway: TestGateway;
  let redis: TestRedis | null = null;
  beforeAll(async () => {
    redis = redisIsThere ? await startRedis() : null;
    gateway = await startGateway(redis === null ? {} : { REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await gateway.close();
    await redis?.stop();
  });

  it('touches neither MongoDB nor Redis, asked again or never seen before', async () => {
    await gateway.query(
      '{ articles(first: 5) { nodes { headline tags { name } section { name } correspondents { name } } } }',
    );
    await pause(200);
    gateway.commands.length = 0;
    const monitor = redis === null ? null : await redis.look.monitor();
    const seen: string[] = [];
    monitor?.on('monitor', (_: string, args: string[]) => {
      // Gateways also say that they live, and who keeps the clock: only what names something kept counts.
      const said = args.join(' ');
      if (/\b(answer|head|page|tag|correspondent)(-by-\w+)?:/.test(said)) seen.push(said);
    });
    const never = await gateway.query('{ articles(first: 5) { nodes { slug tags { slug } } } }');
    expect(never.json.data.articles.nodes).toHaveLength(5);
    const again = await gateway.query('{ articles(first: 5) { nodes { slug tags { slug } } } }');
    expect(again.headers.get('cache-status')).toBe('dateline; hit');
    await pause(150);
    monitor?.disconnect();
    expect(gateway.commands).toEqual([]);
    expect(seen).toEqual([]);
  });
});

describe('a hot answer that grows old under many connections', () => {
  let gateway: TestGateway;
  afterEach(() => gateway.close());

  it('is refreshed once each time, and nobody waits for it (L02)', async () => {
    gateway = await startGateway({ DATELINE_CACHE_FRESH_MS: '1000' });
    await gateway.query(QUERY);
    gateway.asked.length = 0;
    const waited: string[] = [];
    let answers = 0;
    const run = autocannon({
      url: `${gateway.url}/graphql`,
      setupClient: (client) => {
        (client as EventEmitter).on('headers', ({ headers }: { headers: string[] }) => {
          answers += 1;
          const status = headers[headers.indexOf('cache-status') + 1] ?? '';
          if (!/; hit/.test(status)) waited.push(status);
        });
      },
      connections: 200,
      duration: 4,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
      timeout: 30,
    });
    const result = await run;
    expect([result.non2xx, result.errors]).toEqual([0, 0]);
    expect(answers).toBeGreaterThan(200);
    expect(waited).toEqual([]);
    // An entry is good for 0.8 to 1 s. Each of the few refreshes in 4 s asks for the pointer, the head and the body at most once.
    expect(reads(gateway)).toBeLessThanOrEqual(8);
    expect(gateway.commands.length).toBeLessThanOrEqual(8 * 3 + 2);
  }, 30_000);
});
