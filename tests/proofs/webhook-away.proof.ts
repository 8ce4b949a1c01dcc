import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import { type Acknowledged, STREAM_SECRET, streamCommands } from '../support/command-stream.ts';
import { type GatewayProcess, startProcess } from '../support/gateway-process.ts';
import { testDatabase } from '../support/mongodb.ts';
import { until } from '../support/until.ts';
import { startWebhookTarget, type WebhookTargetServer } from '../support/webhook-target.ts';

/** A target of webhooks that is away for a minute while desks go on working, with the settings that a newsroom has that sets none. `DATELINE_PROOF_SECONDS` is another while. */
const SECONDS = Number(process.env['DATELINE_PROOF_SECONDS'] ?? 60);
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
/** The desks' stories: enough for queues of several events each, few enough that the minute is spent waiting. */
const EVENTS = 400;

type Verify = (secret: string, headers: unknown, body: string) => boolean;
/** The code that the documentation gives to those who verify. */
const documentedVerify = async (): Promise<Verify> => {
  const docs = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
  const code = /<!-- verify:begin -->\n```js\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';
  const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return isGenuine;
};

describe('a target that is away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-webhook-'));
  const { url: mongodbUrl, database } = testDatabase();
  let client: MongoClient;
  let target: WebhookTargetServer;
  let gateway: GatewayProcess;
  beforeAll(async () => {
    target = await startWebhookTarget();
    client = await MongoClient.connect(mongodbUrl);
    const path = join(folder, 'webhooks.yaml');
    writeFileSync(
      path,
      `webhooks: { site: { url: "${target.url}", secret: "${SECRET}", allowPrivate: true } }`,
    );
    gateway = await startProcess({
      MONGODB_URL: mongodbUrl,
      DATELINE_DATABASE: database,
      DATELINE_WEBHOOKS: path,
      DATELINE_JWT_SECRET: STREAM_SECRET,
    });
    await until(async () => (await client.db(database).collection('webhooks').countDocuments()) === 1);
  }, 60_000);
  afterAll(async () => {
    await gateway?.kill();
    await client?.db(database).dropDatabase();
    await client?.close();
    await target?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'gets every event, once each, in the order of each story, signed',
    async () => {
      const db = client.db(database);
      await target.down();
      const done: Acknowledged[] = [];
      const away = pause(SECONDS * 1_000);
      await streamCommands(gateway.url, 1, done, () => done.length >= EVENTS);
      const log = await db
        .collection<NewsroomEvent & { _id: string }>('events')
        .find({ kind: { $in: ['ARTICLE_PUBLISHED', 'ARTICLE_UPDATED', 'ARTICLE_CORRECTED'] } })
        .sort({ _id: 1 })
        .toArray();
      await away;
      expect(target.received).toEqual([]);
      await target.up();
      const from = performance.now();
      const deliveries = db.collection('deliveries');
      await until(async () => (await deliveries.countDocuments()) === 0, 2 * SECONDS * 1_000 + 60_000);
      const last = performance.now() - from;
      process.stdout.write(
        `${log.length} events while the target was away for ${SECONDS} s; the last of them was brought ${Math.round(last / 1_000)} s after its return.\n`,
      );

      const told = target.received.filter(({ json }) => log.some(({ _id }) => _id === json.id));
      expect(log.length).toBeGreaterThan(100);
      expect(told.map(({ json }) => json.id).sort()).toEqual(log.map(({ _id }) => _id));
      const isGenuine = await documentedVerify();
      const versions = new Map<string, number[]>();
      for (const { headers, body, json } of told) {
        expect(isGenuine(SECRET, headers, body)).toBe(true);
        versions.set(json.data.id, [...(versions.get(json.data.id) ?? []), json.data.version]);
      }
      for (const [, inOrder] of versions) expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    },
    SECONDS * 5_000 + 120_000,
  );
});
