import type { KeptRecord } from '../content/pending-write.ts';
import { COLLECTIONS, type CollectionName, type RecordOf, writesOf } from './collections.ts';
import type { DeskParts } from './desk-parts.ts';
import { settle } from './settle.ts';

/** How often an instance looks for what others, or it itself, left undone. */
const LOOK_MS = 10_000;
/** What is younger is still being done by whoever began it. */
const GRACE_MS = 5_000;
const BATCH = 100;
/** How long the answers of commands with a key are kept. */
const COMMANDS_MS = 86_400_000;
/** How long events can be read again. */
const EVENTS_MS = 7 * 86_400_000;
/** How long what a webhook's target never took is kept. */
const DELIVERIES_MS = 30 * 86_400_000;
const FORGET_EVERY = 360;

export interface Repair {
  /** Does what is pending of writes before now, of whatever instance; answers how many there were. */
  run(): Promise<number>;
  /** Looks again and again from now on. */
  start(): void;
  stop(): void;
}

/** Ends what a crash left half done: every write that is stored gets its revision, its event, its purge. */
export const createRepair = (parts: DeskParts): Repair => {
  let timer: NodeJS.Timeout | undefined;
  let looks = 0;

  /** Whether it could be done: what can't be now is tried again, and keeps nothing else waiting. */
  const mend = async <C extends CollectionName>(
    collection: C,
    { record, pending }: KeptRecord<RecordOf<C>>,
  ): Promise<boolean> => {
    if (pending === null) return false;
    try {
      // The crash may have come before the purge; to purge again costs a read.
      await parts.purge(pending.event.tags);
      await settle(parts, collection, record, pending);
      return true;
    } catch (error) {
      parts.onFailure(error);
      return false;
    }
  };
  const repair = async (before: Date): Promise<number> => {
    let all = 0;
    for (const collection of COLLECTIONS) {
      for (;;) {
        const left = await writesOf(parts.store.writes, collection).unsettled(before, BATCH);
        let done = 0;
        for (const kept of left) if (await mend(collection, kept)) done += 1;
        all += done;
        if (left.length < BATCH || done === 0) break;
      }
    }
    return all;
  };
  const forget = async (now: number): Promise<void> => {
    await parts.store.commands.forget(new Date(now - COMMANDS_MS));
    await parts.store.events.forget(new Date(now - EVENTS_MS));
    await parts.store.deliveries.forget(new Date(now - DELIVERIES_MS));
  };
  const look = async (): Promise<void> => {
    const now = parts.clock();
    await repair(new Date(now - GRACE_MS));
    if (looks++ % FORGET_EVERY === 0) await forget(now);
  };

  return {
    run: () => repair(new Date(parts.clock() + 1)),
    start: () => {
      timer = setInterval(() => void look().catch(parts.onFailure), LOOK_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
};
