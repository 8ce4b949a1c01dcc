import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BlockRecord, TagRecord } from '../../src/content/records.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import { HOUR, paragraph, sampleId, samplePost, sampleStory, sampleTag } from '../support/sample-records.ts';

let gateway: TestGateway;
let editor: string;
const DAY = 24 * HOUR;
const pointer = (key: string): BlockRecord => ({
  id: 'r1',
  type: 'RelatedLink',
  articleId: sampleId('art', key),
  url: `https://paper.example/sample-${key}`,
  title: key,
});
const tags: TagRecord[] = [
  sampleTag('desk', { kind: 'SECTION' }),
  sampleTag('below', {
    kind: 'SECTION',
    parentId: sampleId('tag', 'desk'),
    ancestorIds: [sampleId('tag', 'desk')],
  }),
  sampleTag('other', { kind: 'SECTION' }),
  sampleTag('became', { mergedFromIds: [sampleId('tag', 'merged')] }),
  sampleTag('merged', { mergedInto: sampleId('tag', 'became') }),
];
const tagged = { tagIds: [sampleId('tag', 'became')], sectionId: sampleId('tag', 'desk') };

beforeAll(async () => {
  gateway = await startGateway();
  const { store } = gateway.gateway;
  editor = await gateway.token({ roles: ['editor'] });
  await store.tags.put(tags);
  await store.socialPosts.put([samplePost('gone', { availability: 'DELETED' }), samplePost('there')]);
  await store.articles.put([
    sampleStory('retracted', { ...tagged, status: 'RETRACTED' }),
    sampleStory('draft', { ...tagged, status: 'DRAFT', publishedAt: null, createdAt: new Date(NOW - HOUR) }),
    sampleStory('links', { ...tagged, blocks: [pointer('retracted')] }),
    sampleStory('links-well', { ...tagged, blocks: [pointer('links')] }),
    sampleStory('draft-links', { ...tagged, status: 'DRAFT', publishedAt: null, blocks: [pointer('draft')] }),
    sampleStory('untagged', { sectionId: sampleId('tag', 'below') }),
    sampleStory('retracted-untagged', { status: 'RETRACTED' }),
    sampleStory('merged', { ...tagged, tagIds: [sampleId('tag', 'merged')] }),
    sampleStory('post', {
      ...tagged,
      sectionId: sampleId('tag', 'other'),
      blocks: [{ id: 'b1', type: 'SocialEmbed', socialPostId: sampleId('pst', 'gone') }],
    }),
    sampleStory('post-there', {
      ...tagged,
      blocks: [{ id: 'b1', type: 'SocialEmbed', socialPostId: sampleId('pst', 'there') }],
    }),
    sampleStory('gate', {
      ...tagged,
      access: 'SUBSCRIBER',
      previewBlockCount: 0,
      blocks: [paragraph('b1', 'All of it.')],
    }),
    sampleStory('due', { ...tagged, status: 'SCHEDULED', publishedAt: new Date(NOW + 2 * DAY) }),
    sampleStory('held', { ...tagged, embargoedUntil: new Date(NOW + 3 * DAY) }),
  ]);
});
afterAll(() => gateway.close());

const desk = async (selection: string, variables: object = {}, token = editor) => {
  const names = Object.entries(variables).map(
    ([name, value]) => `$${name}: ${value instanceof Date ? 'DateTime!' : 'String'}`,
  );
  const head = names.length === 0 ? '' : `(${names.join(', ')})`;
  const { json } = await gateway.query(`query ${head} { desk { ${selection} } }`, variables, token);
  expect(json.errors).toBeUndefined();
  return json.data.desk;
};
const slugs = (list: { nodes: { slug: string }[] }): string[] => list.nodes.map(({ slug }) => slug).sort();

describe('dashboards', () => {
  it('are for those who work here', async () => {
    const query = '{ desk { articles { totalCount } } }';
    for (const token of [undefined, await gateway.token({ tier: 'subscriber' })]) {
      gateway.commands.length = 0;
      const { json, codes } = await gateway.query(query, {}, token);
      expect([json.data.desk, codes, gateway.commands]).toEqual([null, ['FORBIDDEN'], []]);
    }
    expect((await gateway.query(query, {}, await gateway.token({ roles: ['chief'] }))).codes).toEqual([]);
  });

  it('answer the example', async () => {
    const text = readFileSync(new URL('../../examples/queries/30-desk.graphql', import.meta.url), 'utf8');
    const { json } = await gateway.query(text, { staff: true }, editor);
    expect(json.errors).toBeUndefined();
    expect(json.data.desk.gone.totalCount).toBeGreaterThan(0);
    expect(json.data.desk.states).toContainEqual({ status: 'PUBLISHED', count: expect.any(Number) });
  });

  it('list stories in any state', async () => {
    const { articles } = await desk(
      'articles(first: 100, filter: { section: "topic-desk", status: DRAFT }) { totalCount nodes { slug } }',
    );
    expect([slugs(articles), articles.totalCount]).toEqual([['sample-draft', 'sample-draft-links'], 2]);
  });

  it.each([
    ['POST_GONE', ['sample-post']],
    ['MERGED_TAG', ['sample-merged']],
    ['BROKEN_LINK', ['sample-links']],
    ['WITHOUT_TAGS', ['sample-untagged']],
    ['GATED_WITHOUT_PREVIEW', ['sample-gate']],
  ])('know what is to be mended: %s', async (kind, expected) => {
    const { worklist } = await desk(
      `worklist(kind: ${kind}, first: 100) { totalCount nodes { slug } pageInfo { hasNextPage } }`,
    );
    const ours = slugs(worklist).filter((slug) => slug.startsWith('sample-'));
    expect(ours).toEqual(expected);
    expect(worklist.totalCount).toBe(worklist.nodes.length);
  });

  it('walk a worklist by cursor, and take stories off it that were mended', async () => {
    const stories = Array.from({ length: 7 }, (_, n) =>
      sampleStory(`bare-${n}`, { sectionId: sampleId('tag', 'desk') }),
    );
    const { store } = gateway.gateway;
    await store.articles.put(stories);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const {
        worklist,
      }: { worklist: { nodes: { slug: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
        await desk(
          `worklist(kind: WITHOUT_TAGS, first: 3, filter: { section: "topic-desk" }${after === null ? '' : `, after: "${after}"`}) { nodes { slug } pageInfo { hasNextPage endCursor } }`,
        );
      seen.push(...slugs(worklist));
      after = worklist.pageInfo.hasNextPage ? worklist.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen.sort()).toEqual(stories.map(({ slug }) => slug).sort());
    await store.articles.put(stories.map((story) => ({ ...story, version: 2, tagIds: tagged.tagIds })));
    const { worklist } = await desk(
      'worklist(kind: WITHOUT_TAGS, filter: { section: "topic-desk" }) { totalCount }',
    );
    expect(worklist.totalCount).toBe(0);
  });

  it('count by state, section, tag, correspondent and day what their filter lets through', async () => {
    const FILTER = 'filter: { section: "topic-desk" }';
    const counts = await desk(`
      status: counts(by: STATUS, ${FILTER}) { status tag { slug } count }
      section: counts(by: SECTION) { tag { slug } count }
      tag: counts(by: TAG, ${FILTER}) { tag { slug } count }
      correspondent: counts(by: CORRESPONDENT) { correspondent { name } count }
      day: counts(by: DAY, ${FILTER}) { day count }`);
    expect(counts.status.slice(0, 3)).toEqual([
      { status: 'PUBLISHED', tag: null, count: 13 },
      { status: 'DRAFT', tag: null, count: 2 },
      expect.objectContaining({ count: 1 }),
    ]);
    expect(counts.section).toContainEqual({ tag: { slug: 'topic-below' }, count: 1 });
    // Two ids, one tag.
    expect(counts.tag).toEqual([{ tag: { slug: 'topic-became' }, count: 17 }]);
    expect(counts.correspondent.length).toBeGreaterThan(5);
    expect(counts.day).toHaveLength(31);
    expect(counts.day.at(-1)).toEqual({ day: '2026-03-29', count: 16 });
    expect(counts.day[0]).toEqual({ day: '2026-02-27', count: 0 });
  });

  it('ask one question for counts that the index knows, and one for those that it doesn’t', async () => {
    await desk('counts(by: STATUS) { count }');
    gateway.commands.length = 0;
    await desk('counts(by: STATUS) { count }');
    await desk('counts(by: DAY) { count }');
    await desk('counts(by: CORRESPONDENT) { count }');
    expect(gateway.commands).toEqual(['aggregate', 'aggregate', 'aggregate', 'find']);
  });

  it('show what happens when', async () => {
    const { calendar } = await desk('calendar(from: $from, to: $to) { at kind article { slug } }', {
      from: new Date(NOW),
      to: new Date(NOW + 10 * DAY),
    });
    const ours = calendar.filter(({ article }: { article: { slug: string } }) =>
      article.slug.startsWith('sample-'),
    );
    expect(ours.slice(-2)).toEqual([
      { at: new Date(NOW + 2 * DAY).toISOString(), kind: 'SCHEDULE', article: { slug: 'sample-due' } },
      { at: new Date(NOW + 3 * DAY).toISOString(), kind: 'EMBARGO', article: { slug: 'sample-held' } },
    ]);
    expect(ours[0]).toMatchObject({ kind: 'PUBLICATION' });
    const moments = calendar.map(({ at }: { at: string }) => at);
    expect(moments).toEqual([...moments].sort());
    expect(JSON.stringify(ours)).not.toMatch(/retracted|draft/);
    const some = await desk('calendar(from: $from, to: $to, kinds: [EMBARGO]) { kind }', {
      from: new Date(NOW),
      to: new Date(NOW + 10 * DAY),
    });
    expect(new Set(some.calendar.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['EMBARGO']));
  });

  it('show how much was put live, with the spans in which nothing was', async () => {
    const { day, week, month, nothing } = await desk(`
      day: activity(tag: "topic-became") { from count }
      week: activity(correspondent: "lena-marsh", bucket: WEEK) { from count }
      month: activity(bucket: MONTH) { from count }
      nothing: activity(tag: "no-such-tag", bucket: MONTH) { from count }`);
    expect([day.length, week.length, month.length]).toEqual([31, 26, 24]);
    expect(day.at(-1)).toEqual({ from: '2026-03-29', count: 13 });
    expect(week.at(-1).from).toBe('2026-03-23');
    expect(month.at(-1)).toMatchObject({ from: '2026-03-01' });
    expect(week.at(-1).count).toBeGreaterThan(0);
    expect(nothing.every(({ count }: { count: number }) => count === 0)).toBe(true);
  });

  it.each([
    ['calendar(from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z") { at }'],
    ['calendar(from: "2026-01-01T00:00:00Z", to: "2026-06-01T00:00:00Z") { at }'],
    ['calendar(from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z", first: 501) { at }'],
    ['counts(by: TAG, first: 0) { count }'],
    ['counts(by: DAY, from: "2020-01-01T00:00:00Z") { count }'],
    ['activity(from: "2020-01-01T00:00:00Z") { count }'],
  ])('refuse %s', async (selection) => {
    const { codes } = await gateway.query(`{ desk { ${selection} } }`, {}, editor);
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a token that is limited to desks or sections', () => {
  const QUERY = `query ($everywhere: Boolean) { desk(everywhere: $everywhere) {
    articles(first: 100) { nodes { slug section { slug } } }
    worklist(kind: POST_GONE) { totalCount }
    counts(by: SECTION) { tag { slug } count }
    calendar(from: "2026-03-29T00:00:00Z", to: "2026-04-09T00:00:00Z", first: 500) { article { section { slug } } }
  } }`;
  const sectionsOf = (data: { articles: { nodes: { section: { slug: string } | null }[] } }): string[] => [
    ...new Set(data.articles.nodes.map(({ section }) => section?.slug ?? '')),
  ];

  it('gets the stories of its sections, of its desks with what is below them, and all others when it asks', async () => {
    const below = await gateway.token({ roles: ['editor'], sections: ['topic-below'] });
    const whole = await gateway.token({ roles: ['editor'], desks: ['topic-desk'] });
    const narrow = (await gateway.query(QUERY, {}, below)).json.data.desk;
    expect(sectionsOf(narrow)).toEqual(['topic-below']);
    expect(narrow.counts).toEqual([{ tag: { slug: 'topic-below' }, count: 1 }]);
    expect(narrow.worklist.totalCount).toBe(0);
    const wide = (await gateway.query(QUERY, {}, whole)).json.data.desk;
    expect(sectionsOf(wide).sort()).toEqual(['topic-below', 'topic-desk']);
    for (const { article } of wide.calendar) expect(article.section.slug).toMatch(/^topic-(desk|below)$/);
    const everywhere = (await gateway.query(QUERY, { everywhere: true }, below)).json.data.desk;
    expect(sectionsOf(everywhere).length).toBeGreaterThan(4);
    expect(everywhere.worklist.totalCount).toBeGreaterThan(0);
  });

  it('gets nothing by a section that is none', async () => {
    const token = await gateway.token({ roles: ['editor'], sections: ['no-such-section'] });
    expect((await gateway.query(QUERY, {}, token)).json.data.desk.articles.nodes).toEqual([]);
  });
});
