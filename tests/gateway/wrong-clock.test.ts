import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** P15: the machine's clock is set by an hour while the gateway runs. What is kept has its age by a clock that nobody sets. */
const HOUR = 3_600_000;
const SHIFTS = [
  ['on', HOUR],
  ['back', -HOUR],
] as const;

const World = Date;
const worldNow = Date.now;
let redis: TestRedis | null = null;
const gateways: TestGateway[] = [];

/** Sets the clock of this process, and the newsroom's. */
const setClock = (shift: number): void => {
  for (const gateway of gateways) gateway.setNow(NOW + shift);
  World.now = () => worldNow() + shift;
  globalThis.Date =
    shift === 0
      ? World
      : new Proxy(World, {
          construct: (of, given) => (given.length === 0 ? new of(of.now()) : Reflect.construct(of, given)),
        });
};

const start = async (
  env: Record<string, string>,
  beside: TestGateway | null = null,
): Promise<TestGateway> => {
  const shared = redis === null ? {} : { REDIS_URL: redis.url, DATELINE_REDIS_TIMEOUT_MS: '5000' };
  const gateway = await startGateway({ ...shared, ...env }, null, beside);
  gateways.push(gateway);
  return gateway;
};
beforeAll(async () => {
  redis = redisIsThere ? await startRedis() : null;
});
afterEach(async () => {
  setClock(0);
  for (const gateway of gateways.splice(0).reverse()) await gateway.close();
  await redis?.look.flushall();
});
afterAll(() => redis?.stop());

const story = (slug: string): string =>
  `{ article(slug: "${slug}") { headline byline { text } tags { name } } }`;
/** By GET, which says how old an answer is. */
const got = async ({ url }: TestGateway, query: string): Promise<TestAnswer> =>
  readAnswer(
    await fetch(`${url}/graphql?${new URLSearchParams({ query })}`, {
      headers: { 'apollo-require-preflight': '1' },
    }),
  );
const [ONE, OTHER] = ['night-ferry-timetable', 'ninetieth-minute'];

describe.each(SHIFTS)('a clock that is set %s by an hour', (_, shift) => {
  it('ends nothing that is kept, here and in Redis', async () => {
    const one = await start({ DATELINE_CACHE_FRESH_MS: '600000' });
    const two = await start({ DATELINE_CACHE_FRESH_MS: '600000' }, one);
    const first = await one.query(story(ONE));
    expect(first.json.data.article.headline).not.toBe('');
    await one.query(story(ONE));
    // What the first one read is on its way to Redis.
    if (redis !== null) await until(async () => Number(await redis?.look.dbsize()) > 5);
    setClock(shift);
    for (const gateway of redis === null ? [one] : [one, two]) {
      gateway.commands.length = 0;
      const { text, headers } = await got(gateway, story(ONE));
      expect([text, gateway.commands]).toEqual([first.text, []]);
      if (gateway === one) expect(headers.get('cache-status')).toBe('dateline; hit');
      // Nobody is told of an hour that never was.
      expect(Number(headers.get('age') ?? Number.NaN)).toBeLessThan(HOUR / 2_000);
    }
  });

  it('keeps nothing alive that is old', async () => {
    const gateway = await start({ DATELINE_CACHE_FRESH_MS: '500' });
    const headlineOf = async (): Promise<string> =>
      (await gateway.query(story(ONE))).json.data.article.headline;
    await headlineOf();
    await headlineOf();
    setClock(shift);
    const client = await MongoClient.connect(gateway.mongodbUrl);
    await client
      .db(gateway.database)
      .collection('articles')
      .updateOne({ slug: ONE }, { $set: { headline: 'Written past the gateway' } });
    await client.close();
    await until(async () => (await headlineOf()) === 'Written past the gateway');
  });

  it('has a crowd at a cold story read once', async () => {
    const gateway = await start({});
    setClock(shift);
    gateway.commands.length = 0;
    await gateway.query(story(ONE));
    const alone = gateway.commands.length;
    gateway.commands.length = 0;
    const crowd = await Promise.all(Array.from({ length: 30 }, () => gateway.query(story(OTHER))));
    expect(new Set(crowd.map(({ text }) => text)).size).toBe(1);
    expect(gateway.commands.length).toBeLessThanOrEqual(alone);
  });
});
