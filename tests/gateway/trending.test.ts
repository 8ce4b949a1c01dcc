import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { postGraphql } from '../support/test-server.ts';

const TRENDING = `query ($window: TrendingWindow, $first: Int, $locale: Locale) {
  trending(window: $window, first: $first, locale: $locale) { rank reads article { id locale headline } }
}`;
const STORY = 'query ($id: ID!) { article(id: $id) { headline } }';

describe('trending', () => {
  let gateway: TestGateway;
  const stories: { id: string; locale: string }[] = [];
  interface Row {
    readonly rank: number;
    readonly reads: number;
    readonly article: { readonly id: string; readonly locale: string };
  }

  beforeAll(async () => {
    gateway = await startGateway();
    const { json } = await gateway.query('{ articles(first: 20) { nodes { id locale } } }');
    stories.push(...json.data.articles.nodes);
  });
  afterAll(() => gateway.close());

  const read = async (id: string, times: number, headers: Record<string, string> = {}): Promise<void> => {
    for (let n = 0; n < times; n += 1)
      await postGraphql(gateway.url, { query: STORY, variables: { id } }, headers);
  };
  /** Asked until it says what is wanted or time is up: reads are counted once a second. */
  const trending = async (
    met: (rows: Row[]) => boolean,
    variables: object = {},
    token?: string,
  ): Promise<Row[]> => {
    let rows: Row[] = [];
    for (let tries = 0; tries < 60; tries += 1) {
      // A variable that changes nothing keeps the answer from being one that is kept.
      const query = `${TRENDING} # ${tries}`;
      rows = (await gateway.query(query.replace('rank', `r${tries}: rank rank`), variables, token)).json.data
        .trending;
      if (met(rows)) break;
      await pause(100);
    }
    return rows;
  };
  const readsOf = (rows: readonly Row[], id: string): number =>
    Math.round(rows.find(({ article }) => article.id === id)?.reads ?? 0);

  it('ranks stories by readers’ reads of them, also those that are answered from what is kept', async () => {
    const [first, second, third] = stories.map(({ id }) => id);
    await read(second ?? '', 7);
    await read(first ?? '', 3);
    const node = '{ node(id: "ID") { ... on Article { headline } } }'.replace('ID', third ?? '');
    await gateway.query(node);
    const rows = await trending((found) => found.length >= 3);
    expect(rows.map(({ article, rank }) => [rank, article.id])).toEqual([
      [1, second],
      [2, first],
      [3, third],
    ]);
    expect([readsOf(rows, second ?? ''), readsOf(rows, first ?? '')]).toEqual([7, 3]);
  });

  it('does not count robots, staff, lists, heads without a body, or what is not there', async () => {
    const id = stories[3]?.id ?? '';
    await read(id, 3, {
      'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    });
    await read(id, 3, { authorization: `Bearer ${await gateway.token({ roles: ['editor'] })}` });
    await read('art_0000000000000000', 3);
    const asked = new URLSearchParams({ query: STORY, variables: JSON.stringify({ id }) });
    for (let n = 0; n < 3; n += 1)
      await fetch(`${gateway.url}/graphql?${asked}`, {
        method: 'HEAD',
        headers: { 'apollo-require-preflight': '1' },
      });
    await gateway.query('{ articles(first: 20) { nodes { headline body { __typename } } } }');
    await gateway.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [id] });
    // Something that counts comes after it, so that we know that all of it was taken in.
    const marker = stories[4]?.id ?? '';
    await read(marker, 1);
    const rows = await trending((found) => readsOf(found, marker) > 0);
    expect([readsOf(rows, marker), readsOf(rows, id)]).toEqual([1, 0]);
  });

  it('leaves out what the viewer may not see, and what is in another language', async () => {
    const french = stories.find(({ locale }) => locale.startsWith('fr'))?.id ?? '';
    await read(french, 4);
    const rows = await trending((found) => readsOf(found, french) === 4, { locale: 'fr-CA', window: 'HOUR' });
    expect(rows.map(({ article }) => article.locale.slice(0, 2))).toEqual(rows.map(() => 'fr'));
    expect(rows[0]?.article.id).toBe(french);
    const { articles } = gateway.gateway.store;
    const [[head], [body]] = [await articles.heads([french]), await articles.bodies([french])];
    if (head === undefined || body === undefined) throw new Error('There is no French story.');
    await articles.put([{ ...head, blocks: body.blocks, status: 'RETRACTED', visibleFrom: null }]);
    const { json } = await gateway.query(TRENDING, { locale: 'fr', first: 50 });
    expect(readsOf(json.data.trending, french)).toBe(0);
    const staff = await gateway.token({ roles: ['editor'] });
    expect(readsOf((await gateway.query(TRENDING, { locale: 'fr' }, staff)).json.data.trending, french)).toBe(
      4,
    );
  });

  it('fades: what was read long ago is hot in no short window', async () => {
    gateway.setNow(NOW + 3 * 86_400_000);
    const fresh = stories.findLast(({ locale }) => !locale.startsWith('fr'))?.id ?? '';
    await read(fresh, 1);
    const rows = await trending((found) => found[0]?.article.id === fresh, { window: 'HOUR' });
    expect(rows.map(({ article }) => article.id)).toEqual([fresh]);
    expect((await trending(() => true, { window: 'WEEK' }))[0]?.article.id).toBe(stories[1]?.id);
    gateway.setNow(NOW);
  });

  it('takes from 1 to 50', async () => {
    for (const first of [0, 51])
      expect((await gateway.query(TRENDING, { first })).codes).toEqual(['BAD_USER_INPUT']);
  });
});
