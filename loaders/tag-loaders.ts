import { carriedIds } from '../src/content/carried-ids.ts';
import { foldName } from '../src/content/fold-name.ts';
import { kindOfId } from '../src/content/global-id.ts';
import type { TagRecord } from '../src/content/records.ts';
import type { TagStore } from '../src/store/store.ts';
import { createBatchLoader } from './batch.ts';
import { createListLoader } from './list-batch.ts';
import type { Loaders } from './loaders.ts';
import { followMerges } from './merged.ts';

export type TagReads = Omit<TagStore, 'put'>;

export const createTagLoaders = (reads: TagReads): Loaders['tags'] => {
  const tags = (
    read: (keys: readonly string[]) => Promise<TagRecord[]>,
    keysOf: (tag: TagRecord) => readonly string[],
  ) => createBatchLoader({ collection: 'tags', read, keysOf, show: (tag: TagRecord) => tag });
  const record = tags(
    (ids) => reads.byIds(ids),
    ({ _id }) => [_id],
  );
  const byId = followMerges(record, record);
  const bySlug = followMerges(
    tags(
      (slugs) => reads.bySlugs(slugs),
      ({ slug, aliases }) => [slug, ...aliases],
    ),
    record,
  );

  const descendants = createListLoader<string, readonly TagRecord[]>(
    'descendants of tags',
    async (ids) => {
      const found = await reads.descendantsOf(ids);
      return ids.map((id) => found.filter((tag) => tag.ancestorIds.includes(id)));
    },
    (id) => id,
  );
  const parentId = async (key: string | null): Promise<string | null | undefined> =>
    key === null ? null : (await (kindOfId(key) === 'Tag' ? byId : bySlug).load(key))?._id;

  return {
    byId,
    bySlug,
    children: createListLoader<string, readonly TagRecord[]>(
      'children of tags',
      async (ids) => {
        const found = (await reads.childrenOf(ids)).filter((tag) => tag.mergedInto === null && !tag.retired);
        found.sort((left, right) => (left.slug < right.slug ? -1 : 1));
        return ids.map((id) => found.filter((tag) => tag.parentId === id));
      },
      (id) => id,
    ),
    withDescendants: {
      load: async (id) => {
        const [tag, below] = await Promise.all([byId.load(id), descendants.load(id)]);
        return [...new Set([...(tag === null ? [id] : carriedIds(tag)), ...below.flatMap(carriedIds)])];
      },
    },
    page: async ({ parent, nameStartsWith, kind, page }) => {
      const below = await parentId(parent);
      if (below === undefined) return { rows: [], hasNext: false, hasPrevious: false };
      return await reads.page({ kind, parentId: below, nameKeyPrefix: prefix(nameStartsWith), page });
    },
    count: async ({ parent, nameStartsWith, kind }) => {
      const below = await parentId(parent);
      return below === undefined
        ? 0
        : await reads.count({ kind, parentId: below, nameKeyPrefix: prefix(nameStartsWith) });
    },
  };
};

const prefix = (name: string | null): string | null => (name === null ? null : foldName(name));
