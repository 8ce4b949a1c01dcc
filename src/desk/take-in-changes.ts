import { setTimeout as pause } from 'node:timers/promises';
import { GatewayError } from '../content/errors.ts';
import type { Log } from '../observe/log.ts';
import type { ContentChange } from '../store/content-changes.ts';
import { COLLECTIONS, type CollectionName, writesOf } from './collections.ts';
import type { DeskParts } from './desk-parts.ts';
import { type TouchOutcome, takeIn } from './take-in.ts';
import { placeOf } from './touched-place.ts';

/** What came of records, by outcome; FAILED are those that couldn't be taken in, and are left as they are. */
export type Outcomes = Readonly<Partial<Record<TouchOutcome | 'FAILED', number>>>;

/** How many are read at once, and how many written side by side. */
const PAGE = 100;
const ABREAST = 10;
const ATTEMPTS = 3;
const SHOWN = 10;
/** Nobody waits for it: those who do come first. */
const AGAIN_MS = 200;

const isAway = (error: unknown): boolean =>
  error instanceof GatewayError && (error.code === 'STORE_UNAVAILABLE' || error.code === 'GATEWAY_TIMEOUT');

/**
 * Takes in records that others wrote or deleted, each once however often it was written; what is just as Dateline wrote it is left alone. Rejects only while the database is away, and when `signal` ends it: what is wrong with
 * one record is logged, and keeps no other waiting.
 */
export const takeInChanges = async (
  parts: DeskParts,
  changes: readonly ContentChange[],
  log: Log,
  signal: AbortSignal,
): Promise<Outcomes> => {
  const strange: ContentChange[] = [];
  const ids = new Map<CollectionName, Set<string>>(COLLECTIONS.map((name) => [name, new Set()]));
  for (const change of changes) {
    const place = change.id === null ? null : placeOf(change.id);
    if (place === null || change.id === null || place.collection !== change.collection) strange.push(change);
    else ids.get(place.collection)?.add(change.id);
  }
  if (strange.length > 0)
    log.warn(
      { records: strange.slice(0, SHOWN), count: strange.length },
      'Records without an id of their collection were written past the gateway: nothing was done for them.',
    );
  const others: string[] = [];
  for (const [collection, some] of ids) others.push(...(await writtenByOthers(parts, collection, [...some])));
  return await takeInAll(parts, others, log, signal);
};

const writtenByOthers = async (
  { store }: DeskParts,
  collection: CollectionName,
  ids: readonly string[],
): Promise<string[]> => {
  const others: string[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const some = ids.slice(start, start + PAGE);
    const kept = await writesOf(store.writes, collection).kept(some);
    const ours = new Set(kept.filter(({ sealed }) => sealed === true).map(({ record }) => record._id));
    others.push(...some.filter((id) => !ours.has(id)));
  }
  return others;
};

/** Takes these in. Rejects only while the database is away, and when `signal` ends it between two of them. */
export const takeInAll = async (
  parts: DeskParts,
  ids: readonly string[],
  log: Log,
  signal: AbortSignal,
): Promise<Outcomes> => {
  const outcomes: Partial<Record<TouchOutcome | 'FAILED', number>> = {};
  for (let start = 0; start < ids.length; start += ABREAST) {
    signal.throwIfAborted();
    const settled = await Promise.allSettled(
      ids.slice(start, start + ABREAST).map((id) => takeInOne(parts, id, log)),
    );
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      outcomes[one.value] = (outcomes[one.value] ?? 0) + 1;
    }
  }
  if (ids.length > 0) parts.onCommand();
  return outcomes;
};

const takeInOne = async (parts: DeskParts, id: string, log: Log): Promise<TouchOutcome | 'FAILED'> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { outcome, reason } = await takeIn(parts, id, { actor: 'cms', onlyOthers: true });
      if (reason !== undefined)
        log.warn(
          { id, reason },
          'A record that was written past the gateway is none as its collection has them.',
        );
      return outcome;
    } catch (error) {
      if (isAway(error)) throw error;
      if (attempt === ATTEMPTS) {
        log.error(
          { err: error, id },
          'What was written past the gateway could not be taken in, and is not told.',
        );
        return 'FAILED';
      }
      await pause(AGAIN_MS * attempt);
    }
  }
};
