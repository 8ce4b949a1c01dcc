import type { RevisionRecord } from '../src/content/records.ts';
import { isStaff, type Viewer } from '../src/content/viewer.ts';
import type { RevisionStore } from '../src/store/store.ts';
import { createBatchLoader } from './batch.ts';
import { createListLoader } from './list-batch.ts';
import type { Loaders } from './loaders.ts';

/** Of the store's revisions, what is read. */
export type RevisionReads = Pick<RevisionStore, 'lists' | 'byIds'>;

/** What stories were, for those who write them. */
export const createRevisionLoaders = (reads: RevisionReads, viewer: Viewer): Loaders['revisions'] => {
  const staff = isStaff(viewer);
  return {
    lists: createListLoader(
      'revisions',
      async (lists) => (staff ? await reads.lists(lists) : lists.map(() => [])),
      JSON.stringify,
    ),
    byId: createBatchLoader<RevisionRecord, RevisionRecord>({
      collection: 'revisions',
      read: async (ids) => (staff ? await reads.byIds(ids) : []),
      keysOf: ({ _id }) => [_id],
      show: (revision) => revision,
    }),
  };
};
