import { type CursorKind, decodeCursor } from './cursor.ts';
import { GatewayError } from './errors.ts';
import type { PageRequest } from './paging.ts';

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;
/** The most blocks that one page of a text has. A text is read in one piece, so all of them are the default. */
export const MAX_BLOCKS = 500;
/** The most related stories of one story. */
export const MAX_RELATED = 20;

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** Reads Relay's four arguments. Throws BAD_USER_INPUT for a size out of range or for `first` with `last`, BAD_CURSOR for a foreign cursor. */
export const pageRequest = (
  { first, after, last, before }: PageArguments,
  kind: CursorKind,
  { size = DEFAULT_PAGE, most = MAX_PAGE }: { readonly size?: number; readonly most?: number } = {},
): PageRequest => {
  if (first != null && last != null)
    throw new GatewayError('BAD_USER_INPUT', 'Give `first` or `last`, not both.');
  const limit = first ?? last ?? size;
  if (limit < 1 || limit > most) {
    throw new GatewayError(
      'BAD_USER_INPUT',
      `\`${last == null ? 'first' : 'last'}\` is ${limit}, and must be from 1 to ${most}.`,
    );
  }
  return {
    limit,
    fromEnd: last != null,
    after: after == null ? null : decodeCursor(kind, after),
    before: before == null ? null : decodeCursor(kind, before),
  };
};
