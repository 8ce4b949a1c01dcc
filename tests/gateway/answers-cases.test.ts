import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type GatewayPair, startGatewayPair, type Wired } from '../support/gateway-pair.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { postGraphql, readAnswer, type TestAnswer } from '../support/test-server.ts';

/** What is known of the cache's entries, seen on whole answers. */
const statusOf = ({ headers }: TestAnswer): string => headers.get('cache-status') ?? '';
const isKept = (answer: TestAnswer): boolean => /; hit/.test(statusOf(answer));
const TAGS =
  'query ($prefix: String) { tags(filter: { nameStartsWith: $prefix }) { totalCount nodes { slug } } }';
const STORY = '{ article(slug: "ninetieth-minute") { headline standfirst } }';

describe('one gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ DATELINE_MAX_BATCH: '3', DATELINE_CACHE_MEMORY_MB: '1' });
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.gateway.purge(['everything']));

  it('keeps no batch, and says of one what is said of its strictest part (K11)', async () => {
    const token = await gateway.token({ tier: 'subscriber' });
    const batch = [{ query: STORY }, { query: '{ viewer { subject } }' }];
    for (let time = 0; time < 2; time += 1) {
      const signedIn = await postGraphql(gateway.url, batch, { authorization: `Bearer ${token}` });
      expect(signedIn.json[1].data.viewer.subject).toBe('somebody');
      expect([isKept(signedIn), signedIn.headers.get('cache-control')]).toEqual([false, 'private, no-store']);
      const anonymous = await postGraphql(gateway.url, batch);
      expect(anonymous.json[1].data.viewer.subject).toBeNull();
      expect([isKept(anonymous), anonymous.headers.get('cache-control')]).toEqual([false, 'no-store']);
      for (const { headers } of [signedIn, anonymous]) expect(headers.get('vary')).toMatch(/Authorization/);
    }
  });

  const TAG =
    'query ($slug: String, $prefix: String) { tag(slug: $slug) { slug } tags(filter: { nameStartsWith: $prefix }) { totalCount } }';
  it.each([
    ['order of variables', [TAG, { slug: 'oceans', prefix: 'o' }], [TAG, { prefix: 'o', slug: 'oceans' }]],
    [
      'order of arguments',
      ['{ articles(first: 2, filter: { locale: "en", access: FREE }) { totalCount } }', {}],
      ['{ articles(filter: { access: FREE, locale: "en" }, first: 2) { totalCount } }', {}],
    ],
    [
      'fragments, names and comments',
      ['{ tag(slug: "oceans") { slug name } }', {}],
      ['query Q { tag(slug: "oceans") { ...F } } # said\nfragment F on Tag { slug name }', {}],
    ],
    [
      'alias, if it says nothing',
      ['{ tag(slug: "oceans") { slug } }', {}],
      ['{ tag: tag(slug: "oceans") { slug: slug } }', {}],
    ],
  ] as const)('gives one kept answer whatever the %s', async (_, one, other) => {
    const first = await gateway.query(one[0], one[1]);
    const second = await gateway.query(other[0], other[1]);
    expect([isKept(first), isKept(second), second.text]).toEqual([false, true, first.text]);
  });

  it.each([
    ['null and "null"', [TAGS, { prefix: null }], [TAGS, { prefix: 'null' }]],
    ['null and nothing', [TAGS, { prefix: null }], [TAGS, {}]],
    ['a value and its case', [TAG, { slug: 'oceans' }], [TAG, { slug: 'Oceans' }]],
    [
      'values that change places',
      [TAG, { slug: 'oceans', prefix: 'o' }],
      [TAG, { slug: 'o', prefix: 'oceans' }],
    ],
    ['an alias', ['{ tag(slug: "oceans") { slug } }', {}], ['{ other: tag(slug: "oceans") { slug } }', {}]],
    [
      'the order of fields',
      ['{ tag(slug: "oceans") { slug name } }', {}],
      ['{ tag(slug: "oceans") { name slug } }', {}],
    ],
  ] as const)('gives two answers for %s (K13)', async (_, one, other) => {
    // As it is made on its own, and then beside the other, in both orders.
    const fresh = async (asked: readonly [string, object]): Promise<string> => {
      await gateway.gateway.purge(['everything']);
      return (await gateway.query(asked[0], asked[1])).text;
    };
    const [left, right] = [await fresh(one), await fresh(other)];
    const beside = await gateway.query(one[0], one[1]);
    expect([isKept(beside), beside.text]).toEqual([false, left]);
    const again = await gateway.query(other[0], other[1]);
    expect([isKept(again), again.text]).toEqual([true, right]);
  });

  it('gives everybody the same bytes, whatever was done with them for others (K15)', async () => {
    const ask = async (headers: Record<string, string>): Promise<TestAnswer> =>
      readAnswer(
        await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query: STORY })}`, {
          headers: { 'apollo-require-preflight': '1', 'accept-encoding': 'identity', ...headers },
        }),
      );
    const before = await ask({});
    const token = await gateway.token({ tier: 'subscriber' });
    for (const headers of [
      { 'x-dateline-debug': '1' },
      { 'accept-encoding': 'gzip' },
      { 'accept-encoding': 'br' },
      { accept: 'application/graphql-response+json' },
      { 'if-none-match': before.headers.get('etag') ?? '' },
      { authorization: `Bearer ${token}` },
    ])
      await ask(headers as Record<string, string>);
    const after = await ask({});
    expect([isKept(after), after.text]).toEqual([true, before.text]);
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
    expect(after.headers.get('cache-control')).toBe(before.headers.get('cache-control'));
  });

  it('keeps what a page says of a retraction, or that there is none', async () => {
    const query = '{ article(slug: "ninetieth-minute") { retraction { at note { plain } } } }';
    await gateway.query(query);
    expect((await gateway.query(query)).headers.get('cache-status')).toMatch(/; hit/);
  });

  it('keeps no more answers than there are bytes for, and not those that come once instead of those that come again (K20)', async () => {
    for (let time = 0; time < 5; time += 1) await gateway.query(STORY);
    const once = (n: number) => `{ c${n}: articles(first: 20) { nodes { headline standfirst } } }`;
    const MANY = 400;
    let bytes = 0;
    for (let n = 0; n < MANY; n += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => gateway.query(once(n + at))));
      bytes += answers.reduce((sum, { text }) => sum + text.length, 0);
      if (n % 100 === 0) await gateway.query(STORY);
    }
    expect(bytes).toBeGreaterThan(600_000);
    expect(isKept(await gateway.query(STORY))).toBe(true);
    let kept = 0;
    // The newest of what came once are there, and have to go first.
    for (let n = MANY - 20; n >= 0; n -= 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => gateway.query(once(n + at))));
      kept += answers.filter(isKept).reduce((sum, { text }) => sum + text.length, 0);
    }
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(1_048_576 / 2);
  }, 60_000);
});

const suite = redisIsThere ? describe : describe.skip;
suite('two gateways with one Redis', () => {
  let redis: TestRedis;
  let pair: GatewayPair;
  beforeAll(async () => {
    redis = await startRedis();
    pair = await startGatewayPair({
      redisUrl: redis.url,
      env: {
        DATELINE_CACHE_UNHEARD_MS: '1000',
        DATELINE_CACHE_MEMORY_MB: '1',
        DATELINE_REDIS_TIMEOUT_MS: '500',
      },
    });
  }, 60_000);
  afterAll(async () => {
    await pair?.close();
    await redis.stop();
  });

  const headlineOn = async ({ query }: Wired): Promise<string> =>
    (await query(STORY)).json.data.article.headline;
  const publish = async (headline: string): Promise<string> => {
    const { articles } = pair.one.gateway.store;
    const [head] = await articles.headsBySlug(['ninetieth-minute']);
    const [body] = await articles.bodies([head?._id ?? '']);
    if (head === undefined || body === undefined) throw new Error('The sample story is gone.');
    await articles.put([{ ...head, headline, version: head.version + 1, blocks: body.blocks }]);
    return head._id;
  };
  /** Asks until the other gateway shows it: well within the minute for which its answer would have been good. */
  const shows = async (headline: string): Promise<boolean> => {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await headlineOn(pair.two)) === headline) return true;
      await pause(100);
    }
    return false;
  };
  /** The other's answer is a kept one, and its line is well. */
  const settled = async (): Promise<void> => {
    for (let tries = 0; tries < 200; tries += 1) {
      if (statusOf(await pair.two.query(STORY)) === 'dateline; hit') {
        await pause(600);
        if (statusOf(await pair.two.query(STORY)) === 'dateline; hit') return;
      }
      await pause(50);
    }
    throw new Error('No answer was kept.');
  };

  const LOSSES: readonly [string, () => Promise<void>, () => void][] = [
    [
      'its line is a black hole',
      async () => void pair.two.redis?.set({ blackHole: true }),
      () => {
        pair.two.redis?.set({});
        pair.two.redis?.reset();
      },
    ],
    [
      'its subscription is cut',
      async () => void (await redis.look.call('CLIENT', 'KILL', 'TYPE', 'pubsub')),
      () => {},
    ],
    [
      'it has no line at all',
      async () => {
        pair.two.redis?.set({ refuse: true });
        pair.two.redis?.reset();
      },
      () => pair.two.redis?.set({}),
    ],
  ];
  it.each(LOSSES)(
    'shows what the other published while %s (K19, K04, K05)',
    async (name, lose, mend) => {
      await settled();
      await lose();
      await publish(`Published while ${name}`);
      expect(await shows(`Published while ${name}`)).toBe(true);
      mend();
      await settled();
    },
    60_000,
  );

  it('shows what was published when one message of it was lost, on a line that is well (K19)', async () => {
    await settled();
    // What a publication does, but for its message: the story is written, and its tag has a number.
    const before = await headlineOn(pair.two);
    await pair.two.gateway.purge([]);
    pair.one.redis?.set({ blackHole: true });
    const id = await publish('Published and not told');
    expect(await headlineOn(pair.two)).toBe(before);
    const numbers = `{${pair.database}}:n`;
    const number = await redis.look.hincrby(numbers, 'n', 1_000);
    for (const tag of [`article:${id}`, `article:${id}:detail`])
      await redis.look.set(`{${pair.database}}:t:${tag}`, number, 'PX', 600_000);
    expect(await shows('Published and not told')).toBe(true);
    pair.one.redis?.set({});
    pair.one.redis?.reset();
    await settled();
  }, 60_000);

  it('never shows again what was replaced, however much has come and gone since (K20)', async () => {
    await settled();
    await publish('Before the flood');
    expect(await shows('Before the flood')).toBe(true);
    await settled();
    await publish('After the flood');
    for (let n = 0; n < 160; n += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          pair.two.query(`{ f${n + at}: articles(first: 20) { nodes { headline standfirst } } }`),
        ),
      );
    for (const wired of [pair.one, pair.two]) expect(await headlineOn(wired)).toBe('After the flood');
    await redis.look.flushall();
    for (const wired of [pair.one, pair.two]) expect(await headlineOn(wired)).toBe('After the flood');
  }, 60_000);

  it('end what was written to Redis together at different moments (L03)', async () => {
    await redis.look.flushall();
    await pause(600);
    const pattern = `{${pair.database}}:e:tag-by-slug:*`;
    let keys: string[] = [];
    // What a busy machine keeps from Redis in its time is asked for in the next round.
    for (let round = 0; keys.length < 100 && round < 20; round += 1) {
      const slugs = Array.from({ length: 40 }, (_, at) => `nobody-${round}-${at}`);
      await Promise.all(slugs.map((slug) => pair.one.query(`{ tag(slug: "${slug}") { name } }`)));
      await pause(100);
      keys = await redis.look.keys(pattern);
    }
    expect(keys.length).toBeGreaterThanOrEqual(100);
    const lives = await Promise.all(keys.map((key) => redis.look.pttl(key)));
    const mean = lives.reduce((sum, life) => sum + life, 0) / lives.length;
    expect((Math.max(...lives) - Math.min(...lives)) / mean).toBeGreaterThan(0.1);
  }, 60_000);
});

it.each([
  ['as old as', '60000', 2],
  ['younger than', '120000', 0],
])('counts an answer as %s what it is made of', async (_, freshMs, seconds) => {
  const gateway = await startGateway({ DATELINE_CACHE_FRESH_MS: freshMs });
  try {
    await gateway.query(STORY);
    await pause(2_100);
    const made = await gateway.query('{ article(slug: "ninetieth-minute") { headline } }');
    const kept = await gateway.query('{ article(slug: "ninetieth-minute") { headline } }');
    expect([isKept(made), isKept(kept)]).toEqual([false, true]);
    // A busy machine takes its time.
    const age = Number(kept.headers.get('age'));
    expect(age).toBeGreaterThanOrEqual(seconds);
    expect(age).toBeLessThan(seconds + 2);
  } finally {
    await gateway.close();
  }
});
