import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mintToken } from '../../src/graphql/mint-token.ts';
import { type EventStream, openStream } from '../support/event-stream.ts';
import { NOW } from '../support/gateway.ts';
import { type GatewayPair, PAIR_SECRET, startGatewayPair, type Wired } from '../support/gateway-pair.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const STORIES = `subscription ($afterEvent: ID) { storyChanges(afterEvent: $afterEvent) {
  eventId kind article { headline version body { ... on FullBody { text } } } } }`;

(redisIsThere ? describe : describe.skip)('subscribers of two instances', () => {
  let redis: TestRedis;
  let pair: GatewayPair;
  let token: string;
  const streams: EventStream[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    pair = await startGatewayPair({ redisUrl: redis.url });
    token = await mintToken({
      secret: PAIR_SECRET,
      subject: 'chief',
      roles: ['chief'],
      seconds: 86_400,
      clock: () => NOW,
    });
  }, 60_000);
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.cut();
  });
  afterAll(async () => {
    await pair.close();
    await redis.stop();
  });

  const open = async ({ url }: Wired, lastEventId?: string): Promise<EventStream> => {
    const stream = await openStream(url, { query: STORIES, lastEventId });
    streams.push(stream);
    await until(() => stream.lastEventId !== '');
    return stream;
  };
  const headlines = ({ told }: EventStream): string[] =>
    told.map(({ data }) => data.data.storyChanges.article.headline);
  const command = async (where: Wired, name: string, type: string, input: object) => {
    const { json, text } = await where.query(
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { article { id version } userErrors { message } } }`,
      { input },
      token,
    );
    if (json.errors !== undefined || json.data.done.userErrors.length > 0) throw new Error(text);
    return json.data.done.article as { id: string; version: number };
  };
  const draft = (where: Wired, headline: string) =>
    command(where, 'saveDraft', 'SaveDraftInput', {
      story: { headline, blocks: [{ id: 'b', paragraph: { content: { text: headline } } }] },
    });
  const publish = async (where: Wired, headline: string) =>
    command(where, 'publishArticle', 'PublishArticleInput', await draft(where, headline));
  const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

  it('are told of 200 publications on the other one, in order and once each', async () => {
    const { one, two } = pair;
    const [near, far] = [await open(one), await open(two)];
    const drafts = [];
    for (const n of range(200)) drafts.push(await draft(one, `Story ${n}`));
    const answered: number[] = [];
    const arrived: number[] = [];
    const watch = setInterval(() => {
      while (arrived.length < far.told.length) arrived.push(performance.now());
    }, 1);
    for (const story of drafts) {
      await command(one, 'publishArticle', 'PublishArticleInput', story);
      answered.push(performance.now());
    }
    await Promise.all([near.atLeast(200), far.atLeast(200)]);
    clearInterval(watch);
    while (arrived.length < 200) arrived.push(performance.now());
    const expected = range(200).map((n) => `Story ${n}`);
    expect(headlines(far)).toEqual(expected);
    expect(headlines(near)).toEqual(expected);
    expect(far.told.map(({ id }) => id)).toEqual(near.told.map(({ id }) => id));
    const late = arrived
      .map((at, n) => Math.max(0, at - (answered[n] ?? at)))
      .sort((left, right) => left - right);
    process.stderr.write(
      `told on the other instance after the publication was answered: p50 ${late[99]?.toFixed(1)} ms, p99 ${late[197]?.toFixed(1)} ms\n`,
    );
  }, 120_000);

  it('lose nothing and hear nothing twice when their line is cut and they go on at the other instance', async () => {
    const { one, two } = pair;
    const whole = await open(one);
    let moving = await open(two);
    const heard: string[] = [];
    for (const n of range(24)) {
      await publish(n % 2 === 0 ? one : two, `Moving ${n}`);
      if (n % 5 !== 4) continue;
      // In the middle of whatever is on its way.
      moving.cut();
      heard.push(...headlines(moving));
      moving = await open(n % 2 === 0 ? two : one, moving.lastEventId);
    }
    await whole.atLeast(24);
    await until(() => heard.length + moving.told.length >= 24);
    expect([...heard, ...headlines(moving)]).toEqual(range(24).map((n) => `Moving ${n}`));
    expect(headlines(whole)).toEqual(range(24).map((n) => `Moving ${n}`));
  }, 60_000);

  it('are told what the story is now, and not what their instance had kept of it, with Redis and without', async () => {
    const { one, two } = pair;
    const stream = await open(two);
    let story = await publish(one, 'Kept 0');
    await stream.atLeast(1);
    const read = async () =>
      (await two.query(`{ article(id: "${story.id}") { headline body { ... on FullBody { text } } } }`)).json
        .data.article;
    for (const n of range(8)) {
      // Hot on the instance that tells, as it was before.
      expect((await read()).headline).toBe(`Kept ${n}`);
      if (n === 4) {
        await redis.kill();
      }
      const headline = `Kept ${n + 1}`;
      story = await command(one, 'updateArticle', 'UpdateArticleInput', {
        ...story,
        story: { headline, blocks: [{ id: 'b', paragraph: { content: { text: headline } } }] },
      });
      await stream.atLeast(n + 2);
      const { article } = stream.told[n + 1]?.data.data.storyChanges ?? {};
      expect([article.headline, article.body.text, article.version]).toEqual([
        headline,
        headline,
        story.version,
      ]);
    }
    await redis.start();
    await publish(one, 'Redis is back');
    await stream.atLeast(10);
    expect(headlines(stream).at(-1)).toBe('Redis is back');
  }, 60_000);

  it('wait out a MongoDB that is away, and are told the rest', async () => {
    const { one, two } = pair;
    const stream = await open(two);
    await publish(one, 'Before');
    await stream.atLeast(1);
    two.mongodb.set({ refuse: true });
    two.mongodb.reset();
    await publish(one, 'Meanwhile 1');
    await publish(one, 'Meanwhile 2');
    two.mongodb.set({});
    await stream.atLeast(3);
    expect(headlines(stream)).toEqual(['Before', 'Meanwhile 1', 'Meanwhile 2']);
  }, 60_000);
});
