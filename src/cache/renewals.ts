import { AsyncResource } from 'node:async_hooks';
import type { Fill } from './cache.ts';
import type { Entry, Got } from './entry.ts';

/** Entries that one call reads again, what is more is the next one's: taking in hundreds of stories at once would keep readers waiting. */
const TOGETHER = 64;

export interface RenewalsOptions {
  /** How long keys are waited for that may come along. */
  readonly gatherMs: number;
  readonly read: (keys: readonly string[], fill: Fill) => Promise<ReadonlyMap<string, Got>>;
}

interface Gathering {
  readonly keys: Set<string>;
  readonly found: Promise<ReadonlyMap<string, Got>>;
}

/**
 * Readings that nobody waits for, many as one. What readers are given comes of age one by one, and each would be a command of its own; but until an entry is too old to be given out there is
 * as much time again as it was new, and a fraction of a second of it brings hundreds together.
 */
export class Renewals {
  readonly #options: RenewalsOptions;
  readonly #fills = new Map<string, Fill>();
  readonly #gathering = new Map<Fill, Gathering>();
  #turns = Promise.resolve();
  /** What is read here is read for nobody: not for the request that happened to begin it. */
  readonly #nobody = new AsyncResource('Renewals');

  constructor(options: RenewalsOptions) {
    this.#options = options;
  }

  /** Has keys with this beginning, up to their first colon, read again by `fill`. */
  keepNew(prefix: string, fill: Fill): void {
    this.#fills.set(prefix, fill);
  }

  /** What reads all of these keys again; `null` where there is no such thing. */
  fillOf(keys: readonly string[]): Fill | null {
    const [first] = keys;
    const fill = first === undefined ? undefined : this.#fillOf(first);
    return fill !== undefined && keys.every((key) => this.#fillOf(key) === fill) ? fill : null;
  }

  #fillOf(key: string): Fill | undefined {
    return this.#fills.get(key.slice(0, key.indexOf(':') + 1));
  }

  /** Has an entry read again that is given out and no longer quite new. False: it isn't being read again, and nobody here knows how. */
  want(key: string, entry: Entry): boolean {
    if (entry.renewing) return true;
    const fill = this.#fillOf(key);
    if (fill === undefined) return false;
    entry.renewing = true;
    // Where nothing newer was to be had, the next who is given it asks again.
    const again = (): void => {
      entry.renewing = false;
    };
    this.#gathered([key], fill).then(again, again);
    return true;
  }

  /** What there is for these keys, read with what others want of the same kind. */
  async read(keys: readonly string[], fill: Fill): Promise<ReadonlyMap<string, Got>> {
    const found = await this.#gathered(keys, fill);
    await this.#turn();
    return new Map(keys.flatMap((key) => (found.has(key) ? [[key, found.get(key) as Got] as const] : [])));
  }

  /** Adds keys to what is read next of their kind: all that is found of it. */
  #gathered(keys: readonly string[], fill: Fill): Promise<ReadonlyMap<string, Got>> {
    let gathering = this.#gathering.get(fill);
    if (gathering === undefined || gathering.keys.size >= TOGETHER) {
      gathering = this.#nobody.runInAsyncScope(() => this.#gather(fill));
      this.#gathering.set(fill, gathering);
    }
    for (const key of keys) gathering.keys.add(key);
    return gathering.found;
  }

  /** Those who have what they waited for go on one after the other, and readers' requests come between. */
  #turn(): Promise<void> {
    this.#turns = this.#turns.then(() => new Promise((resolve) => void setImmediate(resolve)));
    return this.#turns;
  }

  #gather(fill: Fill): Gathering {
    const keys = new Set<string>();
    const { gatherMs, read } = this.#options;
    const found = new Promise<void>((resolve) => {
      setTimeout(resolve, gatherMs).unref();
    }).then(() => {
      if (this.#gathering.get(fill)?.keys === keys) this.#gathering.delete(fill);
      return read([...keys], fill);
    });
    return { keys, found };
  }
}
