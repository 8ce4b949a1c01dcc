import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Weather } from '../support/faulty-wire.ts';
import { type GatewayPair, startGatewayPair } from '../support/gateway-pair.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import type { TestAnswer } from '../support/test-server.ts';

/** MongoDB, Redis, or both go away on the wire: hot stories are still given out, cold ones fail soon and with a code, and all is well again by itself (D14-D16, D24). */
const STORY = 'query ($id: ID!) { article(id: $id) { headline standfirst } }';
const FRONT = '{ articles(first: 10) { nodes { headline byline { text } tags { slug } } } }';
/** Far more than the second that it takes: this machine may be busy. */
const SOON_MS = 5_000;

const suite = redisIsThere ? describe : describe.skip;
suite('a gateway whose stores go away', () => {
  let redis: TestRedis;
  let pair: GatewayPair;
  let ids: string[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    pair = await startGatewayPair({
      redisUrl: redis.url,
      env: {
        DATELINE_MONGODB_TIMEOUT_MS: '800',
        DATELINE_CACHE_FRESH_MS: '300',
        DATELINE_CACHE_UNHEARD_MS: '1000',
      },
    });
    const { json } = await pair.two.query('{ articles(first: 30) { nodes { id } } }');
    ids = json.data.articles.nodes.map(({ id }: { id: string }) => id);
  }, 60_000);
  afterAll(async () => {
    await pair?.close();
    await redis.stop();
  });

  const story = (id: string | undefined): Promise<TestAnswer> => pair.one.query(STORY, { id });
  const warm = async (id: string | undefined): Promise<void> => {
    for (let n = 0; n < 3; n += 1) {
      await story(id);
      await pair.one.query(FRONT);
    }
  };
  const healthOf = async (what: 'live' | 'ready'): Promise<number> =>
    (await fetch(`${pair.one.url}/health/${what}`)).status;
  /** Whether a story that was never read is answered; asked until it is. */
  const coldAnswers = async (id: string | undefined): Promise<boolean> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const { codes } = await story(id);
      if (codes.length === 0) return true;
      await pause(100);
    }
    return false;
  };

  const WEATHERS: readonly [string, Weather][] = [
    ['is frozen', { blackHole: true }],
    ['refuses', { refuse: true }],
  ];
  it.each(WEATHERS)(
    'gives out what is hot while MongoDB %s, marked stale, and fails soon for what is not',
    async (name, weather) => {
      const at = WEATHERS.findIndex(([known]) => known === name);
      const [hot, cold, later] = ids.slice(20 + at * 3, 23 + at * 3);
      await warm(hot);
      pair.one.mongodb.set(weather);
      if (weather.refuse) pair.one.mongodb.reset();
      // Past the time in which nobody would have asked.
      await pause(800);
      const [kept, front] = [await story(hot), await pair.one.query(FRONT)];
      expect([kept.status, kept.codes, front.status, front.codes]).toEqual([200, [], 200, []]);
      expect(front.json.data.articles.nodes).toHaveLength(10);
      expect(kept.json.extensions).toMatchObject({ stale: true });
      const from = performance.now();
      const { codes } = await pair.one.query(STORY.replace('headline', `headline c${at}: kicker`), {
        id: cold,
      });
      expect(['STORE_UNAVAILABLE', 'GATEWAY_TIMEOUT']).toContain(codes[0]);
      expect(performance.now() - from).toBeLessThan(SOON_MS);
      expect([await healthOf('live'), await healthOf('ready')]).toEqual([200, 503]);
      pair.one.mongodb.set({});
      if (!weather.refuse) pair.one.mongodb.reset();
      expect(await coldAnswers(later)).toBe(true);
      expect(await healthOf('ready')).toBe(200);
    },
    60_000,
  );

  it('lives through both being away, with a code for every question, and comes back by itself (D24)', async () => {
    const { mongodb, redis: wire } = pair.one;
    for (const proxy of [mongodb, wire]) {
      proxy?.set({ blackHole: true });
    }
    for (let n = 0; n < 5; n += 1) {
      const { codes, json, text } = await pair.one.query(
        STORY.replace('headline', `headline b${n}: kicker`),
        { id: ids[n] },
      );
      if (codes.length > 0) expect(['STORE_UNAVAILABLE', 'GATEWAY_TIMEOUT']).toContain(codes[0]);
      else expect(json.data.article.headline).toBeTruthy();
      expect(text).not.toMatch(/127\.0\.0\.1|ECONN|mongodb|redis:/i);
    }
    expect([await healthOf('live'), await healthOf('ready')]).toEqual([200, 503]);
    for (const proxy of [mongodb, wire]) {
      proxy?.set({});
      proxy?.reset();
    }
    expect(await coldAnswers(ids[28])).toBe(true);
    for (let tries = 0; tries < 100 && (await healthOf('ready')) !== 200; tries += 1) await pause(100);
    expect(await healthOf('ready')).toBe(200);
  }, 60_000);
});
