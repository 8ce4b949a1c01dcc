import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { servingOccupant } from './data-folder.ts';
import { FolderUnusable } from './folder-trouble.ts';
import type { ProcessOptions } from './process.ts';

export interface Embedded {
  /** For the driver. */
  readonly url: string;
  /** The process that serves; not ours if `shared`. */
  readonly pid: number;
  /** Another gateway had this folder open already, and its database serves us too. */
  readonly shared: boolean;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Where the data is kept; `null` keeps it in memory. */
  readonly dataDir: string | null;
  readonly testCommands?: boolean;
  /** The compiled program of the child process. */
  readonly entry?: string;
}

const urlOf = (socket: string): string => `mongodb://${encodeURIComponent(socket)}/?directConnection=true`;

/**
 * Starts the embedded database in a process of its own, so that its work never holds up the gateway's event loop, and gives its address: a Unix socket in a folder that only this
 * user may enter, since the server asks nobody who they are. It ends with its parent, however that ends. A data folder that another gateway serves is shared.
 */
export const startEmbedded = async ({
  dataDir,
  testCommands = false,
  entry,
}: EmbeddedOptions): Promise<Embedded> => {
  const folder = dataDir === null ? null : resolve(dataDir);
  for (;;) {
    const occupant = folder === null ? null : await servingOccupant(folder);
    if (occupant !== null)
      return { url: urlOf(occupant.socket), pid: occupant.pid, shared: true, close: async () => {} };
    const own = await startOwn(folder, testCommands, entry);
    // Another one that began at the same moment was quicker.
    if (own !== null) return own;
  }
};

const makeSocketFolder = (): string => {
  try {
    return mkdtempSync(join(tmpdir(), 'dateline-'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new FolderUnusable(
      `The embedded database puts its socket into ${tmpdir()}, where nothing can be made (${code}): let this user write there, or name another folder with TMPDIR.`,
      { cause: error },
    );
  }
};

const startOwn = async (
  folder: string | null,
  testCommands: boolean,
  entry: string | undefined,
): Promise<Embedded | null> => {
  const socketFolder = makeSocketFolder();
  const options: ProcessOptions = {
    socket: join(socketFolder, 'mongodb.sock'),
    dataDir: folder,
    testCommands,
  };
  const child = fork(
    entry ?? fileURLToPath(new URL('./process.js', import.meta.url)),
    [JSON.stringify(options)],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Most of what it makes is short-lived: a larger nursery spares it most of its garbage collection.
      execArgv: ['--max-semi-space-size=64'],
    },
  );
  const removeSocketFolder = (): void => rmSync(socketFolder, { recursive: true, force: true });
  try {
    if (!(await ready(child))) {
      removeSocketFolder();
      return null;
    }
  } catch (error) {
    removeSocketFolder();
    throw error;
  }
  const onLoss = (code: number | null, signal: NodeJS.Signals | null): void => {
    process.stderr.write(
      `embedded database: its process ended (${signal ?? `code ${code}`}). Start again${folder === null ? '' : ': what was acknowledged is on the disk'}.\n`,
    );
  };
  child.once('exit', onLoss);
  return {
    url: urlOf(options.socket),
    pid: child.pid ?? 0,
    shared: false,
    close: async () => {
      child.off('exit', onLoss);
      await ended(child);
      removeSocketFolder();
    },
  };
};

/** Whether it serves; `false` if somebody else serves its folder. */
const ready = (child: ChildProcess): Promise<boolean> =>
  new Promise((resolve, reject) => {
    child.once(
      'message',
      (message: { ready?: true; failed?: string; inUse?: boolean; unusable?: boolean }) => {
        if (message.ready === true) resolve(true);
        else if (message.inUse === true) resolve(false);
        else
          reject(message.unusable === true ? new FolderUnusable(message.failed) : new Error(message.failed));
      },
    );
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The embedded database ended with code ${code} before it was ready.`)),
    );
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => resolve());
    if (child.connected) child.send('stop');
  });
