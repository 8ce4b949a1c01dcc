import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  HOUR,
  NOON,
  sampleEdition,
  sampleId,
  samplePost,
  sampleRevision,
  sampleStory,
} from '../support/sample-records.ts';
import { codeOf, type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
});
afterAll(() => kept.drop());

const idsOf = (rows: readonly { readonly _id: string }[]): string[] => rows.map(({ _id }) => _id).sort();

describe('social posts', () => {
  const posts = Array.from({ length: 600 }, (_, n) => samplePost(n));
  beforeAll(() => kept.store.socialPosts.put(posts));

  it('are found by id and by URL, each as it was written', async () => {
    expect(await kept.store.socialPosts.byIds([sampleId('pst', 5), sampleId('pst', 'none')])).toEqual([
      posts[5],
    ]);
    expect(
      idsOf(await kept.store.socialPosts.byUrls(['https://social.example/@sample/1', 'https://no.example/'])),
    ).toEqual([sampleId('pst', 1)]);
    expect(await kept.store.socialPosts.byIds(posts.map(({ _id }) => _id))).toHaveLength(600);
    expect(await kept.store.socialPosts.byIds([])).toEqual([]);
    expect(await kept.store.socialPosts.byUrls([])).toEqual([]);
  });

  it('are written over, and no two have one URL', async () => {
    const gone = samplePost(2, { availability: 'DELETED', version: 2 });
    await kept.store.socialPosts.put([gone]);
    expect(await kept.store.socialPosts.byIds([gone._id])).toEqual([gone]);
    const { url } = gone;
    expect(await codeOf(() => kept.store.socialPosts.put([samplePost('twin', { url })]))).toBe('CONFLICT');
  });
});

describe('editions', () => {
  const editions = [
    sampleEdition('2026-03-27'),
    sampleEdition('2026-03-28'),
    sampleEdition('2026-03-28', {
      locale: 'fr',
      sections: [{ title: 'Une', tagId: null, articleIds: [sampleId('art', 1)] }],
    }),
    sampleEdition('2026-03-29', { publishedAt: new Date(NOON + HOUR) }),
    sampleEdition('2026-03-30', { publishedAt: null }),
    sampleEdition('2026-03-31'),
  ];
  beforeAll(() => kept.store.editions.put(editions));
  const nearest = async (date: string | null, side: 'before' | 'after', locale = 'en', now = NOON) =>
    (await kept.store.editions.nearest({ locale, date, side, now: new Date(now) }))?.date ?? null;

  it('are found by id and by day and language', async () => {
    expect(await kept.store.editions.byIds([sampleId('edt', '2026-03-27 en')])).toEqual([editions[0]]);
    expect(
      idsOf(
        await kept.store.editions.byKeys([
          { date: '2026-03-28', locale: 'fr' },
          { date: '2026-03-27', locale: 'en' },
          { date: '2026-03-27', locale: 'fr' },
        ]),
      ),
    ).toEqual([sampleId('edt', '2026-03-27 en'), sampleId('edt', '2026-03-28 fr')].sort());
    expect(await kept.store.editions.byIds([])).toEqual([]);
    expect(await kept.store.editions.byKeys([])).toEqual([]);
  });

  it('have neighbours that are live', async () => {
    expect(await nearest('2026-03-28', 'before')).toBe('2026-03-27');
    expect(await nearest('2026-03-28', 'after')).toBe('2026-03-31');
    expect(await nearest('2026-03-28', 'after', 'en', NOON + HOUR)).toBe('2026-03-29');
    expect(await nearest('2026-03-27', 'before')).toBeNull();
    expect(await nearest(null, 'before')).toBe('2026-03-31');
    expect(await nearest(null, 'after', 'fr')).toBe('2026-03-28');
    expect(await nearest(null, 'before', 'ar')).toBeNull();
  });

  it('are one a day and language', async () => {
    const twin = { ...sampleEdition('2026-03-27'), _id: sampleId('edt', 'twin') };
    expect(await codeOf(() => kept.store.editions.put([twin]))).toBe('CONFLICT');
  });
});

describe('revisions', () => {
  const versions = Array.from({ length: 9 }, (_, n) =>
    sampleRevision(sampleStory('one', { version: n + 1 })),
  );
  beforeAll(() => kept.store.revisions.put([...versions, sampleRevision(sampleStory('two'))]));
  const list = (limit: number, beforeVersion: number | null, key = 'one') => ({
    articleId: sampleId('art', key),
    limit,
    beforeVersion,
  });
  const of = async (limit: number, before: number | null) =>
    (await kept.store.revisions.lists([list(limit, before)]))[0]?.map(({ version }) => version);

  it('of a story come newest first, so many, before a version', async () => {
    expect(await of(100, null)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await of(3, null)).toEqual([9, 8, 7]);
    expect(await of(3, 7)).toEqual([6, 5, 4]);
    expect(await of(3, 1)).toEqual([]);
    expect(await of(1, 2)).toEqual([1]);
  });

  it('of several stories come in one command, each list in its place, without their text', async () => {
    const sent = await kept.sentBy(async () => {
      const lists = await kept.store.revisions.lists([list(2, null, 'none'), list(2, null), list(5, 2)]);
      expect(lists.map((rows) => rows.map(({ version }) => version))).toEqual([[], [9, 8], [1]]);
      expect(lists[1]?.[0]?.article).not.toHaveProperty('blocks');
    });
    expect(sent.map(({ name }) => name)).toEqual(['aggregate']);
  });

  it('are whole by id, and kept once', async () => {
    const [first] = versions;
    if (first === undefined) throw new Error('There are no versions.');
    await kept.store.revisions.add({ ...first, _id: sampleId('rev', 'again'), actor: 'somebody else' });
    expect(await kept.store.revisions.byIds([first._id, sampleId('rev', 'again')])).toEqual([first]);
  });

  it('are one a version', async () => {
    const twin = { ...sampleRevision(sampleStory('one')), _id: sampleId('rev', 'twin') };
    expect(await codeOf(() => kept.store.revisions.put([twin]))).toBe('CONFLICT');
  });
});

describe('the store', () => {
  it('answers a ping', async () => {
    expect(await codeOf(() => kept.store.ping())).toBeNull();
  });
});
