import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

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

/** Takes a folder for this process. Throws if another one has it: two writers of one journal would ruin it. */
export const occupy = (folder: string, socket: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const present = occupantOf(folder);
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
