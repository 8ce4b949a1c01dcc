import type { Log } from '../observe/log.ts';
import { COLLECTIONS, writesOf } from './collections.ts';
import type { DeskParts } from './desk-parts.ts';
import { type Outcomes, takeInAll } from './take-in-changes.ts';

const PAGE = 100;
/** Clocks of others, and what was written in the same minute. */
const SLACK_MS = 60_000;

/**
 * Looks through all records for those that aren't as Dateline wrote them, and takes them in: what remains where nobody can say any more what was written. Of records of which nobody can say who wrote
 * them, those that say of themselves that they changed since are taken in. What was deleted can't be found so.
 */
export const lookThrough = async (
  parts: DeskParts,
  since: Date,
  log: Log,
  signal: AbortSignal,
): Promise<{ readonly looked: number; readonly outcomes: Outcomes }> => {
  const from = since.getTime() - SLACK_MS;
  const outcomes: Record<string, number> = {};
  let looked = 0;
  for (const collection of COLLECTIONS) {
    const writes = writesOf(parts.store.writes, collection);
    for (let after = ''; ; ) {
      signal.throwIfAborted();
      const page = await writes.following(after, PAGE);
      looked += page.length;
      const others = page.filter(({ record, sealed }) =>
        sealed === null ? record.updatedAt?.getTime() >= from : !sealed,
      );
      const taken = await takeInAll(
        parts,
        others.map(({ record }) => record._id),
        log,
        signal,
      );
      for (const [outcome, count] of Object.entries(taken))
        outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
      const last = page.at(-1)?.record._id;
      if (last === undefined || page.length < PAGE) break;
      after = last;
    }
  }
  return { looked, outcomes };
};
