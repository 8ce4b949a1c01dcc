import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testClient } from '../support/mongodb.ts';
import { postGraphql } from '../support/test-server.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
/** Loaded into the gateway's own process: on a signal, it collects what is young, twice, so that what lives on has been moved to the old, and says how much there is. */
const PROBE = `data:text/javascript,${encodeURIComponent(
  `process.on('SIGUSR2', () => { gc({ type: 'minor' }); gc({ type: 'minor' }); console.error('heap ' + process.memoryUsage().heapUsed + ';'); });
   process.on('SIGHUP', () => { gc(); console.error('heap ' + process.memoryUsage().heapUsed + ';'); });`,
)}`;
const REQUESTS = 240;
const TOGETHER = 20;

let database: Awaited<ReturnType<typeof testClient>>;
let child: ChildProcess;
let output = '';
let url = '';
beforeAll(async () => {
  database = await testClient();
  child = spawn(process.execPath, ['--expose-gc', '--import', PROBE, PROGRAM, 'start'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      NO_COLOR: '1',
      MONGODB_URL: database.url,
      DATELINE_DATABASE: database.database,
      // Each request is to be executed.
      DATELINE_KEEP_ANSWERS: 'false',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes: Buffer) => {
      output += bytes;
    });
  for (let wait = 0; wait < 1_200 && !/answers at/.test(output) && child.exitCode === null; wait += 1)
    await pause(25);
  url = /answers at (\S+)\/graphql/.exec(output)?.[1] ?? '';
}, 60_000);
afterAll(async () => {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  await database.drop();
}, 30_000);

const ask = async (many: number): Promise<void> => {
  for (let at = 0; at < many; at += 1) {
    const { status } = await postGraphql(url, { query: '{ article(slug: "nowhere") { headline } }' });
    expect(status).toBe(200);
  }
};

/** The bytes on the heap after a collection. */
const heapAfter = async (signal: 'SIGUSR2' | 'SIGHUP'): Promise<number> => {
  output = '';
  child.kill(signal);
  for (let wait = 0; wait < 800 && !/heap \d+;/.test(output); wait += 1) await pause(5);
  return Number(/heap (\d+);/.exec(output)?.[1]);
};

it('leaves nothing of a request behind that only a collection of the old generation takes away', async () => {
  await ask(REQUESTS);
  const before = await heapAfter('SIGHUP');
  let after = before;
  for (let asked = 0; asked < REQUESTS; asked += TOGETHER) {
    await ask(TOGETHER);
    after = await heapAfter('SIGUSR2');
  }
  // 33 KB when what resolvers were given had getters of its own, 4 KB without.
  expect((after - before) / REQUESTS).toBeLessThan(12_000);
}, 120_000);
