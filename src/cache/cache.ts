/** What is kept under a key: plain data, or `null` for what is known not to be there. Never changed once it is kept. */
export interface Kept {
  readonly value: unknown;
  /** Surrogate tags: a purge of any of them ends the entry. */
  readonly tags: readonly string[];
  /** A moment of the gateway's clock, in milliseconds, at which it ends by itself, such as that of the next scheduled story. */
  readonly until?: number | null;
  /** When, by `steadyNow()`, the oldest entry was stored that it was made of, if it was made of entries of this cache: it is no younger than they are. */
  readonly madeOf?: number;
}

/** Where an entry was found. */
export type Tier = 'MEMORY' | 'REDIS' | 'FILL';

/** An entry that was given to a reader. */
export interface Seen {
  readonly tags: readonly string[];
  readonly until: number | null;
  /** When it was read, by `steadyNow()`: milliseconds that nobody sets. */
  readonly storedAt: number;
  /** What caches outside are told instead of `tags`, where those would say too much. */
  readonly told?: readonly string[];
}

/** Is told of each entry that a reader was given: how an answer learns what it was made of. */
export interface Witness {
  /** `stale` if it was served because `fill` failed. */
  saw(key: string, tier: Tier, entry: Seen, stale: boolean): void;
}

/** How a reader wants to read. */
export interface Reading {
  readonly witness?: Witness | undefined;
  /** How long these entries are as good as new, if that is less than the cache's own time. */
  readonly freshMs?: number | undefined;
  /** Read again what is no longer quite new, since what is made of it is to last. */
  readonly renew?: boolean | undefined;
  /** Look for what may be served while nothing newer can be had, too: `peek` and `look` alone. */
  readonly lasting?: boolean | undefined;
  /** Called before anything is read that memory doesn't have. What it throws is thrown instead of reading it. */
  readonly onMissing?: (() => void) | undefined;
  /** Makes the entries of what memory has alone, if all that it takes is there: tried before Redis is asked, and not told to Redis. `null` where it can't. */
  readonly atHand?: ((keys: readonly string[]) => Promise<ReadonlyMap<string, Kept> | null>) | undefined;
}

/** Reads what the cache doesn't have. One call for all the keys; a key that is left out is not kept, and what was read on the way may come along under its own key. */
export type Fill = (
  keys: readonly string[],
  /** There is something older, which is being served meanwhile. */
  renewing: boolean,
) => Promise<ReadonlyMap<string, Kept>>;

/** Whether what was begun then still is what these tags stand for. */
export type Stands = (tags: readonly string[]) => boolean;

/** An entry in memory, seen from outside. */
export interface Inspected {
  readonly tags: readonly string[];
  readonly bytes: number;
  readonly ageMs: number;
  /** How often it was given out, and how often it was read, since it has been in memory. */
  readonly hits: number;
  readonly readings: number;
}

export interface CacheStats {
  readonly memory: {
    readonly hits: number;
    readonly misses: number;
    readonly entries: number;
    readonly bytes: number;
  };
  readonly redis: {
    readonly hits: number;
    /** Questions that it refused, failed at or didn't answer in time. */
    readonly failures: number;
    readonly state: 'UP' | 'DOWN' | 'NONE';
  };
  readonly fills: number;
  readonly stale: number;
}

/**
 * A cache whose entries end when one of their surrogate tags is purged. The rule that nothing can get round: every purge takes a number from one rising sequence, an entry
 * remembers the number under which its reading began, and it is valid only while none of its tags has a higher one. So a slow reader can't put back what a write has replaced.
 * There are two such sequences: this instance counts the purges that it made or heard, and Redis counts all of them.
 *
 * The cache is never the fault: when Redis is away, slow or wrong, reads go on without it, and `fill` is asked.
 */
export interface Cache {
  /** What is in memory and fresh, without a promise; `undefined` for "ask `read`". */
  peek<V>(key: string, reading?: Reading): V | null | undefined;
  /** The same with what is known of it. */
  look<V>(key: string, reading?: Reading): (Seen & { readonly value: V | null }) | undefined;
  /**
   * Says how what is kept under keys with this beginning, up to their first colon, is read with nobody waiting. What is asked for is then read again before it is old, and answers that are made
   * anew read by it what they need: all that comes within a moment with one call.
   */
  keepNew(prefix: string, fill: Fill): void;
  /** How long those may wait for one another that nobody waits for, in milliseconds. */
  readonly gatherMs: number;
  /** The values of these keys, `null` for what isn't there. Equal keys that are being read already are not read twice, neither here nor on another instance. */
  read<V>(keys: readonly string[], fill: Fill, reading?: Reading): Promise<ReadonlyMap<string, V | null>>;
  /**
   * Ends every entry with one of these tags: here before the promise is made, in Redis and on other instances when it resolves. `announced` is false while Redis can't be
   * told: it will be, before anything is read from it again; other instances don't keep an entry longer than they may without hearing.
   */
  purge(tags: readonly string[]): Promise<{ readonly announced: boolean }>;
  /** Says of tags whether none of them has been purged since this was called: for what is kept elsewhere, or still on its way. */
  vouch(): Stands;
  /** Ends every entry here with one of these tags: another instance has purged them, and its message may come later. */
  heard(tags: readonly string[]): void;
  /** What is in memory under a key, for people who look in from outside; `null` for nothing that would be given out. */
  inspect(key: string): Inspected | null;
  stats(): CacheStats;
  close(): Promise<void>;
}
