import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';
import { postGraphql } from '../support/test-server.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
/** Loaded into the gateway's own process: on a signal, a thousand promises fail that nobody waits for. */
const UNHEARD = `data:text/javascript,${encodeURIComponent(
  "if (process.argv[1]?.endsWith('dateline.js')) process.on('SIGUSR2', () => { for (let n = 0; n < 1000; n++) void Promise.reject(new Error('nobody waits for this')); });",
)}`;
const ROUNDS = Number(process.env.DATELINE_TEST_ROUNDS ?? 400);

let folder: string;
let child: ChildProcess;
let url = '';
let output = '';
let redis: TestRedis | null = null;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-unheard-'));
  redis = redisIsThere ? await startRedis() : null;
  child = spawn(process.execPath, ['--import', UNHEARD, PROGRAM, 'start'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATELINE_DATA_DIR: join(folder, 'data'),
      // Few, and soon all there: subscribers each ask where the log ends, which answers that are kept don't.
      DATELINE_MONGODB_POOL: '2',
      ...(redis !== null && { REDIS_URL: redis.url }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const hear = (bytes: Buffer): void => {
    output += bytes;
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  for (let wait = 0; wait < 800 && !/answers at/.test(output) && child.exitCode === null; wait += 1)
    await pause(25);
  url = /answers at (\S+)\/graphql/.exec(output)?.[1] ?? '';
}, 40_000);
afterAll(async () => {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  await redis?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}, 30_000);

const FRONT = '{ articles(first: 10) { nodes { headline tags { name } } } }';
const isServed = async (): Promise<void> => {
  const { json } = await postGraphql(url, { query: FRONT });
  expect(json.data.articles.nodes).toHaveLength(10);
};

describe('a process of which much is asked', () => {
  it('P08 serves on when promises fail that nobody waits for, and logs them', async () => {
    await isServed();
    child.kill('SIGUSR2');
    for (let wait = 0; wait < 200 && !/A promise failed unheard/.test(output); wait += 1) await pause(25);
    expect(output).toMatch(/A promise failed unheard[\s\S]*|nobody waits for this/);
    expect(child.exitCode).toBeNull();
    await isServed();
  });

  const descriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;
  const hasProc = process.platform === 'linux';
  (hasProc ? it : it.skip)(
    `P12 keeps nothing of clients who come and go (${ROUNDS})`,
    async () => {
      const port = Number(new URL(url).port);
      const { pid: database } = JSON.parse(readFileSync(join(folder, 'data', 'server.json'), 'utf8')) as {
        pid: number;
      };
      const gateway = child.pid ?? 0;
      const clientsOfRedis = async () =>
        redis === null
          ? 0
          : String(await redis.look.client('LIST'))
              .trim()
              .split('\n').length;
      await Promise.all(Array.from({ length: 50 }, isServed)); // Pools are as full as they get.
      await pause(500);
      const before = [descriptors(gateway), descriptors(database), await clientsOfRedis()];
      const body = JSON.stringify({ query: FRONT });
      const words = [
        '',
        'POST /graph',
        `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
        `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        `GET /graphql?query=${encodeURIComponent('subscription{storyChanges{kind}}')} HTTP/1.1\r\nhost: a\r\naccept: text/event-stream\r\n\r\n`,
        'GET /graphql HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n',
      ];
      for (let round = 0; round < ROUNDS; round += 20) {
        await Promise.all(
          Array.from({ length: 20 }, async (_, n) => {
            const socket = connect(port, '127.0.0.1');
            socket.on('error', () => {});
            await new Promise((resolve) => socket.once('connect', resolve));
            socket.write(words[(round + n) % words.length] ?? '');
            // Some are answered before they go: who subscribes, and who opens a socket, too.
            const heard = new Promise((resolve) => socket.once('data', resolve));
            if (round % 60 === 0) await Promise.race([heard, pause(300)]);
            else if (n % 2 === 0) await pause(n);
            socket.resetAndDestroy();
          }),
        );
      }
      await isServed();
      let after = before.map(() => Number.POSITIVE_INFINITY);
      const isBack = () => after.every((count, at) => count <= (before[at] ?? 0) + 3);
      for (let wait = 0; wait < 100 && !isBack(); wait += 1) {
        await pause(100);
        after = [descriptors(gateway), descriptors(database), await clientsOfRedis()];
      }
      expect([before, after, isBack()]).toEqual([before, after, true]);
    },
    60_000,
  );
});
