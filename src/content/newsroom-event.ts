/**
 * What happened in the newsroom, as it is told to other instances, subscribers and webhooks. An event carries ids and no words: whoever delivers it loads the
 * thing by its id for the viewer it goes to, so that the one access policy decides what they learn, and when.
 */

/** Of stories. `version` is the story's after the write. */
const ARTICLE_EVENTS = [
  /** A draft was made or changed: for the desk alone. */
  'DRAFT_SAVED',
  'ARTICLE_SUBMITTED',
  'ARTICLE_SCHEDULED',
  'ARTICLE_EMBARGOED',
  'ARTICLE_PUBLISHED',
  'ARTICLE_UPDATED',
  'ARTICLE_CORRECTED',
  'ARTICLE_RETRACTED',
  'ARTICLE_RESTORED',
  /** A scheduled or embargoed story's hour has come: readers see it now, and nobody wrote anything. */
  'ARTICLE_APPEARED',
  'LIVE_STARTED',
  'LIVE_ENTRY_ADDED',
  'LIVE_ENTRY_EDITED',
  'LIVE_ENTRY_PINNED',
  'LIVE_ENTRY_REMOVED',
  'LIVE_CLOSED',
] as const;
const TAG_EVENTS = [
  'TAG_CREATED',
  'TAG_RENAMED',
  'TAG_MOVED',
  'TAG_MERGED',
  'TAG_RETIRED',
  /** Written past the gateway: what of it changed isn't known. */
  'TAG_CHANGED',
  /** Deleted past the gateway. */
  'TAG_DELETED',
] as const;
const CORRESPONDENT_EVENTS = [
  'CORRESPONDENT_CREATED',
  'CORRESPONDENT_EDITED',
  'CORRESPONDENT_MERGED',
  /** Written past the gateway. */
  'CORRESPONDENT_CHANGED',
  /** Deleted past the gateway. */
  'CORRESPONDENT_DELETED',
] as const;
const EDITION_EVENTS = [
  'EDITION_CURATED',
  'EDITION_PUBLISHED',
  /** Written past the gateway. */
  'EDITION_CHANGED',
  /** Deleted past the gateway. */
  'EDITION_DELETED',
] as const;
const POST_EVENTS = [
  'POST_ADDED',
  'POST_WITHHELD',
  'POST_RELEASED',
  /** Written past the gateway. */
  'POST_CHANGED',
  /** Deleted past the gateway. */
  'POST_DELETED',
] as const;

export const EVENT_KINDS = [
  ...ARTICLE_EVENTS,
  ...TAG_EVENTS,
  ...CORRESPONDENT_EVENTS,
  ...EDITION_EVENTS,
  ...POST_EVENTS,
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** When readers could see the story before the write, and from when they may after it; `null` for never. See `visibleFrom()` in `article-visibility.ts`. */
export interface VisibilityChange {
  readonly before: Date | null;
  readonly after: Date | null;
}

/** An event before it has its place in the log. */
export interface EventDraft {
  readonly kind: EventKind;
  readonly at: Date;
  /** The global id of what was written. */
  readonly subjectId: string;
  /** The subject's version after the write. Events of one subject have rising versions. */
  readonly version: number;
  /** What else it is about: the tag or correspondent merged into, the entry's block id. */
  readonly otherId: string | null;
  /** The token's subject; `cms` for what was written past the gateway, `clock` for what happens by itself. */
  readonly actor: string;
  /** The surrogate tags that were purged: what a CDN or a static site has to end, too. */
  readonly tags: readonly string[];
  /** For stories; `null` for everything else. */
  readonly visibleFrom: VisibilityChange | null;
}

/**
 * An event in its place. `id` is 16 digits that rise by one from event to event over all instances of one database: they sort as text, and whoever has seen one
 * knows by the next whether something is missing between them.
 */
export interface NewsroomEvent extends EventDraft {
  readonly id: string;
}

const DIGITS = 16;

/** The id of the event at this place of the log, which begins with 1. */
export const eventId = (place: number): string => String(place).padStart(DIGITS, '0');

/** The place that an id names; `null` if it isn't an id of an event. */
export const placeOfEvent = (id: string): number | null =>
  /^\d{16}$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : null;

/** Kinds whose moment tells one from another: nobody wrote anything, or somebody did who may not count versions. */
const BY_MOMENT: ReadonlySet<EventKind> = new Set<EventKind>([
  'ARTICLE_APPEARED',
  'TAG_CHANGED',
  'CORRESPONDENT_CHANGED',
  'EDITION_CHANGED',
  'POST_CHANGED',
]);

/** What an event is known by before it has an id: the same write gives it once, whoever puts it into the log. */
export const keyOfEvent = ({ kind, subjectId, version, at }: EventDraft): string =>
  BY_MOMENT.has(kind) ? `${subjectId}@${version} ${kind} ${at.getTime()}` : `${subjectId}@${version}`;
