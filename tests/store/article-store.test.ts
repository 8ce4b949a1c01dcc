import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArticleHead, ArticleRecord } from '../../src/content/records.ts';
import { HOUR, NOON, paragraph, sampleId, sampleStory } from '../support/sample-records.ts';
import { codeOf, type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
});
afterAll(() => kept.drop());

const articles = () => kept.store.articles;
const withoutText = ({ blocks, ...head }: ArticleRecord): ArticleHead => head;
const idsOf = (rows: readonly { readonly _id: string }[]): string[] => rows.map(({ _id }) => _id).sort();
const source = (key: string, modifiedAt: number | null) => ({
  key,
  name: 'Agency',
  url: null,
  modifiedAt: modifiedAt === null ? null : new Date(modifiedAt),
});

describe('look-ups', () => {
  const one = sampleStory('one', {
    slugHistory: ['first-one', 'second-one'],
    urlHistory: ['https://agency.example/one'],
    translationGroup: 'g1',
    source: source('agency:one', NOON),
  });
  const two = sampleStory('two', { translationGroup: 'g1', locale: 'fr-CA' });
  const draft = sampleStory('draft', { status: 'DRAFT', publishedAt: null });
  beforeAll(() => articles().put([one, two, draft]));

  it('gives heads by id as they were written, without the text', async () => {
    const found = await articles().heads([two._id, one._id, sampleId('art', 'nobody')]);
    expect(idsOf(found)).toEqual(idsOf([one, two]));
    expect(found.find(({ _id }) => _id === one._id)).toEqual(withoutText(one));
  });

  it('gives texts by id, and nothing of the head but its version', async () => {
    expect(await articles().bodies([one._id])).toEqual([{ _id: one._id, version: 1, blocks: one.blocks }]);
  });

  it('finds by slug and by former slug, by URL and by former URL, each story once', async () => {
    expect(await articles().headsBySlug(['sample-one', 'first-one', 'second-one', 'none'])).toEqual([
      withoutText(one),
    ]);
    expect(
      idsOf(
        await articles().byAnyKey({
          url: ['https://agency.example/one', one.url, two.url, 'https://no.example/'],
        }),
      ),
    ).toEqual(idsOf([one, two]));
  });

  it('finds by translation group, which no story without one is in, and by source', async () => {
    expect(idsOf(await articles().headsByTranslationGroup(['g1', 'g2']))).toEqual(idsOf([one, two]));
    expect(idsOf(await articles().headsBySource(['agency:one', 'agency:none']))).toEqual([one._id]);
  });

  it('answers nothing to no keys', async () => {
    for (const found of [
      await articles().heads([]),
      await articles().bodies([]),
      await articles().headsBySlug([]),
      await articles().byAnyKey({ url: [] }),
      await articles().headsByTranslationGroup([]),
      await articles().headsBySource([]),
      await articles().pages([]),
      await articles().counts([]),
    ]) {
      expect(found).toEqual([]);
    }
  });

  it('keeps drafts like any other story: who may see them is not its business', async () => {
    expect(await articles().heads([draft._id])).toEqual([withoutText(draft)]);
  });
});

describe('put', () => {
  it('writes anew and over, whole', async () => {
    const first = sampleStory('over', { kicker: 'Then' });
    expect(await articles().put([first])).toEqual({ written: [first._id], leftAlone: [] });
    const second = sampleStory('over', { headline: 'Now', version: 2 });
    await articles().put([second]);
    expect(await articles().heads([first._id])).toEqual([withoutText(second)]);
  });

  it('leaves a story alone that is newer, writes one that is as new, newer, or has no date', async () => {
    const put = (modifiedAt: number | null, headline: string) =>
      articles().put([sampleStory('dated', { headline, source: source('agency:dated', modifiedAt) })], {
        onlyNewer: true,
      });
    const id = sampleId('art', 'dated');
    const headline = async () => (await articles().heads([id]))[0]?.headline;
    expect(await put(NOON, 'noon')).toEqual({ written: [id], leftAlone: [] });
    expect(await put(NOON - HOUR, 'older')).toEqual({ written: [], leftAlone: [id] });
    expect(await headline()).toBe('noon');
    expect(await put(NOON, 'again')).toEqual({ written: [id], leftAlone: [] });
    expect(await put(NOON + HOUR, 'newer')).toEqual({ written: [id], leftAlone: [] });
    expect(await headline()).toBe('newer');
    expect(await put(null, 'undated')).toEqual({ written: [id], leftAlone: [] });
    expect(await put(NOON - HOUR, 'older')).toEqual({ written: [id], leftAlone: [] });
  });

  it('tells apart what it wrote and what it left, in one go of many', async () => {
    const stories = (hour: number) =>
      Array.from({ length: 450 }, (_, n) =>
        sampleStory(`many-${n}`, { source: source(`many:${n}`, NOON + (n % 3 === 0 ? 0 : hour)) }),
      );
    await articles().put(stories(0));
    const [older, same] = [
      stories(-HOUR).filter((_, n) => n % 3 !== 0),
      stories(0).filter((_, n) => n % 3 === 0),
    ];
    const { written, leftAlone } = await articles().put(stories(-HOUR), { onlyNewer: true });
    expect([...written].sort()).toEqual(idsOf(same));
    expect([...leftAlone].sort()).toEqual(idsOf(older));
  });

  it('ends with the newest of several imports at once, in whatever order they come', async () => {
    const put = (minute: number) =>
      articles().put(
        [sampleStory('race', { source: source('race', NOON + minute), headline: `at ${minute}` })],
        {
          onlyNewer: true,
        },
      );
    await Promise.all([3, 9, 1, 7, 5, 8, 2, 6, 4].map(put));
    expect((await articles().heads([sampleId('art', 'race')]))[0]?.headline).toBe('at 9');
  });

  it('refuses what is derived wrongly, before anything is written', async () => {
    const good = sampleStory('derived');
    const wrong: Partial<ArticleRecord>[] = [
      { visibleFrom: null },
      { listedAt: new Date(NOON + 1) },
      { localeChain: ['fr'] },
    ];
    for (const part of wrong) {
      await expect(articles().put([good, { ...good, ...part }])).rejects.toThrow(Object.keys(part)[0]);
    }
    expect(await articles().heads([good._id])).toEqual([]);
  });

  it('refuses a second story with the slug, URL or source of another, by name', async () => {
    await articles().put([sampleStory('taken', { source: source('taken', NOON) })]);
    const twin = sampleStory('twin');
    const taken = sampleStory('taken');
    for (const [name, part] of [
      ['slug', { slug: taken.slug }],
      ['url', { url: taken.url }],
      ['source.key', { source: source('taken', NOON) }],
    ] as const) {
      for (const onlyNewer of [false, true]) {
        await expect(articles().put([{ ...twin, ...part }], { onlyNewer })).rejects.toMatchObject({
          code: 'CONFLICT',
          message: expect.stringContaining(`\`${name}\``),
        });
      }
    }
    expect(await articles().heads([twin._id])).toEqual([]);
  });

  it('keeps a long text whole, and refuses one that no document holds', async () => {
    const long = sampleStory('long', { blocks: [paragraph('b1', 'é'.repeat(2_000_000))] });
    await articles().put([long]);
    expect(await articles().bodies([long._id])).toEqual([{ _id: long._id, version: 1, blocks: long.blocks }]);
    for (const size of [16.5, 17, 40]) {
      const blocks = [paragraph('b1', 'x'.repeat(size * 1024 * 1024))];
      expect(await codeOf(() => articles().put([sampleStory('too-long', { blocks })]))).toBe(
        'BAD_USER_INPUT',
      );
    }
  });
});
