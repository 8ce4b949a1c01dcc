import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mintToken } from '../../src/graphql/mint-token.ts';
import { NOW } from '../support/gateway.ts';
import { type GatewayPair, PAIR_SECRET, startGatewayPair, type Wired } from '../support/gateway-pair.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

/** A gateway that publishes while it alone has no line to Redis: the other hears well, and hears nothing of it (K07). */
const STORY = '{ article(slug: "ninetieth-minute") { id headline version } }';
const UPDATE = `mutation ($input: UpdateArticleInput!) { updateArticle(input: $input) { announced userErrors { message } } }`;

(redisIsThere ? describe : describe.skip)('a publisher that Redis can’t be told by', () => {
  let redis: TestRedis;
  let pair: GatewayPair;
  let token: string;
  beforeAll(async () => {
    redis = await startRedis();
    pair = await startGatewayPair({ redisUrl: redis.url, env: { DATELINE_CACHE_FRESH_MS: '2000' } });
    token = await mintToken({ secret: PAIR_SECRET, subject: 'chief', roles: ['chief'], clock: () => NOW });
  }, 60_000);
  afterAll(async () => {
    await pair.close();
    await redis.stop();
  });

  const storyOn = async ({ query }: Wired) => (await query(STORY)).json.data.article;
  /** Whether everybody was told of it. */
  const publish = async (headline: string): Promise<boolean> => {
    const { id, version } = await storyOn(pair.one);
    const { json, text } = await pair.one.query(
      UPDATE,
      { input: { id, version, story: { headline } } },
      token,
    );
    if (json.data.updateArticle.userErrors.length > 0) throw new Error(text);
    return json.data.updateArticle.announced;
  };
  const shows = (wired: Wired, headline: string) =>
    until(async () => (await storyOn(wired)).headline === headline);

  it('says so; the other shows it as soon as what it has is old, and at once when the line is back', async () => {
    const { one, two } = pair;
    for (const wired of [one, two]) await storyOn(wired);
    one.redis?.set({ blackHole: true });
    expect(await publish('In the dark')).toBe(false);
    expect((await storyOn(one)).headline).toBe('In the dark');
    await shows(two, 'In the dark');
    one.redis?.set({});
    one.redis?.reset();
    // What it owed comes first; then it tells again as it goes.
    let told = 0;
    await until(async () => publish(`Back ${++told}`));
    await shows(two, `Back ${told}`);
    expect((await storyOn(one)).headline).toBe(`Back ${told}`);
  }, 60_000);
});
