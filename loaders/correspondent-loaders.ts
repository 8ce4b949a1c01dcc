import { carriedIds } from '../src/content/carried-ids.ts';
import { foldName } from '../src/content/fold-name.ts';
import { kindOfId } from '../src/content/global-id.ts';
import type { CorrespondentRecord } from '../src/content/records.ts';
import type { CorrespondentStore } from '../src/store/store.ts';
import { type BatchLoader, createBatch } from './batch.ts';
import type { Loaders } from './loaders.ts';
import { followMerges } from './merged.ts';
import type { PeekableReads } from './peekable.ts';

export type CorrespondentReads = PeekableReads<Omit<CorrespondentStore, 'put' | 'byIds' | 'bySlugs'>>;

export const createCorrespondentLoaders = (
  reads: CorrespondentReads,
  tags: Loaders['tags'],
): Loaders['correspondents'] => {
  const by = createBatch<CorrespondentRecord, CorrespondentRecord>({
    collection: 'correspondents',
    read: (asked) => reads.byAnyKey(asked),
    show: (one) => one,
    // Whoever a merged one became comes with them.
    onRow: (one) => record.remember(one),
  });
  const record: BatchLoader<CorrespondentRecord, CorrespondentRecord> = by('id', {
    peek: reads.byAnyKey.peeks?.id,
    keysOf: carriedIds,
  });

  const beatTagIds = async (beat: string | null): Promise<string[] | null> => {
    if (beat === null) return null;
    const tag = await (kindOfId(beat) === 'Tag' ? tags.byId : tags.bySlug).load(beat);
    return tag === null ? [] : carriedIds(tag);
  };
  const list = async (nameStartsWith: string | null, beat: string | null) => ({
    nameKeyPrefix: nameStartsWith === null ? null : foldName(nameStartsWith),
    beatTagIds: await beatTagIds(beat),
  });

  return {
    byId: followMerges(record, record),
    bySlug: followMerges(
      by('slug', {
        peek: reads.byAnyKey.peeks?.slug,
        keysOf: ({ slug, slugHistory, mergedSlugs = [] }) => [slug, ...slugHistory, ...mergedSlugs],
      }),
      record,
    ),
    page: async ({ nameStartsWith, beat, page }) =>
      await reads.page({ ...(await list(nameStartsWith, beat)), page }),
    count: async ({ nameStartsWith, beat }) => await reads.count(await list(nameStartsWith, beat)),
  };
};
