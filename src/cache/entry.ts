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
  /** About what its value weighs when written out, in bytes. */
  readonly bytes: number;
  /** How many purges were known when it was last found to hold: asked again only after the next. */
  held: number;
  /** How often what is kept under this key was given out, and how often it was read, since it has been in memory. */
  hits: number;
  readings: number;
}

/** An entry, and where it was found. */
export interface Got {
  readonly entry: Entry;
  readonly tier: Tier;
}

/** About what a value of a kind takes when written out, in bytes, beside its characters. */
const PART = 4;
const LONG = 32;

/**
 * Freezes a value all through, for what is shared between readers is changed by none of them, and answers with about what it weighs written out, in bytes. Dates are let be; nobody here
 * sets one. Plain data alone: it ends.
 */
export const freeze = (value: unknown): number => {
  if (typeof value === 'string')
    return PART + (value.length < LONG ? value.length : Buffer.byteLength(value));
  if (typeof value !== 'object' || value === null) return PART;
  if (ArrayBuffer.isView(value)) return PART + value.byteLength;
  if (value instanceof Date) return PART + 8;
  let weight = PART;
  if (Array.isArray(value)) for (const part of value) weight += freeze(part);
  else for (const [name, part] of Object.entries(value)) weight += PART + name.length + freeze(part);
  Object.freeze(value);
  return weight;
};
