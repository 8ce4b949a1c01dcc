import { carriedIds } from '../src/content/carried-ids.ts';
import { foldName } from '../src/content/fold-name.ts';
import { kindOfId } from '../src/content/global-id.ts';
import type { TagRecord } from '../src/content/records.ts';
import type { TagStore } from '../src/store/store.ts';
import { type BatchLoader, createBatch } from './batch.ts';
import { createListLoader } from './list-batch.ts';
import type { Loaders } from './loaders.ts';
import { followMerges } from './merged.ts';
import type { PeekableReads } from './peekable.ts';

export type TagReads = PeekableReads<Omit<TagStore, 'put' | 'byIds' | 'bySlugs'>>;

export const createTagLoaders = (reads: TagReads): Loaders['tags'] => {
  const by = createBatch<TagRecord, TagRecord>({
    collection: 'tags',
    read: (asked) => reads.byAnyKey(asked),
    show: (tag) => tag,
    // What a merged one became comes with it.
    onRow: (tag) => record.remember(tag),
  });
  const record: BatchLoader<TagRecord, TagRecord> = by('id', {
    peek: reads.byAnyKey.peeks?.id,
    keysOf: carriedIds,
  });
  const byId = followMerges(record, record);
  const bySlug = followMerges(
    by('slug', {
      peek: reads.byAnyKey.peeks?.slug,
      keysOf: ({ slug, aliases, mergedSlugs = [] }) => [slug, ...aliases, ...mergedSlugs],
    }),
    record,
  );

  // Asked for both its children and all that is below it, a tag is one question: the children are among the rest.
  const below = createListLoader<{ readonly id: string; readonly deep: boolean }, readonly TagRecord[]>(
    'tags below others',
    async (keys) => {
      const deep = new Set(keys.filter((key) => key.deep).map(({ id }) => id));
      const shallow = keys.map(({ id }) => id).filter((id) => !deep.has(id));
      const [all, direct] = await Promise.all([
        deep.size === 0 ? [] : reads.descendantsOf([...deep]),
        shallow.length === 0 ? [] : reads.childrenOf(shallow),
      ]);
      return keys.map((key) =>
        key.deep
          ? all.filter((tag) => tag.ancestorIds.includes(key.id))
          : (deep.has(key.id) ? all : direct).filter((tag) => tag.parentId === key.id),
      );
    },
    ({ id, deep }) => `${id} ${deep}`,
  );
  const parentId = async (key: string | null): Promise<string | null | undefined> =>
    key === null ? null : (await (kindOfId(key) === 'Tag' ? byId : bySlug).load(key))?._id;

  return {
    byId,
    bySlug,
    children: {
      load: async (id) =>
        (await below.load({ id, deep: false }))
          .filter((tag) => tag.mergedInto === null && !tag.retired)
          .sort((left, right) => (left.slug < right.slug ? -1 : 1)),
    },
    withDescendants: {
      load: async (id) => {
        const [tag, found] = await Promise.all([byId.load(id), below.load({ id, deep: true })]);
        return [...new Set([...(tag === null ? [id] : carriedIds(tag)), ...found.flatMap(carriedIds)])];
      },
    },
    page: async ({ parent, nameStartsWith, kind, page }) => {
      const above = await parentId(parent);
      if (above === undefined) return { rows: [], hasNext: false, hasPrevious: false };
      return await reads.page({ kind, parentId: above, nameKeyPrefix: prefix(nameStartsWith), page });
    },
    count: async ({ parent, nameStartsWith, kind }) => {
      const above = await parentId(parent);
      return above === undefined
        ? 0
        : await reads.count({ kind, parentId: above, nameKeyPrefix: prefix(nameStartsWith) });
    },
  };
};

const prefix = (name: string | null): string | null => (name === null ? null : foldName(name));
