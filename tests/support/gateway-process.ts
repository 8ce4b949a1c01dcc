import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { STREAM_SECRET } from './command-stream.ts';

export const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));

/** A gateway in a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  readonly child: ChildProcess;
  kill(): Promise<void>;
}

/** Starts `dateline start` on a free port with this environment. */
export const startProcess = async (env: Record<string, string>): Promise<GatewayProcess> => {
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      NO_COLOR: '1',
      DATELINE_JWT_SECRET: STREAM_SECRET,
      DATELINE_SANDBOX: 'false',
      DATELINE_MONGODB_TIMEOUT_MS: '10000',
      DATELINE_CHANGE_STREAM: 'off',
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => (output += String(bytes)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let wait = 0; wait < 1_200 && !/answers at/.test(output) && child.exitCode === null; wait += 1)
    await sleep(25);
  const url = /answers at (\S+)\/graphql/.exec(output)?.[1];
  if (url === undefined) throw new Error(`The gateway did not start: ${output}`);
  return {
    url,
    child,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

/** Runs a command to its end, while what runs in this process goes on. */
export const runCommand = async (
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> =>
  await new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: { PATH: process.env.PATH, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (bytes) => (stdout += String(bytes)));
    child.stderr.on('data', (bytes) => (stderr += String(bytes)));
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
