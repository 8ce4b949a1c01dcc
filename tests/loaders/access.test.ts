import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLoaders } from '../../loaders/create-loaders.ts';
import type { ArticleFilterKeys, Loaders } from '../../loaders/loaders.ts';
import { NEWEST_FIRST } from '../../src/content/article-condition.ts';
import { ARTICLE_STATUSES, type ArticleRecord } from '../../src/content/records.ts';
import { ANONYMOUS, type Viewer } from '../../src/content/viewer.ts';
import {
  HOUR,
  NOON,
  paragraph,
  sampleCorrespondent,
  sampleEdition,
  sampleId,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';
import { type TestStore, testStore } from '../support/test-store.ts';

/** Stories in every state, asked for on every way that the loaders have, for every kind of viewer. */
const TAG = sampleTag('all');
const WRITER = sampleCorrespondent('all');
const common = {
  tagIds: [TAG._id],
  contributions: [{ role: 'AUTHOR', correspondentId: WRITER._id, bioAtPublication: null }],
  translationGroup: 'together',
  slugHistory: [] as string[],
} as const;
const story = (key: string, given: Partial<ArticleRecord>): ArticleRecord =>
  sampleStory(key, {
    ...common,
    slugHistory: [`former-${key}`],
    urlHistory: [`https://former.example/${key}`],
    ...given,
  });

const STORIES = {
  free: story('free', {}),
  registered: story('registered', { access: 'REGISTERED' }),
  subscriber: story('subscriber', { access: 'SUBSCRIBER' }),
  due: story('due', { status: 'SCHEDULED', publishedAt: new Date(NOON) }),
  scheduled: story('scheduled', { status: 'SCHEDULED', publishedAt: new Date(NOON + 1) }),
  embargoed: story('embargoed', { embargoedUntil: new Date(NOON + HOUR) }),
  draft: story('draft', { status: 'DRAFT', publishedAt: null }),
  dated: story('dated', { status: 'DRAFT' }),
  submitted: story('submitted', { status: 'SUBMITTED' }),
  retracted: story('retracted', { status: 'RETRACTED' }),
} as const satisfies Record<string, ArticleRecord>;
type Name = keyof typeof STORIES;
const NAMES = Object.keys(STORIES) as Name[];
const VISIBLE: readonly Name[] = ['free', 'registered', 'subscriber', 'due'];
const FREE: readonly Name[] = ['free', 'due'];

const reader = (tier: Viewer['tier']): Viewer => ({ tier, roles: [], subject: 'someone' });
const VIEWERS: readonly [string, Viewer, { sees: readonly Name[]; reads: readonly Name[] }][] = [
  ['somebody', ANONYMOUS, { sees: VISIBLE, reads: FREE }],
  ['a registered reader', reader('REGISTERED'), { sees: VISIBLE, reads: [...FREE, 'registered'] }],
  ['a subscriber', reader('SUBSCRIBER'), { sees: VISIBLE, reads: VISIBLE }],
  ['an editor', { tier: 'ANONYMOUS', roles: ['EDITOR'], subject: 'editor' }, { sees: NAMES, reads: NAMES }],
];

const LINKING = sampleStory('linking', {
  blocks: [
    paragraph('b1', 'Read on.'),
    ...NAMES.map((name, n) => ({
      id: `l${n}`,
      type: 'RelatedLink' as const,
      articleId: STORIES[name]._id,
      url: STORIES[name].url,
      title: null,
    })),
  ],
});

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
  await kept.store.tags.put([TAG]);
  await kept.store.correspondents.put([WRITER]);
  await kept.store.articles.put([...Object.values(STORIES), LINKING]);
  await kept.store.editions.put([
    sampleEdition('2026-03-28'),
    sampleEdition('2026-03-29', { publishedAt: new Date(NOON + 1) }),
    sampleEdition('2026-03-30', { publishedAt: null }),
  ]);
});
afterAll(() => kept.drop());

const sorted = (ids: readonly string[]): string[] => [...ids].sort();
const idsOf = (names: readonly Name[]): string[] => sorted(names.map((name) => STORIES[name]._id));
const page = { limit: 100, fromEnd: false, after: null, before: null };
const below = { kind: 'tag', ids: [TAG._id] } as const;

describe.each(VIEWERS)('%s', (_, viewer, { sees, reads }) => {
  const loaders = (): Loaders => createLoaders({ reads: kept.store, viewer, clock: () => NOON });
  const found = (heads: readonly ({ readonly _id: string } | null)[]): string[] =>
    sorted(heads.flatMap((head) => (head === null ? [] : [head._id])));
  const listed = async (filter: ArticleFilterKeys | null): Promise<string[]> =>
    found((await loaders().articles.pages.load({ below, filter, order: NEWEST_FIRST, page })).rows);
  const counted = async (filter: ArticleFilterKeys | null): Promise<number> =>
    await loaders().articles.counts.load({ below, filter });

  it('gets what there is to see by id, slug, URL and former ones, and null for the rest', async () => {
    const { articles } = loaders();
    const all = Object.values(STORIES);
    for (const heads of [
      await articles.byId.loadMany(all.map(({ _id }) => _id)),
      await articles.bySlug.loadMany(all.map(({ slug }) => slug)),
      await articles.bySlug.loadMany(all.map(({ slugHistory }) => slugHistory[0] ?? '')),
      await articles.byUrl.loadMany(all.map(({ url }) => url)),
      await articles.byUrl.loadMany(all.map(({ urlHistory }) => urlHistory[0] ?? '')),
    ]) {
      expect(heads).toHaveLength(NAMES.length);
      expect(found(heads)).toEqual(idsOf(sees));
    }
  });

  it('lists and counts the same, below a tag, by writer, by every filter', async () => {
    const filters: readonly (ArticleFilterKeys | null)[] = [
      null,
      { tag: TAG.slug },
      { correspondent: WRITER.slug },
      { or: [{ access: 'FREE' }, { not: { access: 'FREE' } }] },
      { not: { hasSocialPost: true } },
    ];
    for (const filter of filters) {
      expect(await listed(filter)).toEqual(idsOf(sees));
      expect(await counted(filter)).toBe(sees.length);
    }
  });

  it('learns nothing by a status that is not for readers, wherever it stands in the filter', async () => {
    for (const status of ARTICLE_STATUSES) {
      const expected = idsOf(
        sees.filter((name) =>
          viewer.roles.length > 0 ? STORIES[name].status === status : status === 'PUBLISHED',
        ),
      );
      for (const filter of [
        { status },
        { and: [{ status }] },
        { or: [{ status }] },
        { not: { not: { status } } },
      ]) {
        expect(await listed(filter)).toEqual(expected);
        expect(await counted(filter)).toBe(expected.length);
      }
    }
  });

  it('gets the translations that it may see', async () => {
    const { articles } = loaders();
    const heads = await articles.translations.load(STORIES.free);
    expect(found(heads)).toEqual(idsOf(sees.filter((name) => name !== 'free')));
  });

  it('gets the whole text of what it may read, and of the rest no more than the preview', async () => {
    const { articles } = loaders();
    for (const name of NAMES) {
      const body = await articles.bodies.load(STORIES[name]._id);
      if (!sees.includes(name)) expect([name, body]).toEqual([name, null]);
      else {
        const { blocks, previewBlockCount } = STORIES[name];
        expect([name, body?.blocks]).toEqual([
          name,
          reads.includes(name) ? blocks : blocks.slice(0, previewBlockCount),
        ]);
      }
    }
    const many = await loaders().articles.bodies.loadMany(NAMES.map((name) => STORIES[name]._id));
    expect(found(many)).toEqual(idsOf(sees));
  });

  it('is told by no link in a text what it may not see', async () => {
    const body = await loaders().articles.bodies.load(LINKING._id);
    const links = (body?.blocks ?? []).flatMap((block) =>
      block.type === 'RelatedLink' && block.articleId !== null ? [block.articleId] : [],
    );
    expect(sorted(links)).toEqual(idsOf(sees));
  });

  it('gets editions that are live', async () => {
    const { editions } = loaders();
    const keys = ['2026-03-28', '2026-03-29', '2026-03-30'].map((date) => ({ date, locale: 'en' }));
    const staff = viewer.roles.length > 0;
    const expected = keys.filter(({ date }) => staff || date === '2026-03-28').map(({ date }) => date);
    const dates = (all: readonly ({ readonly date: string } | null)[]) =>
      all.flatMap((one) => (one === null ? [] : [one.date]));
    expect(dates(await editions.byKey.loadMany(keys))).toEqual(expected);
    expect(
      dates(await editions.byId.loadMany(keys.map(({ date }) => sampleId('edt', `${date} en`)))),
    ).toEqual(expected);
  });
});

describe('the clock', () => {
  it('opens a story at its moment, to the millisecond, without a write', async () => {
    const at = async (now: number) =>
      await createLoaders({ reads: kept.store, viewer: ANONYMOUS, clock: () => now }).articles.byId.load(
        STORIES.scheduled._id,
      );
    expect(await at(NOON)).toBeNull();
    expect((await at(NOON + 1))?._id).toBe(STORIES.scheduled._id);
  });
});
