import { openOutsidePurges } from '../cache/outside-purges.ts';
import type { Environment } from '../config.ts';
import { announcedStore } from '../desk/announced-store.ts';
import { openDatabase } from '../open-database.ts';
import { createStore } from '../store/mongodb-store.ts';
import type { Store } from '../store/store.ts';

/** Writers wait longer than readers: a batch of a thousand stories may take a while on a small machine. */
const WRITE_TIMEOUT_MS = 30_000;
const CONNECT_MS = 5_000;

/**
 * Opens the store for one command: the configured MongoDB, or the embedded one, which a running gateway shares. Where there is a Redis, what is written is purged on every gateway that
 * listens there; else they show it once what they keep is no longer new.
 */
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
  const { REDIS_URL: redisUrl, DATELINE_CACHE_PREFIX: prefix } = config;
  const purges = redisUrl === undefined ? null : openOutsidePurges({ redisUrl, prefix });
  const besideGateway = database.embedded?.shared === true;
  let unheard = 0;
  // Announcing asks what was there before: not where there is nobody to hear of it.
  const announced =
    purges === null && !besideGateway
      ? store
      : announcedStore(store, {
          purge: async (tags) => {
            const told = purges !== null && (await purges.purge(tags)) !== null;
            if (!told) unheard += 1;
            return { announced: told };
          },
        });
  try {
    return await use(announced, await store.migrate());
  } finally {
    if (unheard > 0 && purges !== null)
      process.stderr.write(
        'Redis does not answer: gateways show what was written once what they keep is no longer new.\n',
      );
    else if (unheard > 0)
      process.stderr.write(
        `The gateway that runs on this folder shows what was written within ${(2 * config.DATELINE_CACHE_FRESH_MS) / 1_000} seconds. With a Redis (REDIS_URL) it would at once.\n`,
      );
    purges?.close();
    await store.close();
    await database.close();
  }
};
