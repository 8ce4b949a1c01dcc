import type { AnyBulkWriteOperation, Db } from 'mongodb';
import type { ArticleRecord } from '../content/records.ts';
import { searchTerms } from '../content/search-terms.ts';
import type { StoredArticle } from './stored-article.ts';

const BATCH = 200;

/**
 * Derives the words by which stories are found for all that were written before there was search, or by an older Dateline. A story that is written meanwhile keeps
 * what that write derived. Answers with how many stories were looked at.
 */
export const deriveSearch = async (db: Db): Promise<number> => {
  const articles = db.collection<StoredArticle>('articles');
  let looked = 0;
  let batch: AnyBulkWriteOperation<StoredArticle>[] = [];
  const write = async (): Promise<void> => {
    if (batch.length > 0) await articles.bulkWrite(batch, { ordered: false });
    batch = [];
  };
  for await (const article of articles.find<ArticleRecord>(
    {},
    { projection: { search: 0 }, batchSize: BATCH },
  )) {
    looked += 1;
    batch.push({
      updateOne: {
        filter: { _id: article._id, version: article.version },
        update: { $set: { search: searchTerms(article) } },
      },
    });
    if (batch.length === BATCH) await write();
  }
  await write();
  return looked;
};
