import type { Environment } from '../config.ts';
import { openDatabase } from '../open-database.ts';
import { createStore } from '../store/mongodb-store.ts';
import type { Store } from '../store/store.ts';

/** Writers wait longer than readers: a batch of a thousand stories may take a while on a small machine. */
const WRITE_TIMEOUT_MS = 30_000;
const CONNECT_MS = 5_000;

/** Opens the store for one command: the configured MongoDB, or the embedded one, which a running gateway shares. */
export const withStore = async <T>(
  config: Environment,
  use: (store: Store, migrated: readonly string[]) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(config);
  const store = createStore({
    url: database.url,
    database: config.DATELINE_DATABASE,
    pool: config.DATELINE_MONGODB_POOL,
    timeoutMs: WRITE_TIMEOUT_MS,
    connectMs: CONNECT_MS,
  });
  try {
    return await use(store, await store.migrate());
  } finally {
    await store.close();
    await database.close();
  }
};
