import type { Reading } from './cache.ts';
import type { Entry } from './entry.ts';
import { steadyNow } from './steady-clock.ts';

/** Which part of the time that entries are as good as new has passed when one that goes together with others is read again: before anybody has to see that it is old. */
const AHEAD = 0.7;
/** How long those are waited for that go together, in milliseconds, and at most as a part of that time. */
const GATHER_MS = 200;
const GATHER_PART = 0.05;

export interface LifetimesOptions {
  /** How long an entry is as good as new, in milliseconds: what is written past the gateway shows after this at the latest, twice over. */
  readonly freshMs: number;
  /** How much longer it may be served while it can't be read again. */
  readonly graceMs: number;
  /** The oldest that an entry may be while purges of other instances can't be heard. */
  readonly unheardMs: number;
  /** The gateway's clock, by which entries end that are kept `until` a moment. */
  readonly clock: () => number;
}

/** How old entries are, and how old they may be, in milliseconds. */
export class Lifetimes {
  readonly #options: LifetimesOptions;
  readonly #isHeard: () => boolean;
  /** The age at which what goes together with others is read again. */
  readonly aheadMs: number;
  /** How long those wait for one another. */
  readonly gatherMs: number;
  /** The longest that an entry may live. */
  readonly lifeMs: number;
  /** How long what was asked for once may. */
  readonly shortLifeMs: number;

  /** `isHeard`: whether purges of other instances are heard, and ours told. */
  constructor(options: LifetimesOptions, isHeard: () => boolean) {
    const { freshMs, graceMs } = options;
    this.#options = options;
    this.#isHeard = isHeard;
    this.aheadMs = freshMs * AHEAD;
    this.gatherMs = Math.min(GATHER_MS, freshMs * GATHER_PART);
    this.lifeMs = freshMs * 2 + graceMs;
    this.shortLifeMs = freshMs * 2;
  }

  /** As good as new: shorter while purges can't be heard or told. */
  get freshMs(): number {
    const { freshMs, unheardMs } = this.#options;
    return this.#isHeard() ? freshMs : Math.min(freshMs, unheardMs / 2);
  }

  /** How old anything may be that is served at all. */
  get lastingMs(): number {
    return this.freshMs * 2 + this.#options.graceMs;
  }

  freshFor(reading: Reading | undefined): number {
    const fresh = Math.min(this.freshMs, reading?.freshMs ?? Number.POSITIVE_INFINITY);
    return reading?.renew === true ? fresh / 2 : fresh;
  }

  /** Infinite when its moment has come. */
  ageOf({ storedAt, until }: Entry): number {
    if (until !== null && until <= this.#options.clock()) return Number.POSITIVE_INFINITY;
    return steadyNow() - storedAt;
  }
}
