import type { Loaded } from '../src/content/loaded.ts';
import { thenLoaded } from '../src/content/loaded.ts';
import { matchesCondition } from '../src/content/matches-condition.ts';
import type { RevisionRecord } from '../src/content/records.ts';
import { revisionId } from '../src/content/revision-id.ts';
import { createBatchLoader } from './batch.ts';
import type { ArticleFilterKeys, Loaders } from './loaders.ts';
import type { RevisionReads } from './revision-loaders.ts';

/** Whether stories matched a filter as a version of them stood. It says yes or no, and gives nothing of a version to anybody. */
export const createFormerMatches = (
  reads: RevisionReads,
  conditions: Loaders['articles']['conditions'],
): Loaders['articles']['matched'] => {
  const revisions = createBatchLoader<RevisionRecord, RevisionRecord>({
    collection: 'revisions',
    read: (ids) => reads.byIds(ids),
    keysOf: ({ _id }) => [_id],
    show: (revision) => revision,
  });
  const matches = (found: RevisionRecord | null, filter: ArticleFilterKeys): Loaded<boolean> =>
    found === null
      ? false
      : thenLoaded(conditions.load(filter), (condition) => matchesCondition(found.article, condition));
  return {
    load: ({ articleId, version, filter }) =>
      thenLoaded(revisions.load(revisionId(articleId, version)), (found) => matches(found, filter)),
  };
};
