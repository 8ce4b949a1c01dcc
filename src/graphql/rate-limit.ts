import { LRUCache } from 'lru-cache';

/** The most clients that are counted apart; who has been away longest is forgotten first. */
const MOST_CLIENTS = 100_000;

/**
 * How many root fields a client may have executed: `perMinute`, all at once if need be, and then as many again as time passes. Aliases and the operations of a batch
 * count each, so a hundred guesses in one request are a hundred. For each client one number is kept: the moment at which all of its allowance is back.
 */
export class RateLimit {
  readonly #clients = new LRUCache<string, { readonly whole: number }>({ max: MOST_CLIENTS });
  readonly #perMinute: number;
  readonly #now: () => number;

  /** @param now milliseconds that only rise. */
  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Takes `count` from a client's allowance and answers 0; or takes nothing and answers after how many seconds there will be enough. */
  take(client: string, count: number): number {
    const now = this.#now();
    const each = 60_000 / this.#perMinute;
    const whole =
      Math.max(this.#clients.get(client)?.whole ?? 0, now) + Math.min(count, this.#perMinute) * each;
    const wait = whole - now - 60_000;
    if (wait > 0.001) return Math.max(1, Math.ceil(wait / 1_000));
    this.#clients.set(client, { whole });
    return 0;
  }
}
