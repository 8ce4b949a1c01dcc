import { setTimeout as pause } from 'node:timers/promises';

/** Waits so long, or until the signal is aborted. */
export const pauseUntil = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await pause(ms, undefined, { signal, ref: false });
  } catch {
    // Aborted: whoever waits looks for themselves.
  }
};
