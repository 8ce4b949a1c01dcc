import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const HIDDEN = [
  'merger-of-the-yards',
  'weekend-in-the-reeds',
  'hospital-waiting-lists',
  'ports-minister-interview',
  'lighthouse-sold',
];
const STORY = 'query ($slug: String!) { article(slug: $slug) { id headline status } }';
const DAY = 86_400_000;

describe('what readers may not see', () => {
  it.each(HIDDEN)('%s answers as an unknown story does', async (slug) => {
    const hidden = await gateway.query(STORY, { slug });
    const unknown = await gateway.query(STORY, { slug: 'no-such-story' });
    expect(hidden.text).toBe(unknown.text);
    expect(hidden.status).toBe(unknown.status);
  });

  it('is in no list, no edition and no count, and has no node; editors see it', async () => {
    const LIST = `{ articles(first: 100) { totalCount nodes { slug } }
      edition(locale: "en") { sections { stories { slug } } articles(first: 100) { nodes { slug } totalCount } }
      tag(slug: "velmora") { articleCount articles(first: 100) { nodes { slug } totalCount } } }`;
    const editor = await gateway.token({ roles: ['editor'] });
    const [read, edited] = [await gateway.query(LIST), await gateway.query(LIST, {}, editor)];
    for (const slug of HIDDEN) expect(read.text).not.toContain(slug);
    expect(edited.text).toContain('merger-of-the-yards');
    const { articles, tag } = read.json.data;
    expect(articles.totalCount).toBe(articles.nodes.length);
    expect(tag.articleCount).toBe(tag.articles.nodes.length);
    expect(edited.json.data.articles.totalCount).toBe(articles.totalCount + HIDDEN.length);

    const { id } = (await gateway.query(STORY, { slug: HIDDEN[0] }, editor)).json.data.article;
    const NODE = 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }';
    expect((await gateway.query(NODE, { id })).json.data).toEqual({ node: null, nodes: [null] });
    expect((await gateway.query(NODE, { id }, editor)).json.data).toEqual({ node: { id }, nodes: [{ id }] });
  });

  it('appears when its hour comes, without anybody doing anything', async () => {
    gateway.setNow(NOW + 3 * DAY);
    try {
      const { json } = await gateway.query(STORY, { slug: 'weekend-in-the-reeds' });
      expect(json.data.article).toMatchObject({ status: 'PUBLISHED' });
      const list = await gateway.query(
        '{ articles(first: 1, filter: { status: PUBLISHED }) { nodes { slug } } }',
      );
      expect(list.json.data.articles.nodes).toEqual([{ slug: 'weekend-in-the-reeds' }]);
    } finally {
      gateway.setNow(NOW);
    }
  });
});

describe('gated stories', () => {
  const GATED = `query ($slug: String!) { article(slug: $slug) { standfirst socialPosts { url } corrections { content { plain } }
    body { __typename ... on FullBody { text html markdown blocks { totalCount } }
      ... on PreviewBody { requires remainingBlocks blocks { totalCount nodes { ... on Paragraph { content { plain } } } } } } } }`;

  it('give their preview and nothing else to those who need more', async () => {
    const { json, text } = await gateway.query(GATED, { slug: 'crane-inspection-report' });
    expect(json.data.article.body).toMatchObject({
      __typename: 'PreviewBody',
      requires: 'REGISTERED',
      blocks: { totalCount: 2 },
      remainingBlocks: 5,
    });
    expect(json.data.article.socialPosts).toEqual([]);
    expect(text).not.toMatch(/logbook|with pleasure|underlined by hand/);
  });

  it('open by tier', async () => {
    const open = async (slug: string, tier?: 'registered' | 'subscriber') => {
      const token = tier === undefined ? undefined : await gateway.token({ tier });
      return (await gateway.query(GATED, { slug }, token)).json.data.article.body.__typename;
    };
    expect(await open('crane-inspection-report', 'registered')).toBe('FullBody');
    expect(await open('rent-and-tide', 'registered')).toBe('PreviewBody');
    expect(await open('rent-and-tide', 'subscriber')).toBe('FullBody');
    expect(await open('rent-and-tide')).toBe('PreviewBody');
  });

  it('keep their corrections behind the gate', async () => {
    const { json } = await gateway.query(GATED, { slug: 'rent-and-tide' });
    expect(json.data.article.corrections).toEqual([]);
  });
});

describe('withheld and deleted posts', () => {
  it('keeps what was said when the platform deletes it, and not when our editors withhold it', async () => {
    const POST = 'query ($url: URL!) { socialPost(url: $url) { text html availability author { name } } }';
    const gone = await gateway.query(POST, { url: 'https://x.com/TomasReyd/status/1790000000000000004' });
    expect(gone.json.data.socialPost).toMatchObject({
      availability: 'DELETED',
      text: expect.stringContaining('patience'),
    });
    const held = await gateway.query(POST, {
      url: 'https://twitter.com/quaywatcher/status/1790000000000000005',
    });
    expect(held.json.data.socialPost).toMatchObject({ availability: 'WITHHELD', text: '' });
    expect(held.text).not.toContain('Names of the crew');
  });
});
