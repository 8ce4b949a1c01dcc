import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { occupantOf } from '../../src/embedded/data-folder.ts';
import { type Acknowledged, streamCommands } from '../support/command-stream.ts';
import { startProcess } from '../support/gateway-process.ts';
import { testDatabase } from '../support/mongodb.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { postGraphql } from '../support/test-server.ts';
import { faultsIn } from '../support/whole-newsroom.ts';

/**
 * `kill -9` in the middle of a stream of commands, again and again on the same data, each time at another moment. 200 rounds by hand, on either engine
 * (`DATELINE_TEST_ROUNDS=200`).
 */
const ROUNDS = Number(process.env.DATELINE_TEST_ROUNDS ?? 3);

let redis: TestRedis | null = null;
beforeAll(async () => {
  redis = redisIsThere ? await startRedis() : null;
});
afterAll(() => redis?.stop());

/** What readers are given of each story, through every cache, against what is stored. */
const staleFor = async (
  url: string,
  stored: readonly { _id: string; version: number; visible: boolean }[],
) => {
  const stale: string[] = [];
  for (let from = 0; from < stored.length; from += 50) {
    const some = stored.slice(from, from + 50);
    const { json } = await postGraphql(url, {
      query:
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { id version body { ... on FullBody { text } } } } }',
      variables: { ids: some.map(({ _id }) => _id) },
    });
    for (const [n, { _id, version, visible }] of some.entries()) {
      const seen: number | null = json.data.nodes[n]?.version ?? null;
      if (seen !== (visible ? version : null))
        stale.push(`${_id}: readers get ${seen}, stored is ${version}`);
    }
  }
  return stale;
};

/** Readers who keep asking for the front, so that there is something in the caches that a lost purge would leave there. */
const readAlong = async (url: string, stopped: () => boolean): Promise<void> => {
  while (!stopped()) {
    await postGraphql(url, {
      query: '{ articles(first: 30) { nodes { id version headline body { ... on FullBody { text } } } } }',
    }).catch(() => {});
    await sleep(5);
  }
};

const rounds = async (
  env: Record<string, string>,
  connect: () => Promise<{ client: MongoClient; database: string }>,
  killMore: (round: number) => void,
): Promise<{ acknowledged: number; faults: string[] }> => {
  const acknowledged: Acknowledged[] = [];
  let gateway = await startProcess(env);
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      let over = false;
      const before = acknowledged.length;
      const stream = streamCommands(gateway.url, round, acknowledged, () => over);
      const reading = readAlong(gateway.url, () => over);
      // At any moment of any command: after some are done, and a little more.
      const some = 1 + Math.floor(Math.random() * 40);
      for (let wait = 0; wait < 2_000 && acknowledged.length - before < some; wait += 1) await sleep(5);
      await sleep(Math.random() * 25);
      killMore(round);
      await gateway.kill();
      over = true;
      await Promise.all([stream, reading]);

      gateway = await startProcess(env);
      const { client, database } = await connect();
      try {
        const db = client.db(database);
        const faults = await faultsIn(db, acknowledged);
        const byOthers = await db.collection('events').find({ actor: 'cms' }).toArray();
        faults.push(...byOthers.map(({ key }) => `${key} was told as a CMS's`));
        const now = new Date();
        const stories = await db
          .collection<{ _id: string; version: number; visibleFrom: Date | null }>('articles')
          .find({ slug: { $regex: `^r${round}-` } }, { projection: { version: 1, visibleFrom: 1 } })
          .toArray();
        const seen = stories.map(({ _id, version, visibleFrom }) => ({
          _id,
          version,
          visible: visibleFrom !== null && visibleFrom <= now,
        }));
        faults.push(...(await staleFor(gateway.url, seen)));
        if (faults.length > 0)
          return { acknowledged: acknowledged.length, faults: [`round ${round}`, ...faults] };
      } finally {
        await client.close();
      }
    }
  } finally {
    await gateway.kill();
  }
  tell(`${ROUNDS} kills, ${acknowledged.length} commands acknowledged`);
  return { acknowledged: acknowledged.length, faults: [] };
};

/** The figure of a run by hand. */
const tell = (figure: string): void => {
  if (ROUNDS > 3) process.stderr.write(`${figure}\n`);
};

const shared = (): Record<string, string> =>
  redis === null
    ? {}
    : {
        REDIS_URL: redis.url,
        DATELINE_CACHE_PREFIX: `crash${Math.random().toString(36).slice(2)}`,
        DATELINE_REDIS_TIMEOUT_MS: '2000',
      };

describe('kill -9 in the middle of a stream of commands leaves every acknowledged one whole, and none by half', () => {
  it(`with the embedded database, which is killed along every other time (${ROUNDS} rounds)`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dateline-desk-'));
    try {
      const { acknowledged, faults } = await rounds(
        // It follows what is written, which is all its own: nothing of that may be told by somebody else.
        { DATELINE_DATA_DIR: folder, DATELINE_CHANGE_STREAM: 'auto', ...shared() },
        async () => {
          const socket = occupantOf(folder)?.socket ?? '';
          const client = await MongoClient.connect(
            `mongodb://${encodeURIComponent(socket)}/?directConnection=true`,
          );
          return { client, database: 'dateline' };
        },
        (round) => {
          const pid = occupantOf(folder)?.pid;
          if (round % 2 === 0 && pid !== undefined) process.kill(pid, 'SIGKILL');
        },
      );
      expect(faults).toEqual([]);
      expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    }
  }, 3_600_000);

  it(`with a MongoDB that lives on (${ROUNDS} rounds)`, async () => {
    const { url, database } = testDatabase();
    const client = await MongoClient.connect(url);
    try {
      const { acknowledged, faults } = await rounds(
        { MONGODB_URL: url, DATELINE_DATABASE: database, ...shared() },
        async () => ({ client: await MongoClient.connect(url), database }),
        () => {},
      );
      expect(faults).toEqual([]);
      expect(acknowledged).toBeGreaterThanOrEqual(ROUNDS);
    } finally {
      await client.db(database).dropDatabase();
      await client.close();
    }
  }, 3_600_000);
});
