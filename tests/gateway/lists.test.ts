import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor } from '../../src/content/global-id.ts';
import { sampleNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import type { TestAnswer } from '../support/test-server.ts';

const ROWS = 230;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  // Many stories of one moment: only the id tells them apart.
  const [story] = sampleNewsroom(NOW).articles.filter(({ slug }) => slug === 'night-ferry-timetable');
  if (story === undefined) throw new Error('The sample newsroom has lost its night ferry.');
  const copies = Array.from({ length: ROWS }, (_, index) => ({
    ...story,
    _id: idFor('art', `copy:${index}`),
    slug: `copy-${index}`,
    url: `https://news.example/business/copy-${index}`,
    locale: 'de',
    localeChain: ['de'],
  }));
  await gateway.gateway.store.articles.put(copies);
});
afterAll(() => gateway.close());

const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String) {
  articles(filter: { locale: "de" }, first: $first, after: $after, last: $last, before: $before) {
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { slug } edges { cursor } totalCount } }`;

describe('scrolling through equal moments', () => {
  it('meets every row once, forwards, also when stories are published meanwhile', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 100; page += 1) {
      const answer: TestAnswer = await gateway.query(PAGE, { first: 7, after });
      const { articles } = answer.json.data;
      seen.push(...articles.nodes.map(({ slug }: { slug: string }) => slug));
      if (page === 3) {
        const [any] = sampleNewsroom(NOW).articles;
        if (any !== undefined)
          await gateway.gateway.store.articles.put([
            {
              ...any,
              _id: idFor('art', 'copy:late'),
              slug: 'late',
              url: 'https://news.example/late',
              locale: 'de',
              localeChain: ['de'],
            },
          ]);
      }
      if (!articles.pageInfo.hasNextPage) break;
      after = articles.pageInfo.endCursor;
    }
    const old = seen.filter((slug) => slug !== 'late');
    expect(old.length).toBe(ROWS);
    expect(new Set(old).size).toBe(ROWS);
  });

  it('meets every row once, backwards, in the order of the list', async () => {
    const pages: string[][] = [];
    let before: string | null = null;
    for (let page = 0; page < 100; page += 1) {
      const answer: TestAnswer = await gateway.query(PAGE, { last: 9, before });
      const { articles } = answer.json.data;
      pages.unshift(articles.nodes.map(({ slug }: { slug: string }) => slug));
      if (!articles.pageInfo.hasPreviousPage) break;
      before = articles.pageInfo.startCursor;
    }
    const forwards = (await gateway.query(PAGE, { first: 100 })).json.data.articles;
    expect(pages.flat().slice(0, 100)).toEqual(forwards.nodes.map(({ slug }: { slug: string }) => slug));
    expect(new Set(pages.flat()).size).toBe(ROWS + 1);
    expect(forwards.totalCount).toBe(ROWS + 1);
  });
});

describe('bad arguments', () => {
  const LIST =
    'query ($first: Int, $after: String) { articles(first: $first, after: $after) { nodes { id } } }';

  it.each([0, -1, 101, 99_999_999, 2 ** 53])(
    'refuses first: %i as literal and as variable alike',
    async (first) => {
      const literal = await gateway.query(`{ articles(first: ${first}) { nodes { id } } }`);
      const variable = await gateway.query(LIST, { first });
      expect([literal.status, literal.codes]).toEqual([400, ['BAD_USER_INPUT']]);
      expect([variable.status, variable.codes]).toEqual([400, ['BAD_USER_INPUT']]);
    },
  );

  it('takes a size that is absent, or null, for the usual one, as literal and as variable alike', async () => {
    for (const query of ['{ articles { nodes { id } } }', '{ articles(first: null) { nodes { id } } }', LIST])
      for (const variables of [{}, { first: null }])
        expect((await gateway.query(query, variables)).json.data.articles.nodes).toHaveLength(20);
  });

  const other = Buffer.from('1s9zz\nart_0000000000000000').toString('base64url');
  it.each([
    'x',
    '%%%',
    '{"$ne":null}',
    Buffer.from('{"$gt":""}').toString('base64'),
    'a'.repeat(5_000),
    other,
    Buffer.from('1p-zzzzzzzzzzzzz\nart_1').toString('base64url'),
  ])('refuses the cursor %.30s', async (after) => {
    const { status, codes } = await gateway.query(LIST, { after });
    expect([status, codes]).toEqual([400, ['BAD_CURSOR']]);
  });

  it.each(['', 'art', 'art_$ne', '__proto__', 'tag_0000', '{"$ne":1}'])('refuses the id %p', async (id) => {
    const { status, codes } = await gateway.query('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect([status, codes]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  it('wants exactly one key', async () => {
    const none = await gateway.query('{ article { id } }');
    const two = await gateway.query('{ article(slug: "a", url: "https://a.example/") { id } }');
    expect([none.codes, two.codes]).toEqual([['BAD_USER_INPUT'], ['BAD_USER_INPUT']]);
  });

  it('refuses a cheap document with dear variables', async () => {
    const NESTED = `query ($n: Int!) { tags(first: $n) { nodes { articles(first: $n) { nodes { tags { articles(first: $n) { nodes { id } } } } } } } }`;
    expect((await gateway.query(NESTED, { n: 1 })).status).toBe(200);
    const { status, codes } = await gateway.query(NESTED, { n: 100 });
    expect([status, codes]).toEqual([400, ['QUERY_TOO_COSTLY']]);
  });

  it('takes metacharacters in slugs and names as they are', async () => {
    const { json } = await gateway.query(
      '{ article(slug: ".*") { id } tag(slug: "$where") { id } correspondents(filter: { nameStartsWith: "(a+)+$" }) { totalCount } }',
    );
    expect(json).toEqual({ data: { article: null, tag: null, correspondents: { totalCount: 0 } } });
  });
});
