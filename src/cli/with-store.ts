import type { Environment } from '../config.ts';
import { startEmbedded } from '../embedded/start.ts';
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
  const embedded =
    config.MONGODB_URL === undefined ? await startEmbedded({ dataDir: config.DATELINE_DATA_DIR }) : null;
  const store = createStore({
    url: config.MONGODB_URL ?? embedded?.url ?? '',
    database: config.DATELINE_DATABASE,
    pool: config.DATELINE_MONGODB_POOL,
    timeoutMs: WRITE_TIMEOUT_MS,
    connectMs: CONNECT_MS,
  });
  try {
    return await use(store, await store.migrate());
  } finally {
    await store.close();
    await embedded?.close();
  }
};
