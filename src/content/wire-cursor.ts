import { createHmac, timingSafeEqual } from 'node:crypto';
import { GatewayError } from './errors.ts';
import type { WirePlace, WirePosition, WireProgress } from './wire.ts';

/** A place is some 200 characters long, and there are a dozen sources at most. */
const MAX_LENGTH = 8_192;
const VERSION = 'w2';

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

const SEAL_BYTES = 12;

const sealOf = (key: Buffer, packed: Buffer): Buffer =>
  createHmac('sha256', key).update(packed).digest().subarray(0, SEAL_BYTES);

/**
 * An opaque, URL-safe cursor that says how far each source has been read, sealed: what a peer is asked to go on from is what it once said, and nothing that a reader made up. `key` has
 * 32 bytes.
 */
export const encodeWireCursor = (key: Buffer, position: WirePosition): string => {
  const packed = Buffer.from(JSON.stringify([VERSION, ...[...position].map(([name, at]) => pack(name, at))]));
  return Buffer.concat([packed, sealOf(key, packed)]).toString('base64url');
};

const partsOf = (cursor: string): { readonly packed: Buffer; readonly seal: Buffer } => {
  if (cursor.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw refuse();
  const bytes = Buffer.from(cursor, 'base64url');
  return { packed: bytes.subarray(0, -SEAL_BYTES), seal: bytes.subarray(-SEAL_BYTES) };
};

/** What a cursor of the wire says, whoever made it. Throws BAD_CURSOR for what has not the shape of one. */
export const readWireCursor = (cursor: string): WirePosition => {
  const { packed } = partsOf(cursor);
  let read: unknown;
  try {
    read = JSON.parse(packed.toString('utf8'));
  } catch {
    throw refuse();
  }
  const [version, ...places]: unknown[] = Array.isArray(read) ? read : [];
  if (version !== VERSION || places.length === 0) throw refuse();
  return new Map(places.map(unpack));
};

/** What a cursor says that was given out under this key. Throws BAD_CURSOR for any other. */
export const decodeWireCursor = (key: Buffer, cursor: string): WirePosition => {
  const { packed, seal } = partsOf(cursor);
  if (seal.length !== SEAL_BYTES || !timingSafeEqual(seal, sealOf(key, packed))) throw refuse();
  return readWireCursor(cursor);
};
