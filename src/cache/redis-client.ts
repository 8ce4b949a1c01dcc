import { Cluster, Redis } from 'ioredis';
import { parseRedisUrl } from './redis-url.ts';

export type RedisClient = Redis | Cluster;

/** How long until a connection that was lost is tried again, in milliseconds. */
const AGAIN_MS = [50, 100, 200, 500, 1_000] as const;
/** A connection that has been asked something and says nothing for this long is dead, whatever TCP thinks. */
const SILENT_MS = 2_000;
/** How long a server may take to let go of a connection that is closed: a frozen one never does. */
const FAREWELL_MS = 200;

/**
 * A client by URL: see `redis-url.ts`. It connects by itself, and `onError` hears of each failure. Nothing is sent later than it was meant to be: the queue for commands
 * without a connection is off, and what a lost connection left unanswered isn't sent again over the next. How long an answer is waited for is the asker's business.
 */
export const createRedisClient = (url: string, onError: (error: Error) => void): RedisClient => {
  const client = clientOf(url);
  client.on('error', (error: RedisError) => onError(withoutArguments(error)));
  return client;
};

/** An error as the client hands it on: with what was asked, and that of a node within that of its cluster. */
type RedisError = Error & { command?: unknown; lastNodeError?: RedisError | undefined };

/** What was asked may be to take a password. */
const withoutArguments = (error: RedisError): Error => {
  delete error.command;
  if (error.lastNodeError !== undefined) withoutArguments(error.lastNodeError);
  return error;
};

const again = (times: number): number => AGAIN_MS[Math.min(times, AGAIN_MS.length) - 1] ?? 1_000;

const clientOf = (url: string): RedisClient => {
  const { kind, nodes, name, credentials, sentinelCredentials, db, tls } = parseRedisUrl(url);
  const options = {
    ...credentials,
    db,
    ...(tls === null ? {} : { tls }),
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Who listens subscribes again as soon as there is a connection. What the client does by itself fails unheard where that connection is lost at once.
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    socketTimeout: SILENT_MS,
    disconnectTimeout: FAREWELL_MS,
    retryStrategy: again,
    // A server that became a replica: its name may lead to another one by now.
    reconnectOnError: (error: Error) => error.message.includes('READONLY'),
  };
  if (kind === 'sentinel')
    return new Redis({
      ...options,
      ...sentinelCredentials,
      sentinels: [...nodes],
      name,
      enableTLSForSentinelMode: tls !== null,
      ...(tls === null ? {} : { sentinelTLS: tls }),
      sentinelRetryStrategy: again,
      sentinelCommandTimeout: SILENT_MS,
    });
  if (kind === 'cluster') {
    const { retryStrategy: _, db: __, ...redisOptions } = options;
    return new Cluster([...nodes], {
      enableOfflineQueue: false,
      redisOptions,
      clusterRetryStrategy: again,
      slotsRefreshTimeout: 1_000,
      // A primary that went away shows in the slots after a few seconds at the latest, and nobody has to stumble over it first.
      slotsRefreshInterval: 2_000,
      // The asker doesn't wait for a second try.
      retryDelayOnFailover: 50,
      maxRedirections: 3,
    });
  }
  const [node] = nodes;
  return new Redis({ ...options, ...node });
};
