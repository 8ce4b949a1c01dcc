import type { TagRecord } from './records.ts';

/** The ids under which stories may carry a record: its own, and those of what was merged into it. */
export const carriedIds = ({ _id, mergedFromIds }: Pick<TagRecord, '_id' | 'mergedFromIds'>): string[] => [
  _id,
  ...mergedFromIds,
];
