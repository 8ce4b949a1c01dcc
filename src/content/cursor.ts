import { GatewayError } from './errors.ts';
import type { SortKey } from './paging.ts';

/** The lists that cursors belong to, by what they are ordered by. A cursor of one is none of another. */
export const CURSOR_KINDS = {
  listedAt: 'p',
  updatedAt: 'u',
  name: 'n',
  slug: 's',
  place: 'e',
  block: 'b',
  entry: 'l',
  score: 'r',
  version: 'v',
} as const;
export type CursorKind = keyof typeof CURSOR_KINDS;

/** Longer ones are nobody's of ours: names and slugs are shorter. */
const MAX_LENGTH = 1_024;

/** An opaque, URL-safe cursor: base64url of the version, the kind of list, the value and the id. It says where a row stood, so it stays valid without the row. */
export const encodeCursor = (kind: CursorKind, { value, id }: SortKey): string =>
  Buffer.from(
    `1${CURSOR_KINDS[kind]}${typeof value === 'number' ? value.toString(36) : value}\n${id}`,
    'utf8',
  ).toString('base64url');

/** What a cursor of this kind of list says. Throws BAD_CURSOR for anything else. */
export const decodeCursor = (kind: CursorKind, cursor: string): SortKey => {
  if (cursor.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw new GatewayError('BAD_CURSOR');
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [value, id, ...rest] = text.slice(2).split('\n');
  if (text[0] !== '1' || text[1] !== CURSOR_KINDS[kind] || value === undefined || !id || rest.length > 0)
    throw new GatewayError('BAD_CURSOR');
  if (kind === 'name' || kind === 'slug') return { value, id };
  const number = /^-?[0-9a-z]{1,12}$/.test(value) ? Number.parseInt(value, 36) : Number.NaN;
  // Beyond this a Date is invalid, and MongoDB would be asked for nonsense.
  if (!Number.isSafeInteger(number) || Math.abs(number) > 8.64e15) throw new GatewayError('BAD_CURSOR');
  return { value: number, id };
};
