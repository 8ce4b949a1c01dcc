import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArticleHead, ArticleRecord } from '../../src/content/records.ts';
import { type GatewayPair, startGatewayPair, type Wired } from '../support/gateway-pair.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

/**
 * Reading and publishing at once on two gateways with one Redis and one database, the reader held up at every point by the wires: on the way to MongoDB (before the read), on the way
 * back (between the read and what is made of it), on the way to Redis (before the fill). `DATELINE_TEST_ROUNDS=10000 DATELINE_TEST_HEARD_MS=250` is the whole proof; the suite's own is short
 * and patient.
 */
const ROUNDS = Number(process.env.DATELINE_TEST_ROUNDS ?? 60);
/** How long another gateway may show what was before. */
const HEARD_MS = Number(process.env.DATELINE_TEST_HEARD_MS ?? 3_000);
const STORIES = 12;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length * share)] ?? 0;

const suite = redisIsThere ? describe : describe.skip;
suite('reading and publishing at once (K01, K02, K03, K06)', () => {
  let redis: TestRedis;
  let pair: GatewayPair;
  let stories: ArticleRecord[] = [];
  let unanswered = 0;

  beforeAll(async () => {
    redis = await startRedis();
    pair = await startGatewayPair({
      redisUrl: redis.url,
      env: {
        DATELINE_REDIS_TIMEOUT_MS: '1000',
        DATELINE_CACHE_UNHEARD_MS: '60000',
        DATELINE_MONGODB_TIMEOUT_MS: '20000',
        DATELINE_REQUEST_TIMEOUT_MS: '25000',
      },
    });
    const { articles } = pair.one.gateway.store;
    const { json } = await pair.one.query(`{ articles(first: ${STORIES}) { nodes { id } } }`);
    const ids = (json.data.articles.nodes as { id: string }[]).map(({ id }) => id);
    const [heads, bodies] = [await articles.heads(ids), await articles.bodies(ids)];
    stories = heads.map((head: ArticleHead) => ({
      ...head,
      blocks: bodies.find(({ _id }) => _id === head._id)?.blocks ?? [],
    }));
  }, 60_000);
  afterAll(async () => {
    await pair?.close();
    await redis.stop();
  });

  /** The version that a reader sees. A database that doesn't answer in time on a busy machine is no answer, and asked again. */
  const seen = async ({ query }: Wired, id: string): Promise<number> => {
    for (let tries = 0; ; tries += 1) {
      const { json, codes } = await query('query ($id: ID!) { article(id: $id) { headline } }', { id });
      const headline: string | undefined = json.data?.article?.headline;
      if (headline !== undefined) return Number(/\d+$/.exec(headline)?.[0] ?? 0);
      if (tries >= 10) throw new Error(`No answer after ${tries} tries: ${codes.join(', ')}`);
      unanswered += 1;
    }
  };

  it(
    `shows nothing old after ${ROUNDS} publications`,
    async () => {
      // Most go through at once, some take a while; now and then MongoDB's answer takes so long that a whole publication overtakes the reader.
      const delay = (often: number, most: number) => (): number =>
        Math.random() < often ? Math.random() * most : 0;
      for (const { mongodb, redis: wire } of [pair.one, pair.two]) {
        mongodb.set({ delayIn: delay(0.3, 8), delayOut: delay(0.25, 200) });
        wire?.set({ delayIn: delay(0.3, 6) });
      }
      const delays: number[] = [];
      let [staleHere, staleThere, reads] = [0, 0, 0];
      let publishing = true;

      const checks: Promise<void>[] = [];
      const checkHere = async (id: string, version: number): Promise<void> => {
        if ((await seen(pair.one, id)) < version) staleHere += 1;
      };
      const checkThere = async (id: string, version: number): Promise<void> => {
        const published = performance.now();
        for (;;) {
          const asked = performance.now();
          const found = await seen(pair.two, id);
          reads += 1;
          if (found >= version) {
            delays.push(Math.max(0, asked - published));
            return;
          }
          if (asked - published > HEARD_MS) {
            staleThere += 1;
            return;
          }
          await pause(3);
        }
      };
      // The next publication doesn't wait for readers of the last one: it overtakes some of them.
      const publish = async (story: ArticleRecord, at: number): Promise<void> => {
        for (let n = at; n < ROUNDS; n += STORIES) {
          const version = n + 1;
          await pair.one.gateway.store.articles.put([{ ...story, headline: `Version ${version}`, version }]);
          checks.push(checkHere(story._id, version), checkThere(story._id, version));
          await pause(Math.random() * 60);
        }
      };
      const readOn = async (wired: Wired, story: ArticleRecord): Promise<void> => {
        while (publishing) {
          await seen(wired, story._id);
          reads += 1;
          await pause(Math.random() * 10);
        }
      };
      const readers = stories.flatMap((story) => [readOn(pair.one, story), readOn(pair.two, story)]);
      await Promise.all(stories.map(publish));
      await Promise.all(checks);
      publishing = false;
      await Promise.all(readers);

      const told = `${ROUNDS} publications, ${reads} reads beside them, ${unanswered} unanswered: other gateway p50 ${percentile(delays, 0.5).toFixed(1)} ms, p99 ${percentile(delays, 0.99).toFixed(1)} ms, max ${Math.max(...delays).toFixed(1)} ms`;
      process.stdout.write(`${told}\n`);
      expect({ staleHere, staleThere }).toEqual({ staleHere: 0, staleThere: 0 });
    },
    60_000 + ROUNDS * 60,
  );

  it('leaves nothing old behind in memory or in Redis', async () => {
    for (const { mongodb, redis: wire } of [pair.one, pair.two]) {
      mongodb.set({});
      wire?.set({});
    }
    const ids = stories.map(({ _id }) => _id);
    const stored = await pair.one.gateway.store.articles.heads(ids);
    for (const { query } of [pair.one, pair.two]) {
      const { json } = await query(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { id headline } } }',
        { ids },
      );
      for (const { id, headline } of json.data.nodes)
        expect(headline).toBe(stored.find(({ _id }) => _id === id)?.headline);
    }
  });
});
