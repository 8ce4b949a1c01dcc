import type { Clock } from '../content/clock.ts';
import type { Loaded } from '../content/loaded.ts';

export interface PublishClock {
  /** The next moment at which a story or an edition becomes visible by itself, in milliseconds; `null` for none. Answers at once unless a story was written just now. */
  next(): Loaded<number | null>;
  /** Looks again: something was written. */
  look(): void;
  stop(): void;
}

/** How often it looks by itself, for what was written past every gateway. */
const LOOK_MS = 15_000;
/** What became visible this short a while ago may have been written for a moment that was still to come. */
const JUST_NOW_MS = 1_000;

/** Knows when the next scheduled or embargoed story, or edition, is due, so that no list outlives that moment. */
export const createPublishClock = (
  nextMoments: readonly ((after: Date) => Promise<Date | null>)[],
  clock: Clock,
  /** Told of each moment that is found, also of one that has just passed. */
  onMoment: (moment: number) => void = () => {},
): PublishClock => {
  let known: number | null | undefined;
  let looking: Promise<number | null> | null = null;
  let again = false;

  const nextAfter = async (moment: number): Promise<number | null> => {
    const moments = await Promise.all(nextMoments.map((next) => next(new Date(moment))));
    const found = moments.reduce<number | null>(
      (least, moment) => (moment === null ? least : Math.min(least ?? Infinity, moment.getTime())),
      null,
    );
    if (found !== null) onMoment(found);
    return found;
  };
  const read = async (): Promise<number | null> => {
    do {
      again = false;
      const now = clock();
      const moment = await nextAfter(now - JUST_NOW_MS);
      known = moment !== null && moment <= now ? await nextAfter(now) : moment;
    } while (again);
    return known;
  };
  const look = (): Promise<number | null> => {
    again = true;
    looking ??= read().finally(() => {
      looking = null;
    });
    return looking;
  };
  const lookUnasked = (): void => {
    // A failure shows where the answer is needed: there it is asked for again.
    look().catch(() => {
      known = undefined;
    });
  };
  const timer = setInterval(lookUnasked, LOOK_MS);
  timer.unref();

  return {
    next: () => {
      if (looking !== null) return looking;
      return known === undefined || (known !== null && known <= clock()) ? look() : known;
    },
    look: lookUnasked,
    stop: () => clearInterval(timer),
  };
};
