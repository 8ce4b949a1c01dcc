import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BlockRecord, RichTextRecord } from '../../src/content/records.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { paragraph, sampleId, sampleStory } from '../support/sample-records.ts';

let gateway: TestGateway;
const toStory = (key: string): RichTextRecord => [
  { text: `to ${key}`, marks: ['BOLD'], href: 'https://paper.example/old', articleId: sampleId('art', key) },
];
const link = (id: string, key: string): BlockRecord => ({ id, type: 'Paragraph', content: toStory(key) });
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.gateway.store.articles.put([
    ...['one', 'two', 'three'].map((key) => sampleStory(key)),
    sampleStory('unseen', { status: 'DRAFT' }),
    sampleStory('long', { blocks: Array.from({ length: 7 }, (_, n) => paragraph(`b${n}`, `Words ${n}.`)) }),
    sampleStory('gated', {
      access: 'SUBSCRIBER',
      blocks: Array.from({ length: 7 }, (_, n) => paragraph(`b${n}`, `Words ${n}.`)),
    }),
    sampleStory('linking', {
      blocks: [
        link('b1', 'one'),
        link('b2', 'two'),
        link('b3', 'unseen'),
        {
          id: 'b4',
          type: 'RelatedLink',
          articleId: sampleId('art', 'three'),
          url: 'https://paper.example/old',
          title: 'Three',
        },
        {
          id: 'b5',
          type: 'List',
          ordered: false,
          items: [toStory('one')],
        },
      ],
    }),
  ]);
});
afterAll(() => gateway.close());

const PAGE = `blocks(first: $first, after: $after) { totalCount remaining edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage endCursor } }`;
const BODY = `query ($slug: String!, $first: Int, $after: String) { article(slug: $slug) { body {
  ... on FullBody { wordCount ${PAGE} } ... on PreviewBody { requires remainingBlocks ${PAGE} } } } }`;
const ask = async (slug: string, variables: object = {}) =>
  (await gateway.query(BODY, { slug, ...variables })).json.data.article.body;
const idsOf = ({ blocks }: { blocks: { edges: { node: { id: string } }[] } }): string[] =>
  blocks.edges.map(({ node }) => node.id);

describe('a text', () => {
  it('comes whole, or a page at a time with what remains', async () => {
    expect(idsOf(await ask('sample-long'))).toEqual(['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6']);
    const first = await ask('sample-long', { first: 3 });
    expect([idsOf(first), first.blocks.remaining, first.blocks.totalCount]).toEqual([
      ['b0', 'b1', 'b2'],
      4,
      7,
    ]);
    const next = await ask('sample-long', { first: 3, after: first.blocks.pageInfo.endCursor });
    expect([idsOf(next), next.blocks.remaining]).toEqual([['b3', 'b4', 'b5'], 1]);
    expect(next.blocks.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const last = await ask('sample-long', { first: 3, after: next.blocks.pageInfo.endCursor });
    expect([idsOf(last), last.blocks.remaining, last.blocks.pageInfo.hasNextPage]).toEqual([
      ['b6'],
      0,
      false,
    ]);
    const none = await ask('sample-long', { first: 3, after: last.blocks.pageInfo.endCursor });
    expect([idsOf(none), none.blocks.remaining]).toEqual([[], 0]);
  });

  it('that is gated ends with its preview, also for who pages on', async () => {
    const preview = await ask('sample-gated', { first: 5 });
    expect([idsOf(preview), preview.blocks.remaining, preview.remainingBlocks]).toEqual([['b0', 'b1'], 0, 5]);
    const { json } = await gateway.query(BODY, { slug: 'sample-long', first: 4 });
    const { endCursor } = json.data.article.body.blocks.pageInfo;
    const beyond = await ask('sample-gated', { after: endCursor });
    expect([idsOf(beyond), beyond.blocks.totalCount]).toEqual([[], 2]);
  });

  it('links to our own stories by one look-up, at their canonical addresses, and not to what readers may not see', async () => {
    await gateway.gateway.purge(['everything']);
    gateway.commands.length = 0;
    const { json } =
      await gateway.query(`{ article(slug: "sample-linking") { body { ... on FullBody { html markdown blocks { nodes {
      ... on Paragraph { content { html spans { text marks href article { headline } } } }
      ... on List { items { spans { href } } }
      ... on RelatedLink { url article { headline } } } } } } } }`);
    expect(gateway.commands).toEqual(['find', 'find']); // The story with its text, and the stories that it links to.
    const { html, markdown, blocks } = json.data.article.body;
    const [one, two, unseen, three, list] = blocks.nodes;
    expect(one.content.spans).toEqual([
      {
        text: 'to one',
        marks: ['BOLD'],
        href: 'https://paper.example/sample-one',
        article: { headline: 'Sample one' },
      },
    ]);
    expect(two.content.html).toBe(
      '<a href="https://paper.example/sample-two" rel="noopener"><strong>to two</strong></a>',
    );
    expect(unseen.content.spans).toEqual([{ text: 'to unseen', marks: ['BOLD'], href: null, article: null }]);
    expect(three).toEqual({
      url: 'https://paper.example/sample-three',
      article: { headline: 'Sample three' },
    });
    expect(list.items[0].spans[0].href).toBe('https://paper.example/sample-one');
    expect(html).not.toContain('paper.example/old');
    expect(markdown).toContain('[**to one**](https://paper.example/sample-one)');
  });
});
