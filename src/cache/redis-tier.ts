import { Breaker } from './breaker.ts';
import { decodeValue, type Entry } from './entry.ts';
import type { RedisClient } from './redis-client.ts';
import { FILL, PURGE, READ, RELEASE, run } from './redis-scripts.ts';

/** How long somebody who said that they would fill a key is waited for by others. */
const LEASE_MS = 300;
/** Purges that Redis couldn't be told of. Beyond this many tags it is told to forget everything. */
const MAX_PENDING = 10_000;
const REST_MS = 500;

/** What Redis said of a key: an entry, that the asker is to fill it, or that somebody else is. */
export type Found = Entry | 'MINE' | 'THEIRS';

export interface RedisTierOptions {
  readonly redis: RedisClient;
  readonly prefix: string;
  /** Entries of another version are misses. */
  readonly version: string;
  readonly lifeMs: number;
}

/** Entries in Redis, shared by instances. Each method answers within the client's time-out, and says "I don't know" rather than throw. */
export class RedisTier {
  readonly #options: RedisTierOptions;
  readonly #breaker = new Breaker(REST_MS);
  /** Tags purged while Redis was away: it is told before anything that it has is believed. */
  readonly #pending = new Set<string>();
  #overflowed = false;
  /** The highest number under which something of what is owed was purged here. */
  #least = 0;
  #telling: Promise<boolean> | null = null;

  constructor(options: RedisTierOptions) {
    this.#options = options;
  }

  get up(): boolean {
    return this.#options.redis.status === 'ready' && !this.#breaker.open && !this.#owes;
  }

  get #owes(): boolean {
    return this.#pending.size > 0 || this.#overflowed;
  }

  /** The sequence's last number, and what there is for each key; `null` if Redis can't be asked. */
  async read(keys: readonly string[]): Promise<{ number: number; found: readonly Found[] } | null> {
    if (this.#owes && !(await this.tell())) return null;
    const reply = await this.#run(READ, [LEASE_MS, ...keys]);
    if (!Array.isArray(reply)) return null;
    const [number, ...rows] = reply as unknown[];
    return { number: Number(String(number)), found: rows.map((row) => this.#foundIn(row)) };
  }

  #foundIn(row: unknown): Found {
    if (!Array.isArray(row)) return row === 1 ? 'MINE' : 'THEIRS';
    const [number, storedAt, tags, bytes, until] = row as unknown[];
    const value = Buffer.isBuffer(bytes) ? decodeValue(bytes, this.#options.version) : undefined;
    // Bytes that can't be read are somebody's to write over, and the asker is as good as any.
    if (value === undefined) return 'MINE';
    return {
      value,
      tags: String(tags)
        .split('\n')
        .filter((tag) => tag !== ''),
      number: Number(String(number)),
      storedAt: Number(String(storedAt)),
      until: until === null || String(until) === '' ? null : Number(String(until)),
    };
  }

  /** Keeps an entry for others. Nobody waits for it; one that comes too late is refused by its number. */
  async fill(key: string, { tags, number, storedAt, until }: Entry, bytes: Buffer): Promise<void> {
    if (this.#owes) return;
    // A tenth more or less, so that what is written together doesn't end together.
    const life = Math.round(this.#options.lifeMs * (0.9 + Math.random() * 0.2));
    await this.#run(FILL, [key, number, storedAt, tags.join('\n'), bytes, life, until ?? '']);
  }

  /** Gives back the right to fill keys. */
  async release(keys: readonly string[]): Promise<void> {
    await this.#run(RELEASE, keys);
  }

  /** Tells Redis of a purge, and of those that it has missed. False: it couldn't be told, and will be. */
  async purge(tags: readonly string[], number: number): Promise<boolean> {
    // Redis's number must not be lower than the one here, or an entry begun in between would outlast the purge.
    this.#least = Math.max(this.#least, number);
    for (const tag of tags) this.#pending.add(tag);
    if (this.#pending.size > MAX_PENDING) {
      this.#pending.clear();
      this.#overflowed = true;
    }
    return await this.tell();
  }

  /** Tells Redis what it is owed. Those who ask meanwhile wait for the same telling, and then for their own. */
  async tell(): Promise<boolean> {
    while (this.#telling !== null) await this.#telling;
    if (!this.#owes) return true;
    this.#telling = this.#tellAll();
    const told = await this.#telling;
    return told;
  }

  async #tellAll(): Promise<boolean> {
    try {
      const overflowed = this.#overflowed;
      const tags = overflowed ? [EVERYTHING] : [...this.#pending];
      const life = this.#options.lifeMs * 3;
      if ((await this.#run(PURGE, [this.#least, life, ...tags])) === undefined) return false;
      for (const tag of tags) this.#pending.delete(tag);
      if (overflowed) this.#overflowed = false;
      return true;
    } finally {
      this.#telling = null;
    }
  }

  /** What a script answers; `undefined` if it doesn't. */
  async #run(script: typeof READ, args: readonly (string | number | Buffer)[]): Promise<unknown> {
    const { redis, prefix } = this.#options;
    if (redis.status !== 'ready' || !this.#breaker.allows()) return undefined;
    try {
      const reply = await run(redis, script, prefix, args);
      this.#breaker.succeeded();
      return reply;
    } catch {
      // Refused for want of memory, frozen, cut off, read-only, loading: a reader needs to know no more than that there is no answer.
      this.#breaker.failed();
      return undefined;
    }
  }
}

/** A tag that every entry has. */
export const EVERYTHING = 'everything';
