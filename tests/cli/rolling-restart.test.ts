import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { mintToken } from '../../src/graphql/mint-token.ts';
import { STREAM_SECRET } from '../support/command-stream.ts';
import { type GatewayProcess, startProcess } from '../support/gateway-process.ts';
import { testDatabase } from '../support/mongodb.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

/** Two gateways behind a balancer that looks at their readiness, replaced one after the other while readers read and a desk writes. */
const PROBE_MS = 50;
/** Many looks of the balancer, also on a busy machine. */
const LEAD_MS = 2_500;
const READERS = 12;

interface Instance {
  readonly process: GatewayProcess;
  readonly agent: Agent;
  ready: boolean;
}

const { url: mongodbUrl, database } = testDatabase();
let redis: TestRedis | null = null;
let token: string;
/** Those that the balancer knows of. */
const behind = new Set<Instance>();
beforeAll(async () => {
  redis = redisIsThere ? await startRedis() : null;
  token = await mintToken({ secret: STREAM_SECRET, subject: 'ana', roles: ['editor'] });
});
afterAll(async () => {
  for (const { process, agent } of behind) {
    agent.destroy();
    await process.kill();
  }
  const client = await MongoClient.connect(mongodbUrl);
  await client.db(database).dropDatabase();
  await client.close();
  await redis?.stop();
});

const start = async (port: string): Promise<Instance> => {
  const process = await startProcess({
    PORT: port,
    MONGODB_URL: mongodbUrl,
    DATELINE_DATABASE: database,
    DATELINE_READINESS_LEAD_MS: String(LEAD_MS),
    ...(redis !== null && { REDIS_URL: redis.url }),
  });
  const instance = { process, agent: new Agent({ keepAlive: true }), ready: false };
  behind.add(instance);
  return instance;
};

/** Looks at the readiness of each, as a balancer does, until it is told to stop. */
const probe = async (stopped: () => boolean): Promise<void> => {
  while (!stopped()) {
    await Promise.all(
      [...behind].map(async (instance) => {
        instance.ready = await fetch(`${instance.process.url}/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        );
      }),
    );
    await pause(PROBE_MS);
  }
};

let turn = 0;
/** Sends a request to one that is ready, over lines that are kept. */
const send = (query: string, authorization?: string): Promise<string> => {
  const ready = [...behind].filter((instance) => instance.ready);
  const instance = ready[turn++ % ready.length];
  if (instance === undefined) return Promise.resolve('none was ready');
  return new Promise((resolve) => {
    const asked = request(
      `${instance.process.url}/graphql`,
      {
        method: 'POST',
        agent: instance.agent,
        headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += String(chunk)));
        response.on('error', (error) => resolve(`cut: ${error}`));
        response.on('end', () => resolve(`${response.statusCode} ${text}`));
      },
    );
    asked.on('error', (error) => resolve(`not sent: ${error}`));
    asked.end(JSON.stringify({ query }));
  });
};

it('P11 a rolling restart loses no request of readers, and no command of a desk', async () => {
  for (const instance of [await start('0'), await start('0')]) instance.ready = true;
  let over = false;
  const failed: string[] = [];
  const counts = { read: 0, written: 0 };
  const looking = probe(() => over);
  const readers = Array.from({ length: READERS }, async (_, reader) => {
    for (let n = 0; !over; n += 1) {
      const said = await send(
        `{ viewer { tier } articles(first: 5, filter: { section: "s${reader}-${n % 50}" }) { totalCount } }`,
      );
      if (said.startsWith('200 {"data":')) counts.read += 1;
      else failed.push(said);
    }
  });
  const desk = (async () => {
    while (!over) {
      const said = await send(
        'mutation { saveDraft(input: { story: { headline: "Rolling on" } }) { article { version } userErrors { code } } }',
        `Bearer ${token}`,
      );
      if (said.includes('"version":1')) counts.written += 1;
      else failed.push(said);
    }
  })();
  for (const old of [...behind]) {
    const before = counts.read;
    await until(() => counts.read > before + 200, 60_000);
    const gone = new Promise((resolve) => old.process.child.once('exit', resolve));
    old.process.child.kill('SIGTERM');
    expect(await gone).toBe(0);
    behind.delete(old);
    old.agent.destroy();
    const fresh = await start(new URL(old.process.url).port);
    await until(() => fresh.ready, 60_000);
  }
  over = true;
  await Promise.all([...readers, desk, looking]);
  expect(failed).toEqual([]);
  const client = await MongoClient.connect(mongodbUrl);
  const stored = await client.db(database).collection('articles').countDocuments({ headline: 'Rolling on' });
  await client.close();
  // Each that was acknowledged is there, once.
  expect(stored).toBe(counts.written);
}, 180_000);
