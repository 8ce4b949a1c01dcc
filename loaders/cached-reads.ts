import type { Cache, Reading } from '../src/cache/cache.ts';
import type { Clock } from '../src/content/clock.ts';
import type { Loaded } from '../src/content/loaded.ts';
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
  postTag,
  TAG_LISTS,
  tagTag,
} from '../src/content/surrogate-tags.ts';
import type { CorrespondentList, TagList } from '../src/store/store.ts';
import { cachedArticleLists, cachedWhole, tagsOfRows } from './cached-lists.ts';
import { cachedById, cachedByKey, type RecordKind } from './cached-records.ts';
import { cachedTranslations } from './cached-translations.ts';
import type { Reads } from './create-loaders.ts';
import { parseEditionKey } from './edition-loaders.ts';
import { readsInPassing } from './reads-in-passing.ts';
import { asUnseen, nothing, onlySeen, telling } from './told-tags.ts';

const storyTags = (id: string): readonly string[] => [articleTag(id), detailTag(id)];
const BODY: RecordKind<ArticleBody> = { prefix: 'body:', tagsOf: storyTags };
const CORRESPONDENT: RecordKind<CorrespondentRecord> = {
  prefix: 'correspondent:',
  tagsOf: (id) => [correspondentTag(id)],
};
const TAG: RecordKind<TagRecord> = { prefix: 'tag:', tagsOf: (id) => [tagTag(id)] };
const POST: RecordKind<SocialPostRecord> = { prefix: 'post:', tagsOf: (id) => [postTag(id)] };

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

  return (reading: Reading = {}): Reads => {
    const silent = telling(reading, nothing);
    const heads = (how: Reading) => cachedById(cache, HEAD, (ids) => articles.heads(ids), how);
    const headsMet = heads(telling(reading, onlySeen));
    const correspondentsById = (how: Reading) =>
      cachedById(cache, CORRESPONDENT, (ids) => correspondents.byIds(ids), how);
    const tagsById = (how: Reading) => cachedById(cache, TAG, (ids) => tags.byIds(ids), how);
    const posts = (how: Reading) => cachedById(cache, POST, (ids) => socialPosts.byIds(ids), how);
    const editionsById = (how: Reading) => cachedById(cache, EDITION, (ids) => editions.byIds(ids), how);
    const lists = (met: typeof headsMet, how: Reading) =>
      cachedArticleLists({ cache, articles, kind: HEAD, heads: met, nextMoment }, how);
    return {
      articles: {
        heads: heads(telling(reading, asUnseen)),
        nextVisible: (after) => articles.nextVisible(after),
        bodies: cachedById(cache, BODY, (ids) => articles.bodies(ids), reading),
        headsBySlug: cachedByKey(
          cache,
          {
            name: 'slug',
            kind: HEAD,
            read: (slugs) => articles.headsBySlug(slugs),
            keysOf: ({ slug, slugHistory }) => [slug, ...slugHistory],
            records: heads,
          },
          reading,
        ),
        headsByUrl: cachedByKey(
          cache,
          {
            name: 'url',
            kind: HEAD,
            read: (urls) => articles.headsByUrl(urls),
            keysOf: ({ url, urlHistory }) => [url, ...urlHistory],
            records: heads,
          },
          reading,
        ),
        headsByTranslationGroup: cachedTranslations(
          { cache, kind: HEAD, articles, heads: headsMet, nextMoment },
          reading,
        ),
        ...lists(headsMet, reading),
        inPassing: readsInPassing(
          { heads: headsMet, counts: lists(headsMet, silent).counts },
          nextMoment,
          reading,
        ),
      },
      correspondents: {
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
        byIds: correspondentsById(reading),
        bySlugs: cachedByKey(
          cache,
          {
            name: 'correspondent',
            kind: CORRESPONDENT,
            read: (slugs) => correspondents.bySlugs(slugs),
            keysOf: ({ slug, slugHistory }) => [slug, ...slugHistory],
            records: correspondentsById,
          },
          reading,
        ),
      },
      tags: {
        ...cachedTagLists(cache, tags, reading),
        byIds: tagsById(reading),
        bySlugs: cachedByKey(
          cache,
          {
            name: 'tag',
            kind: TAG,
            read: (slugs) => tags.bySlugs(slugs),
            keysOf: ({ slug, aliases }) => [slug, ...aliases],
            records: tagsById,
          },
          reading,
        ),
      },
      socialPosts: {
        byIds: posts(reading),
        byUrls: cachedByKey(
          cache,
          {
            name: 'post',
            kind: POST,
            read: (urls) => socialPosts.byUrls(urls),
            keysOf: ({ url }) => [url],
            records: posts,
          },
          reading,
          silent,
        ),
        byPostKeys: cachedByKey(
          cache,
          {
            name: 'post',
            kind: POST,
            read: (keys) => socialPosts.byPostKeys(keys),
            keysOf: (post) => [postKey(post)],
            records: posts,
          },
          reading,
          silent,
        ),
      },
      // Never kept: new words of a story would have to end every search. What it finds are ids; the stories come from here.
      searches: store.searches,
      dashboards: store.dashboards,
      editions: {
        byIds: editionsById(telling(reading, asUnseen)),
        nextPublished: (after) => editions.nextPublished(after),
        byKeys: async (keys) =>
          await cachedByKey(
            cache,
            {
              name: 'edition',
              kind: EDITION,
              read: (texts) => editions.byKeys(texts.map(parseEditionKey)),
              keysOf: (edition) => [editionKey(edition)],
              records: editionsById,
            },
            reading,
          )(keys.map(editionKey)),
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
      },
      // Editors' alone, who read from the source.
      revisions: store.revisions,
    };
  };
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
