import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArticleRecord } from '../../src/content/records.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { HOUR, NOON, sampleId, sampleStory, sampleTag } from '../support/sample-records.ts';

let gateway: TestGateway;
const [COMMON, RARE, MERGED, INTO] = ['common', 'rare', 'merged', 'into'].map((key) => sampleId('tag', key));
const tags = (...ids: (string | undefined)[]) => ids.filter((id) => id !== undefined);
const story = (key: string, given: Partial<ArticleRecord>): ArticleRecord =>
  sampleStory(key, { publishedAt: new Date(NOON - 24 * HOUR), ...given });

const STORIES = [
  story('subject', { tagIds: tags(COMMON, RARE), translationGroup: 'subject' }),
  story('translation', { tagIds: tags(COMMON, RARE), translationGroup: 'subject', locale: 'fr' }),
  story('both', { tagIds: tags(RARE, COMMON), publishedAt: new Date(NOON - 60 * HOUR) }),
  story('rare', { tagIds: tags(RARE), publishedAt: new Date(NOON - 50 * HOUR) }),
  story('rare-long-ago', { tagIds: tags(RARE), publishedAt: new Date(NOON - 3 * 8_766 * HOUR) }),
  story('in-french', { tagIds: tags(RARE, COMMON), locale: 'fr', translationGroup: 'other' }),
  story('in-english', { tagIds: tags(RARE, COMMON), locale: 'en-GB', translationGroup: 'other' }),
  story('draft', { tagIds: tags(RARE, COMMON), status: 'DRAFT', publishedAt: null }),
  story('retracted', { tagIds: tags(RARE, COMMON), status: 'RETRACTED' }),
  story('embargoed', { tagIds: tags(RARE, COMMON), embargoedUntil: new Date(NOON + HOUR) }),
  story('without', { tagIds: [] }),
  story('of-merged', { tagIds: tags(MERGED) }),
  story('of-into', { tagIds: tags(INTO) }),
  ...Array.from({ length: 30 }, (_, n) =>
    story(`common-${n}`, { tagIds: tags(COMMON), publishedAt: new Date(NOON - (n + 30) * HOUR) }),
  ),
];

beforeAll(async () => {
  gateway = await startGateway();
  const { store } = gateway.gateway;
  await store.tags.put([
    sampleTag('common'),
    sampleTag('rare'),
    sampleTag('merged', { mergedInto: INTO ?? null }),
    sampleTag('into', { mergedFromIds: tags(MERGED) }),
  ]);
  await store.articles.put(STORIES);
});
afterAll(() => gateway.close());

const RELATED =
  'query ($slug: String!, $first: Int) { article(slug: $slug) { related(first: $first) { slug } } }';
const relatedTo = async (key: string, first: number | null = 20, token?: string): Promise<string[]> => {
  const { json } = await gateway.query(RELATED, { slug: `sample-${key}`, first }, token);
  expect(json.errors).toBeUndefined();
  return json.data.article.related.map(({ slug }: { slug: string }) => slug.replace('sample-', ''));
};

describe('related stories', () => {
  it('share tags: rare ones before common ones, new ones before old ones', async () => {
    const related = await relatedTo('subject');
    expect(related.slice(0, 3)).toEqual(['in-english', 'both', 'rare']);
    expect(related[3]).toBe('common-0');
    expect(related).toHaveLength(20);
    expect(related).not.toContain('rare-long-ago');
    expect(await relatedTo('subject', 2)).toEqual(['in-english', 'both']);
    expect(await relatedTo('subject', null)).toHaveLength(5);
  });

  it('are neither the story, its translations, in another language, nor hidden; not for editors either', async () => {
    for (const token of [undefined, await gateway.token({ roles: ['editor'] })]) {
      const related = await relatedTo('subject', 20, token);
      for (const key of ['subject', 'translation', 'in-french', 'draft', 'retracted', 'embargoed'])
        expect(related).not.toContain(key);
    }
    expect(await relatedTo('translation')).toEqual(['in-french']);
  });

  it('know a merged tag for the one that it became', async () => {
    expect(await relatedTo('of-merged')).toEqual(['of-into']);
    expect(await relatedTo('of-into')).toEqual(['of-merged']);
    expect(await relatedTo('without')).toEqual([]);
  });

  it('refuse a size out of range', async () => {
    for (const first of [0, 21]) {
      const { codes } = await gateway.query(RELATED, { slug: 'sample-subject', first });
      expect(codes).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('of a list of twenty are one aggregation, and none when they are hot', async () => {
    const LIST = '{ articles(first: 20) { nodes { related(first: 3) { headline } } } }';
    await gateway.gateway.purge(['everything']);
    gateway.commands.length = 0;
    const { json } = await gateway.query(LIST);
    expect(
      json.data.articles.nodes.flatMap(({ related }: { related: [] }) => related).length,
    ).toBeGreaterThan(20);
    expect(gateway.commands).toEqual(['find', 'find', 'aggregate']);
    gateway.commands.length = 0;
    expect((await gateway.query(LIST)).json).toEqual(json);
    expect(gateway.commands).toEqual([]);
  });

  it('follow what is published, retracted and due', async () => {
    await relatedTo('subject');
    const { store } = gateway.gateway;
    await store.articles.put([story('news', { tagIds: tags(RARE, COMMON), publishedAt: new Date(NOON) })]);
    expect((await relatedTo('subject'))[0]).toBe('news');
    await store.articles.put([
      story('news', { tagIds: tags(RARE, COMMON), publishedAt: new Date(NOON), status: 'RETRACTED' }),
    ]);
    expect(await relatedTo('subject')).not.toContain('news');
    gateway.setNow(NOON + HOUR);
    try {
      expect(await relatedTo('subject')).toContain('embargoed');
    } finally {
      gateway.setNow(NOON);
    }
  });
});
