import { Cluster, Redis } from 'ioredis';

export type RedisClient = Redis | Cluster;

/** How long until a connection that was lost is tried again, in milliseconds. */
const AGAIN_MS = [50, 100, 200, 500, 1_000] as const;

/**
 * A client by URL: `redis://` and `rediss://` for one server, `redis+sentinel://HOST:PORT,HOST:PORT/MASTER` for Sentinel,
 * `redis+cluster://HOST:PORT,HOST:PORT` for a cluster. Nothing waits for ever, and nothing is sent later than it was meant to be: ioredis's queue
 * for commands sent while there is no connection is off. It connects by itself; `onError` hears of each failure.
 */
export const createRedisClient = (
  url: string,
  { commandMs, onError }: { readonly commandMs: number; readonly onError: (error: Error) => void },
): RedisClient => {
  const client = clientOf(url, commandMs);
  client.on('error', onError);
  return client;
};

const again = (times: number): number => AGAIN_MS[Math.min(times, AGAIN_MS.length) - 1] ?? 1_000;

const clientOf = (url: string, commandMs: number): RedisClient => {
  const options = {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    commandTimeout: commandMs,
    retryStrategy: again,
  };
  const listed = /^redis\+(sentinel|cluster):\/\/(?:([^:@/]*):([^@/]*)@)?([^/]+)(?:\/(.*))?$/.exec(url);
  if (listed === null) return new Redis(url, options);
  const [, kind, username, password, hosts = '', name] = listed;
  const nodes = hosts.split(',').map((node) => {
    const [host = 'localhost', port] = node.split(':');
    return { host, port: Number(port ?? (kind === 'sentinel' ? 26_379 : 6_379)) };
  });
  const credentials = {
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
  };
  if (kind === 'sentinel')
    return new Redis({ ...options, ...credentials, sentinels: nodes, name: name || 'mymaster' });
  return new Cluster(nodes, {
    enableOfflineQueue: false,
    redisOptions: { ...options, ...credentials },
    clusterRetryStrategy: again,
  });
};
