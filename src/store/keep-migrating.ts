import type { Log } from '../observe/log.ts';
import type { Store } from './store.ts';

/** How often a MongoDB that isn't there is looked for again. */
const RETRY_MS = 1_000;

export interface Migration {
  /** Tries once; a failure is logged and tried again until it succeeds. Never rejects. */
  attempt(): Promise<void>;
  isDone(): boolean;
  stop(): void;
}

/** Collections, validators and indexes are there before readers are let in, also when MongoDB appears after the gateway. */
export const keepMigrating = (store: Store, log: Log): Migration => {
  let done = false;
  let timer: NodeJS.Timeout | undefined;
  let complained = false;
  let stopped = false;

  const attempt = async (): Promise<void> => {
    try {
      const steps = await store.migrate();
      done = true;
      // The first start has a hundred steps: whoever wants them all asks `dateline migrate`, or for more of the log.
      if (steps.length > 0) log.info({ steps: steps.length }, 'Prepared the database.');
      else if (complained) log.info('MongoDB is there.');
      log.debug({ steps }, 'What was prepared.');
    } catch (error) {
      if (stopped) return;
      if (!complained) log.warn({ err: error }, 'MongoDB cannot be prepared yet; trying until it can.');
      complained = true;
      timer = setTimeout(() => void attempt(), RETRY_MS).unref();
    }
  };
  return {
    attempt,
    isDone: () => done,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
