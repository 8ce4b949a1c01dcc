import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { occupantOf } from '../../src/embedded/data-folder.ts';
import { until } from '../support/until.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let group: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-stop-'));
});
afterEach(() => {
  try {
    // What is left of the group, should a test have failed.
    if (group?.pid !== undefined) process.kill(-group.pid, 'SIGKILL');
  } catch {
    // Nothing is left.
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const run = (command: string, args: readonly string[], env: Record<string, string> = {}) => {
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: true,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      PORT: '0',
      DATELINE_DATA_DIR: join(folder, 'data'),
      ...env,
    },
  });
  group = child;
  const said = { out: '', err: '' };
  child.stdout.on('data', (bytes) => {
    said.out += bytes;
  });
  child.stderr.on('data', (bytes) => {
    said.err += bytes;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, said, ended };
};

describe('a gateway that is told to stop', () => {
  it('ends when `npm start` is told, which passes it on', async () => {
    const { child, said, ended } = run('npm', ['start']);
    await until(() => /answers at/.test(said.out));
    const url = /answers at (\S+)\/graphql/.exec(said.out)?.[1] ?? '';
    child.kill('SIGTERM');
    await ended;
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  }, 40_000);

  it.each([['SIGTERM'], ['SIGINT']] as const)(
    'P05 ends at once, and not with 0, when it is told again (%s), and its database follows it',
    async (second) => {
      const { child, said, ended } = run(process.execPath, [PROGRAM, 'start'], {
        DATELINE_READINESS_LEAD_MS: '30000',
        DATELINE_DRAIN_MS: '30000',
      });
      await until(() => /answers at/.test(said.out));
      const url = /answers at (\S+)\/graphql/.exec(said.out)?.[1] ?? '';
      child.kill('SIGTERM');
      await until(async () => (await fetch(`${url}/health/ready`)).status === 503);
      // It has half a minute left to wait for others, and takes none of it.
      child.kill(second);
      expect(await ended).toBe(1);
      await until(() => occupantOf(join(folder, 'data')) === null);
    },
    40_000,
  );

  it('ends in peace before it began to listen', async () => {
    // A MongoDB that takes the connection and says nothing: the start waits for it.
    const mute = createServer();
    const { port } = await new Promise<{ port: number }>((resolve) =>
      mute.listen(0, '127.0.0.1', () => resolve(mute.address() as { port: number })),
    );
    const { child, said, ended } = run(process.execPath, [PROGRAM, 'start'], {
      MONGODB_URL: `mongodb://127.0.0.1:${port}/x?directConnection=true`,
    });
    await new Promise((resolve) => mute.once('connection', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said).toEqual({ out: '', err: '' });
    mute.close();
  }, 40_000);
});

it('P03 ends though its database stands still, which follows when it goes on', async () => {
  const { child, said, ended } = run(process.execPath, [PROGRAM, 'start'], { DATELINE_DRAIN_MS: '1000' });
  await until(() => /answers at/.test(said.out));
  const database = occupantOf(join(folder, 'data'))?.pid ?? 0;
  process.kill(database, 'SIGSTOP');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  process.kill(database, 'SIGCONT');
  await until(() => occupantOf(join(folder, 'data')) === null);
}, 40_000);

it('says so when the process of its database is gone, and still ends in peace', async () => {
  const { child, said, ended } = run(process.execPath, [PROGRAM, 'start']);
  await until(() => /answers at/.test(said.out));
  process.kill(occupantOf(join(folder, 'data'))?.pid ?? 0, 'SIGKILL');
  await until(() => said.err !== '');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said.err).toMatch(/^embedded database: its process ended \(SIGKILL\)\. Start again/);
}, 40_000);
