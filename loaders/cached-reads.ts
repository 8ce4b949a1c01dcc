import type { Cache, Reading } from '../src/cache/cache.ts';
import { NEWEST_FIRST } from '../src/content/article-condition.ts';
import type { Clock } from '../src/content/clock.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { MetPost } from '../src/content/met-post.ts';
import { postKey } from '../src/content/post-key.ts';
import type {
  ArticleBody,
  ArticleHead,
  CorrespondentRecord,
  EditionRecord,
  SocialPostRecord,
  TagRecord,
} from '../src/content/records.ts';
import {
  articleTag,
  CORRESPONDENT_LISTS,
  correspondentTag,
  detailTag,
  EDITION_LISTS,
  editionKey,
  editionTag,
  listTags,
  postTag,
  TAG_LISTS,
  tagTag,
} from '../src/content/surrogate-tags.ts';
import type { CorrespondentList, KeysBy, TagList } from '../src/store/store.ts';
import { cachedByAnyKey } from './cached-by-key.ts';
import { cachedArticleLists, cachedWhole, tagsOfRows } from './cached-lists.ts';
import { cachedById, type RecordKind } from './cached-records.ts';
import { cachedTranslations } from './cached-translations.ts';
import type { Reads } from './create-loaders.ts';
import { parseEditionKey } from './edition-loaders.ts';
import type { Peekable } from './peekable.ts';
import { inPassing } from './reads-in-passing.ts';
import { roomsOf } from './rooms.ts';
import { asUnseen, nothing, onlySeen, telling, withoutLists } from './told-tags.ts';

const storyTags = (id: string): readonly string[] => [articleTag(id), detailTag(id)];
const BODY: RecordKind<ArticleBody> = { prefix: 'body:', tagsOf: storyTags };
const CORRESPONDENT: RecordKind<CorrespondentRecord> = {
  prefix: 'correspondent:',
  tagsOf: (id) => [correspondentTag(id)],
};
const TAG: RecordKind<TagRecord> = { prefix: 'tag:', tagsOf: (id) => [tagTag(id)] };
const POST: RecordKind<SocialPostRecord> = { prefix: 'post:', tagsOf: (id) => [postTag(id)] };
/** Of the stories that have it, too: it ends when one of them comes, goes or changes who may read it. */
const MET_POST: RecordKind<MetPost> = {
  prefix: 'met-post:',
  tagsOf: (id) => [postTag(id), ...listTags({ kind: 'socialPost', ids: [id] }, NEWEST_FIRST)],
};

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
  const isAhead = (moment: Date | null): boolean => moment === null || moment.getTime() > clock();
  const HEAD: RecordKind<ArticleHead> = {
    prefix: 'head:',
    tagsOf: storyTags,
    hiding: { isHidden: ({ visibleFrom }) => isAhead(visibleFrom), nextMoment },
  };
  const EDITION: RecordKind<EditionRecord> = {
    prefix: 'edition:',
    tagsOf: (id) => [editionTag(id)],
    hiding: { isHidden: ({ publishedAt }) => isAhead(publishedAt), nextMoment },
  };
  const { articles, correspondents, tags, socialPosts, editions } = store;

  const headsBy = (how: Reading) => cachedById(cache, HEAD, (ids) => articles.heads(ids), how);
  const readEditions = async ({ id = [], day = [] }: KeysBy<'id' | 'day'>) =>
    (
      await Promise.all([
        id.length === 0 ? [] : editions.byIds(id),
        day.length === 0 ? [] : editions.byKeys(day.map(parseEditionKey)),
      ])
    ).flat();

  const storiesMet = roomsOf<Reading, StoriesMet>({
    heads: (reading) => headsBy(telling(reading, onlySeen)),
    lists: (reading, { heads }) =>
      cachedArticleLists({ cache, articles, kind: HEAD, heads, nextMoment }, reading),
  });
  const stories = roomsOf<{ readonly reading: Reading; readonly met: StoriesMet }, Reads['articles']>({
    byAnyKey: ({ reading }) =>
      cachedByAnyKey(
        cache,
        {
          kind: HEAD,
          texts: BODY,
          read: (keys, onText) => articles.byAnyKey(keys, onText),
          pointers: {
            slug: { name: 'slug', keysOf: ({ slug, slugHistory }) => [slug, ...slugHistory] },
            url: { name: 'url', keysOf: ({ url, urlHistory }) => [url, ...urlHistory] },
          },
        },
        reading,
      ),
    heads: ({ reading }) => headsBy(telling(reading, asUnseen)),
    nextVisible: () => (after) => articles.nextVisible(after),
    bodies: ({ reading }) => cachedById(cache, BODY, (ids) => articles.bodies(ids), reading),
    headsByTranslationGroup: ({ reading, met }) =>
      cachedTranslations({ cache, kind: HEAD, articles, heads: met.heads, nextMoment }, reading),
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
        { tagsOf: ({ rows }) => tagsOfRows(CORRESPONDENT)(rows) },
      ),
      count: cachedWhole(
        cache,
        'correspondents-count',
        CORRESPONDENT_LISTS,
        (list: Omit<CorrespondentList, 'page'>) => correspondents.count(list),
        reading,
      ),
      byNameKeys: (keys) => correspondents.byNameKeys(keys),
      byAnyKey: cachedByAnyKey(
        cache,
        {
          kind: CORRESPONDENT,
          read: (keys) => correspondents.byAnyKey(keys),
          pointers: {
            slug: { name: 'correspondent', keysOf: ({ slug, slugHistory }) => [slug, ...slugHistory] },
          },
        },
        reading,
      ),
    }),
    tags: (reading) => ({
      ...cachedTagLists(cache, tags, reading),
      byAnyKey: cachedByAnyKey(
        cache,
        {
          kind: TAG,
          read: (keys) => tags.byAnyKey(keys),
          pointers: { slug: { name: 'tag', keysOf: ({ slug, aliases }) => [slug, ...aliases] } },
        },
        reading,
      ),
    }),
    socialPosts: (reading) => ({
      byIds: cachedById(cache, POST, (ids) => socialPosts.byIds(ids), reading),
      met: inPassing(nextMoment, reading).byAnyKey(
        cachedByAnyKey(
          cache,
          {
            kind: MET_POST,
            read: (keys) => socialPosts.met(keys),
            pointers: {
              url: { name: 'post', keysOf: ({ post }) => [post.url] },
              postKey: { name: 'post', keysOf: ({ post }) => [postKey(post)] },
            },
            told: { asked: withoutLists, met: nothing },
          },
          reading,
        ),
      ),
    }),
    // Never kept: new words of a story would have to end every search. What it finds are ids; the stories come from here.
    searches: () => store.searches,
    dashboards: () => store.dashboards,
    editions: (reading) => ({
      byIds: cachedById(cache, EDITION, (ids) => editions.byIds(ids), telling(reading, asUnseen)),
      nextPublished: (after) => editions.nextPublished(after),
      byKeys: async (keys) =>
        await cachedByAnyKey(
          cache,
          {
            kind: EDITION,
            read: readEditions,
            pointers: { day: { name: 'edition', keysOf: (edition) => [editionKey(edition)] } },
          },
          reading,
        )({ day: keys.map(editionKey) }),
      nearest: cachedWhole(
        cache,
        'edition-nearest',
        EDITION_LISTS,
        (query: Parameters<Reads['editions']['nearest']>[0]) => editions.nearest(query),
        reading,
        {
          omit: 'now',
          untilOf: nextMoment,
          tagsOf: (found) => (found === null ? [] : EDITION.tagsOf(found._id)),
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
  reading: Reading,
): Pick<Reads['tags'], 'childrenOf' | 'descendantsOf' | 'page' | 'count'> => {
  const whole = <Q, V>(
    name: string,
    read: (query: Q) => Promise<V>,
    tagsOf?: (value: V) => readonly string[],
  ) => cachedWhole(cache, name, TAG_LISTS, read, reading, tagsOf === undefined ? {} : { tagsOf });
  const ofRows = tagsOfRows(TAG);
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
