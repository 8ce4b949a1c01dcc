import { randomBytes } from 'node:crypto';
import { GatewayError } from '../content/errors.ts';
import { type IdKind, kindOfId } from '../content/global-id.ts';
import type { PendingWrite } from '../content/pending-write.ts';
import {
  articleTag,
  CORRESPONDENT_LISTS,
  correspondentTag,
  detailTag,
  EDITION_LISTS,
  editionTag,
  postTag,
  TAG_LISTS,
  tagsOfChange,
  tagTag,
} from '../content/surrogate-tags.ts';
import { ADOPT } from './adopted-records.ts';
import { lastKnown } from './adopted-story.ts';
import { type CollectionName, writesOf } from './collections.ts';
import type { DeskParts } from './desk-parts.ts';
import { settle } from './settle.ts';

export const TOUCH_OUTCOMES = ['TOLD', 'UNCHANGED', 'GONE', 'UNREADABLE', 'NOT_AN_ID'] as const;
export type TouchOutcome = (typeof TOUCH_OUTCOMES)[number];

/** What came of one id. */
export interface Touched {
  readonly id: string;
  readonly outcome: TouchOutcome;
  /** The version that the record has now; `null` where there is none. */
  readonly version: number | null;
}

export interface TouchAnswer {
  readonly touched: readonly Touched[];
  /** Whether every instance has been told. */
  readonly announced: boolean;
}

/** The most ids at once. */
export const MAX_TOUCHED = 500;
/** How many are read and written side by side. */
const ABREAST = 10;
/** Whoever wrote it once more meanwhile says so once more: these are for what changes while it is looked at. */
const ATTEMPTS = 5;

interface Place {
  readonly collection: CollectionName;
  /** What ends where the record is gone. */
  readonly own: (id: string) => readonly string[];
}

const PLACES: Readonly<Partial<Record<IdKind, Place>>> = {
  Article: { collection: 'articles', own: (id) => [articleTag(id), detailTag(id)] },
  Tag: { collection: 'tags', own: (id) => [tagTag(id), TAG_LISTS] },
  Correspondent: {
    collection: 'correspondents',
    own: (id) => [correspondentTag(id), CORRESPONDENT_LISTS],
  },
  SocialPost: { collection: 'socialPosts', own: (id) => [postTag(id)] },
  Edition: { collection: 'editions', own: (id) => [editionTag(id), EDITION_LISTS] },
};

type Told = Touched & { readonly announced: boolean };

/**
 * Takes in what a CMS wrote to MongoDB itself: each record is read again, what is derived of it is derived, the caches of what it was and is are purged, and it is told as an
 * event, as if the desk had written it: what a crash leaves half done is repaired as a command's is. To say an id twice does no harm.
 */
export const touch = async (
  parts: DeskParts,
  ids: readonly string[],
  actor: string,
): Promise<TouchAnswer> => {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0 || wanted.length > MAX_TOUCHED)
    throw new GatewayError(
      'BAD_USER_INPUT',
      `\`ids\` has ${wanted.length} ids, and must have from 1 to ${MAX_TOUCHED}.`,
    );
  const told: Told[] = [];
  for (let start = 0; start < wanted.length; start += ABREAST)
    told.push(
      ...(await Promise.all(
        wanted.slice(start, start + ABREAST).map((id) => parts.turn(id, () => touchOne(parts, id, actor))),
      )),
    );
  parts.onCommand();
  return {
    touched: told.map(({ id, outcome, version }) => ({ id, outcome, version })),
    announced: told.every(({ announced }) => announced),
  };
};

const touchOne = async (parts: DeskParts, id: string, actor: string): Promise<Told> => {
  const place = PLACES[kindOfId(id) ?? 'Revision'];
  if (place === undefined) return { id, outcome: 'NOT_AN_ID', version: null, announced: true };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const told = await takeIn(parts, place, id, actor);
    if (told !== null) return told;
  }
  throw new GatewayError('CONFLICT', `Too many others write ${id} at this moment.`);
};

/** One try; `null` if somebody else wrote meanwhile. */
const takeIn = async (
  parts: DeskParts,
  { collection, own }: Place,
  id: string,
  actor: string,
): Promise<Told | null> => {
  const writes = writesOf(parts.store.writes, collection);
  const [kept] = await writes.kept([id]);
  if (kept === undefined) return await gone(parts, id, own(id), actor);
  if (kept.pending !== null) {
    await settle(parts, collection, kept.record, kept.pending);
    return null;
  }
  const at = new Date(parts.clock());
  const { version: stored } = kept.record;
  // What isn't a record as its collection has it: readers get what can be made of it, and not what was before.
  const unreadable = async (): Promise<Told> => ({
    id,
    outcome: 'UNREADABLE',
    version: stored,
    ...(await parts.purge(own(id))),
  });
  const adopted = await ifReadable(() => ADOPT[collection](kept as never, parts.store, at));
  if (adopted === null) return await unreadable();
  const { record, derived, event, known } = adopted;
  if (known) return { id, outcome: 'UNCHANGED', version: stored, ...(await parts.purge(event.tags)) };
  const pending: PendingWrite = {
    id: randomBytes(12).toString('base64url'),
    event: { ...event, at, subjectId: id, version: record.version, otherId: null, actor },
    command: null,
  };
  const outcome = await ifReadable(() => writes.adopt(record as never, stored, derived as never, pending));
  if (outcome === null) return await unreadable();
  if (!outcome.written) return null;
  // What is stored may be newer than what was read; the revision is of what is stored.
  const [now] = await writes.kept([id]);
  const whole = now?.pending?.id === pending.id ? now.record : record;
  await settle(parts, collection, whole as never, pending).catch(parts.onFailure);
  return { id, outcome: 'TOLD', version: record.version, announced: outcome.announced };
};

/** `null` where a record lacks what is asked of it, or its collection's validator refuses it. */
const ifReadable = async <T>(operation: () => T | Promise<T>): Promise<T | null> => {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof TypeError || (error instanceof GatewayError && error.code === 'BAD_USER_INPUT'))
      return null;
    throw error;
  }
};

/** What was deleted. A story that readers could see is told as taken back, once. */
const gone = async (parts: DeskParts, id: string, own: readonly string[], actor: string): Promise<Told> => {
  const before = kindOfId(id) === 'Article' ? await lastKnown(id, parts.store) : null;
  const tags = [...new Set([...own, ...(before === null ? [] : tagsOfChange(null, before))])];
  const { announced } = await parts.purge(tags);
  const at = new Date(parts.clock());
  if (before?.visibleFrom != null && before.visibleFrom <= at)
    await parts.events.write({
      kind: 'ARTICLE_RETRACTED',
      at,
      subjectId: id,
      version: before.version + 1,
      otherId: null,
      actor,
      tags,
      visibleFrom: { before: before.visibleFrom, after: null },
    });
  return { id, outcome: 'GONE', version: null, announced };
};
