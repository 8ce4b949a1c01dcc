import { MongoClient } from 'mongodb';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { createLog } from '../../src/observe/log.ts';
import { type FaultyWire, startFaultyWire } from './faulty-wire.ts';
import { NOW } from './gateway.ts';
import { testDatabase } from './mongodb.ts';
import { postGraphql, type TestAnswer } from './test-server.ts';

export const PAIR_SECRET = 'a secret for tests, long enough to be one';

export interface Wired {
  readonly gateway: Gateway;
  readonly url: string;
  /** The wires of this gateway to MongoDB, and to Redis where there is one. */
  readonly mongodb: FaultyWire;
  readonly redis: FaultyWire | null;
  /** Commands that went to MongoDB. */
  readonly commands: string[];
  query(query: string, variables?: object, token?: string): Promise<TestAnswer>;
}

export interface GatewayPair {
  readonly one: Wired;
  readonly two: Wired;
  readonly database: string;
  /** Moves the clock of both. */
  setNow(now: number): void;
  close(): Promise<void>;
}

export interface PairOptions {
  readonly redisUrl: string | null;
  readonly env?: Record<string, string>;
}

/** Two whole gateways with one database, one Redis and one clock, each with wires of its own to both. */
export const startGatewayPair = async ({ redisUrl, env = {} }: PairOptions): Promise<GatewayPair> => {
  const { url: mongodbUrl, database } = testDatabase();
  let now = NOW;
  const start = async (): Promise<Wired> => {
    const commands: string[] = [];
    const mongodb = await startFaultyWire(mongodbUrl);
    const redis = redisUrl === null ? null : await startFaultyWire(redisUrl);
    const gateway = await createGateway({
      config: readConfig({
        PORT: '0',
        DATELINE_DATABASE: database,
        DATELINE_JWT_SECRET: PAIR_SECRET,
        DATELINE_MONGODB_TIMEOUT_MS: '5000',
        DATELINE_CHANGE_STREAM: 'off',
        DATELINE_CACHE_PREFIX: database,
        DATELINE_DRAIN_MS: '1000',
        ...(redis === null ? {} : { REDIS_URL: redis.url }),
        ...env,
      }),
      mongodbUrl: mongodb.url,
      log: createLog({ level: 'silent' }),
      clock: () => now,
      onCommand: (name) => commands.push(name),
    });
    const { url } = await gateway.listen();
    return {
      gateway,
      url,
      mongodb,
      redis,
      commands,
      query: (query, variables, token) =>
        postGraphql(
          url,
          { query, variables },
          token === undefined ? {} : { authorization: `Bearer ${token}` },
        ),
    };
  };
  const one = await start();
  const two = await start();
  await seedNewsroom(one.gateway.store, NOW);
  return {
    one,
    two,
    database,
    setNow: (moment) => {
      now = moment;
    },
    close: async () => {
      for (const { mongodb, redis } of [one, two]) for (const proxy of [mongodb, redis]) proxy?.set({});
      for (const { gateway, mongodb, redis } of [one, two]) {
        await gateway.close();
        await Promise.all([mongodb.close(), redis?.close()]);
      }
      const client = await MongoClient.connect(mongodbUrl);
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
};
