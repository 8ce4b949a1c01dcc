import type { Cache, Reading } from '../cache/cache.ts';
import { steadyNow } from '../cache/steady-clock.ts';
import type { Clock } from '../content/clock.ts';
import { tagsOfAnswer } from './answer-tags.ts';
import type { Passenger } from './remote-executor.ts';

/** The request that remote subgraphs are asked for. */
export interface PassengerSource {
  readonly headers: Iterable<readonly [string, string]>;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly reading?: Reading | undefined;
  readonly onSubgraph?: Passenger['onAnswer'] | undefined;
}

/** Seconds that a subgraph lets others keep its answer; `null` where it says nothing of it. */
const secondsIn = (headers: Headers): number | null => {
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
  vouch: Cache['vouch'],
): Passenger => {
  const headers = Object.fromEntries(given);
  return {
    headers,
    authorization: headers['authorization'] ?? null,
    requestId,
    signal,
    vouch,
    onAnswer: (told) => {
      onSubgraph?.(told);
      const seconds = told.headers === null ? null : secondsIn(told.headers);
      reading?.witness?.saw(
        `subgraph:${told.subgraph}`,
        'FILL',
        {
          tags: tagsOfAnswer(told.subgraph, told.headers),
          until: seconds === null ? null : clock() + seconds * 1_000,
          storedAt: steadyNow(),
        },
        told.stale,
      );
    },
  };
};
