import { setTimeout as pause } from 'node:timers/promises';
import { EVERYTHING } from '../cache/everything.ts';
import type { Lease } from '../cache/lease.ts';
import type { Clock } from '../content/clock.ts';
import type { Log } from '../observe/log.ts';
import {
  type ChangeBatch,
  type ChangePosition,
  type ChangeWatch,
  type ContentChanges,
  WatchRefused,
} from '../store/content-changes.ts';
import type { DeskParts } from './desk-parts.ts';
import { lookThrough } from './look-through.ts';
import { takeInChanges } from './take-in-changes.ts';

export interface CmsWritesOptions {
  readonly mode: 'auto' | 'off' | 'required';
  readonly election: Pick<Lease, 'hold' | 'release'>;
  readonly changes: ContentChanges;
  readonly parts: DeskParts;
  /** The world's, by which MongoDB says when something happened. */
  readonly worldClock: Clock;
  readonly log: Log;
}

/** UNSUPPORTED: this MongoDB has no change streams, or doesn't let us watch. STANDBY: another instance watches, or it has yet to begin. BEHIND: what it takes in now was written some time ago. */
export type CmsWritesState = 'OFF' | 'UNSUPPORTED' | 'STANDBY' | 'WATCHING' | 'BEHIND' | 'FAILING';

export interface CmsWrites {
  readonly state: CmsWritesState;
  /** Up to when all that others wrote has been taken in; `null` on an instance that doesn't follow. */
  readonly takenInUntil: Date | null;
  start(): void;
  stop(): Promise<void>;
}

/** Half of what a lease lasts, so that one that is asked for late isn't lost. */
const RENEW_MS = 1_000;
const PROBE_MS = 60_000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;
/** How often the position is kept while others write nothing: often enough for the database still to have what follows. */
const KEEP_MS = 60_000;
const BEHIND_MS = 30_000;

/**
 * Follows what others write to MongoDB, and takes it in: the same events and purges as if the desk had written it. One elected instance does; where there is no Redis by which to elect, each does, which
 * tells nothing twice. Its position is kept once all before it is taken in, so a crash repeats what is harmless to repeat, and leaves nothing out.
 */
export const createCmsWrites = ({
  mode,
  election,
  changes,
  parts,
  worldClock,
  log,
}: CmsWritesOptions): CmsWrites => {
  const stopping = new AbortController();
  let state: CmsWritesState = mode === 'off' ? 'OFF' : 'STANDBY';
  let elected = false;
  let takenInUntil: Date | null = null;
  let watch: ChangeWatch | null = null;
  let running: Promise<void> | null = null;
  let renewal: NodeJS.Timeout | undefined;

  const rest = (ms: number): Promise<void> =>
    pause(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
  const renew = async (): Promise<void> => {
    elected = (await election.hold()) !== null;
  };
  const open = (after: ChangePosition | null): ChangeWatch => {
    watch = changes.watch(after?.token ?? null);
    return watch;
  };
  const keep = ({ token, at }: ChangeBatch): Promise<void> =>
    changes.keep({ token, at: at ?? new Date(worldClock()) });

  const takeIn = async (batch: ChangeBatch): Promise<boolean> => {
    if (batch.replaced.length > 0) {
      log.warn(
        { collections: batch.replaced },
        'Whole collections were dropped or replaced past the gateway: everything that was kept is ended, and nothing is told.',
      );
      await parts.purge([EVERYTHING]);
    }
    const outcomes = await takeInChanges(parts, batch.changes, log, stopping.signal);
    if (Object.keys(outcomes).length > 0) log.debug(outcomes, 'Took in what others wrote.');
    return batch.replaced.length > 0 || Object.keys(outcomes).length > 0;
  };
  const tell = (batch: ChangeBatch): void => {
    const lagMs = batch.more && batch.at !== null ? worldClock() - batch.at.getTime() : 0;
    const now = lagMs > BEHIND_MS ? 'BEHIND' : 'WATCHING';
    if (now === state) return;
    if (now === 'BEHIND') log.warn({ lagMs }, 'What others wrote is taken in late.');
    else log.info('What others write to MongoDB is taken in as it happens.');
    state = now;
  };

  /** Until it isn't elected any more, or the stream ends. */
  const follow = async (from: ChangePosition | null): Promise<void> => {
    const mine = open(from);
    takenInUntil = from?.at ?? new Date(worldClock());
    let keptAt = from === null ? Number.NEGATIVE_INFINITY : performance.now();
    try {
      while (elected && !stopping.signal.aborted) {
        const batch = await mine.next();
        // Where no more is there already, this is all until now.
        const until = batch.more ? batch.at : new Date(worldClock());
        tell(batch);
        const some = await takeIn(batch);
        takenInUntil = until ?? takenInUntil;
        if (some || batch.ended || performance.now() - keptAt > KEEP_MS) {
          await keep(batch);
          keptAt = performance.now();
        }
        if (batch.ended) return;
      }
    } finally {
      await mine.close();
    }
  };

  /** The database no longer has what came after this position. */
  const beginAnew = async ({ at }: ChangePosition): Promise<void> => {
    log.warn(
      { since: at },
      'MongoDB no longer has all that was written: everything that was kept is ended, and all records are looked through.',
    );
    const mine = open(null);
    try {
      // From here on nothing is missed; what is found below may come again.
      const batch = await mine.next();
      await parts.purge([EVERYTHING]);
      const found = await lookThrough(parts, at, log, stopping.signal);
      await takeIn(batch);
      await keep(batch);
      log.warn(
        { since: at, ...found },
        'All records were looked through. What was deleted meanwhile is not told.',
      );
    } finally {
      await mine.close();
    }
  };

  const refused = ({ refusal, message }: WatchRefused): void => {
    takenInUntil = null;
    if (state === 'UNSUPPORTED') return;
    state = 'UNSUPPORTED';
    const why =
      refusal === 'FORBIDDEN' ? 'does not let us watch' : 'has no change streams, for it is no replica set';
    log[mode === 'required' ? 'error' : 'info'](
      { reason: message },
      `This MongoDB ${why}: what is written past the gateway has to be said, with \`dateline touch\` or POST /hooks/content.`,
    );
  };

  const once = async (): Promise<void> => {
    try {
      await follow(await changes.position());
    } catch (error) {
      if (!(error instanceof WatchRefused && error.refusal === 'LOST')) throw error;
      const last = await changes.position();
      if (last === null) throw error;
      await beginAnew(last);
    }
  };
  const run = async (): Promise<void> => {
    let retryMs = FIRST_RETRY_MS;
    while (!stopping.signal.aborted) {
      try {
        await renew();
        if (elected) await once();
        else {
          state = 'STANDBY';
          takenInUntil = null;
        }
        retryMs = FIRST_RETRY_MS;
        if (!elected) await rest(RENEW_MS);
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (error instanceof WatchRefused && error.refusal !== 'LOST') {
          refused(error);
          await rest(PROBE_MS);
          continue;
        }
        if (state !== 'FAILING')
          log.warn(
            { err: error },
            'What others write to MongoDB can not be followed at this moment; it is tried again.',
          );
        state = 'FAILING';
        await rest(retryMs);
        retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
      }
    }
  };

  return {
    get state() {
      return state;
    },
    get takenInUntil() {
      return takenInUntil;
    },
    start: () => {
      if (mode === 'off') return;
      renewal = setInterval(() => void renew().catch(() => {}), RENEW_MS);
      renewal.unref();
      running = run();
    },
    stop: async () => {
      stopping.abort();
      clearInterval(renewal);
      // What waits for something to happen is told not to.
      await watch?.close();
      await running;
      if (running !== null) await election.release();
    },
  };
};
