/** A place in a list: the value that it is ordered by, then the id. What a cursor says. Moments are milliseconds. */
export interface SortKey {
  readonly value: number | string;
  readonly id: string;
}

/**
 * Which rows of a list are wanted: `limit` rows from the start (or from the end), strictly between `after` and `before`.
 * The rows themselves always come in the order of the list.
 */
export interface PageRequest {
  readonly limit: number;
  readonly fromEnd: boolean;
  readonly after: Bound | null;
  readonly before: Bound | null;
}

/** An end of the rows that are wanted: as a rule the row at it is none of them. */
export interface Bound extends SortKey {
  readonly inclusive?: boolean;
}

/**
 * Rows of a list, in the order of the list, and whether there is more on either side. A store says that of what lies between the cursors it was given; what lies beyond those
 * is another question (see `connection.ts`).
 */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}
