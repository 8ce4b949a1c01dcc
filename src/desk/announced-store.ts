import type { Cache } from '../cache/cache.ts';
import type { PendingWrite } from '../content/pending-write.ts';
import {
  tagsOfChange,
  tagsOfCorrespondent,
  tagsOfEdition,
  tagsOfPost,
  tagsOfTag,
} from '../content/surrogate-tags.ts';
import type { GuardedStore, Store, Versioned, WriteResult } from '../store/store.ts';
import { createTurns } from './turns.ts';

/** The most tags in one announcement. */
const TAGS = 2_000;

/** The store with every write announced: when a write returns, nothing of what it replaced is served here any more, and other instances have been told. */
export const announcedStore = (store: Store, cache: Pick<Cache, 'purge'>): Store => {
  const turn = createTurns();
  const announce = async (tags: Iterable<string>): Promise<boolean> => {
    const all = [...new Set(tags)];
    let everywhere = true;
    for (let start = 0; start < all.length; start += TAGS) {
      const { announced } = await cache.purge(all.slice(start, start + TAGS));
      everywhere &&= announced;
    }
    return everywhere;
  };
  /** The tags of a write of the desk are those of its event: what it announces, it purges. */
  const announcing = async (
    { event }: PendingWrite,
    write: () => Promise<WriteResult>,
  ): Promise<WriteResult> => {
    let outcome: WriteResult | null = null;
    let announced = true;
    try {
      outcome = await write();
    } finally {
      // A write that failed may have been done all the same.
      if (outcome?.written !== false) announced = await announce(event.tags);
    }
    return { written: outcome.written, announced };
  };
  const guarded = <R extends Versioned>(writes: GuardedStore<R>): GuardedStore<R> => ({
    kept: (ids) => writes.kept(ids),
    unsettled: (before, limit) => writes.unsettled(before, limit),
    following: (id, limit) => writes.following(id, limit),
    settle: (id, pending) => writes.settle(id, pending),
    write: (record, expected, pending) => announcing(pending, () => writes.write(record, expected, pending)),
    adopt: (record, expected, fields, pending) =>
      announcing(pending, () => writes.adopt(record, expected, fields, pending)),
    async amend(id, change, tags) {
      try {
        await writes.amend(id, change, tags);
      } finally {
        await announce(tags);
      }
    },
  });
  const { articles, correspondents, tags, socialPosts, editions, writes } = store;
  return {
    ...store,
    articles: {
      byAnyKey: (keys) => articles.byAnyKey(keys),
      heads: (ids) => articles.heads(ids),
      bodies: (ids) => articles.bodies(ids),
      headsBySlug: (slugs) => articles.headsBySlug(slugs),
      headsByTranslationGroup: (groups) => articles.headsByTranslationGroup(groups),
      headsBySource: (keys) => articles.headsBySource(keys),
      pages: (lists) => articles.pages(lists),
      counts: (conditions) => articles.counts(conditions),
      nextVisible: (after) => articles.nextVisible(after),
      appeared: (after, until, limit) => articles.appeared(after, until, limit),
      async put(records, options) {
        const ids = records.map(({ _id }) => _id);
        // What a story was is read before it is written: two who write the same one take turns, or the later would leave it in the earlier's lists.
        return await turn(ids, async () => {
          const before = new Map((await articles.heads(ids)).map((head) => [head._id, head]));
          const purge = () =>
            announce(records.flatMap((after) => tagsOfChange(before.get(after._id) ?? null, after)));
          try {
            return await articles.put(records, options);
          } finally {
            // A write that failed may have been done all the same, or in part.
            await purge();
          }
        });
      },
    },
    correspondents: {
      byAnyKey: (keys) => correspondents.byAnyKey(keys),
      byIds: (ids) => correspondents.byIds(ids),
      bySlugs: (slugs) => correspondents.bySlugs(slugs),
      byNameKeys: (keys) => correspondents.byNameKeys(keys),
      page: (list) => correspondents.page(list),
      count: (list) => correspondents.count(list),
      async put(records) {
        const before = await correspondents.byIds(records.map(({ _id }) => _id));
        await correspondents.put(records);
        await announce([...before, ...records].flatMap(tagsOfCorrespondent));
      },
    },
    tags: {
      byAnyKey: (keys) => tags.byAnyKey(keys),
      byIds: (ids) => tags.byIds(ids),
      bySlugs: (slugs) => tags.bySlugs(slugs),
      childrenOf: (ids) => tags.childrenOf(ids),
      descendantsOf: (ids) => tags.descendantsOf(ids),
      page: (list) => tags.page(list),
      count: (list) => tags.count(list),
      async put(records) {
        const before = await tags.byIds(records.map(({ _id }) => _id));
        await tags.put(records);
        await announce([...before, ...records].flatMap(tagsOfTag));
      },
    },
    socialPosts: {
      met: (keys) => socialPosts.met(keys),
      byIds: (ids) => socialPosts.byIds(ids),
      byUrls: (urls) => socialPosts.byUrls(urls),
      byPostKeys: (keys) => socialPosts.byPostKeys(keys),
      async put(records) {
        const before = await socialPosts.byIds(records.map(({ _id }) => _id));
        await socialPosts.put(records);
        await announce([...before, ...records].flatMap(tagsOfPost));
      },
    },
    editions: {
      byIds: (ids) => editions.byIds(ids),
      byKeys: (keys) => editions.byKeys(keys),
      nearest: (query) => editions.nearest(query),
      nextPublished: (after) => editions.nextPublished(after),
      appeared: (after, until, limit) => editions.appeared(after, until, limit),
      async put(records) {
        const before = await editions.byIds(records.map(({ _id }) => _id));
        await editions.put(records);
        await announce([...before, ...records].flatMap(tagsOfEdition));
      },
    },
    writes: {
      articles: guarded(writes.articles),
      correspondents: guarded(writes.correspondents),
      tags: guarded(writes.tags),
      socialPosts: guarded(writes.socialPosts),
      editions: guarded(writes.editions),
    },
  };
};
