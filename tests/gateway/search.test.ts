import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { paragraph, sampleStory } from '../support/sample-records.ts';
import type { TestAnswer } from '../support/test-server.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.gateway.store.articles.put([
    sampleStory('gated', {
      access: 'REGISTERED',
      headline: 'The turnstile',
      previewBlockCount: 1,
      blocks: [
        paragraph('b1', 'An open turnstile.'),
        paragraph('b2', 'A hidden <b>quokka</b> & a turnstile.'),
      ],
    }),
    sampleStory('draft', { headline: 'A drafted turnstile', status: 'DRAFT', publishedAt: null }),
    sampleStory('embargoed', {
      headline: 'An embargoed turnstile',
      embargoedUntil: new Date(Date.UTC(2026, 3, 5)),
    }),
    sampleStory('retracted', { headline: 'A retracted turnstile', status: 'RETRACTED' }),
  ]);
});
afterAll(() => gateway.close());

const SEARCH = `query ($query: String!, $filter: ArticleFilter, $first: Int, $after: String) {
  search(query: $query, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { slug }
    edges { cursor score node { slug headline } highlights { field blockId text html ranges { start end } } }
    facets { tags { tag { slug } count } correspondents { correspondent { name } count }
      sections(first: 2) { tag { slug } count } locales { locale count } months { from count } }
  }
}`;
const slugsOf = async (query: string, token?: string): Promise<string[]> =>
  (await gateway.query(SEARCH, { query }, token)).json.data.search.nodes.map(
    ({ slug }: { slug: string }) => slug,
  );

const searches = (): number => gateway.commands.filter((name) => name === 'aggregate').length;

describe('search', () => {
  it('answers with stories, scores, highlights and facets with one command each for words, heads, texts and names', async () => {
    await gateway.gateway.purge(['everything']);
    gateway.commands.length = 0;
    const { json } = await gateway.query(SEARCH, { query: 'harbour' });
    expect(json.errors).toBeUndefined();
    const { edges, nodes, totalCount, facets, pageInfo } = json.data.search;
    expect(totalCount).toBe(nodes.length);
    expect(nodes.length).toBeGreaterThan(1);
    expect(edges.map(({ node }: { node: object }) => node)).toMatchObject(nodes);
    const scores = edges.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((left, right) => right - left));
    for (const { highlights } of edges) expect(highlights.length).toBeGreaterThan(0);
    expect(facets.locales).toContainEqual({ locale: 'en', count: expect.any(Number) });
    expect(facets.tags.length).toBeGreaterThan(3);
    expect(facets.sections.length).toBe(2);
    expect(pageInfo).toMatchObject({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: edges[0].cursor,
    });
    // The heads, the bodies, the correspondents, the tags, what a merged tag became, and two by the clock that the purge woke.
    expect(searches()).toBe(1);
    expect(gateway.commands.length).toBeLessThanOrEqual(1 + 5 + 2);
  });

  it('asks for nothing but what is selected', async () => {
    await gateway.query('{ search(query: "harbour") { nodes { slug } } }');
    gateway.commands.length = 0;
    await gateway.query('{ search(query: "harbour") { nodes { slug } pageInfo { endCursor } } }');
    expect(searches()).toBe(1);
    gateway.commands.length = 0;
    await gateway.query('{ search(query: "harbour") { __typename } }');
    expect(searches()).toBe(0);
  });

  it('shows at once what was written, and no more what was retracted', async () => {
    const story = sampleStory('sudden', { headline: 'A sudden okapi' });
    expect(await slugsOf('okapi')).toEqual([]);
    await gateway.gateway.store.articles.put([story]);
    expect(await slugsOf('okapi')).toEqual(['sample-sudden']);
    await gateway.gateway.store.articles.put([
      sampleStory('sudden', { headline: 'A sudden tapir', version: 2 }),
    ]);
    expect([await slugsOf('okapi'), await slugsOf('tapir')]).toEqual([[], ['sample-sudden']]);
    await gateway.gateway.store.articles.put([
      sampleStory('sudden', { headline: 'A sudden tapir', version: 3, status: 'RETRACTED' }),
    ]);
    expect(await slugsOf('tapir')).toEqual([]);
  });

  it('finds what a command wrote, with the answer to it', async () => {
    const chief = await gateway.token({ roles: ['chief'] });
    const SAVE = `mutation ($input: SaveDraftInput!) {
      saveDraft(input: $input) { article { id version slug } userErrors { message } } }`;
    const block = { paragraph: { content: { text: 'It swims.' } } };
    const story = {
      headline: 'An axolotl in the basin',
      locale: 'en',
      access: 'FREE',
      byline: [],
      blocks: [block],
    };
    const saved = await gateway.query(SAVE, { input: { story } }, chief);
    expect(saved.json.data.saveDraft.userErrors).toEqual([]);
    const { id, version, slug } = saved.json.data.saveDraft.article;
    expect([await slugsOf('axolotl'), await slugsOf('axolotl', chief)]).toEqual([[], [slug]]);
    const PUBLISH = `mutation ($input: PublishArticleInput!) {
      publishArticle(input: $input) { userErrors { message } } }`;
    const published = await gateway.query(PUBLISH, { input: { id, version } }, chief);
    expect(published.json.data.publishArticle.userErrors).toEqual([]);
    expect(await slugsOf('axol')).toEqual([slug]);
  });

  it('walks pages by cursor', async () => {
    const all = await slugsOf('the harbour');
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const answer: TestAnswer = await gateway.query(SEARCH, { query: 'the harbour', first: 2, after });
      const { search } = answer.json.data;
      seen.push(...search.nodes.map(({ slug }: { slug: string }) => slug));
      expect(search.pageInfo.hasPreviousPage).toBe(after !== null);
      after = search.pageInfo.endCursor;
      more = search.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(all);
  });

  it('filters as lists do, and answers readers who ask for drafts with nothing', async () => {
    const filtered = await gateway.query(SEARCH, {
      query: 'harbour',
      filter: { locale: 'en', tag: 'velmora' },
    });
    expect(filtered.json.data.search.totalCount).toBeGreaterThan(0);
    expect(filtered.json.data.search.facets.locales).toEqual([{ locale: 'en', count: expect.any(Number) }]);
    const drafts = await gateway.query(SEARCH, { query: 'turnstile', filter: { status: 'DRAFT' } });
    expect(drafts.json.data.search).toMatchObject({ totalCount: 0, nodes: [], facets: { months: [] } });
  });

  it.each([
    ['', 'BAD_USER_INPUT'],
    [' "" ', 'BAD_USER_INPUT'],
    ['x'.repeat(201), 'BAD_USER_INPUT'],
    ['a '.repeat(17), 'BAD_USER_INPUT'],
  ])('refuses %p', async (query, code) => {
    expect((await gateway.query(SEARCH, { query })).codes).toEqual([code]);
  });

  it('refuses sizes and cursors that are none', async () => {
    expect((await gateway.query(SEARCH, { query: 'x', first: 101 })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await gateway.query(SEARCH, { query: 'x', after: 'nonsense' })).codes).toEqual(['BAD_CURSOR']);
    const facets = '{ search(query: "x") { facets { tags(first: 51) { count } } } }';
    expect((await gateway.query(facets)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('counts for more than a list in the cost of an operation', async () => {
    const searches = (count: number) =>
      Array.from(
        { length: count },
        (_, n) => `s${n}: search(query: "a${n}", first: 100) { nodes { slug } }`,
      ).join(' ');
    expect((await gateway.query(`{ ${searches(2)} }`)).codes).toEqual([]);
    const { codes } = await gateway.query(`{ ${searches(20)} }`);
    expect(codes).toEqual(['QUERY_TOO_COSTLY']);
  });
});

describe('what search keeps from readers', () => {
  it('finds, counts and tells of no hidden story; editors find them', async () => {
    expect(await slugsOf('turnstile')).toEqual(['sample-gated']);
    const { search } = (await gateway.query(SEARCH, { query: 'turnstile' })).json.data;
    expect([search.totalCount, search.facets.locales]).toEqual([1, [{ locale: 'en', count: 1 }]]);
    const editor = await gateway.token({ roles: ['editor'] });
    expect((await slugsOf('turnstile', editor)).sort()).toEqual([
      'sample-draft',
      'sample-embargoed',
      'sample-gated',
      'sample-retracted',
    ]);
  });

  it('finds a word that stands only behind a gate for nobody who may not read it there', async () => {
    const registered = await gateway.token({ tier: 'registered' });
    for (const query of ['quokka', 'quok', '"hidden quokka"', 'turnstile quokka', 'ǀquokka'])
      expect(await slugsOf(query)).toEqual([]);
    expect(await slugsOf('quokka', registered)).toEqual(['sample-gated']);
  });

  it('shows nothing of gated text in highlights, and escapes what it shows', async () => {
    const shown = await gateway.query(SEARCH, { query: 'turnstile' });
    expect(
      shown.json.data.search.edges[0].highlights.map(({ blockId }: { blockId: string }) => blockId),
    ).toEqual([null, 'b1']);
    expect(shown.text).not.toMatch(/quokka|hidden/);
    const registered = await gateway.token({ tier: 'registered' });
    const open = await gateway.query(SEARCH, { query: 'quokka' }, registered);
    expect(open.json.data.search.edges[0].highlights).toEqual([
      {
        field: 'BODY',
        blockId: 'b2',
        text: 'A hidden <b>quokka</b> & a turnstile.',
        html: 'A hidden &lt;b&gt;<mark>quokka</mark>&lt;/b&gt; &amp; a turnstile.',
        ranges: [{ start: 12, end: 18 }],
      },
    ]);
  });

  it('scores the same whatever stands behind a gate', async () => {
    const score = async () =>
      (await gateway.query(SEARCH, { query: 'turnstile' })).json.data.search.edges[0].score;
    const before = await score();
    await gateway.gateway.store.articles.put([
      sampleStory('gated', {
        access: 'REGISTERED',
        headline: 'The turnstile',
        previewBlockCount: 1,
        version: 2,
        blocks: [paragraph('b1', 'An open turnstile.'), paragraph('b2', 'Turnstile, turnstile, turnstile.')],
      }),
    ]);
    expect(await score()).toBe(before);
  });
});
