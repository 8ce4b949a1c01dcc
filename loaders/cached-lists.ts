import DataLoader from 'dataloader';
import type { Cache, Kept, Reading } from '../src/cache/cache.ts';
import { type ArticleCondition, NEWEST_FIRST } from '../src/content/article-condition.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { Page } from '../src/content/paging.ts';
import type { ArticleHead } from '../src/content/records.ts';
import { listTags } from '../src/content/surrogate-tags.ts';
import type { ArticleList } from '../src/store/store.ts';
import type { ArticleReads } from './article-loaders.ts';
import { alongside, type Identified, type RecordKind, tellOf } from './cached-records.ts';
import { type Peekable, peekable } from './peekable.ts';
import { onlySeen, telling } from './told-tags.ts';

/** What is kept of a page of a list: which stories, not what they say, so that a new headline ends no list. */
interface KeptPage {
  readonly ids: readonly string[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/** Lists that are read again with nobody waiting go together in one command, which MongoDB works through one after the other. */
const TOGETHER = 20;

/** Pages of lists, for which others are waited that may go along. */
export const pagesTogether = (
  articles: Pick<ArticleReads, 'pages'>,
  gatherMs: number,
): ArticleReads['pages'] => {
  const loader = new DataLoader((lists: readonly ArticleList[]) => articles.pages(lists), {
    cache: false,
    maxBatchSize: TOGETHER,
    batchScheduleFn: (send) => setTimeout(send, gatherMs).unref(),
  });
  return async (lists) => await Promise.all(lists.map((list) => loader.load(list)));
};

interface ListReads {
  readonly cache: Cache;
  readonly articles: Pick<ArticleReads, 'pages' | 'counts'>;
  /** The same pages for those whom nobody waits for. */
  readonly pagesTogether: ArticleReads['pages'];
  readonly kind: RecordKind<ArticleHead>;
  readonly heads: Peekable<string, ArticleHead>;
  /** When the next story shows by itself: no list stands longer. */
  readonly nextMoment: () => Loaded<number | null>;
}

/** Pages and counts of stories, kept under the tags of what a story must have to be in them. */
export const cachedArticleLists = (
  { cache, articles, pagesTogether, kind, heads, nextMoment }: ListReads,
  reading: Reading,
): Pick<ArticleReads, 'pages' | 'counts'> => {
  const last = { ...reading, lasting: true };
  const pages = async (lists: readonly ArticleList[]): Promise<Page<ArticleHead>[]> => {
    const keys = lists.map(pageKey);
    const keyed = new Map(lists.map((list, at) => [keys[at] ?? '', list]));
    const fresh = new Map<string, ArticleHead>();
    let along: readonly [string, Kept][] = [];
    const kept = await cache.read<KeptPage>(
      keys,
      async (asked, renewing) => {
        const wanted = asked.flatMap((key) => keyed.get(key) ?? []);
        const patient = renewing || reading.renew === true;
        const [read, until] = await Promise.all([
          patient ? pagesTogether(wanted) : articles.pages(wanted),
          nextMoment(),
        ]);
        for (const { rows } of read) for (const head of rows) fresh.set(head._id, head);
        const kept = wanted.flatMap((list, at): [string, Kept][] => {
          const page = read[at];
          const key = asked[at];
          if (page === undefined || key === undefined) return [];
          const { rows, ...ends } = page;
          const value = { ids: rows.map(({ _id }) => _id), ...ends };
          return [[key, { value, tags: listTags(list.condition, list.order), until }]];
        });
        along = await alongside(kind, fresh.values());
        return new Map<string, Kept>([...kept, ...along]);
      },
      reading,
    );
    tellOf(along, telling(reading, onlySeen));
    const ids = new Set([...kept.values()].flatMap((page) => page?.ids ?? []));
    const rest = [...ids].filter((id) => !fresh.has(id));
    if (rest.length > 0) for (const head of await heads(rest)) fresh.set(head._id, head);
    return keys.map((key) => {
      const page = kept.get(key);
      const rows = page?.ids.flatMap((id) => fresh.get(id) ?? []) ?? [];
      return { rows, hasNext: page?.hasNext ?? false, hasPrevious: page?.hasPrevious ?? false };
    });
  };
  /** A page whose stories are all in memory too. */
  const peekPage = (list: ArticleList, lasting?: boolean): Page<ArticleHead> | undefined => {
    const page = cache.peek<KeptPage>(pageKey(list), lasting === true ? last : reading);
    if (page === undefined || page === null) return undefined;
    const rows: ArticleHead[] = [];
    for (const id of page.ids) {
      const head = heads.peek?.(id, lasting);
      if (head === undefined) return undefined;
      if (head !== null) rows.push(head);
    }
    return { rows, hasNext: page.hasNext, hasPrevious: page.hasPrevious };
  };

  const counts = async (conditions: readonly ArticleCondition[]): Promise<number[]> => {
    const keys = conditions.map(countKey);
    const keyed = new Map(conditions.map((condition, at) => [keys[at] ?? '', condition]));
    const kept = await cache.read<number>(
      keys,
      async (asked) => {
        const wanted = asked.flatMap((key) => keyed.get(key) ?? []);
        const [found, until] = await Promise.all([articles.counts(wanted), nextMoment()]);
        return new Map(
          wanted.map((condition, at) => [
            asked[at] ?? '',
            { value: found[at] ?? 0, tags: listTags(condition, NEWEST_FIRST), until },
          ]),
        );
      },
      reading,
    );
    return keys.map((key) => kept.get(key) ?? 0);
  };
  return {
    pages: peekable(pages, peekPage),
    counts: peekable(counts, (condition, lasting) =>
      cache.peek<number>(countKey(condition), lasting === true ? last : reading),
    ),
  };
};

const pageKey = ({ condition, order, page }: ArticleList): string =>
  `page:${identity(condition)}${JSON.stringify([order, page])}`;
const countKey = (condition: ArticleCondition): string => `count:${identity(condition)}`;

/** What a condition asks, without the moment at which it is asked, which stands at its top: the list's lifetime sees to that. */
const identity = (condition: ArticleCondition): string =>
  JSON.stringify(
    condition.kind === 'and'
      ? {
          ...condition,
          all: condition.all.map((part) => (part.kind === 'visibleAt' ? { kind: part.kind } : part)),
        }
      : condition,
  );

/** Something that lists of one kind say, kept whole under that kind's one tag: for lists that change seldom. */
export const cachedWhole =
  <Q, V>(
    cache: Cache,
    name: string,
    tag: string,
    read: (query: Q) => Promise<V>,
    reading: Reading,
    more: {
      /** Left out of the key: the list's lifetime sees to it. */
      readonly omit?: keyof Q;
      readonly untilOf?: () => Loaded<number | null>;
      readonly tagsOf?: (value: V) => readonly string[];
    } = {},
  ) =>
  async (query: Q): Promise<V> => {
    const key = `${name}:${JSON.stringify(query, (at, value: unknown) => (at !== '' && at === more.omit ? undefined : value))}`;
    const kept = await cache.read<{ readonly whole: V }>(
      [key],
      async () => {
        const [whole, until] = await Promise.all([read(query), more.untilOf?.() ?? null]);
        return new Map<string, Kept>([
          [key, { value: { whole }, tags: [tag, ...(more.tagsOf?.(whole) ?? [])], until }],
        ]);
      },
      reading,
    );
    const found = kept.get(key);
    if (found == null) throw new Error(`The cache has lost ${name}.`);
    return found.whole;
  };

export const tagsOfRows =
  <R extends Identified>({ tagsOf }: RecordKind<R>) =>
  (rows: readonly R[]): readonly string[] =>
    rows.flatMap(({ _id }) => tagsOf(_id));
