import type { Cache, Kept, Reading } from '../src/cache/cache.ts';
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
  groupTag,
  postTag,
  TAG_LISTS,
  tagTag,
} from '../src/content/surrogate-tags.ts';
import type { CorrespondentList, TagList } from '../src/store/store.ts';
import { cachedArticleLists, cachedWhole, tagsOfRows } from './cached-lists.ts';
import { alongside, type ById, cachedById, cachedByKey, type RecordKind } from './cached-records.ts';
import type { Reads } from './create-loaders.ts';
import { parseEditionKey } from './edition-loaders.ts';

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
  /** A moment still to come: at it, what readers may not see yet is looked at again. */
  const ahead = (moment: Date | null): number | null =>
    moment !== null && moment.getTime() > clock() ? moment.getTime() : null;
  const HEAD: RecordKind<ArticleHead> = {
    prefix: 'head:',
    tagsOf: storyTags,
    untilOf: ({ visibleFrom }) => ahead(visibleFrom),
  };
  const EDITION: RecordKind<EditionRecord> = {
    prefix: 'edition:',
    tagsOf: (id) => [editionTag(id)],
    untilOf: ({ publishedAt }) => ahead(publishedAt),
  };
  const { articles, correspondents, tags, socialPosts, editions } = store;

  return (reading: Reading = {}): Reads => {
    const heads = cachedById(cache, HEAD, (ids) => articles.heads(ids), reading);
    const correspondentsById = cachedById(cache, CORRESPONDENT, (ids) => correspondents.byIds(ids), reading);
    const tagsById = cachedById(cache, TAG, (ids) => tags.byIds(ids), reading);
    const postsById = cachedById(cache, POST, (ids) => socialPosts.byIds(ids), reading);
    const editionsById = cachedById(cache, EDITION, (ids) => editions.byIds(ids), reading);
    return {
      articles: {
        heads,
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
        headsByTranslationGroup: cachedTranslations(cache, HEAD, articles, heads, reading),
        ...cachedArticleLists({ cache, articles, kind: HEAD, heads, nextMoment }, reading),
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
        byIds: correspondentsById,
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
        byIds: tagsById,
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
        byIds: postsById,
        byUrls: cachedByKey(
          cache,
          {
            name: 'post',
            kind: POST,
            read: (urls) => socialPosts.byUrls(urls),
            keysOf: ({ url }) => [url],
            records: postsById,
          },
          reading,
        ),
        byPostKeys: cachedByKey(
          cache,
          {
            name: 'post',
            kind: POST,
            read: (keys) => socialPosts.byPostKeys(keys),
            keysOf: (post) => [postKey(post)],
            records: postsById,
          },
          reading,
        ),
      },
      // Never kept: new words of a story would have to end every search. What it finds are ids; the stories come from here.
      searches: store.searches,
      dashboards: store.dashboards,
      editions: {
        byIds: editionsById,
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

const cachedTranslations =
  (
    cache: Cache,
    kind: RecordKind<ArticleHead>,
    articles: Reads['articles'],
    heads: ById<ArticleHead>,
    reading: Reading,
  ): ById<ArticleHead> =>
  async (groups) => {
    const prefix = 'group:';
    const read = await cache.read<readonly string[]>(
      groups.map((group) => prefix + group),
      async (asked) => {
        const wanted = asked.map((key) => key.slice(prefix.length));
        const rows = await articles.headsByTranslationGroup(wanted);
        const kept = wanted.map((group): [string, Kept] => [
          prefix + group,
          {
            value: rows.filter((row) => row.translationGroup === group).map(({ _id }) => _id),
            tags: [groupTag(group)],
          },
        ]);
        return new Map<string, Kept>([...kept, ...alongside(kind, rows)]);
      },
      reading,
    );
    return await heads([...read.values()].flatMap((ids) => ids ?? []));
  };
