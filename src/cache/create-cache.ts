import type { FindWatcher } from '../observe/watching.ts';
import type { Cache, CacheStats, Fill, Inspected, Reading, Seen, Stands } from './cache.ts';
import type { Entry, Got } from './entry.ts';
import { EVERYTHING } from './everything.ts';
import { Lifetimes, type LifetimesOptions } from './lifetimes.ts';
import { MemoryTier } from './memory-tier.ts';
import { PurgeLedger } from './purge-ledger.ts';
import { ReadThrough, type Request } from './read-through.ts';
import { openRedisSide, type RedisSide } from './redis-side.ts';
import { Renewals } from './renewals.ts';
import { steadyNow } from './steady-clock.ts';

export interface CacheOptions extends LifetimesOptions {
  /** See `redis-url.ts`; `null` for memory alone. */
  readonly redisUrl: string | null;
  /** Before every key in Redis; several gateways with one prefix share entries and purges. */
  readonly prefix: string;
  /** Changes with the shape of what is kept: entries of another version are misses. */
  readonly version: string;
  readonly memoryBytes: number;
  /** The longest that one question to Redis may take. */
  readonly redisMs: number;
  /** Told of every purge, of this instance or heard of another. */
  readonly onPurge: (tags: readonly string[]) => void;
  readonly onError: (error: Error) => void;
  readonly watcher?: FindWatcher | undefined;
}

type Read = (keys: readonly string[]) => Promise<ReadonlyMap<string, Got>>;

/** How often a reading is begun again because a purge overtook it. */
const ATTEMPTS = 10;
/**
 * So many renewals that nobody waits for may be under way beside those that go together. After a quick start thousands of entries come of age together, and are asked for faster than a database answers;
 * what isn't renewed now is so the next time it is asked for, and at twice its time by one who waits.
 */
const RENEWALS = 192;

export const createCache = (options: CacheOptions): Cache => new TieredCache(options);

class TieredCache implements Cache {
  readonly #options: CacheOptions;
  readonly #ledger = new PurgeLedger();
  readonly #memory: MemoryTier;
  readonly #side: RedisSide | null;
  readonly #readThrough: ReadThrough;
  readonly #renewals: Renewals;
  readonly #lifetimes: Lifetimes;
  #hits = 0;
  #misses = 0;
  #stale = 0;
  #renewing = 0;

  constructor(options: CacheOptions) {
    this.#options = options;
    const { redisUrl } = options;
    this.#lifetimes = new Lifetimes(
      options,
      () => this.#side === null || (this.#side.channel.listening && this.#side.asker.answers),
    );
    const { lifeMs, shortLifeMs, gatherMs } = this.#lifetimes;
    this.#memory = new MemoryTier(options.memoryBytes, lifeMs);
    this.#side = redisUrl === null ? null : this.#connect(redisUrl);
    this.#readThrough = new ReadThrough({
      memory: this.#memory,
      ledger: this.#ledger,
      redis: this.#side?.redis ?? null,
      heard: () => this.#side?.channel.heard ?? null,
      clock: options.clock,
      lifeMs,
      shortLifeMs,
    });
    this.#renewals = new Renewals({
      gatherMs,
      read: (keys, fill) =>
        this.#readThrough.read(keys, { fill, maxAgeMs: this.#lifetimes.freshMs / 2, renewing: true }),
    });
  }

  #connect(url: string): RedisSide {
    const { prefix, version, redisMs, watcher, onError, onPurge } = this.#options;
    return openRedisSide({
      ...{ url, prefix, version, watcher, onError, answerMs: redisMs, maxLifeMs: this.#lifetimes.lifeMs },
      onNumber: (tags, number) => this.#ledger.numbered(tags, number),
      onPurge: (tags, number) => {
        this.#ledger.purge(tags, number);
        onPurge(tags);
      },
      onLost: () => {
        this.#ledger.forget();
        this.#memory.clear();
      },
    });
  }

  get gatherMs(): number {
    return this.#lifetimes.gatherMs;
  }

  keepNew(prefix: string, fill: Fill): void {
    this.#renewals.keepNew(prefix, fill);
  }

  peek<V>(key: string, reading?: Reading): V | null | undefined {
    return this.look<V>(key, reading)?.value;
  }

  look<V>(key: string, reading?: Reading): (Seen & { readonly value: V | null }) | undefined {
    const entry = this.#memory.look(key);
    if (entry === undefined || !this.#ledger.holds(entry)) return undefined;
    const [age, fresh] = [this.#lifetimes.ageOf(entry), this.#lifetimes.freshFor(reading)];
    // What is being read again is given out meanwhile, as `read` would after a longer way.
    const mayBeOld = entry.renewing && reading?.renew !== true;
    const isNew = age <= fresh * (mayBeOld ? 2 : entry.share);
    if (!isNew && (reading?.lasting !== true || age > this.#lifetimes.lastingMs)) return undefined;
    const stale = !isNew && age > fresh * 2;
    if (stale) this.#stale += 1;
    if (age > this.#lifetimes.aheadMs) this.#renewals.want(key, entry);
    this.#memory.count(key);
    this.#hits += 1;
    entry.hits += 1;
    reading?.witness?.saw(key, 'MEMORY', entry, stale);
    return entry as Entry & { readonly value: V | null };
  }

  async read<V>(
    keys: readonly string[],
    fill: Fill,
    reading: Reading = {},
  ): Promise<ReadonlyMap<string, V | null>> {
    const arrived = this.#ledger.now;
    const fresh = this.#lifetimes.freshFor(reading);
    const maxAgeMs = reading.renew === true ? fresh : fresh * 2;
    const values = new Map<string, V | null>();
    const old = new Map<string, Got>();
    let missing: string[] = [];
    const aging = new Map<string, Entry>();
    for (const key of new Set(keys)) {
      const entry = this.#memory.get(key);
      const age =
        entry === undefined || !this.#ledger.holds(entry)
          ? Number.POSITIVE_INFINITY
          : this.#lifetimes.ageOf(entry);
      if (entry === undefined || age > this.#lifetimes.lastingMs) missing.push(key);
      else if (age > maxAgeMs) {
        old.set(key, { entry, tier: 'MEMORY' });
        missing.push(key);
      } else {
        this.#hits += 1;
        entry.hits += 1;
        reading.witness?.saw(key, 'MEMORY', entry, false);
        values.set(key, entry.value as V | null);
        if (age > fresh * entry.share && !this.#renewals.want(key, entry)) aging.set(key, entry);
      }
    }
    this.#misses += missing.length;
    // Past its best: this reader gets it and the next ones a new one. Nobody waits.
    if (aging.size > 0 && this.#renewing < RENEWALS)
      void this.#renew(aging, { fill, maxAgeMs: fresh * 0.8, renewing: true });
    if (missing.length > 0) reading.onMissing?.();
    // What is made anew behind its readers has time to let its records be read with those of others.
    const together = reading.renew === true ? this.#renewals.fillOf(missing) : null;
    const request = { fill, maxAgeMs, renewing: false, atHand: reading.atHand };
    const readNow: Read = async (wanted) =>
      together === null
        ? await this.#readThrough.read(wanted, request)
        : await this.#renewals.read(wanted, together);
    for (let attempt = 1; missing.length > 0; attempt += 1) {
      const found = await this.#readOrKeep(missing, readNow, old, reading);
      const overtaken: string[] = [];
      for (const key of missing) {
        const entry = found.get(key)?.entry;
        const overtook = entry !== undefined && !this.#ledger.holds(entry);
        // What a purge has overtaken is read again. After many times it is given out, if its reading began after the question was put.
        if (overtook && (attempt < ATTEMPTS || entry.began < arrived)) overtaken.push(key);
        else values.set(key, (entry?.value ?? null) as V | null);
      }
      missing = overtaken;
    }
    return values;
  }

  async #renew(aging: ReadonlyMap<string, Entry>, request: Request): Promise<void> {
    this.#renewing += 1;
    for (const entry of aging.values()) entry.renewing = true;
    try {
      await this.#readThrough.read([...aging.keys()], request);
    } catch {
      // There is what was there before, and the next reader tries again.
    } finally {
      this.#renewing -= 1;
      for (const entry of aging.values()) entry.renewing = false;
    }
  }

  /** What is read or, where that fails, what was there before: a little old is better than nothing. */
  async #readOrKeep(
    keys: readonly string[],
    read: Read,
    old: ReadonlyMap<string, Got>,
    { witness }: Reading,
  ): Promise<ReadonlyMap<string, Got>> {
    const told = (found: ReadonlyMap<string, Got>, stale: boolean): ReadonlyMap<string, Got> => {
      for (const [key, { entry, tier }] of witness === undefined ? [] : found)
        witness?.saw(key, tier, entry, stale);
      return found;
    };
    try {
      return told(await read(keys), false);
    } catch (error) {
      // What a purge has ended meanwhile is not served, whatever fails.
      const kept = new Map(
        keys.flatMap((key) => {
          const got = old.get(key);
          return got !== undefined && this.#ledger.holds(got.entry) ? [[key, got] as const] : [];
        }),
      );
      if (kept.size < keys.length) throw error;
      this.#stale += keys.length;
      return told(kept, true);
    }
  }

  async purge(tags: readonly string[]): Promise<{ readonly announced: boolean }> {
    this.heard(tags);
    return { announced: this.#side === null || (await this.#side.redis.purge(tags)) };
  }

  vouch(): Stands {
    const began = this.#ledger.now;
    return (tags) => this.#ledger.holds({ tags: tags.concat(EVERYTHING), began, held: -1 });
  }

  heard(tags: readonly string[]): void {
    this.#ledger.purge(tags);
    this.#options.onPurge(tags);
  }

  inspect(key: string): Inspected | null {
    const entry = this.#memory.peek(key);
    if (entry === undefined || !this.#ledger.holds(entry)) return null;
    const { tags, bytes, storedAt, hits, readings } = entry;
    return { tags, bytes, ageMs: steadyNow() - storedAt, hits, readings };
  }

  stats(): CacheStats {
    const { redisHits, fills } = this.#readThrough.counts;
    return {
      memory: { hits: this.#hits, misses: this.#misses, ...this.#memory.size },
      redis: {
        hits: redisHits,
        failures: this.#side?.asker.failures ?? 0,
        state: this.#side === null ? 'NONE' : this.#side.redis.up ? 'UP' : 'DOWN',
      },
      fills,
      stale: this.#stale,
    };
  }

  async close(): Promise<void> {
    await this.#side?.close();
  }
}
