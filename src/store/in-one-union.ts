import type { Document } from 'mongodb';
import type { MongodbConnection } from './mongodb-connection.ts';

/** MongoDB takes at most 1,000 stages; each pipeline is one arm of a union. */
const ARMS = 200;

/** Runs pipelines over one collection in a single aggregation, or one for each 200. What each of them found, in the order given. */
export const inOneUnion = async <Row>(
  connection: MongodbConnection,
  collection: string,
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
    const union = [...first, ...others.map((pipeline) => ({ $unionWith: { coll: collection, pipeline } }))];
    const rows = await connection.read((deadline) =>
      connection.collection(collection).aggregate<{ place: number; row: Row }>(union, deadline).toArray(),
    );
    for (const { place, row } of rows) found[place]?.push(row);
  }
  return found;
};
