import type { Collection, Filter, WithoutId } from 'mongodb';
import { DURABLE } from './durable.ts';

const WRITE_BATCH = 500;

/** Writes whole records by id, whether they are there or not, and answers when the journal has them. */
export const putAll = async <T extends { readonly _id: string }>(
  collection: Collection<T>,
  records: readonly T[],
): Promise<void> => {
  for (let start = 0; start < records.length; start += WRITE_BATCH) {
    await collection.bulkWrite(
      records.slice(start, start + WRITE_BATCH).map(({ _id, ...fields }) => ({
        replaceOne: {
          filter: { _id } as Filter<T>,
          replacement: fields as unknown as WithoutId<T>,
          upsert: true,
        },
      })),
      { ordered: false, ...DURABLE },
    );
  }
};
