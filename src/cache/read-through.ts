import type { Fill, Kept, Reading } from './cache.ts';
import type { Entry, Got } from './entry.ts';
import { EVERYTHING } from './everything.ts';
import type { MemoryTier } from './memory-tier.ts';
import { Odds } from './odds.ts';
import type { PurgeLedger } from './purge-ledger.ts';
import type { Filling, Found, RedisTier, Row } from './redis-tier.ts';
import { settle } from './settle-value.ts';
import { steadyNow } from './steady-clock.ts';

/** How often and how long somebody else's reading is waited for before one's own begins. */
const WAITS = 25;
const WAIT_MS = 20;

export interface ReadThroughOptions {
  readonly memory: MemoryTier;
  readonly ledger: PurgeLedger;
  readonly redis: RedisTier | null;
  /** The number up to which every purge has been heard; `null` while that can't be said. */
  readonly heard: () => number | null;
  /** The gateway's clock, by which `until` is meant. */
  readonly clock: () => number;
  /** How long what is asked for again may be kept in Redis, and what was asked for once. */
  readonly lifeMs: number;
  readonly shortLifeMs: number;
}

/** A reading under way, let go of when it has ended: `Map`s that much comes to and goes from leave tables behind, which hold what was in them until V8 collects its old generation. */
interface Flight {
  got: Promise<Got | undefined> | null;
}

export interface Request {
  readonly fill: Fill;
  /** What is older counts as missing. */
  readonly maxAgeMs: number;
  /** Somebody is being served what there was before: nobody waits for this. */
  readonly renewing: boolean;
  readonly atHand?: Reading['atHand'];
}

/** Reads what memory doesn't have: each key once however many ask, from Redis where that has it, else by `fill`. */
export class ReadThrough {
  readonly #options: ReadThroughOptions;
  /** Readings under way, by key. */
  readonly #flights = new Map<string, Flight>();
  readonly #odds = new Odds();
  /** The last `fill` failed: others' readings fare no better, and aren't waited for. */
  #failing = false;
  #redisHits = 0;
  #fills = 0;

  constructor(options: ReadThroughOptions) {
    this.#options = options;
  }

  get counts(): { readonly redisHits: number; readonly fills: number } {
    return { redisHits: this.#redisHits, fills: this.#fills };
  }

  /** What there is for these keys. A reading that somebody began before is shared: it may be older than this question. */
  async read(keys: readonly string[], request: Request): Promise<ReadonlyMap<string, Got>> {
    const mine = keys.filter((key) => !this.#flights.has(key));
    if (mine.length > 0) {
      const reading = this.#readThrough(mine, request);
      for (const key of mine) {
        const got = reading.then((found) => found.get(key));
        const flight: Flight = { got };
        this.#flights.set(key, flight);
        const land = (): void => {
          flight.got = null;
          if (this.#flights.get(key) === flight) this.#flights.delete(key);
        };
        got.then(land, land);
      }
    }
    const got = await Promise.all(keys.map((key) => this.#flights.get(key)?.got ?? undefined));
    return new Map(keys.flatMap((key, at) => (got[at] === undefined ? [] : [[key, got[at]] as const])));
  }

  async #readThrough(keys: readonly string[], request: Request): Promise<ReadonlyMap<string, Got>> {
    const { ledger, memory } = this.#options;
    // What is made of other entries is soon made: until it is asked for again, Redis is neither asked for it nor told of it.
    const seldom = request.atHand !== undefined && !keys.some((key) => memory.isAskedAgain(key));
    const redis = seldom ? null : this.#options.redis;
    // Without a Redis to spare there is nothing to gain, and where stories are cold it is work done twice.
    if (redis !== null && request.atHand !== undefined && this.#odds.worthTrying) {
      const made = await this.#atHand(keys, request.atHand);
      this.#odds.count(made !== null);
      if (made !== null) return made;
    }
    const found = new Map<string, Got>();
    let rest = [...keys];
    let number: number | null = null;
    for (let wait = 0; redis !== null && rest.length > 0; wait += 1) {
      const began = ledger.now;
      const answer = await redis.read(rest, request.maxAgeMs);
      number = answer?.number ?? null;
      if (answer === null) break;
      const taken = new Map(
        rest.map((key, at) => [key, this.#taken(key, answer.found[at] ?? 'MINE', began)] as const),
      );
      for (const [key, got] of taken) if (typeof got === 'object') found.set(key, got);
      rest = rest.filter((key) => typeof taken.get(key) !== 'object');
      // Others are waited for only where nothing else is left to do.
      const theirs = rest.every((key) => taken.get(key) === 'THEIRS');
      if (!theirs || wait >= WAITS || this.#failing) break;
      if (rest.length > 0) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
    if (rest.length > 0)
      for (const [key, got] of await this.#fill(rest, request, redis, number)) found.set(key, got);
    return found;
  }

  /** A row of Redis as an entry here, if it may be believed. */
  #taken(key: string, row: Found, began: number): Got | 'MINE' | 'THEIRS' {
    if (typeof row === 'string') return row;
    const { ledger, memory, clock } = this.#options;
    const over = row.until !== null && row.until <= clock();
    if (over || !ledger.believes(row.tags, row.number)) return 'MINE';
    this.#redisHits += 1;
    const entry = entryOf(row, began);
    memory.set(key, entry);
    return { entry, tier: 'REDIS' };
  }

  /** What can be made without asking anybody. It stays here: Redis hears of it when it is made anew. */
  async #atHand(
    keys: readonly string[],
    make: NonNullable<Reading['atHand']>,
  ): Promise<ReadonlyMap<string, Got> | null> {
    const began = this.#options.ledger.now;
    const made = await make(keys);
    if (made === null) return null;
    this.#fills += 1;
    const got = new Map<string, Got>();
    for (const [key, kept] of made) {
      const entry = keptEntry(kept, began);
      got.set(key, { entry, tier: 'FILL' });
      this.#options.memory.set(key, entry);
    }
    return got;
  }

  async #fill(
    keys: readonly string[],
    request: Request,
    redis: RedisTier | null,
    number: number | null,
  ): Promise<Map<string, Got>> {
    const { ledger, memory, heard } = this.#options;
    const began = ledger.now;
    const known = heard();
    this.#fills += 1;
    const got = new Map<string, Got>();
    const told: Filling[] = [];
    for (const [key, kept] of await this.#asked(keys, request, redis)) {
      const { madeOf } = kept;
      const entry = keptEntry(kept, began);
      got.set(key, { entry, tier: 'FILL' });
      memory.set(key, entry, madeOf !== undefined);
      // What was read from the database knows of every purge that Redis had told of. What was made of entries in memory knows only of those that were heard.
      const under =
        madeOf === undefined ? number : number === null || known === null ? null : Math.min(number, known);
      if (under !== null && ledger.holds(entry)) told.push(this.#filling(key, entry, under));
      else if (redis !== null && keys.includes(key)) void redis.release([key]);
    }
    if (told.length > 0) redis?.fill(told);
    return got;
  }

  #filling(key: string, { tags, storedAt, until, value }: Entry, number: number): Filling {
    const { memory, lifeMs, shortLifeMs } = this.#options;
    const lasting = value !== null && memory.isAskedAgain(key);
    return {
      number,
      key,
      tags,
      value,
      lasting,
      storedAt,
      lifeMs: lasting ? lifeMs : shortLifeMs,
      until,
    };
  }

  /** What `fill` answers. Keys without an answer are given back: nobody need wait for them. */
  async #asked(
    keys: readonly string[],
    { fill, renewing }: Request,
    redis: RedisTier | null,
  ): Promise<ReadonlyMap<string, Kept>> {
    let read: ReadonlyMap<string, Kept> = new Map();
    try {
      read = await fill(keys, renewing);
      this.#failing = false;
      return read;
    } catch (error) {
      this.#failing = true;
      throw error;
    } finally {
      const without = keys.filter((key) => !read.has(key));
      if (without.length > 0) void redis?.release(without);
    }
  }
}

const shareOf = (): number => 0.8 + Math.random() * 0.2;

const keptEntry = ({ value, tags, until = null, madeOf }: Kept, began: number): Entry =>
  newEntry(value, tags.concat(EVERYTHING), until, began, madeOf ?? steadyNow());

const entryOf = ({ value, tags, ageMs, until }: Row, began: number): Entry =>
  newEntry(value, tags, until, began, steadyNow() - ageMs);

const newEntry = (
  given: unknown,
  tags: readonly string[],
  until: number | null,
  began: number,
  storedAt: number,
): Entry => {
  const { value, bytes } = settle(given);
  return {
    value,
    tags,
    until,
    began,
    storedAt,
    share: shareOf(),
    bytes,
    held: -1,
    hits: 0,
    readings: 1,
    renewing: false,
  };
};
