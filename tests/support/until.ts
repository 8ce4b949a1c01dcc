import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so, and fails if it isn't after a generous while. */
export const until = async (met: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> => {
  const deadline = performance.now() + ms;
  while (!(await met())) {
    if (performance.now() > deadline) throw new Error(`Not so after ${ms} ms: ${met}`);
    await pause(5);
  }
};
