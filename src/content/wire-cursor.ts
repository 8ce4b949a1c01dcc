import { GatewayError } from './errors.ts';
import type { WirePlace, WirePosition, WireProgress } from './wire.ts';

/** A place is some 200 characters long, and there are a dozen sources at most. */
const MAX_LENGTH = 8_192;
const VERSION = 'w1';

const KEY = /^[A-Za-z][\w-]{0,30}$/;
const ID = /^[\w-]{1,80}$/;
/** A cursor of another newsroom's list: opaque, and printable. */
export const FOREIGN_CURSOR = /^[\x21-\x7e]{1,300}$/;

type Packed = readonly [key: string, ...rest: readonly (string | number)[]];

const pack = (key: string, progress: WireProgress): Packed => {
  if (progress === 'START') return [key];
  if (progress === 'END') return [key, 0];
  return [key, progress.time, progress.id, progress.cursor];
};

const refuse = (): GatewayError => new GatewayError('BAD_CURSOR');

const placeOf = (time: unknown, id: unknown, cursor: unknown): WirePlace => {
  if (typeof time !== 'number' || !Number.isSafeInteger(time) || Math.abs(time) > 8.64e15) throw refuse();
  if (typeof id !== 'string' || !ID.test(id)) throw refuse();
  if (typeof cursor !== 'string' || !FOREIGN_CURSOR.test(cursor)) throw refuse();
  return { time, id, cursor };
};

const unpack = (packed: unknown): readonly [string, WireProgress] => {
  const [key, ...rest]: unknown[] = Array.isArray(packed) ? packed : [];
  if (typeof key !== 'string' || !KEY.test(key)) throw refuse();
  if (rest.length === 0) return [key, 'START'];
  if (rest.length === 1 && rest[0] === 0) return [key, 'END'];
  if (rest.length !== 3) throw refuse();
  return [key, placeOf(rest[0], rest[1], rest[2])];
};

/** An opaque, URL-safe cursor that says how far each source has been read. */
export const encodeWireCursor = (position: WirePosition): string =>
  Buffer.from(JSON.stringify([VERSION, ...[...position].map(([key, at]) => pack(key, at))])).toString(
    'base64url',
  );

/** What a cursor of the wire says. Throws BAD_CURSOR for anything else. */
export const decodeWireCursor = (cursor: string): WirePosition => {
  if (cursor.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw refuse();
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refuse();
  }
  const [version, ...packed]: unknown[] = Array.isArray(read) ? read : [];
  if (version !== VERSION || packed.length === 0) throw refuse();
  return new Map(packed.map(unpack));
};
