import { deserialize, serialize } from 'node:v8';
import type { Kept } from './cache.ts';

/** An entry as the tiers keep it. Moments are milliseconds of the clock. */
export interface Entry extends Kept {
  readonly until: number | null;
  /** The purge number under which its reading began. */
  readonly number: number;
  readonly storedAt: number;
}

/** Bytes of a value, with a format's version before them so that another release's are never read. */
export const encodeValue = (value: unknown, version: string): Buffer =>
  Buffer.concat([Buffer.from(`${version}\n`, 'latin1'), serialize(value)]);

/** The value, or `undefined` for bytes that are cut, foreign or of another version. */
export const decodeValue = (bytes: Buffer, version: string): unknown => {
  const head = `${version}\n`;
  if (bytes.subarray(0, head.length).toString('latin1') !== head) return undefined;
  try {
    return deserialize(bytes.subarray(head.length));
  } catch {
    return undefined;
  }
};

/** Freezes a value all through: what is shared between readers is changed by none of them. Dates are let be; nobody here sets one. */
export const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value))
    return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
};
