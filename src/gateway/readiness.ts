import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from '../config.ts';
import type { Clock } from '../content/clock.ts';
import type { CmsWrites, CmsWritesState } from '../desk/cms-writes.ts';
import type { PartState, Readiness } from '../http/health.ts';
import type { Storage } from './open-storage.ts';

/** A MongoDB that takes longer counts as away. Shorter than who asks waits, so that they are told of the other parts too. */
const PING_MS = 1_500;

/** What the gateway says of its parts to whoever asks whether it is ready. A part that isn't used, or that another instance looks after, is left out. */
export const readiness =
  (
    { database, migration, cache }: Storage,
    changes: Pick<CmsWrites, 'state' | 'takenInUntil'>,
    mode: Environment['DATELINE_CHANGE_STREAM'],
    worldClock: Clock,
  ) =>
  async (): Promise<Readiness> => {
    const reached = await Promise.race([
      database.ping().then(
        () => true,
        () => false,
      ),
      pause(PING_MS, false, { ref: false }),
    ]);
    const { state } = cache.stats().redis;
    const followed = partOf(changes.state, mode);
    const { takenInUntil } = changes;
    return {
      parts: {
        mongodb: reached && migration.isDone() ? 'UP' : 'DOWN',
        ...(state !== 'NONE' && { redis: state === 'UP' ? 'UP' : 'DEGRADED' }),
        ...(followed !== null && { changes: followed }),
      },
      ...(followed !== null &&
        takenInUntil !== null && {
          figures: {
            changes: {
              takenInUntil: takenInUntil.toISOString(),
              behindMs: Math.max(0, worldClock() - takenInUntil.getTime()),
            },
          },
        }),
    };
  };

const partOf = (state: CmsWritesState, mode: Environment['DATELINE_CHANGE_STREAM']): PartState | null => {
  switch (state) {
    case 'WATCHING':
      return 'UP';
    case 'BEHIND':
    case 'FAILING':
      return 'DEGRADED';
    case 'UNSUPPORTED':
      return mode === 'required' ? 'DOWN' : null;
    default:
      return null;
  }
};
