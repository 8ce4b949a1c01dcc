import type { Filter } from 'mongodb';
import type { CorrespondentRecord, TagRecord } from '../content/records.ts';
import type { MongodbConnection } from './mongodb-connection.ts';
import { oneOfKeys } from './plain-keys.ts';
import type { GuardedStore } from './store.ts';

/** What can be merged into another of its kind. */
type Merging = CorrespondentRecord | TagRecord;

const namesOf = (record: Merging): readonly string[] => [
  record.slug,
  ...('aliases' in record ? record.aliases : record.slugHistory),
];

/**
 * Gives each record that took others in the slugs of those, where it lacks them: they were merged before Dateline kept them, or past the desk. Without them what such a slug leads to is
 * a second command. Answers with how many records lacked some.
 */
export const fillMergedSlugs = async <R extends Merging>(
  connection: MongodbConnection,
  collection: 'correspondents' | 'tags',
  writes: GuardedStore<R>,
): Promise<number> => {
  const records = connection.collection<Merging>(collection);
  const find = (filter: object): Promise<Merging[]> =>
    connection
      .about(collection)
      .read((deadline) => records.find(filter as Filter<Merging>, deadline).toArray());
  const takers = await find({ mergedFromIds: { $gt: '' } });
  if (takers.length === 0) return 0;
  const ids = [...new Set(takers.flatMap(({ mergedFromIds }) => mergedFromIds))];
  const merged = new Map((await find({ _id: oneOfKeys(ids) })).map((record) => [record._id, record]));
  let filled = 0;
  for (const { _id, mergedFromIds, mergedSlugs = [] } of takers) {
    const kept = new Set(mergedSlugs);
    const lacking = mergedFromIds.flatMap((id) => {
      const record = merged.get(id);
      return record === undefined ? [] : namesOf(record).filter((slug) => !kept.has(slug));
    });
    if (lacking.length === 0) continue;
    await writes.amend(_id, { add: { mergedSlugs: lacking } }, []);
    filled += 1;
  }
  return filled;
};
