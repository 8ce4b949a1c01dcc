import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** Whether a process can be held to one core. */
export const CAN_PIN = cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0;

/** What `fork` takes to hold a process to one core, where that can be done: otherwise what it takes anyway. */
export const onCore = (core, execArgv = []) =>
  core === undefined || !CAN_PIN
    ? { execArgv }
    : { execPath: 'taskset', execArgv: ['-c', String(core), process.execPath, ...execArgv] };
