import type { ViewerTier } from '../../content/viewer.ts';

/** What decides how long others may keep an answer. */
export interface AnswerLife {
  readonly tier: ViewerTier;
  readonly status: number;
  /** Seconds that the schema allows. */
  readonly maxAge: number;
  /** Milliseconds from the answer's making to the moment at which it is no longer true; `null` for none. */
  readonly untilMs: number | null;
  /** Whether all its surrogate tags fit into a header, so that a purge finds it wherever it is kept. */
  readonly tagged: boolean;
}

/** A browser can't be purged: it asks again soon, and mostly hears 304. */
const BROWSER_SECONDS = 5;
/** How long a CDN may go on with an old answer while it fetches a new one, and while it can't. */
const REVALIDATE_SECONDS = 10;
const ERROR_SECONDS = 600;
/** What can't be purged by tag lasts this long. */
const UNTAGGED_SECONDS = 5;
/** Statuses that say something of the story, rather than of the reader. */
const SHARED = new Set([200, 404, 410]);

export const NOT_KEPT = 'no-store';
export const PRIVATE = 'private, no-store';

/**
 * `Cache-Control` of an answer that may be kept: for anonymous readers alone, whatever the tier's answer is kept for here. The seconds count from its making, as `Age` does. Neither
 * staleness reaches over the moment at which a scheduled story or an embargo changes the answer.
 */
export const cacheControl = ({ tier, status, maxAge, untilMs, tagged }: AnswerLife): string => {
  if (tier !== 'ANONYMOUS') return PRIVATE;
  if (!SHARED.has(status)) return NOT_KEPT;
  const left = untilMs === null ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(untilMs / 1_000));
  const life = Math.min(maxAge, left, tagged ? Number.POSITIVE_INFINITY : UNTAGGED_SECONDS);
  const more = (seconds: number): number => (tagged ? Math.min(seconds, left - life) : 0);
  return [
    'public',
    `max-age=${Math.min(life, BROWSER_SECONDS)}`,
    `s-maxage=${life}`,
    `stale-while-revalidate=${more(REVALIDATE_SECONDS)}`,
    `stale-if-error=${more(ERROR_SECONDS)}`,
  ].join(', ');
};
