import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';

/** The MongoDB of this test run, and a database in it that nobody else has. */
export const testDatabase = (): { readonly url: string; readonly database: string } => {
  const url = process.env.TEST_MONGODB_URL;
  if (url === undefined) throw new Error('TEST_MONGODB_URL is not set: run the tests through `npm test`.');
  return { url, database: `test_${randomBytes(6).toString('hex')}` };
};

/** A plain driver on a database of its own; `drop()` takes it away again. */
export const testClient = async () => {
  const { url, database } = testDatabase();
  const client = await MongoClient.connect(url);
  const db = client.db(database);
  return {
    url,
    database,
    client,
    db,
    drop: async (): Promise<void> => {
      await db.dropDatabase();
      await client.close();
    },
  };
};
