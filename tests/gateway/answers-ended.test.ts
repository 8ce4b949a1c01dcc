import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArticleRecord } from '../../src/content/records.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import {
  HOUR,
  NOON,
  paragraph,
  sampleCorrespondent,
  sampleId,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';

/** Which kept answers a write ends, and that it leaves the others alone. */
const [A, B] = [sampleId('tag', 'a'), sampleId('tag', 'b')];
const [ANNA, BEN] = [sampleId('cor', 'anna'), sampleId('cor', 'ben')];
const by = (correspondentId: string): ArticleRecord['contributions'] => [
  { role: 'AUTHOR', correspondentId, bioAtPublication: null },
];
const inA = sampleStory('in-a', { tagIds: [A], contributions: by(ANNA), publishedAt: new Date(NOON - HOUR) });
const inB = sampleStory('in-b', {
  tagIds: [B],
  contributions: by(BEN),
  publishedAt: new Date(NOON - 2 * HOUR),
});

const CARDS = 'nodes { headline standfirst tags { slug } correspondents { name } }';
const QUESTIONS = {
  front: `{ articles(first: 5) { ${CARDS} } }`,
  frontCount: '{ articles { totalCount } }',
  tagA: `{ tag(id: "${A}") { name articles(first: 5) { ${CARDS} } } }`,
  tagB: `{ tag(id: "${B}") { name articles(first: 5) { ${CARDS} } } }`,
  countA: `{ tag(id: "${A}") { articleCount } }`,
  countB: `{ tag(id: "${B}") { articleCount } }`,
  anna: `{ correspondent(id: "${ANNA}") { name articles(first: 5) { ${CARDS} } } }`,
  ben: `{ correspondent(id: "${BEN}") { name articles(first: 5) { ${CARDS} } } }`,
  storyA: `{ article(id: "${inA._id}") { headline body { ... on FullBody { text } } } }`,
  storyB: `{ article(id: "${inB._id}") { headline body { ... on FullBody { text } } } }`,
  cardA: `{ article(id: "${inA._id}") { headline } }`,
  nameA: `{ tag(id: "${A}") { name } }`,
  tags: '{ tags(first: 3) { nodes { name } } }',
  edition: '{ edition { title sections { stories { headline } } } }',
  missing: '{ article(slug: "to-come") { headline } }',
} as const;
type Question = keyof typeof QUESTIONS;
const ALL = Object.keys(QUESTIONS) as Question[];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { store } = gateway.gateway;
  await store.tags.put([sampleTag('a'), sampleTag('b')]);
  await store.correspondents.put([sampleCorrespondent('anna'), sampleCorrespondent('ben')]);
  await store.articles.put([inA, inB]);
});
afterAll(() => gateway.close());

const isHit = async (question: Question): Promise<boolean> => {
  const { headers, json } = await gateway.query(QUESTIONS[question]);
  expect(json.errors).toBeUndefined();
  return /; hit/.test(headers.get('cache-status') ?? '');
};

/** The questions whose kept answers a write ended. */
const endedBy = async (write: () => Promise<unknown>): Promise<Question[]> => {
  for (const question of ALL) await isHit(question);
  for (const question of ALL) expect([question, await isHit(question)]).toEqual([question, true]);
  await write();
  const ended: Question[] = [];
  for (const question of ALL) if (!(await isHit(question))) ended.push(question);
  return ended;
};
const put = (story: ArticleRecord) => () => gateway.gateway.store.articles.put([story]);
const edited = (given: Partial<ArticleRecord>): ArticleRecord => sampleStory('in-a', { ...inA, ...given });

describe('a write ends the answers that show what it changed, and no others', () => {
  it('a new story under a tag: the fronts, the tag’s, its author’s, and “not found”', async () => {
    const story = sampleStory('to-come', { slug: 'to-come', tagIds: [A], contributions: by(ANNA) });
    expect(await endedBy(put(story))).toEqual(['front', 'frontCount', 'tagA', 'countA', 'anna', 'missing']);
  });

  it('a headline: everything that shows it, and no count', async () => {
    const ended = await endedBy(put(edited({ headline: 'Another headline' })));
    expect(ended).toEqual(['front', 'tagA', 'anna', 'storyA', 'cardA']);
    expect((await gateway.query(QUESTIONS.cardA)).json.data.article.headline).toBe('Another headline');
  });

  it('the text, which no list shows: the story alone', async () => {
    const blocks = [paragraph('b1', 'Another text altogether.')];
    const ended = await endedBy(
      put(
        edited({
          headline: 'Another headline',
          blocks,
          wordCount: 3,
          updatedAt: new Date(NOON + 1),
          version: 7,
        }),
      ),
    );
    expect(ended).toEqual(['storyA']);
    expect((await gateway.query(QUESTIONS.storyA)).json.data.article.body.text).toMatch(/Another text/);
  });

  it('a story that changes its tag: the lists of both', async () => {
    const ended = await endedBy(put(edited({ headline: 'Another headline', tagIds: [B] })));
    expect(ended).toEqual(
      expect.arrayContaining(['front', 'tagA', 'tagB', 'countA', 'countB', 'anna', 'storyA', 'cardA']),
    );
    expect(ended).not.toEqual(expect.arrayContaining(['ben']));
    expect(ended).toHaveLength(9); // And the number of stories, which it might have changed.
  });

  it('a correspondent’s name: everything with their name, and lists of correspondents', async () => {
    const anna = { ...sampleCorrespondent('anna'), name: 'Anna Another' };
    const ended = await endedBy(() => gateway.gateway.store.correspondents.put([anna]));
    expect(ended).toEqual(expect.arrayContaining(['front', 'anna']));
    expect(ended).not.toEqual(expect.arrayContaining(['storyB']));
    expect(ended).not.toEqual(expect.arrayContaining(['ben']));
  });

  it('an edition: the edition', async () => {
    const [latest] = await gateway.gateway.store.editions.byKeys([{ date: '2026-03-29', locale: 'en' }]);
    if (latest === undefined) throw new Error('The sample newsroom has no edition of that day.');
    expect(await endedBy(() => gateway.gateway.store.editions.put([{ ...latest, title: 'Noon' }]))).toEqual([
      'edition',
    ]);
    expect((await gateway.query(QUESTIONS.edition)).json.data.edition.title).toBe('Noon');
  });
});

describe('an answer ends by itself', () => {
  it('at the hour of a scheduled story, wherever that shows or is missed', async () => {
    const hour = NOON + 3 * HOUR;
    await gateway.gateway.store.articles.put([
      sampleStory('due', { slug: 'due', status: 'SCHEDULED', publishedAt: new Date(hour), tagIds: [A] }),
    ]);
    const query = '{ article(slug: "due") { headline } }';
    const cached = async () => (await gateway.query(query)).json.data.article;
    expect([await cached(), await cached()]).toEqual([null, null]);
    expect((await gateway.query(QUESTIONS.tagA)).json.data.tag.articles.nodes).not.toContainEqual(
      expect.objectContaining({ headline: 'Sample due' }),
    );
    gateway.setNow(hour - 1);
    expect(await cached()).toBeNull();
    gateway.setNow(hour);
    expect(await cached()).toEqual({ headline: 'Sample due' });
    expect((await gateway.query(QUESTIONS.tagA)).json.data.tag.articles.nodes).toContainEqual(
      expect.objectContaining({ headline: 'Sample due' }),
    );
    gateway.setNow(NOON);
  });

  it('and tells a CDN so', async () => {
    await gateway.gateway.store.articles.put([
      sampleStory('soon', { slug: 'soon', status: 'SCHEDULED', publishedAt: new Date(NOON + 30_000) }),
    ]);
    const { headers } = await gateway.query(QUESTIONS.front);
    const [, life, more, error] =
      /s-maxage=(\d+), stale-while-revalidate=(\d+), stale-if-error=(\d+)/.exec(
        headers.get('cache-control') ?? '',
      ) ?? [];
    const age = Number(headers.get('age'));
    expect(Number(life)).toBeGreaterThan(20);
    expect(Number(life) + Math.max(Number(more), Number(error)) - age).toBeLessThanOrEqual(30);
  });
});
