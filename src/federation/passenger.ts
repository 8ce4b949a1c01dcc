import type { Reading } from '../cache/cache.ts';
import { steadyNow } from '../cache/steady-clock.ts';
import type { Clock } from '../content/clock.ts';
import type { Passenger } from './remote-executor.ts';

/** The request that remote subgraphs are asked for. */
export interface PassengerSource {
  readonly headers: Iterable<readonly [string, string]>;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly reading?: Reading | undefined;
  readonly onSubgraph?: Passenger['onAnswer'] | undefined;
}

/** Tags of one answer that are taken over, and the longest. */
const MAX_TAGS = 200;
const MAX_TAG_LENGTH = 200;

/** The surrogate tags that a subgraph gave its answer: `Surrogate-Key` parts them by spaces, `Cache-Tag` by commas. */
export const tagsIn = (headers: Headers): readonly string[] =>
  [
    ...(headers.get('surrogate-key') ?? '').split(/\s+/),
    ...(headers.get('cache-tag') ?? '').split(',').map((tag) => tag.trim()),
  ]
    .filter((tag) => tag !== '' && tag.length <= MAX_TAG_LENGTH)
    .slice(0, MAX_TAGS);

/** Seconds that a subgraph lets others keep its answer; `null` where it says nothing of it. */
export const secondsIn = (headers: Headers): number | null => {
  const said = headers.get('cache-control')?.toLowerCase();
  if (said === undefined) return null;
  if (/\b(no-store|no-cache|private)\b/.test(said)) return 0;
  const seconds = /\bs-maxage=(\d{1,9})/.exec(said)?.[1] ?? /\bmax-age=(\d{1,9})/.exec(said)?.[1];
  return seconds === undefined ? null : Number(seconds);
};

/** What remote subgraphs are told of a request, and what is done with what their answers say of themselves: an answer made of theirs has their tags, and lasts no longer than they allow. */
export const passengerOf = (
  { headers: given, requestId, signal, reading, onSubgraph }: PassengerSource,
  clock: Clock,
): Passenger => {
  const headers = Object.fromEntries(given);
  return {
    headers,
    authorization: headers['authorization'] ?? null,
    requestId,
    signal,
    onAnswer: (told) => {
      onSubgraph?.(told);
      const seconds = told.headers === null ? null : secondsIn(told.headers);
      reading?.witness?.saw(
        `subgraph:${told.subgraph}`,
        'FILL',
        {
          tags: [`subgraph:${told.subgraph}`, ...(told.headers === null ? [] : tagsIn(told.headers))],
          until: seconds === null ? null : clock() + seconds * 1_000,
          storedAt: steadyNow(),
        },
        told.stale,
      );
    },
  };
};
