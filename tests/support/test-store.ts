import { type Db, type Document, MongoClient } from 'mongodb';
import { GatewayError } from '../../src/content/errors.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { testDatabase } from './mongodb.ts';

export interface SentCommand {
  readonly name: string;
  readonly command: Document;
}

export interface TestStore {
  readonly store: Store;
  /** The same database by the plain driver. */
  readonly db: Db;
  /** The commands that an operation sends, as the driver reports them. */
  sentBy(operation: () => Promise<unknown>): Promise<readonly SentCommand[]>;
  /** Takes the database away again. */
  drop(): Promise<void>;
}

/** The store on a database of its own in the MongoDB of this run, its collections made. */
export const testStore = async (): Promise<TestStore> => {
  const { url, database } = testDatabase();
  let sent: SentCommand[] = [];
  const store = createStore({
    url,
    database,
    pool: 10,
    timeoutMs: 10_000,
    onCommand: (name, command) => sent.push({ name, command }),
  });
  await store.migrate();
  const client = await MongoClient.connect(url);
  const db = client.db(database);
  return {
    store,
    db,
    sentBy: async (operation) => {
      sent = [];
      await operation();
      return sent;
    },
    drop: async () => {
      await db.dropDatabase();
      await client.close();
      await store.close();
    },
  };
};

/** The code of the gateway's error that an operation ends with; `null` if it succeeds. Any other error is passed on. */
export const codeOf = async (operation: () => Promise<unknown>): Promise<string | null> => {
  try {
    await operation();
    return null;
  } catch (error) {
    if (error instanceof GatewayError) return error.code;
    throw error;
  }
};
