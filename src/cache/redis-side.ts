import { randomUUID } from 'node:crypto';
import type { FindWatcher } from '../observe/watching.ts';
import { PurgeChannel } from './purge-channel.ts';
import { RedisAsker } from './redis-asker.ts';
import { createRedisClient } from './redis-client.ts';
import { RedisTier } from './redis-tier.ts';

export interface RedisSideOptions {
  /** See `redis-url.ts`. */
  readonly url: string;
  readonly prefix: string;
  readonly version: string;
  /** The longest that an entry may live, and that one question may take. */
  readonly maxLifeMs: number;
  readonly answerMs: number;
  readonly watcher?: FindWatcher | undefined;
  readonly onError: (error: Error) => void;
  /** Told of the number that a purge of this instance's was given. */
  readonly onNumber: (tags: readonly string[], number: number) => void;
  /** Told of purges of other instances. */
  readonly onPurge: (tags: readonly string[], number: number) => void;
  /** A purge may have been missed. */
  readonly onLost: () => void;
}

/** What a cache has of Redis: one connection asks, one listens. */
export interface RedisSide {
  readonly asker: RedisAsker;
  readonly redis: RedisTier;
  readonly channel: PurgeChannel;
  close(): Promise<void>;
}

export const openRedisSide = (options: RedisSideOptions): RedisSide => {
  const { url, version, maxLifeMs, answerMs, watcher, onError, onNumber, onPurge, onLost } = options;
  // In braces, so that a cluster keeps all of it in one slot and a script may touch it.
  const prefix = `{${options.prefix}}`;
  const name = randomUUID();
  const [asking, listening] = [createRedisClient(url, onError), createRedisClient(url, onError)];
  const asker = new RedisAsker({ redis: asking, prefix, answerMs, watcher });
  const redis = new RedisTier({ asker, name, version, maxLifeMs, onNumber });
  const channel = new PurgeChannel({
    redis: listening,
    prefix,
    name,
    beat: (to) => redis.beat(to),
    // One's own was taken in when it was made.
    onPurge: ({ by, number, tags }) => void (by !== name && onPurge(tags, number)),
    onLost,
  });
  return {
    asker,
    redis,
    channel,
    close: async () => {
      await redis.close();
      channel.close();
      for (const client of [asking, listening]) client.disconnect();
    },
  };
};
