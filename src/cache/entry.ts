import type { Kept, Tier } from './cache.ts';

/** An entry as memory keeps it. */
export interface Entry extends Kept {
  readonly until: number | null;
  /** How many purges this instance knew of when the entry's reading began. */
  readonly began: number;
  /** When it was read, by `steadyNow()`. */
  readonly storedAt: number;
  /** From 0.8 to 1: which part of the time that entries are as good as new is this one's, so that what is read together isn't read again together. */
  readonly share: number;
  /** About what its value takes of memory. */
  readonly bytes: number;
  /** How many purges were known when it was last found to hold: asked again only after the next. */
  held: number;
  /** How often what is kept under this key was given out, and how often it was read, since it has been in memory. */
  hits: number;
  readings: number;
  /** It is being read again, with nobody waiting. */
  renewing: boolean;
}

/** An entry, and where it was found. */
export interface Got {
  readonly entry: Entry;
  readonly tier: Tier;
}
