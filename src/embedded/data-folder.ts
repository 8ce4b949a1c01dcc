import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serialize } from 'bson';

const OP_MSG = 2013;

/** Who serves a data folder: which process, and on which socket. */
export interface Occupant {
  readonly pid: number;
  readonly socket: string;
}

const lockPath = (folder: string): string => join(folder, 'server.json');

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The process that serves this folder now, if there is one. A lock whose process is gone counts for nothing. */
export const occupantOf = (folder: string): Occupant | null => {
  try {
    const occupant = JSON.parse(readFileSync(lockPath(folder), 'utf8')) as Occupant;
    return isAlive(occupant.pid) ? occupant : null;
  } catch {
    return null;
  }
};

/** `hello` as one message of MongoDB's wire protocol: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/#op_msg */
const helloMessage = (): Buffer => {
  const document = serialize({ hello: 1, $db: 'admin' });
  const message = Buffer.alloc(21);
  message.writeInt32LE(message.byteLength + document.byteLength, 0);
  message.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([message, document]);
};

/** Whether somebody answers there. To connect isn't enough: the kernel takes connections for a process that it is about to bury. */
const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(socket, () => probe.write(helloMessage()));
    const settle = (answered: boolean): void => {
      probe.destroy();
      resolve(answered);
    };
    probe.setTimeout(1_000, () => settle(false));
    probe.once('data', () => settle(true));
    probe.once('error', () => settle(false));
    probe.once('close', () => settle(false));
  });

/** How long a process that holds a folder may take until it serves, before its lock counts for nothing. */
const PATIENCE_MS = 3_000;

/**
 * The process that serves this folder and answers. A process that was killed may still have its number for a moment, another one may have been given
 * it since, and one that has just begun doesn't listen yet: so its word is what its socket says.
 */
export const servingOccupant = async (folder: string): Promise<Occupant | null> => {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const occupant = occupantOf(folder);
    if (occupant === null) return null;
    if (await answers(occupant.socket)) return occupant;
    if (performance.now() > until) return null;
    await sleep(20);
  }
};

/** Takes a folder for this process. Throws if another one has it: two writers of one journal would ruin it. */
export const occupy = async (folder: string, socket: string): Promise<void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const present = await servingOccupant(folder);
  if (present !== null && present.pid !== process.pid) {
    throw new Error(
      `The data folder ${folder} is in use by process ${present.pid}. Stop it, or name another folder with DATELINE_DATA_DIR.`,
    );
  }
  try {
    unlinkSync(lockPath(folder));
  } catch {
    // There was none.
  }
  const file = openSync(lockPath(folder), 'wx', 0o600);
  writeSync(file, JSON.stringify({ pid: process.pid, socket }));
  closeSync(file);
};

export const leave = (folder: string): void => {
  if (occupantOf(folder)?.pid === process.pid) unlinkSync(lockPath(folder));
};
