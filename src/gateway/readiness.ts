import type { Environment } from '../config.ts';
import type { Clock } from '../content/clock.ts';
import type { CmsWrites, CmsWritesState } from '../desk/cms-writes.ts';
import type { PartState, Readiness } from '../http/health.ts';
import type { Storage } from './open-storage.ts';

/** What the gateway says of its parts to whoever asks whether it is ready. A part that isn't used, or that another instance looks after, is left out. */
export const readiness =
  (
    { database, migration, cache }: Storage,
    changes: Pick<CmsWrites, 'state' | 'takenInUntil'>,
    mode: Environment['DATELINE_CHANGE_STREAM'],
    worldClock: Clock,
  ) =>
  async (): Promise<Readiness> => {
    const reached = await database.ping().then(
      () => true,
      () => false,
    );
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
