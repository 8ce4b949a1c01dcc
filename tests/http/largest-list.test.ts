import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFor } from '../../src/content/global-id.ts';
import { sampleNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const [story] = sampleNewsroom(NOW).articles.filter(({ slug }) => slug === 'harbour-reopens-after-storm');
  if (story === undefined) throw new Error('The sample newsroom has lost its harbour.');
  await gateway.gateway.store.articles.put(
    Array.from({ length: 120 }, (_, n) => ({
      ...story,
      _id: idFor('art', `large:${n}`),
      slug: `large-${n}`,
      slugHistory: [],
      url: `https://news.example/large-${n}`,
      urlHistory: [],
      translationGroup: null,
      locale: 'de',
      localeChain: ['de'],
    })),
  );
});
afterAll(() => gateway.close());

/** As much of a hundred stories as the cost allows: their whole text, and everything that they refer to. */
const LARGEST = `{ articles(first: 100, filter: { locale: "de" }) { totalCount edges { cursor node {
  id slug url headline kicker standfirst byline { text } publishedAt updatedAt
  correspondents { id name title bio articles(first: 5) { nodes { headline } } }
  tags { id slug name } section { name } leadImage { url caption displayCredit } socialPosts { text html url }
  body { ... on FullBody { text html markdown } } } } } }`;
const CAP_BYTES = 8 * 1024 * 1024;

describe('L12 the largest list that is allowed', () => {
  it('comes whole, in a handful of commands and below its cap in bytes', async () => {
    gateway.commands.length = 0;
    const { status, json, text } = await gateway.query(LARGEST);
    expect([status, json.errors]).toEqual([200, undefined]);
    expect(json.data.articles.edges).toHaveLength(100);
    for (const { node } of json.data.articles.edges) expect(node.body.text).toMatch(/\w/);
    expect(gateway.commands.length).toBeLessThanOrEqual(9);
    expect(text.length).toBeLessThan(CAP_BYTES);
  });

  it('is the largest: twice as much is refused before anything is read', async () => {
    gateway.commands.length = 0;
    const { status, codes } = await gateway.query(
      LARGEST.replace('articles(first: 5)', 'articles(first: 100)').replace(
        'nodes { headline }',
        'nodes { headline tags { id } section { id } correspondents { id } }',
      ),
    );
    expect([status, codes, gateway.commands]).toEqual([400, ['QUERY_TOO_COSTLY'], []]);
  });
});
