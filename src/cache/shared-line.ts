import { randomUUID } from 'node:crypto';
import { RedisAsker } from './redis-asker.ts';
import { createRedisClient } from './redis-client.ts';

/** A connection to Redis beside the cache's own, for what instances share that no reader waits for. */
export interface SharedLine {
  readonly asker: RedisAsker;
  /** This instance, among others. */
  readonly name: string;
  close(): void;
}

export interface SharedLineOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly answerMs: number;
  readonly onError: (error: Error) => void;
}

export const openSharedLine = ({ redisUrl, prefix, answerMs, onError }: SharedLineOptions): SharedLine => {
  const redis = createRedisClient(redisUrl, onError);
  return {
    asker: new RedisAsker({ redis, prefix: `{${prefix}}`, answerMs }),
    name: randomUUID(),
    close: () => redis.disconnect(),
  };
};
