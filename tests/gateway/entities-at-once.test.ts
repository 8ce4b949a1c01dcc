import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import {
  HOUR,
  sampleCorrespondent,
  sampleEdition,
  sampleId,
  samplePost,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';
import { readAnswer, type TestAnswer } from '../support/test-server.ts';

/** What `_entities` costs MongoDB: at most one command a type, whatever keys it is asked by and whoever asks. */
const STORIES = 400;
const DAYS = Array.from({ length: 20 }, (_, n) => `2026-02-${String(n + 1).padStart(2, '0')}`);
const ids = (kind: Parameters<typeof sampleId>[0], count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, n) => sampleId(kind, from + n));

const seed = async ({ articles, correspondents, tags, socialPosts, editions }: Store): Promise<void> => {
  // The last one of each kind was merged into the first.
  await tags.put(
    Array.from({ length: 80 }, (_, n) =>
      sampleTag(n, {
        aliases: [`alias-${n}`],
        ...(n === 79 && { mergedInto: sampleId('tag', 0) }),
        ...(n === 0 && { mergedFromIds: [sampleId('tag', 79)], mergedSlugs: ['topic-79', 'alias-79'] }),
      }),
    ),
  );
  await correspondents.put(
    Array.from({ length: 60 }, (_, n) =>
      sampleCorrespondent(n, {
        slugHistory: [`once-${n}`],
        ...(n === 59 && { mergedInto: sampleId('cor', 0) }),
        ...(n === 0 && { mergedFromIds: [sampleId('cor', 59)], mergedSlugs: ['writer-59', 'once-59'] }),
      }),
    ),
  );
  await socialPosts.put([
    ...Array.from({ length: 160 }, (_, n) => samplePost(n)),
    samplePost('x', {
      platform: 'X',
      url: 'https://x.com/ana/status/1790000000000000001',
      postId: '1790000000000000001',
    }),
  ]);
  await articles.put(
    Array.from({ length: STORIES }, (_, n) =>
      sampleStory(n, {
        slugHistory: [`former-${n}`],
        status: n % 10 === 9 ? 'DRAFT' : 'PUBLISHED',
        access: (['FREE', 'REGISTERED', 'SUBSCRIBER'] as const)[n % 3] ?? 'FREE',
        embargoedUntil: n % 10 === 8 ? new Date(NOW + 2 * HOUR) : null,
        socialPostIds: [sampleId('pst', n % 150)],
      }),
    ),
  );
  await editions.put(DAYS.map((day) => sampleEdition(day)));
};

let redis: TestRedis;
let gateway: TestGateway;
beforeAll(async () => {
  redis = await startRedis();
  gateway = await startGateway(
    { DATELINE_SUBGRAPH: 'true', DATELINE_MAX_ROOT_FIELDS: '20' },
    null,
    null,
    (url) => url,
    seed,
  );
});
afterAll(async () => {
  await gateway.close();
  await redis.stop();
});
beforeEach(() => gateway.gateway.purge(['everything']));

const QUERY = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename
  ... on Article { id } ... on Correspondent { id } ... on Tag { id } ... on SocialPost { id } ... on Edition { id } } }`;
const ask = async (
  representations: readonly object[],
  token?: string,
  from: TestGateway = gateway,
  body: object = { query: QUERY, variables: { representations } },
): Promise<{ answer: TestAnswer; sent: string[] }> => {
  from.commands.length = 0;
  from.asked.length = 0;
  const answer = await readAnswer(
    await fetch(`${from.url}/subgraph`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    }),
  );
  const sent = from.asked.flatMap((command, at) => {
    const name = from.commands[at] ?? '';
    const of = String(name === 'getMore' ? command['collection'] : command[name]);
    // The log of events and what a CMS writes are followed all the while: no request asked for it.
    return CONTENT.has(of) && !JSON.stringify(command['pipeline'] ?? []).includes('$changeStream')
      ? [`${name} ${of}`]
      : [];
  });
  return { answer, sent: sent.sort() };
};
const CONTENT = new Set(['articles', 'correspondents', 'editions', 'socialPosts', 'tags']);
const all = (__typename: string, key: string, values: readonly string[]) =>
  values.map((value) => ({ __typename, [key]: value }));
const numbered = (count: number, from: number, name: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => name(from + n));

/** A thousand of every type by every key, former ones, and some that lead nowhere. */
const MIXED: readonly { readonly __typename: string }[] = [
  ...all('Article', 'id', ids('art', 200)),
  ...all(
    'Article',
    'slug',
    numbered(100, 200, (n) => `sample-${n}`),
  ),
  ...all(
    'Article',
    'slug',
    numbered(100, 300, (n) => `former-${n}`),
  ),
  ...all('Article', 'id', ids('art', 40, 9_000)),
  ...all(
    'Article',
    'slug',
    numbered(40, 0, (n) => `nothing-${n}`),
  ),
  ...all('Correspondent', 'id', ids('cor', 19, 1)),
  ...all('Correspondent', 'id', ids('cor', 1, 59)),
  ...all(
    'Correspondent',
    'slug',
    numbered(20, 20, (n) => `writer-${n}`),
  ),
  ...all(
    'Correspondent',
    'slug',
    numbered(30, 40, (n) => `once-${n}`),
  ),
  ...all('Tag', 'id', ids('tag', 29, 1)),
  ...all('Tag', 'id', ids('tag', 1, 79)),
  ...all(
    'Tag',
    'slug',
    numbered(30, 30, (n) => `topic-${n}`),
  ),
  ...all(
    'Tag',
    'slug',
    numbered(30, 60, (n) => `alias-${n}`),
  ),
  ...all('SocialPost', 'id', ids('pst', 200)),
  ...all(
    'SocialPost',
    'url',
    numbered(100, 80, (n) => `https://social.example/@sample/${n}`),
  ),
  ...all('SocialPost', 'url', ['https://twitter.com/ANA/status/1790000000000000001?s=20']),
  ...all(
    'Edition',
    'id',
    DAYS.map((day) => sampleId('edt', `${day} en`)),
  ),
  ...all('Edition', 'id', ids('edt', 39)),
];
const A_COMMAND_A_TYPE = [
  'aggregate socialPosts',
  'find articles',
  'find correspondents',
  'find editions',
  'find tags',
];

describe('a thousand representations', () => {
  const viewers = [
    ['nobody known', null],
    ['a registered reader', { tier: 'registered' }],
    ['a subscriber', { tier: 'subscriber' }],
    ['an editor', { roles: ['editor'] }],
    ['an administrator', { roles: ['admin'] }],
  ] as const;

  it.each(viewers)('of every type by every key are one command a type for %s', async (_, claims) => {
    expect(MIXED).toHaveLength(1_000);
    const token = claims === null ? undefined : await gateway.token(claims);
    const { answer, sent } = await ask(MIXED, token);
    expect(answer.json.errors).toBeUndefined();
    expect(sent).toEqual(A_COMMAND_A_TYPE);
    const found = answer.json.data._entities as ({ id: string } | null)[];
    // What leads nowhere is nothing; of the stories, readers don't get the drafts and those that are embargoed.
    const shown = (n: number): boolean => (claims !== null && 'roles' in claims ? true : n % 10 < 8);
    expect(found.slice(0, 400).map((one) => one?.id ?? null)).toEqual(
      numbered(400, 0, (n) => sampleId('art', n)).map((id, n) => (shown(n) ? id : null)),
    );
    expect(found.slice(400, 480)).toEqual(Array.from({ length: 80 }, () => null));
    expect(found.slice(540, 550)).toEqual(Array.from({ length: 10 }, () => null));
    const merged = [found[499], found[539], found[579], found[629]];
    expect(merged.map((one) => one?.id)).toEqual(
      ['cor', 'cor', 'tag', 'tag'].map((kind) => sampleId(kind as 'cor', 0)),
    );
    expect(found.at(-60)?.id).toBe(sampleId('pst', 'x'));
    expect(found.slice(-59, -39).map((one) => one?.id)).toEqual(
      DAYS.map((day) => sampleId('edt', `${day} en`)),
    );
  });

  it('of one type alone are one command, by two keys', async () => {
    const stories = [
      ...all('Article', 'id', ids('art', 500)),
      ...all(
        'Article',
        'slug',
        numbered(500, 0, (n) => `sample-${n}`),
      ),
    ];
    expect((await ask(stories)).sent).toEqual(['find articles']);
    const posts = [
      ...all('SocialPost', 'id', ids('pst', 500)),
      ...all(
        'SocialPost',
        'url',
        numbered(500, 0, (n) => `https://social.example/@sample/${n}`),
      ),
    ];
    expect((await ask(posts)).sent).toEqual(['aggregate socialPosts']);
  });

  it('in two fields of one request, as a router sends that merges its questions, are one command a type', async () => {
    const twice = `query ($a: [_Any!]!, $b: [_Any!]!) {
      a: _entities(representations: $a) { ...thing } b: _entities(representations: $b) { ...thing } }
      fragment thing on _Entity { __typename ... on Article { id section { id } } ... on Correspondent { id } ... on Tag { id } ... on SocialPost { id } ... on Edition { id } }`;
    const [a, b] = [0, 1].map((half) => MIXED.filter((_, at) => at % 2 === half));
    for (const repeat of [1, 2]) {
      await gateway.gateway.purge(['everything']);
      const { answer, sent } = await ask([], undefined, gateway, { query: twice, variables: { a, b } });
      expect([repeat, answer.json.errors]).toEqual([repeat, undefined]);
      expect([repeat, sent]).toEqual([repeat, A_COMMAND_A_TYPE]);
      expect(answer.json.data.a.length + answer.json.data.b.length).toBe(1_000);
    }
  });

  it('are none once they are known, and one a type for what isn’t', async () => {
    await ask(MIXED.filter((_, at) => at % 2 === 0));
    expect((await ask(MIXED)).sent).toEqual(A_COMMAND_A_TYPE);
    expect((await ask(MIXED)).sent).toEqual([]);
  });

  it('cost an instance beside this one only what neither memory nor Redis has, by whichever key', async () => {
    const shared = {
      DATELINE_SUBGRAPH: 'true',
      DATELINE_MAX_ROOT_FIELDS: '20',
      REDIS_URL: redis.url,
      DATELINE_REDIS_TIMEOUT_MS: '5000',
    };
    const [one, other] = [
      await startGateway(shared, null, gateway),
      await startGateway(shared, null, gateway),
    ];
    try {
      expect((await ask(MIXED.slice(0, 240), undefined, one)).sent).toEqual(['find articles']);
      expect((await ask(MIXED.slice(0, 240), undefined, one)).sent).toEqual([]);
      const { sent } = await ask(MIXED, undefined, other);
      expect(sent).toEqual(A_COMMAND_A_TYPE);
      expect((await ask(MIXED, undefined, other)).sent).toEqual([]);
    } finally {
      await one.close();
      await other.close();
    }
  });
});

describe('a post that stands in an embargoed story', () => {
  const post = sampleId('pst', 'embargoed');
  const isThere = async (token?: string): Promise<boolean> =>
    (await ask(all('SocialPost', 'id', [post]), token)).answer.json.data._entities[0] !== null;

  it('is there from the moment on, for those who read the story, though all of it was kept before', async () => {
    const { store } = gateway.gateway;
    await store.socialPosts.put([samplePost('embargoed')]);
    await store.articles.put([
      sampleStory('embargoed', {
        access: 'REGISTERED',
        embargoedUntil: new Date(NOW + HOUR),
        socialPostIds: [post],
      }),
    ]);
    const registered = await gateway.token({ tier: 'registered' });
    expect([await isThere(), await isThere(registered)]).toEqual([false, false]);
    gateway.setNow(NOW + HOUR);
    try {
      expect([await isThere(), await isThere(await gateway.token({ tier: 'registered' }))]).toEqual([
        false,
        true,
      ]);
      expect((await ask(all('SocialPost', 'id', [post]))).sent).toEqual([]);
    } finally {
      gateway.setNow(NOW);
    }
  });
});
