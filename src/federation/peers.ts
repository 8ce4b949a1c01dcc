import { isDeepStrictEqual } from 'node:util';
import type { Cache, Kept, Reading } from '../cache/cache.ts';
import { steadyNow } from '../cache/steady-clock.ts';
import type { Clock } from '../content/clock.ts';
import type { Peers, WireOutcome, WirePlace, WireRun } from '../content/wire.ts';
import { Breaker } from '../observe/breaker.ts';
import type { Log } from '../observe/log.ts';
import type { PeerConfig } from './peer-config.ts';
import { PEER_QUERY, PeerFault, readPeerPage } from './read-peer-page.ts';
import { CallError, callWithRetries } from './remote-call.ts';

export interface PeersOptions {
  readonly peers: readonly PeerConfig[];
  /** Where their pages are kept, under `peer:KEY`, as long as stories are. */
  readonly cache: Cache;
  readonly clock: Clock;
  readonly log: Log;
}

/** Failures in a row after which a peer is left alone, and for how long. */
const FAILURES = 5;
const REST_MS = 2_000;
/** Requests to one peer at a time: readers who go through its list don't become a crowd at its door. */
const MAX_UNDER_WAY = 20;
/** An answer that lacks a source is given to others this long. */
const GAP_MS = 2_000;

/** One peer's door: what goes through it is bounded in time, size and number. */
class Door {
  readonly peer: PeerConfig;
  readonly #circuit = new Breaker(REST_MS, FAILURES);
  #underWay = 0;

  constructor(peer: PeerConfig) {
    this.peer = peer;
  }

  /** Nothing of our reader's goes along: neither token nor header. */
  async ask(first: number, after: WirePlace | null, now: number): Promise<WireRun> {
    if (this.#underWay >= MAX_UNDER_WAY || !this.#circuit.allows()) throw new CallError('RESTING');
    const { url, headers, timeoutMs, retries, maxBytes } = this.peer;
    const body = JSON.stringify({ query: PEER_QUERY, variables: { first, after: after?.cursor ?? null } });
    this.#underWay += 1;
    try {
      const answer = await callWithRetries(
        { url, headers, body, timeoutMs, maxBytes, signal: null },
        retries,
      );
      this.#circuit.succeeded();
      return readPeerPage(answer.body['data'], this.peer, { first, after, now });
    } catch (error) {
      if (error instanceof CallError) this.#circuit.failed();
      throw error;
    } finally {
      this.#underWay -= 1;
    }
  }
}

export interface OpenPeers {
  /** The newsrooms as one request reads of them. */
  readonly forReading: (reading?: Reading) => Peers;
  /** Takes others in their place. What was kept of those that are gone or changed ends, and every answer that has a wire. */
  readonly replace: (peers: readonly PeerConfig[]) => Promise<void>;
}

/** What every answer with a wire is kept under, whoever is on it. */
const ALL_PEERS = 'peers';
const tagOf = (key: string): string => `peer:${key}`;

/** Other newsrooms, for all requests: pages of theirs are kept, and asked for once however many readers wait. */
export const openPeers = ({ peers, cache, clock, log }: PeersOptions): OpenPeers => {
  let doors = new Map(peers.map((peer) => [peer.key, new Door(peer)]));

  const ask = async (
    door: Door,
    first: number,
    after: WirePlace | null,
    reading: Reading,
  ): Promise<WireOutcome> => {
    const { key } = door.peer;
    const tags = [tagOf(key)];
    const entryKey = `peer:${JSON.stringify([key, first, after])}`;
    let stale = false;
    /** What is made of it is asked for again soon. */
    const passing = (): void => {
      const until = clock() + GAP_MS;
      reading.witness?.saw(entryKey, 'FILL', { tags, until, storedAt: steadyNow() }, false);
    };
    const witness: Reading['witness'] = {
      // The rest of the answer is as new as ever: that this part isn't stands in the answer, and doesn't hold up the others.
      saw: (entry, tier, seen, isStale) => {
        stale = isStale;
        reading.witness?.saw(entry, tier, isStale ? { ...seen, storedAt: steadyNow() } : seen, false);
      },
    };
    try {
      const fill = async (): Promise<ReadonlyMap<string, Kept>> =>
        new Map([[entryKey, { value: await door.ask(first, after, clock()), tags }]]);
      const read = await cache.read<WireRun>([entryKey], fill, { ...reading, witness });
      const run = read.get(entryKey);
      if (run == null) throw new CallError('REFUSED');
      if (stale) passing();
      return { state: stale ? 'STALE' : 'CURRENT', run };
    } catch (error) {
      if (!(error instanceof CallError || error instanceof PeerFault)) throw error;
      log.warn({ err: error, peer: key }, 'A peer failed.');
      passing();
      return { state: error instanceof PeerFault ? error.gap : 'UNAVAILABLE' };
    }
  };

  const replace = async (next: readonly PeerConfig[]): Promise<void> => {
    const before = doors;
    // Who stays as they were keep their door, with what it knows of their health.
    doors = new Map(
      next.map((peer) => {
        const door = before.get(peer.key);
        return [peer.key, door !== undefined && isDeepStrictEqual(door.peer, peer) ? door : new Door(peer)];
      }),
    );
    const ended = [...before].filter(([key, door]) => doors.get(key) !== door).map(([key]) => tagOf(key));
    await cache.purge([ALL_PEERS, ...ended]);
  };

  class PeersOfReading implements Peers {
    readonly reading: Reading;

    constructor(reading: Reading) {
      this.reading = reading;
    }

    get sources() {
      const seen = { tags: [ALL_PEERS], until: null, storedAt: steadyNow() };
      this.reading.witness?.saw(ALL_PEERS, 'MEMORY', seen, false);
      return [...doors.values()].map(({ peer: { key, name } }) => ({ key, name }));
    }

    async ask(key: string, first: number, after: WirePlace | null): Promise<WireOutcome> {
      const door = doors.get(key);
      return door === undefined ? { state: 'UNAVAILABLE' } : await ask(door, first, after, this.reading);
    }
  }

  const forReading: OpenPeers['forReading'] = (reading = {}) => new PeersOfReading(reading);
  return { forReading, replace };
};
