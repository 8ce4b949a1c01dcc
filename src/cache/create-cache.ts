import type { Cache, CacheStats, Fill, Kept } from './cache.ts';
import { type Entry, encodeValue, freeze } from './entry.ts';
import { MemoryTier } from './memory-tier.ts';
import { PurgeChannel } from './purge-channel.ts';
import { PurgeLedger } from './purge-ledger.ts';
import { createRedisClient, type RedisClient } from './redis-client.ts';
import { EVERYTHING, RedisTier } from './redis-tier.ts';

export interface CacheOptions {
  /** `redis://`, `rediss://`, `redis+sentinel://` or `redis+cluster://`; `null` for memory alone. */
  readonly redisUrl: string | null;
  /** Before every key in Redis; several gateways with one prefix share entries and purges. */
  readonly prefix: string;
  /** Changes with the shape of what is kept: entries of another version are misses. */
  readonly version: string;
  readonly memoryBytes: number;
  /** How long an entry is as good as new, in milliseconds: what is written past the gateway shows after this at the latest, twice over. */
  readonly freshMs: number;
  /** How much longer it may be served while `fill` fails. */
  readonly graceMs: number;
  /** The longest that one question to Redis may take. */
  readonly redisMs: number;
  /** The oldest that an entry may be while purges of other instances can't be heard. */
  readonly unheardMs: number;
  /** The gateway's clock, by which entries end that are kept `until` a moment. */
  readonly clock: () => number;
  /** Told of every purge, of this instance or heard of another. */
  readonly onPurge: (tags: readonly string[]) => void;
  readonly onError: (error: Error) => void;
}

/** How often and how long somebody else's reading is waited for before one's own begins. */
const WAITS = 12;
const WAIT_MS = 20;
/** How often a reading is begun again because a purge overtook it. */
const ATTEMPTS = 4;

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

export const createCache = (options: CacheOptions): Cache => new TieredCache(options);

class TieredCache implements Cache {
  readonly #options: CacheOptions;
  readonly #ledger = new PurgeLedger();
  readonly #memory: MemoryTier;
  readonly #clients: readonly RedisClient[];
  readonly #redis: RedisTier | null;
  readonly #channel: PurgeChannel | null;
  /** Readings under way, by key. */
  readonly #flights = new Map<string, Promise<Entry | undefined>>();
  #hits = 0;
  #redisHits = 0;
  #fills = 0;
  #stale = 0;

  constructor(options: CacheOptions) {
    this.#options = options;
    const { redisUrl, prefix: name, version, memoryBytes, freshMs, graceMs, redisMs, onError } = options;
    this.#memory = new MemoryTier(memoryBytes);
    this.#ledger.next();
    if (redisUrl === null) {
      this.#clients = [];
      this.#redis = null;
      this.#channel = null;
      return;
    }
    // In braces, so that a cluster keeps all of it in one slot and a script may touch it.
    const prefix = `{${name}}`;
    const client = () => createRedisClient(redisUrl, { commandMs: redisMs, onError });
    const [asking, listening] = [client(), client()];
    this.#clients = [asking, listening];
    this.#redis = new RedisTier({ redis: asking, prefix, version, lifeMs: freshMs * 2 + graceMs });
    this.#channel = new PurgeChannel({
      redis: listening,
      prefix,
      onPurge: ({ number, tags }) => {
        this.#ledger.purge(tags, number);
        options.onPurge(tags);
      },
      onLost: () => this.#memory.clear(),
    });
  }

  peek<V>(key: string): V | null | undefined {
    const entry = this.#memory.get(key);
    if (entry === undefined || !this.#holds(entry) || this.#ageOf(entry) > this.#freshMs) return undefined;
    this.#hits += 1;
    return entry.value as V | null;
  }

  async read<V>(keys: readonly string[], fill: Fill): Promise<ReadonlyMap<string, V | null>> {
    const values = new Map<string, V | null>();
    const old = new Map<string, Entry>();
    let missing: string[] = [];
    const aging: string[] = [];
    for (const key of new Set(keys)) {
      const entry = this.#memory.get(key);
      const age = entry === undefined || !this.#holds(entry) ? Number.POSITIVE_INFINITY : this.#ageOf(entry);
      if (entry === undefined || age > this.#freshMs * 2 + this.#options.graceMs) missing.push(key);
      else if (age > this.#freshMs * 2) {
        old.set(key, entry);
        missing.push(key);
      } else {
        this.#hits += 1;
        values.set(key, entry.value as V | null);
        if (age > this.#freshMs) aging.push(key);
      }
    }
    // Past its best: this reader gets it and the next ones a new one. Nobody waits.
    if (aging.length > 0) void this.#readMissing(aging, fill, this.#freshMs).catch(() => {});
    for (let attempt = 1; missing.length > 0; attempt += 1) {
      const found = await this.#readOrKeep(missing, fill, old);
      const overtaken: string[] = [];
      for (const key of missing) {
        const entry = found.get(key);
        if (entry !== undefined && attempt < ATTEMPTS && !this.#holds(entry)) overtaken.push(key);
        else values.set(key, (entry?.value ?? null) as V | null);
      }
      missing = overtaken;
    }
    return values;
  }

  /** What `fill` gives or, where it fails, what was there before: a little old is better than nothing. */
  async #readOrKeep(
    keys: readonly string[],
    fill: Fill,
    old: ReadonlyMap<string, Entry>,
  ): Promise<ReadonlyMap<string, Entry>> {
    try {
      return await this.#readMissing(keys, fill);
    } catch (error) {
      if (!keys.every((key) => old.has(key))) throw error;
      this.#stale += keys.length;
      return old;
    }
  }

  /** Reads keys that memory doesn't have, each once however many ask. */
  async #readMissing(
    keys: readonly string[],
    fill: Fill,
    maxAgeMs = this.#freshMs * 2,
  ): Promise<ReadonlyMap<string, Entry>> {
    const mine = keys.filter((key) => !this.#flights.has(key));
    if (mine.length > 0) {
      const reading = this.#readThrough(mine, fill, maxAgeMs);
      for (const key of mine) {
        const flight = reading.then((found) => found.get(key));
        this.#flights.set(key, flight);
        const land = () => void (this.#flights.get(key) === flight && this.#flights.delete(key));
        flight.then(land, land);
      }
    }
    const flights = keys.map((key) => this.#flights.get(key));
    const entries = await Promise.all(flights);
    return new Map(
      keys.flatMap((key, at) => (entries[at] === undefined ? [] : [[key, entries[at]] as const])),
    );
  }

  async #readThrough(
    keys: readonly string[],
    fill: Fill,
    maxAgeMs: number,
  ): Promise<ReadonlyMap<string, Entry>> {
    const found = new Map<string, Entry>();
    let rest = [...keys];
    for (let wait = 0; this.#redis !== null && rest.length > 0; wait += 1) {
      const answer = await this.#redis.read(rest);
      if (answer === null) break;
      this.#ledger.reached(answer.number);
      const theirs: string[] = [];
      const open: string[] = [];
      for (const [at, key] of rest.entries()) {
        const row = answer.found[at];
        if (row === 'THEIRS') theirs.push(key);
        if (row === undefined || row === 'MINE' || row === 'THEIRS') open.push(key);
        else if (this.#ageOf(row) > maxAgeMs) open.push(key);
        else {
          this.#redisHits += 1;
          freeze(row.value);
          found.set(key, row);
          this.#memory.set(key, row, sizeOf(row.value));
        }
      }
      rest = open;
      // Others are waited for only where nothing else is left to do.
      if (theirs.length < rest.length || theirs.length === 0 || wait >= WAITS) break;
      await pause(WAIT_MS);
    }
    if (rest.length > 0) for (const [key, entry] of await this.#fill(rest, fill)) found.set(key, entry);
    return found;
  }

  async #fill(keys: readonly string[], fill: Fill): Promise<Map<string, Entry>> {
    const number = this.#ledger.latest;
    this.#fills += 1;
    const read = await this.#asked(keys, fill);
    const entries = new Map<string, Entry>();
    for (const [key, { value, tags, until = null }] of read) {
      const entry: Entry = {
        value: freeze(value),
        tags: [...tags, EVERYTHING],
        number,
        storedAt: Date.now(),
        until,
      };
      entries.set(key, entry);
      const bytes = encodeValue(value, this.#options.version);
      this.#memory.set(key, entry, bytes.length);
      void this.#redis?.fill(key, entry, bytes);
    }
    return entries;
  }

  /** What `fill` answers. Keys without an answer are given back: nobody need wait for them. */
  async #asked(keys: readonly string[], fill: Fill): Promise<ReadonlyMap<string, Kept>> {
    let read: ReadonlyMap<string, Kept> = new Map();
    try {
      read = await fill(keys);
      return read;
    } finally {
      const without = keys.filter((key) => !read.has(key));
      if (without.length > 0) void this.#redis?.release(without);
    }
  }

  async purge(tags: readonly string[]): Promise<{ readonly announced: boolean }> {
    const number = this.#ledger.next();
    this.#ledger.purge(tags, number);
    this.#options.onPurge(tags);
    return { announced: this.#redis === null || (await this.#redis.purge(tags, number)) };
  }

  stats(): CacheStats {
    return {
      memory: { hits: this.#hits, ...this.#memory.size },
      redis: { hits: this.#redisHits, state: this.#redis === null ? 'NONE' : this.#redis.up ? 'UP' : 'DOWN' },
      fills: this.#fills,
      stale: this.#stale,
    };
  }

  async close(): Promise<void> {
    if (this.#redis !== null) await this.#redis.tell();
    this.#channel?.close();
    for (const client of this.#clients) client.disconnect();
  }

  #holds({ tags, number }: Entry): boolean {
    return this.#ledger.holds(tags, number);
  }

  #ageOf({ storedAt, until }: Entry): number {
    if (until !== null && until <= this.#options.clock()) return Number.POSITIVE_INFINITY;
    return Math.max(0, Date.now() - storedAt);
  }

  /** Shorter while purges of other instances can't be heard. */
  get #freshMs(): number {
    const { freshMs, unheardMs } = this.#options;
    return this.#channel === null || this.#channel.listening ? freshMs : Math.min(freshMs, unheardMs / 2);
  }
}

/** What an entry from Redis weighs in memory: near enough, and cheaper than to write it out again. */
const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;
