import type { Cache, Kept } from '../src/cache/cache.ts';
import type { ArticleCondition } from '../src/content/article-condition.ts';
import { NEWEST_FIRST } from '../src/content/article-condition.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { Page } from '../src/content/paging.ts';
import { postKey } from '../src/content/post-key.ts';
import type { ArticleHead } from '../src/content/records.ts';
import {
  articleTag,
  correspondentTag,
  groupTag,
  listTags,
  missTag,
  postTag,
  tagTag,
} from '../src/content/surrogate-tags.ts';
import type { ArticleList } from '../src/store/store.ts';
import type { Reads } from './create-loaders.ts';

/** What is kept of a page of a list: which stories, not what they say, so that a new headline ends no list. */
interface KeptPage {
  readonly ids: readonly string[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

type Identified = { readonly _id: string };

/**
 * The store with a cache before it, for readers; editors' loaders are built on the store itself. Records are kept by id, other keys as pointers to ids, and lists as ids, each under
 * the surrogate tags of `surrogate-tags.ts`; a list stands no longer than `nextMoment`, when the next story shows by itself. Nothing here depends on who reads: the access policy is applied by the loaders, to what comes out.
 */
export const cachedReads = (store: Reads, cache: Cache, nextMoment: () => Loaded<number | null>): Reads => {
  /** Records by id, in the order of nothing, as the store gives them. */
  const byId =
    <R extends Identified>(
      prefix: string,
      tagOf: (id: string) => string,
      read: (ids: readonly string[]) => Promise<R[]>,
    ) =>
    async (ids: readonly string[]): Promise<R[]> => {
      const found = new Map<string, R>();
      const missing: string[] = [];
      for (const id of ids) {
        const record = cache.peek<R>(prefix + id);
        if (record === undefined) missing.push(id);
        else if (record !== null) found.set(id, record);
      }
      if (missing.length > 0) {
        const values = await cache.read<R>(
          missing.map((id) => prefix + id),
          async (keys) => {
            const asked = keys.map((key) => key.slice(prefix.length));
            const rows = new Map((await read(asked)).map((row) => [row._id, row]));
            return new Map(
              asked.map((id) => [prefix + id, { value: rows.get(id) ?? null, tags: [tagOf(id)] }]),
            );
          },
        );
        for (const id of missing) {
          const record = values.get(prefix + id);
          if (record != null) found.set(id, record);
        }
      }
      return [...found.values()];
    };

  /** Records by another key: which ids answer to it is kept apart from the records. */
  const byKey =
    <R extends Identified>(
      kind: Parameters<typeof missTag>[0],
      prefix: string,
      tagOf: (id: string) => string,
      read: (keys: readonly string[]) => Promise<R[]>,
      keysOf: (row: R) => readonly string[],
      records: (ids: readonly string[]) => Promise<R[]>,
    ) =>
    async (keys: readonly string[]): Promise<R[]> => {
      const pointer = `${kind}-at:`;
      let fresh: readonly R[] = [];
      const pointers = await cache.read<readonly string[]>(
        keys.map((key) => pointer + key),
        async (asked) => {
          const wanted = asked.map((key) => key.slice(pointer.length));
          fresh = await read(wanted);
          const kept = wanted.map((key): [string, Kept] => {
            const ids = fresh.filter((row) => keysOf(row).includes(key)).map(({ _id }) => _id);
            return [pointer + key, { value: ids, tags: [missTag(kind, key), ...ids.map(tagOf)] }];
          });
          return new Map<string, Kept>([...kept, ...alongside(prefix, tagOf, fresh)]);
        },
      );
      const ids = new Set([...pointers.values()].flatMap((found) => found ?? []));
      const present = fresh.filter(({ _id }) => ids.has(_id));
      const rest = [...ids].filter((id) => !present.some(({ _id }) => _id === id));
      return rest.length === 0 ? present : [...present, ...(await records(rest))];
    };

  const { articles, correspondents, tags, socialPosts } = store;
  const heads = byId('head:', articleTag, (ids) => articles.heads(ids));
  const correspondentsById = byId('correspondent:', correspondentTag, (ids) => correspondents.byIds(ids));
  const tagsById = byId('tag:', tagTag, (ids) => tags.byIds(ids));
  const postsById = byId('post:', postTag, (ids) => socialPosts.byIds(ids));

  const pages = async (lists: readonly ArticleList[]): Promise<Page<ArticleHead>[]> => {
    const keys = lists.map(
      (list) => `page:${identity(list.condition)}${JSON.stringify([list.order, list.page])}`,
    );
    const keyed = new Map(lists.map((list, at) => [keys[at] ?? '', list]));
    const fresh = new Map<string, ArticleHead>();
    const kept = await cache.read<KeptPage>(keys, async (asked) => {
      const wanted = asked.flatMap((key) => keyed.get(key) ?? []);
      const [read, until] = await Promise.all([articles.pages(wanted), nextMoment()]);
      for (const { rows } of read) for (const head of rows) fresh.set(head._id, head);
      const kept = wanted.flatMap((list, at): [string, Kept][] => {
        const page = read[at];
        const key = asked[at];
        if (page === undefined || key === undefined) return [];
        const { rows, ...ends } = page;
        const value = { ids: rows.map(({ _id }) => _id), ...ends };
        return [[key, { value, tags: listTags(list.condition, list.order), until }]];
      });
      return new Map<string, Kept>([...kept, ...alongside('head:', articleTag, fresh.values())]);
    });
    const ids = new Set([...kept.values()].flatMap((page) => page?.ids ?? []));
    const rest = [...ids].filter((id) => !fresh.has(id));
    if (rest.length > 0) for (const head of await heads(rest)) fresh.set(head._id, head);
    return keys.map((key) => {
      const page = kept.get(key);
      const rows = page?.ids.flatMap((id) => fresh.get(id) ?? []) ?? [];
      return { rows, hasNext: page?.hasNext ?? false, hasPrevious: page?.hasPrevious ?? false };
    });
  };

  const counts = async (conditions: readonly ArticleCondition[]): Promise<number[]> => {
    const keys = conditions.map((condition) => `count:${identity(condition)}`);
    const keyed = new Map(conditions.map((condition, at) => [keys[at] ?? '', condition]));
    const kept = await cache.read<number>(keys, async (asked) => {
      const wanted = asked.flatMap((key) => keyed.get(key) ?? []);
      const [found, until] = await Promise.all([articles.counts(wanted), nextMoment()]);
      return new Map(
        wanted.map((condition, at) => [
          asked[at] ?? '',
          { value: found[at] ?? 0, tags: listTags(condition, NEWEST_FIRST), until },
        ]),
      );
    });
    return keys.map((key) => kept.get(key) ?? 0);
  };

  return {
    articles: {
      heads,
      nextVisible: (after) => articles.nextVisible(after),
      bodies: byId('body:', articleTag, (ids) => articles.bodies(ids)),
      headsBySlug: byKey(
        'slug',
        'head:',
        articleTag,
        (slugs) => articles.headsBySlug(slugs),
        ({ slug, slugHistory }) => [slug, ...slugHistory],
        heads,
      ),
      headsByUrl: byKey(
        'url',
        'head:',
        articleTag,
        (urls) => articles.headsByUrl(urls),
        ({ url, urlHistory }) => [url, ...urlHistory],
        heads,
      ),
      headsByTranslationGroup: async (groups) => {
        const read = await cache.read<readonly string[]>(
          groups.map((group) => `group:${group}`),
          async (asked) => {
            const wanted = asked.map((key) => key.slice('group:'.length));
            const rows = await articles.headsByTranslationGroup(wanted);
            return new Map(
              wanted.map((group) => [
                `group:${group}`,
                {
                  value: rows.filter((row) => row.translationGroup === group).map(({ _id }) => _id),
                  tags: [groupTag(group)],
                },
              ]),
            );
          },
        );
        return await heads([...read.values()].flatMap((ids) => ids ?? []));
      },
      pages,
      counts,
    },
    correspondents: {
      page: (list) => correspondents.page(list),
      count: (list) => correspondents.count(list),
      byNameKeys: (keys) => correspondents.byNameKeys(keys),
      byIds: correspondentsById,
      bySlugs: byKey(
        'correspondent',
        'correspondent:',
        correspondentTag,
        (slugs) => correspondents.bySlugs(slugs),
        ({ slug, slugHistory }) => [slug, ...slugHistory],
        correspondentsById,
      ),
    },
    tags: {
      childrenOf: (ids) => tags.childrenOf(ids),
      descendantsOf: (ids) => tags.descendantsOf(ids),
      page: (list) => tags.page(list),
      count: (list) => tags.count(list),
      byIds: tagsById,
      bySlugs: byKey(
        'tag',
        'tag:',
        tagTag,
        (slugs) => tags.bySlugs(slugs),
        ({ slug, aliases }) => [slug, ...aliases],
        tagsById,
      ),
    },
    socialPosts: {
      byIds: postsById,
      byUrls: byKey(
        'post',
        'post:',
        postTag,
        (urls) => socialPosts.byUrls(urls),
        ({ url }) => [url],
        postsById,
      ),
      byPostKeys: byKey(
        'post',
        'post:',
        postTag,
        (keys) => socialPosts.byPostKeys(keys),
        (post) => [postKey(post)],
        postsById,
      ),
    },
    editions: store.editions,
  };
};

/** Records that were read on the way, to be kept with what was asked for. */
const alongside = <R extends Identified>(
  prefix: string,
  tagOf: (id: string) => string,
  rows: Iterable<R>,
): [string, Kept][] => [...rows].map((row) => [prefix + row._id, { value: row, tags: [tagOf(row._id)] }]);

/** What a condition asks, without the moment at which it is asked: the list's lifetime sees to that. */
const identity = (condition: ArticleCondition): string =>
  JSON.stringify(condition, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'visibleAt'
      ? { kind: 'visibleAt' }
      : value,
  );
