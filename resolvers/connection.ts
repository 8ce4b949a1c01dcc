import type { CursorKind } from '../src/content/cursor.ts';
import { encodeCursor } from '../src/content/cursor.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { Page, PageRequest, SortKey } from '../src/content/paging.ts';
import type { ArticleHead, CorrespondentRecord, TagRecord } from '../src/content/records.ts';
import { pageEnds } from './page-ends.ts';

type Side = 'BEFORE' | 'AFTER';

/** A connection before it is read: `page` and `total` are asked for only if fields of theirs are selected. */
export interface Connection<T> {
  readonly page: () => Loaded<Page<T>>;
  readonly total: () => Loaded<number>;
  /** Whether the list has anything outside of the cursors that its page was asked between, on either side; nothing where the page knows it. */
  readonly outside?: (side: Side) => Loaded<boolean>;
  readonly kind: CursorKind;
  readonly placeOf: (row: T) => SortKey;
}

export type ArticlePage = Connection<ArticleHead>;
export type CorrespondentPage = Connection<CorrespondentRecord>;
export type TagPage = Connection<TagRecord>;

/** A connection whose page is read once, whichever of its fields ask for it. */
export const connection = <T>({ page, ...rest }: Connection<T>): Connection<T> => {
  let read: Loaded<Page<T>> | undefined;
  return {
    ...rest,
    page: () => {
      read ??= page();
      return read;
    },
  };
};

/** A connection over a list that is read page by page: what lies outside of the cursors is asked for if a client wants to know it. */
export const pagedConnection = <T>({
  request,
  read,
  ...rest
}: Omit<Connection<T>, 'page' | 'outside'> & {
  readonly request: PageRequest;
  readonly read: (request: PageRequest) => Loaded<Page<T>>;
}): Connection<T> =>
  connection({
    ...rest,
    page: () => read(request),
    outside: (side) => {
      const cursor = side === 'BEFORE' ? request.after : request.before;
      if (cursor === null) return false;
      // The row at the cursor is outside, too, if it is still there.
      const from = { ...cursor, inclusive: true };
      const nearest: PageRequest =
        side === 'BEFORE'
          ? { limit: 1, fromEnd: true, after: null, before: from }
          : { limit: 1, fromEnd: false, after: from, before: null };
      return thenLoaded(read(nearest), ({ rows }) => rows.length > 0);
    },
  });

/** The four fields that every connection of records has, after Relay's Cursor Connections specification. */
export const connectionFields = <T>() => ({
  edges: (list: Connection<T>) =>
    thenLoaded(list.page(), ({ rows }) => rows.map((node) => ({ cursor: cursorOf(list, node), node }))),
  nodes: (list: Connection<T>) => thenLoaded(list.page(), ({ rows }) => rows),
  pageInfo: (list: Connection<T>) =>
    thenLoaded(list.page(), ({ rows, hasNext, hasPrevious }) =>
      pageEnds(
        rows.map((row) => cursorOf(list, row)),
        {
          hasNext: () => hasNext || (list.outside?.('AFTER') ?? false),
          hasPrevious: () => hasPrevious || (list.outside?.('BEFORE') ?? false),
        },
      ),
    ),
  totalCount: (list: Connection<T>) => list.total(),
});

const cursorOf = <T>({ kind, placeOf }: Connection<T>, row: T): string => encodeCursor(kind, placeOf(row));
