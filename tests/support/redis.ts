import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

const missing = spawnSync('redis-server', ['--version']).error !== undefined;
if (missing && process.env.CI === 'true') throw new Error('redis-server is not on the PATH.');
if (missing)
  console.warn('SKIPPED: there is no redis-server on the PATH, so nothing here was tried on a real Redis.');

/** Whether there is a Redis to start. Without one a suite is left out, loudly; in CI that is a failure. */
export const redisIsThere = !missing;

export interface TestRedis {
  readonly url: string;
  /** To look with, past the gateway. */
  readonly look: Redis;
  /** Stops the process where it stands: connections stay open, and nothing answers. */
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A real `redis-server` of the test's own. */
export const startRedis = async (...options: readonly string[]): Promise<TestRedis> => {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'dateline-redis-'));
  let child: ChildProcess | null = null;
  const look = new Redis(port, '127.0.0.1', {
    lazyConnect: true,
    maxRetriesPerRequest: 50,
    retryStrategy: () => 50,
  });
  look.on('error', () => {});
  const start = async (): Promise<void> => {
    const arguments_ = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      ...options,
    ];
    child = spawn('redis-server', arguments_, { stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries += 1) {
      try {
        if (look.status === 'wait' || look.status === 'end') await look.connect();
        await look.ping();
        return;
      } catch {
        await pause(30);
      }
    }
    throw new Error('redis-server did not start.');
  };
  const kill = async (): Promise<void> => {
    const running = child;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    look,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    kill,
    start,
    stop: async () => {
      look.disconnect();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
