import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import { readWebhooks } from '../../src/live/webhook-config.ts';
import { type Acknowledged, STREAM_SECRET, streamCommands } from '../support/command-stream.ts';
import { deskOf } from '../support/desk.ts';
import { startGateway } from '../support/gateway.ts';
import { runCommand, startProcess } from '../support/gateway-process.ts';
import { testDatabase } from '../support/mongodb.ts';
import { redisIsThere, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { startWebhookTarget, type WebhookTargetServer } from '../support/webhook-target.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const folder = mkdtempSync(join(tmpdir(), 'dateline-webhooks-'));
const { url: mongodbUrl, database } = testDatabase();
let target: WebhookTargetServer;
let client: MongoClient;
let db: Db;
beforeAll(async () => {
  target = await startWebhookTarget();
  client = await MongoClient.connect(mongodbUrl);
  db = client.db(database);
});
afterAll(async () => {
  await db?.dropDatabase();
  await client?.close();
  await target?.close();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (more: string): string =>
  `webhooks: { site: { url: "${target.url}", secret: "\${SITE_SECRET}", desk: true, allowPrivate: true, ${more} } }`;
const idsIn = async (): Promise<string[]> =>
  (await db.collection<NewsroomEvent & { _id: string }>('events').find().sort({ _id: 1 }).toArray()).map(
    ({ _id }) => _id,
  );
const nothingWaits = (from: Db) => async (): Promise<boolean> => {
  const [last] = await from.collection<{ _id: string }>('events').find().sort({ _id: -1 }).limit(1).toArray();
  const seen = await from.collection<{ _id: string; position: string }>('webhooks').findOne({ _id: 'site' });
  return (
    seen?.position === last?._id &&
    (await from.collection('deliveries').countDocuments({ state: 'WAITING' })) === 0
  );
};
/** The versions of each story in the order in which they were first heard of. */
const heardOf = (taken: WebhookTargetServer['taken']): Map<string, number[]> => {
  const stories = new Map<string, number[]>();
  const seen = new Set<string>();
  for (const { json } of taken) {
    if (seen.has(json.id)) continue;
    seen.add(json.id);
    stories.set(json.data.id, [...(stories.get(json.data.id) ?? []), json.data.version]);
  }
  return stories;
};

describe('webhooks of a gateway that is killed', () => {
  it('lose nothing, put nothing out of order, and say the same when they say it again', async () => {
    const path = join(folder, 'webhooks.yaml');
    writeFileSync(path, settings('retryMs: 20, maxRetryMs: 200, timeoutMs: 500'));
    const env = {
      MONGODB_URL: mongodbUrl,
      DATELINE_DATABASE: database,
      DATELINE_WEBHOOKS: path,
      SITE_SECRET: SECRET,
    };
    const done: Acknowledged[] = [];
    let n = 0;
    // Some are refused, and some are heard and never answered.
    target.answer(() => {
      n += 1;
      if (n % 7 === 0) return 503;
      return n % 23 === 0 ? null : 200;
    });
    for (const round of [1, 2]) {
      const gateway = await startProcess(env);
      await until(async () => (await db.collection('webhooks').countDocuments()) === 1);
      let stopped = false;
      const stream = streamCommands(gateway.url, round, done, () => stopped).catch(() => {});
      const before = target.taken.length;
      await until(() => target.taken.length > before + 10);
      await gateway.kill();
      stopped = true;
      await stream;
    }
    target.answer(() => 200);
    const gateway = await startProcess(env);
    try {
      await until(nothingWaits(db), 45_000);
    } finally {
      await gateway.kill();
    }
    const heard = new Set(target.taken.map(({ json }) => json.id));
    expect([...heard].sort()).toEqual(await idsIn());
    expect(heard.size).toBeGreaterThan(20);
    for (const [, versions] of heardOf(target.taken))
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
    const bodies = new Map(target.received.map(({ json, body }) => [json.id, body]));
    for (const { json, body } of target.received) expect(body).toBe(bodies.get(json.id));
  }, 90_000);

  it('are listed by the command line, and what was given up is tried again from there', async () => {
    const path = join(folder, 'impatient.yaml');
    writeFileSync(path, settings('retryMs: 20, giveUpHours: 0.000001'));
    const env = {
      MONGODB_URL: mongodbUrl,
      DATELINE_DATABASE: database,
      DATELINE_WEBHOOKS: path,
      SITE_SECRET: SECRET,
      DATELINE_JWT_SECRET: STREAM_SECRET,
    };
    target.answer(() => 400);
    const gateway = await startProcess(env);
    try {
      await until(async () => (await db.collection('webhooks').countDocuments()) === 1);
      const story = await db.collection<{ _id: string }>('articles').findOne();
      await db
        .collection<{ _id: string }>('articles')
        .updateOne({ _id: story?._id ?? '' }, { $set: { headline: 'By the CMS' } });
      const touched = await runCommand(['touch', story?._id ?? '', '--url', gateway.url], env);
      expect(touched).toMatchObject({ status: 0, stderr: '' });
      expect(touched.stdout).toMatch(new RegExp(`^${story?._id} was told \\(version \\d+\\)\\.\n$`));
      await until(async () => (await db.collection('deliveries').countDocuments({ state: 'DEAD' })) === 1);
      const { stdout } = await runCommand(['hooks', '--json'], env);
      const listed = JSON.parse(stdout);
      expect(listed).toEqual({
        targets: [{ target: 'site', configured: true, waiting: 0, dead: 1 }],
        dead: [expect.objectContaining({ subjectId: story?._id, attempts: 1, lastError: 'HTTP 400' })],
      });
      expect((await runCommand(['hooks'], env)).stdout).toMatch(
        /^site: 0 waiting, 1 given up\n {2}site\/\d{16} .*: 1 try, HTTP 400\n$/,
      );
      expect(await runCommand(['hooks', 'retry', 'site/nothing'], env)).toMatchObject({
        status: 1,
        stdout: '0 will be tried again.\n',
        stderr: '1 of those named is not among what was given up: dateline hooks lists it.\n',
      });
      target.answer(() => 200);
      const [{ id }] = listed.dead;
      expect((await runCommand(['hooks', 'retry', id], env)).stdout).toBe('1 will be tried again.\n');
      await until(() => target.taken.some(({ json }) => `site/${json.id}` === id));
      await until(nothingWaits(db));
      expect((await runCommand(['hooks', 'retry', '--all', '--json'], env)).stdout).toBe('{"retried":0}\n');
      const wrong = await runCommand(['hooks', 'retry'], env);
      expect(wrong).toMatchObject({
        status: 1,
        stderr: 'Name what to try again, or --all: dateline hooks retry ID...\n',
      });
    } finally {
      await gateway.kill();
    }
  }, 60_000);
});

const suite = redisIsThere ? describe : describe.skip;
suite('webhooks of two gateways', () => {
  it('are sent by one of them, once each, and by the other when that one stops', async () => {
    const redis = await startRedis();
    const webhooks = readWebhooks(settings('retryMs: 20'), { SITE_SECRET: SECRET });
    const env = { REDIS_URL: redis.url };
    const one = await startGateway(env, null, null, undefined, undefined, { webhooks });
    const two = await startGateway(env, null, one, undefined, undefined, { webhooks });
    const mine = client.db(one.database);
    try {
      await until(async () => (await mine.collection('webhooks').countDocuments()) === 1);
      target.received.length = 0;
      const desks = [await deskOf(one), await deskOf(two)];
      const publish = async (some: string) =>
        await Promise.all(Array.from({ length: 10 }, (_, n) => desks[n % 2]?.published(`${some} ${n}`)));
      await publish('By two');
      await until(nothingWaits(mine));
      // The first one to start was elected. It stops, and nobody is told of it.
      await one.gateway.close();
      await desks[1]?.published('By the other');
      await until(nothingWaits(mine));
      expect(target.received).toHaveLength(2 * 11);
      expect(new Set(target.received.map(({ json }) => json.id)).size).toBe(2 * 11);
    } finally {
      await two.close();
      await one.close();
      await redis.stop();
    }
  }, 60_000);
});
