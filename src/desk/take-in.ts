import { randomBytes } from 'node:crypto';
import { GatewayError } from '../content/errors.ts';
import type { PendingWrite } from '../content/pending-write.ts';
import { tagsOfChange } from '../content/surrogate-tags.ts';
import { ADOPT } from './adopted-records.ts';
import { lastKnown } from './adopted-story.ts';
import { writesOf } from './collections.ts';
import type { DeskParts } from './desk-parts.ts';
import { settle } from './settle.ts';
import { type Place, placeOf } from './touched-place.ts';

export type TouchOutcome = 'TOLD' | 'UNCHANGED' | 'GONE' | 'UNREADABLE' | 'NOT_AN_ID';

/** What came of one id. */
export interface Taken {
  readonly id: string;
  readonly outcome: TouchOutcome;
  /** The version that the record has now; `null` where there is none. */
  readonly version: number | null;
  /** Whether every instance has been told. */
  readonly announced: boolean;
  /** Why it can't be read, where it can't. */
  readonly reason?: string;
}

export interface TakeInOptions {
  /** Whom the event names. */
  readonly actor: string;
  /** Leaves alone what is just as Dateline wrote it, imports included. */
  readonly onlyOthers: boolean;
}

/** Whoever wrote it once more meanwhile says so once more: these are for what changes while it is looked at. */
const ATTEMPTS = 5;

/**
 * Takes in one record that was written past the gateway: it is read again, what is derived of it is derived, the caches of what it was and is are purged, and it is told as an event, as if
 * the desk had written it. What a crash leaves half done is repaired as a command's is. To do it twice does no harm.
 */
export const takeIn = async (parts: DeskParts, id: string, options: TakeInOptions): Promise<Taken> =>
  await parts.turn(id, () => takeInHeld(parts, id, options));

/** The same for whoever has the record's turn. */
export const takeInHeld = async (parts: DeskParts, id: string, options: TakeInOptions): Promise<Taken> => {
  const place = placeOf(id);
  if (place === null) return { id, outcome: 'NOT_AN_ID', version: null, announced: true };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const taken = await takeInOnce(parts, place, id, options);
    if (taken !== null) return taken;
  }
  throw new GatewayError('CONFLICT', `Too many others write ${id} at this moment.`);
};

/** One try; `null` if somebody else wrote meanwhile. */
const takeInOnce = async (
  parts: DeskParts,
  place: Place,
  id: string,
  { actor, onlyOthers }: TakeInOptions,
): Promise<Taken | null> => {
  const { collection, own } = place;
  const writes = writesOf(parts.store.writes, collection);
  const [kept] = await writes.kept([id]);
  if (kept === undefined) return await gone(parts, id, place, actor);
  const { version: stored } = kept.record;
  if (onlyOthers && kept.sealed === true)
    return { id, outcome: 'UNCHANGED', version: stored, announced: true };
  if (kept.pending !== null) {
    await settle(parts, collection, kept.record, kept.pending);
    return null;
  }
  const at = new Date(parts.clock());
  // What isn't a record as its collection has it: readers get what can be made of it, and not what was before.
  const unreadable = async (reason: string): Promise<Taken> => ({
    id,
    outcome: 'UNREADABLE',
    version: stored,
    reason,
    ...(await parts.purge(own(id))),
  });
  const adopted = await ifReadable(() => ADOPT[collection](kept as never, parts.store, at));
  if ('reason' in adopted) return await unreadable(adopted.reason);
  const { record, derived, event, known } = adopted.value;
  if (known) return { id, outcome: 'UNCHANGED', version: stored, ...(await parts.purge(event.tags)) };
  const pending: PendingWrite = {
    id: randomBytes(12).toString('base64url'),
    event: { ...event, at, subjectId: id, version: record.version, otherId: null, actor },
    command: null,
  };
  const outcome = await ifReadable(() => writes.adopt(record as never, stored, derived as never, pending));
  if ('reason' in outcome) return await unreadable(outcome.reason);
  if (!outcome.value.written) return null;
  // What is stored may be newer than what was read; the revision is of what is stored.
  const [now] = await writes.kept([id]);
  const whole = now?.pending?.id === pending.id ? now.record : record;
  await settle(parts, collection, whole as never, pending).catch(parts.onFailure);
  return { id, outcome: 'TOLD', version: record.version, announced: outcome.value.announced };
};

/** Why not, where a record lacks what is asked of it, or its collection's validator refuses it. */
const ifReadable = async <T>(
  operation: () => T | Promise<T>,
): Promise<{ readonly value: T } | { readonly reason: string }> => {
  try {
    return { value: await operation() };
  } catch (error) {
    if (error instanceof TypeError || (error instanceof GatewayError && error.code === 'BAD_USER_INPUT'))
      return { reason: error.message };
    throw error;
  }
};

/** What was deleted, told once: a story that readers could see as taken back, anything else as deleted. */
const gone = async (parts: DeskParts, id: string, { own, deleted }: Place, actor: string): Promise<Taken> => {
  const before = deleted === null ? await lastKnown(id, parts.store) : null;
  const tags = [...new Set([...own(id), ...(before === null ? [] : tagsOfChange(null, before))])];
  const { announced } = await parts.purge(tags);
  const at = new Date(parts.clock());
  const told = { at, subjectId: id, otherId: null, actor, tags };
  if (before?.visibleFrom != null && before.visibleFrom <= at)
    await parts.events.write({
      ...told,
      kind: 'ARTICLE_RETRACTED',
      version: before.version + 1,
      visibleFrom: { before: before.visibleFrom, after: null },
    });
  if (deleted !== null) {
    const last = await parts.store.events.lastOf(id);
    if (last?.kind !== deleted)
      await parts.events.write({
        ...told,
        kind: deleted,
        version: (last?.version ?? 0) + 1,
        visibleFrom: null,
      });
  }
  return { id, outcome: 'GONE', version: null, announced };
};
