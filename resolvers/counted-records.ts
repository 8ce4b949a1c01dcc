import type { FacetCount } from '../src/content/facets.ts';

/** The records that values name, most frequent first. What two ids have become one has the counts of both; what is gone is left out. */
export const countedRecords = async <R extends { readonly _id: string }>(
  found: readonly FacetCount[],
  load: (ids: readonly string[]) => (R | null)[] | Promise<(R | null)[]>,
): Promise<{ record: R; count: number }[]> => {
  const records = await load(found.map(({ value }) => value));
  const rows = new Map<string, { record: R; count: number }>();
  for (const [at, { count }] of found.entries()) {
    const record = records[at];
    if (record != null) rows.set(record._id, { record, count: count + (rows.get(record._id)?.count ?? 0) });
  }
  return [...rows.values()].sort((left, right) => right.count - left.count);
};
