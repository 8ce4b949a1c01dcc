import type { Collection, Document } from 'mongodb';
import type { Questions } from './mongodb-connection.ts';

/** MongoDB takes at most 1,000 stages; each pipeline is one arm of a union. */
const ARMS = 200;

/** Runs pipelines over one collection in a single aggregation, or one for each 200. What each of them found, in the order given. */
export const inOneUnion = async <Row>(
  questions: Questions,
  collection: Pick<Collection, 'collectionName' | 'aggregate'>,
  pipelines: readonly Document[][],
): Promise<Row[][]> => {
  const found: Row[][] = pipelines.map(() => []);
  for (let start = 0; start < pipelines.length; start += ARMS) {
    const [first = [], ...others] = pipelines
      .slice(start, start + ARMS)
      .map((stages, at) => [
        ...stages,
        { $project: { _id: 0, place: { $literal: start + at }, row: '$$ROOT' } },
      ]);
    const union = [
      ...first,
      ...others.map((pipeline) => ({ $unionWith: { coll: collection.collectionName, pipeline } })),
    ];
    const rows = await questions.read((deadline) =>
      collection.aggregate<{ place: number; row: Row }>(union, deadline).toArray(),
    );
    for (const { place, row } of rows) found[place]?.push(row);
  }
  return found;
};
