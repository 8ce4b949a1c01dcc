import type { CursorKind } from '../src/content/cursor.ts';
import { encodeCursor } from '../src/content/cursor.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { Page, SortKey } from '../src/content/paging.ts';
import type { ArticleHead, CorrespondentRecord, TagRecord } from '../src/content/records.ts';

/** A connection before it is read: `page` and `total` are asked for only if fields of theirs are selected. */
export interface Connection<T> {
  readonly page: () => Loaded<Page<T>>;
  readonly total: () => Loaded<number>;
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

/** The four fields that every connection of records has, after Relay's Cursor Connections specification. */
export const connectionFields = <T>() => ({
  edges: (list: Connection<T>) =>
    thenLoaded(list.page(), ({ rows }) => rows.map((node) => ({ cursor: cursorOf(list, node), node }))),
  nodes: (list: Connection<T>) => thenLoaded(list.page(), ({ rows }) => rows),
  pageInfo: (list: Connection<T>) =>
    thenLoaded(list.page(), ({ rows, hasNext, hasPrevious }) => {
      const [head, tail] = [rows[0], rows.at(-1)];
      return {
        hasNextPage: hasNext,
        hasPreviousPage: hasPrevious,
        startCursor: head === undefined ? null : cursorOf(list, head),
        endCursor: tail === undefined ? null : cursorOf(list, tail),
      };
    }),
  totalCount: (list: Connection<T>) => list.total(),
});

const cursorOf = <T>({ kind, placeOf }: Connection<T>, row: T): string => encodeCursor(kind, placeOf(row));
