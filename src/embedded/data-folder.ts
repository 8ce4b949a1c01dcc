import { linkSync, mkdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
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

/** The process that a lock names, if that lives. A lock whose process is gone, or that can't be read, counts for nothing. */
const livingHolder = (lock: string): Occupant | null => {
  try {
    const occupant = JSON.parse(readFileSync(lock, 'utf8')) as Occupant;
    return isAlive(occupant.pid) ? occupant : null;
  } catch {
    return null;
  }
};

/** The process that has this folder now, if there is one. */
export const occupantOf = (folder: string): Occupant | null => livingHolder(lockPath(folder));

/** `hello` as one message of MongoDB's wire protocol: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/#op_msg */
const helloMessage = (): Buffer => {
  const document = serialize({ hello: 1, $db: 'admin' });
  const message = Buffer.alloc(21);
  message.writeInt32LE(message.byteLength + document.byteLength, 0);
  message.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([message, document]);
};

/**
 * What a socket says to `hello`. To connect isn't enough: the kernel takes connections for a process that it is about to bury, and for one that
 * is still reading its journal. The former's are cut (REFUSED), the latter's wait (SILENT).
 */
const knock = (socket: string): Promise<'ANSWERED' | 'SILENT' | 'REFUSED'> =>
  new Promise((resolve) => {
    const probe = connect(socket, () => probe.write(helloMessage()));
    const settle = (said: 'ANSWERED' | 'SILENT' | 'REFUSED'): void => {
      probe.destroy();
      resolve(said);
    };
    probe.setTimeout(1_000, () => settle('SILENT'));
    probe.once('data', () => settle('ANSWERED'));
    probe.once('error', () => settle('REFUSED'));
    probe.once('close', () => settle('REFUSED'));
  });

/** How long a process may take from its lock to its socket, before its lock counts for nothing. */
const TO_LISTEN_MS = 3_000;
/** And from there until it answers: a large journal is read in this time many times over. */
const TO_ANSWER_MS = 120_000;

/**
 * The process that serves this folder and answers. A process that was killed may still have its number for a moment, another one may have been given
 * it since, and one that has just begun doesn't listen yet: so its word is what its socket says. Throws where one listens and never answers, since it
 * may write at any moment.
 */
export const servingOccupant = async (folder: string): Promise<Occupant | null> => {
  const began = performance.now();
  for (;;) {
    const occupant = occupantOf(folder);
    if (occupant === null) return null;
    const said = await knock(occupant.socket);
    const waited = performance.now() - began;
    if (said === 'ANSWERED') return occupant;
    if (said === 'REFUSED' && waited > TO_LISTEN_MS) return null;
    if (waited > TO_ANSWER_MS)
      throw new Error(
        `Process ${occupant.pid} has the data folder ${folder} and does not answer: end it, and start again.`,
      );
    await sleep(20);
  }
};

/** Somebody else serves the folder, or was quicker to take it. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by process ${pid}. Stop it, or name another folder with DATELINE_DATA_DIR.`,
    );
    this.name = 'FolderInUse';
  }
}

/** Takes a folder for this process. Throws if another one has it: two writers of one journal would ruin it. */
export const occupy = async (folder: string, socket: string): Promise<void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mine = `${lockPath(folder)}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, socket }), { mode: 0o600 });
  try {
    while (!linked(mine, lockPath(folder))) {
      const present = await servingOccupant(folder);
      if (present !== null) throw new FolderInUse(folder, present.pid);
      setAside(folder);
    }
  } finally {
    unlinkSync(mine);
  }
};

/** A link appears whole and at once, or not at all: of several processes that try, one succeeds. */
const linked = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Takes a lock away that counts for nothing. Of several processes that try, one gets the file; if what it got is somebody's fresh lock, it is put back. */
const setAside = (folder: string): void => {
  const aside = `${lockPath(folder)}.${process.pid}.old`;
  try {
    renameSync(lockPath(folder), aside);
  } catch {
    return;
  }
  const fresh = Date.now() - statSync(aside).mtimeMs < TO_LISTEN_MS;
  if (fresh && livingHolder(aside) !== null) linked(aside, lockPath(folder));
  unlinkSync(aside);
};

export const leave = (folder: string): void => {
  if (occupantOf(folder)?.pid === process.pid) unlinkSync(lockPath(folder));
};
