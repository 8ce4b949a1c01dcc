import type { Cache } from '../cache/cache.ts';
import { createCache } from '../cache/create-cache.ts';
import { createHotness, type Hotness } from '../cache/hotness.ts';
import { openSharedLine, type SharedLine } from '../cache/shared-line.ts';
import type { Environment } from '../config.ts';
import type { Clock } from '../content/clock.ts';
import { EDITION_LISTS, FRONT } from '../content/surrogate-tags.ts';
import { createPublishClock, type PublishClock } from '../desk/publish-clock.ts';
import type { Log } from '../observe/log.ts';
import type { Watching } from '../observe/watching.ts';
import { keepMigrating, type Migration } from '../store/keep-migrating.ts';
import type { ConnectionOptions } from '../store/mongodb-connection.ts';
import { createStore } from '../store/mongodb-store.ts';
import type { Store } from '../store/store.ts';
import { VERSION } from '../version.ts';

export interface StorageOptions {
  readonly config: Environment;
  readonly mongodbUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Where requests can be looked into. */
  readonly watching: Watching | null;
  readonly onCommand: ConnectionOptions['onCommand'];
  /** Told of the next moment at which something appears by itself. */
  readonly onMoment: Parameters<typeof createPublishClock>[2];
}

/** What the gateway stands on. */
export interface Storage {
  /** What is stored, for those who read it as it is. What is written here is announced to nobody. */
  readonly database: Store;
  readonly migration: Migration;
  readonly publishClock: PublishClock;
  readonly cache: Cache;
  readonly hotness: Hotness;
  /** To other instances; `null` without Redis. */
  readonly line: SharedLine | null;
  readonly onRedisError: (error: Error) => void;
}

/** What instances share beside the cache is asked for by nobody who waits. */
const SHARED_ANSWER_MS = 500;

/** Opens MongoDB, the cache and the line to other instances. */
export const openStorage = (options: StorageOptions): Storage => {
  const { config, mongodbUrl, clock, log, watching, onCommand, onMoment } = options;
  const database = createStore({
    url: mongodbUrl,
    database: config.DATELINE_DATABASE,
    pool: config.DATELINE_MONGODB_POOL,
    timeoutMs: config.DATELINE_MONGODB_TIMEOUT_MS,
    onCommand,
    watcher: watching?.find,
  });
  const publishClock = createPublishClock(
    [(after) => database.articles.nextVisible(after), (after) => database.editions.nextPublished(after)],
    clock,
    onMoment,
  );
  const onRedisError = (error: Error): void => log.debug({ err: error }, 'Redis does not answer.');
  const line =
    config.REDIS_URL === undefined
      ? null
      : openSharedLine({
          redisUrl: config.REDIS_URL,
          prefix: config.DATELINE_CACHE_PREFIX,
          answerMs: SHARED_ANSWER_MS,
          onError: onRedisError,
        });
  const cache = createCache({
    redisUrl: config.REDIS_URL ?? null,
    prefix: config.DATELINE_CACHE_PREFIX,
    version: `${VERSION}/2`,
    memoryBytes: config.DATELINE_CACHE_MEMORY_MB * 1_048_576,
    freshMs: config.DATELINE_CACHE_FRESH_MS,
    graceMs: config.DATELINE_CACHE_GRACE_MS,
    redisMs: config.DATELINE_REDIS_TIMEOUT_MS,
    unheardMs: config.DATELINE_CACHE_UNHEARD_MS,
    clock,
    onPurge: (tags) => void ((tags.includes(FRONT) || tags.includes(EDITION_LISTS)) && publishClock.look()),
    onError: onRedisError,
    watcher: watching?.find,
  });
  return {
    database,
    migration: keepMigrating(database, log),
    publishClock,
    cache,
    hotness: createHotness({ line, clock, readerMs: config.DATELINE_REDIS_TIMEOUT_MS }),
    line,
    onRedisError,
  };
};
