import type { Cache, Reading } from '../src/cache/cache.ts';
import type { Clock } from '../src/content/clock.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { ArticleHead, TagRecord } from '../src/content/records.ts';
import { CORRESPONDENT_LISTS, EDITION_LISTS, editionKey, TAG_LISTS } from '../src/content/surrogate-tags.ts';
import type { CorrespondentList, TagList } from '../src/store/store.ts';
import { cachedByAnyKey } from './cached-by-key.ts';
import { cachedArticleLists, cachedWhole, pagesTogether, tagsOfRows } from './cached-lists.ts';
import { cachedById, type RecordKind } from './cached-records.ts';
import { cachedTranslations } from './cached-translations.ts';
import type { Reads } from './create-loaders.ts';
import { keptRecords } from './kept-records.ts';
import type { Peekable } from './peekable.ts';
import { inPassing } from './reads-in-passing.ts';
import { roomsOf } from './rooms.ts';
import { asUnseen, nothing, onlySeen, telling, withoutLists } from './told-tags.ts';

/** Stories that something else led to, and the lists that lead to them. */
interface StoriesMet {
  readonly heads: Peekable<string, ArticleHead>;
  readonly lists: ReturnType<typeof cachedArticleLists>;
}

export interface CachedReadsOptions {
  readonly store: Reads;
  readonly cache: Cache;
  /** When the next story or edition shows by itself: no list stands longer. */
  readonly nextMoment: () => Loaded<number | null>;
  readonly clock: Clock;
}

/**
 * The store with a cache before it, for readers; editors' loaders are built on the store itself. Records are kept by id, other keys as pointers to ids, and lists of stories as ids, each under
 * the surrogate tags of `surrogate-tags.ts`. Nothing here depends on who reads: the access policy is applied by the loaders, to what comes out. A reading with a witness tells it of everything
 * that was touched.
 */
export const cachedReads = ({ store, cache, nextMoment, clock }: CachedReadsOptions) => {
  const { articles, correspondents, tags, editions } = store;
  const kept = keptRecords({ store, nextMoment, clock });
  for (const { prefixes, fill } of Object.values(kept))
    for (const prefix of prefixes) cache.keepNew(prefix, fill);
  const headsBy = (how: Reading) => cachedById(cache, kept.stories, how);

  const listReads = {
    ...{ cache, articles, kind: kept.stories.kind, nextMoment },
    pagesTogether: pagesTogether(articles, cache.gatherMs),
  };
  const storiesMet = roomsOf<Reading, StoriesMet>({
    heads: (reading) => headsBy(telling(reading, onlySeen)),
    lists: (reading, { heads }) => cachedArticleLists({ ...listReads, heads }, reading),
  });
  const stories = roomsOf<{ readonly reading: Reading; readonly met: StoriesMet }, Reads['articles']>({
    byAnyKey: ({ reading }) => cachedByAnyKey(cache, kept.stories, reading),
    heads: ({ reading }) => headsBy(telling(reading, asUnseen)),
    nextVisible: () => (after) => articles.nextVisible(after),
    bodies: ({ reading }) => cachedById(cache, kept.texts, reading),
    headsByTranslationGroup: ({ reading, met }) =>
      cachedTranslations({ cache, kind: kept.stories.kind, articles, heads: met.heads, nextMoment }, reading),
    pages: ({ met }) => met.lists.pages,
    counts: ({ met }) => met.lists.counts,
    inPassing: ({ reading, met }) => ({ heads: inPassing(nextMoment, reading).byId(met.heads) }),
  });

  // Each room is made when somebody asks for it: a request needs a few of their reads.
  const reads = roomsOf<Reading, Reads>({
    articles: (reading) => stories({ reading, met: storiesMet(reading) }),
    correspondents: (reading) => ({
      page: cachedWhole(
        cache,
        'correspondents-page',
        CORRESPONDENT_LISTS,
        (list: CorrespondentList) => correspondents.page(list),
        reading,
        { tagsOf: ({ rows }) => tagsOfRows(kept.correspondents.kind)(rows) },
      ),
      count: cachedWhole(
        cache,
        'correspondents-count',
        CORRESPONDENT_LISTS,
        (list: Omit<CorrespondentList, 'page'>) => correspondents.count(list),
        reading,
      ),
      byNameKeys: (keys) => correspondents.byNameKeys(keys),
      byAnyKey: cachedByAnyKey(cache, kept.correspondents, reading),
    }),
    tags: (reading) => ({
      ...cachedTagLists(cache, tags, kept.tags.kind, reading),
      byAnyKey: cachedByAnyKey(cache, kept.tags, reading),
    }),
    socialPosts: (reading) => ({
      byIds: cachedById(cache, kept.posts, reading),
      met: inPassing(nextMoment, reading).byAnyKey(
        cachedByAnyKey(cache, kept.postsMet, reading, { asked: withoutLists, met: nothing }),
      ),
    }),
    // Never kept: new words of a story would have to end every search. What it finds are ids; the stories come from here.
    searches: () => store.searches,
    dashboards: () => store.dashboards,
    editions: (reading) => ({
      byIds: cachedById(cache, kept.editions, telling(reading, asUnseen)),
      nextPublished: (after) => editions.nextPublished(after),
      byKeys: async (keys) =>
        await cachedByAnyKey(cache, kept.editions, reading)({ day: keys.map(editionKey) }),
      nearest: cachedWhole(
        cache,
        'edition-nearest',
        EDITION_LISTS,
        (query: Parameters<Reads['editions']['nearest']>[0]) => editions.nearest(query),
        reading,
        {
          omit: 'now',
          untilOf: nextMoment,
          tagsOf: (found) => (found === null ? [] : kept.editions.kind.tagsOf(found._id)),
        },
      ),
    }),
    // Editors' alone, who read from the source.
    revisions: () => store.revisions,
  });
  return (reading: Reading = {}): Reads => reads(reading);
};

/** Tags in lists: their pages, counts and trees. */
const cachedTagLists = (
  cache: Cache,
  tags: Reads['tags'],
  kind: RecordKind<TagRecord>,
  reading: Reading,
): Pick<Reads['tags'], 'childrenOf' | 'descendantsOf' | 'page' | 'count'> => {
  const whole = <Q, V>(
    name: string,
    read: (query: Q) => Promise<V>,
    tagsOf?: (value: V) => readonly string[],
  ) => cachedWhole(cache, name, TAG_LISTS, read, reading, tagsOf === undefined ? {} : { tagsOf });
  const ofRows = tagsOfRows(kind);
  return {
    childrenOf: whole('tag-children', (ids: readonly string[]) => tags.childrenOf(ids), ofRows),
    descendantsOf: whole('tag-descendants', (ids: readonly string[]) => tags.descendantsOf(ids), ofRows),
    page: whole(
      'tags-page',
      (list: TagList) => tags.page(list),
      ({ rows }) => ofRows(rows),
    ),
    count: whole('tags-count', (list: Omit<TagList, 'page'>) => tags.count(list)),
  };
};
