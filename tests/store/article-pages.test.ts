import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ArticleCondition,
  type ArticleOrder,
  NEWEST_FIRST,
} from '../../src/content/article-condition.ts';
import { matchesCondition } from '../../src/content/matches-condition.ts';
import type { Page, PageRequest, SortKey } from '../../src/content/paging.ts';
import type { ArticleHead, ArticleRecord } from '../../src/content/records.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import { startFaultyWire } from '../support/faulty-wire.ts';
import { testDatabase } from '../support/mongodb.ts';
import { HOUR, NOON, sampleId, sampleStory } from '../support/sample-records.ts';
import { codeOf, type TestStore, testStore } from '../support/test-store.ts';

let kept: TestStore;
beforeAll(async () => {
  kept = await testStore();
});
afterAll(() => kept.drop());

const tag = (n: number): string => sampleId('tag', n);
const cor = (n: number): string => sampleId('cor', n);
const pst = (n: number): string => sampleId('pst', n);
const ALL: ArticleCondition = { kind: 'and', all: [] };
const first = (limit: number, after: SortKey | null = null): PageRequest => ({
  limit,
  fromEnd: false,
  after,
  before: null,
});
const last = (limit: number, before: SortKey | null = null): PageRequest => ({
  limit,
  fromEnd: true,
  after: null,
  before,
});
const keyOf = (head: ArticleHead, { field }: ArticleOrder): SortKey => ({
  value: head[field].getTime(),
  id: head._id,
});

// Five stories share each moment, so that the order among equals counts.
const STORIES: readonly ArticleRecord[] = Array.from({ length: 120 }, (_, n) =>
  sampleStory(n, {
    locale: ['en', 'fr', 'fr-CA', 'ar'][n % 4] ?? 'en',
    status:
      (['PUBLISHED', 'PUBLISHED', 'PUBLISHED', 'SCHEDULED', 'DRAFT', 'RETRACTED'] as const)[n % 6] ?? 'DRAFT',
    access: (['FREE', 'REGISTERED', 'SUBSCRIBER'] as const)[n % 3] ?? 'FREE',
    tagIds: [tag(n % 5), tag(5 + (n % 3))],
    contributions:
      n % 7 === 0 ? [] : [{ role: 'AUTHOR', correspondentId: cor(n % 7), bioAtPublication: null }],
    sectionId: n % 10 === 9 ? null : tag(n % 4),
    socialPostIds: n % 8 === 0 ? [pst(n % 16), pst(1)] : [],
    publishedAt: n % 6 === 4 ? null : new Date(NOON - Math.floor(n / 5) * HOUR),
    createdAt: new Date(NOON - 50 * HOUR),
    updatedAt: new Date(NOON + (n % 11) * HOUR),
    embargoedUntil: n % 13 === 0 ? new Date(NOON + HOUR) : null,
  }),
);
beforeAll(() => kept.store.articles.put(STORIES));

/** What a page must be, worked out from the samples alone. */
const expected = (
  condition: ArticleCondition,
  order: ArticleOrder,
  page: PageRequest,
): { ids: string[]; more: boolean } => {
  const way = order.direction === 'ASC' ? 1 : -1;
  const compare = (left: SortKey, right: SortKey): number =>
    way *
    (Number(left.value) - Number(right.value) || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
  const rows = STORIES.filter((story) => matchesCondition(story, condition))
    .map((story) => keyOf(story, order))
    .sort(compare)
    .filter((key) => page.after === null || compare(key, page.after) > 0)
    .filter((key) => page.before === null || compare(key, page.before) < 0)
    .map(({ id }) => id);
  return {
    ids: page.fromEnd ? rows.slice(-page.limit) : rows.slice(0, page.limit),
    more: rows.length > page.limit,
  };
};
const pageOf = async (
  condition: ArticleCondition,
  order: ArticleOrder,
  page: PageRequest,
): Promise<Page<ArticleHead>> => {
  const [found] = await kept.store.articles.pages([{ condition, order, page }]);
  if (found === undefined) throw new Error('A list without a page.');
  return found;
};
const idsOf = ({ rows }: Page<ArticleHead>): string[] => rows.map(({ _id }) => _id);

const leaf = {
  tag: { kind: 'tag', ids: [tag(1), tag(6)] },
  correspondent: { kind: 'correspondent', ids: [cor(2), cor(3)] },
  section: { kind: 'section', ids: [tag(2)] },
  socialPost: { kind: 'socialPost', ids: [pst(1)] },
  locale: { kind: 'locale', locales: ['fr'], exact: false },
  exactLocale: { kind: 'locale', locales: ['fr', 'en'], exact: true },
  status: { kind: 'status', statuses: ['PUBLISHED', 'SCHEDULED'] },
  access: { kind: 'access', levels: ['REGISTERED'] },
  published: { kind: 'publishedAt', from: new Date(NOON - 15 * HOUR), until: new Date(NOON - 3 * HOUR) },
  since: { kind: 'publishedAt', from: new Date(NOON - 4 * HOUR), until: null },
  ever: { kind: 'publishedAt', from: null, until: null },
  withPost: { kind: 'hasSocialPost', value: true },
  withoutPost: { kind: 'hasSocialPost', value: false },
  visible: { kind: 'visibleAt', at: new Date(NOON) },
} as const satisfies Record<string, ArticleCondition>;
const and = (...all: ArticleCondition[]): ArticleCondition => ({ kind: 'and', all });
const or = (...any: ArticleCondition[]): ArticleCondition => ({ kind: 'or', any });
const not = (condition: ArticleCondition): ArticleCondition => ({ kind: 'not', condition });

const CONDITIONS: Readonly<Record<string, ArticleCondition>> = {
  everything: ALL,
  ...leaf,
  'no tag': { kind: 'tag', ids: [] },
  'an unknown tag': { kind: 'tag', ids: [tag(99)] },
  'two tags at once': and({ kind: 'tag', ids: [tag(1)] }, { kind: 'tag', ids: [tag(6)] }),
  'a tag, a writer and the reader': and(leaf.tag, leaf.correspondent, leaf.visible),
  'either of two leaders': or(leaf.tag, leaf.correspondent),
  'either, and a range': and(or(leaf.tag, and(leaf.section, leaf.access)), leaf.published),
  'either of two loose ones': or(leaf.access, leaf.withPost),
  'an empty or': or(),
  'not a tag': and(not(leaf.tag), leaf.visible),
  'not in a range': and(leaf.section, not(leaf.published)),
  'not either': not(or(leaf.access, leaf.exactLocale)),
  'deeply nested': and(
    or(and(leaf.tag, or(leaf.access, leaf.withPost)), and(leaf.socialPost, not(leaf.locale))),
    leaf.status,
  ),
};
const ORDERS: readonly ArticleOrder[] = (['listedAt', 'updatedAt'] as const).flatMap((field) =>
  (['ASC', 'DESC'] as const).map((direction) => ({ field, direction })),
);

describe.each(Object.entries(CONDITIONS))('a list by %s', (_, condition) => {
  it('is walked whole in every order, forwards and backwards, page by page', async () => {
    for (const order of ORDERS) {
      for (const ask of [first, last]) {
        const walked: string[] = [];
        for (let key: SortKey | null = null; ; ) {
          const page = ask(7, key);
          const found = await pageOf(condition, order, page);
          const wanted = expected(condition, order, page);
          expect(idsOf(found)).toEqual(wanted.ids);
          expect(ask === first ? found.hasNext : found.hasPrevious).toBe(wanted.more);
          // What lies outside of the cursors is nobody's question here.
          expect(ask === first ? found.hasPrevious : found.hasNext).toBe(false);
          if (ask === first) walked.push(...idsOf(found));
          else walked.unshift(...idsOf(found));
          const end = ask === first ? found.rows.at(-1) : found.rows[0];
          if (end === undefined || !wanted.more) break;
          key = keyOf(end, order);
        }
        expect(walked).toEqual(expected(condition, order, first(1_000)).ids);
      }
    }
  });

  it('is counted', async () => {
    expect(await kept.store.articles.counts([condition])).toEqual([
      STORIES.filter((story) => matchesCondition(story, condition)).length,
    ]);
  });
});

describe('a page', () => {
  it('lies strictly between two places', async () => {
    const all = expected(ALL, NEWEST_FIRST, first(1_000)).ids.map((id) =>
      STORIES.find((story) => story._id === id),
    );
    const [from, to] = [all[20], all[40]];
    if (from === undefined || to === undefined) throw new Error('Too few samples.');
    for (const fromEnd of [false, true]) {
      const page = { limit: 100, fromEnd, after: keyOf(from, NEWEST_FIRST), before: keyOf(to, NEWEST_FIRST) };
      expect(idsOf(await pageOf(ALL, NEWEST_FIRST, page))).toEqual(
        all.slice(21, 40).map((story) => story?._id),
      );
    }
  });

  it('starts from a place whose story is gone', async () => {
    const key = { value: NOON - 2 * HOUR, id: 'art_0000000000000000' };
    expect(idsOf(await pageOf(ALL, NEWEST_FIRST, first(5, key)))).toEqual(
      expected(ALL, NEWEST_FIRST, first(5, key)).ids,
    );
  });

  it('has heads alone, as they were written', async () => {
    const { rows } = await pageOf(leaf.tag, NEWEST_FIRST, first(1));
    const { blocks, ...head } = STORIES.find(({ _id }) => _id === rows[0]?._id) ?? sampleStory('none');
    expect(rows).toEqual([head]);
  });
});

describe('many lists', () => {
  const lists = Object.values(CONDITIONS).flatMap((condition) =>
    ORDERS.map((order, n) => ({ condition, order, page: n % 2 === 0 ? first(3 + n) : last(2 + n) })),
  );

  it('come in the order in which they were asked for, in one command', async () => {
    const sent = await kept.sentBy(async () => {
      const pages = await kept.store.articles.pages(lists);
      expect(pages.map(idsOf)).toEqual(
        lists.map(({ condition, order, page }) => expected(condition, order, page).ids),
      );
    });
    expect(sent.map(({ name }) => name)).toEqual(['aggregate']);
  });

  it('are counted in one command', async () => {
    const conditions = Object.values(CONDITIONS);
    const sent = await kept.sentBy(async () => {
      expect(await kept.store.articles.counts(conditions)).toEqual(
        conditions.map((condition) => STORIES.filter((story) => matchesCondition(story, condition)).length),
      );
    });
    expect(sent.map(({ name }) => name)).toEqual(['aggregate']);
  });

  it('take one command for each 200', async () => {
    const sent = await kept.sentBy(() =>
      kept.store.articles.pages(
        Array.from({ length: 450 }, (_, n) => ({
          condition: { kind: 'tag', ids: [tag(n % 9)] },
          order: NEWEST_FIRST,
          page: first(1),
        })),
      ),
    );
    expect(sent).toHaveLength(3);
  });
});

describe('filters that take too long', () => {
  it('are refused by the name of the part that no index serves, in pages and counts, of one list and of several', async () => {
    const { url, database } = { url: testDatabase().url, database: kept.db.databaseName };
    const slow = await startFaultyWire(url);
    const hurried = createStore({
      url: `mongodb://127.0.0.1:${slow.port}/?directConnection=true`,
      database,
      pool: 5,
      timeoutMs: 300,
      connectMs: 10_000,
    });
    const condition = and(leaf.tag, leaf.access, { kind: 'not', condition: leaf.correspondent });
    const list = { condition, order: NEWEST_FIRST, page: first(9) };
    try {
      for (const ask of [
        () => hurried.articles.pages([list]),
        () => hurried.articles.pages([list, list]),
        () => hurried.articles.counts([condition]),
      ]) {
        // It is there, and then takes longer than it has; an answer in between lets the store go on asking.
        slow.set({});
        for (let tries = 0; tries < 100; tries += 1) {
          const there = await hurried.articles.heads([]).then(
            () => true,
            () => false,
          );
          if (there) break;
          await pause(100);
        }
        await hurried.ping();
        slow.set({ delayOut: () => 2_000 });
        await expect(ask()).rejects.toThrow('Too many stories had to be looked at for `access`, `not`.');
      }
    } finally {
      await hurried.close();
      await slow.close();
    }
  }, 60_000);
});

describe('filters beyond the limits', () => {
  it.each<[string, ArticleCondition]>([
    ['201 values', { kind: 'tag', ids: Array.from({ length: 201 }, (_, n) => tag(n)) }],
    ['111 leaves', and(...Array.from({ length: 111 }, () => leaf.access))],
  ])('%s are refused', async (_, condition) => {
    expect(await codeOf(() => pageOf(condition, NEWEST_FIRST, first(1)))).toBe('FILTER_TOO_BROAD');
    expect(await codeOf(() => kept.store.articles.counts([condition]))).toBe('FILTER_TOO_BROAD');
  });

  it('200 values are taken', async () => {
    const condition = { kind: 'tag', ids: Array.from({ length: 200 }, (_, n) => tag(n)) } as const;
    expect(idsOf(await pageOf(condition, NEWEST_FIRST, first(9)))).toEqual(
      expected(condition, NEWEST_FIRST, first(9)).ids,
    );
  });
});
