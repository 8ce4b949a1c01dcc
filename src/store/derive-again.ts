import type { AnyBulkWriteOperation, Db } from 'mongodb';
import type { ArticleRecord } from '../content/records.ts';
import { DERIVATION, derivedFields, type StoredArticle } from './stored-article.ts';

const BATCH = 200;

/**
 * Derives what stories are found by for all that were written before it was, or by an older Dateline. A story that is written meanwhile keeps what that write derived.
 * What was cut short goes on where it ended. Answers with how many stories were looked at.
 */
export const deriveAgain = async (db: Db): Promise<number> => {
  const articles = db.collection<StoredArticle>('articles');
  let looked = 0;
  let batch: AnyBulkWriteOperation<StoredArticle>[] = [];
  const write = async (): Promise<void> => {
    if (batch.length > 0) await articles.bulkWrite(batch, { ordered: false });
    batch = [];
  };
  const stories = articles.find<ArticleRecord>(
    { derivedBy: { $ne: DERIVATION } },
    { projection: { search: 0 }, batchSize: BATCH },
  );
  for await (const article of stories) {
    looked += 1;
    batch.push({
      updateOne: {
        filter: { _id: article._id, version: article.version },
        update: { $set: derivedFields(article) },
      },
    });
    if (batch.length === BATCH) await write();
  }
  await write();
  return looked;
};
