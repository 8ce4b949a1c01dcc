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
  readonly after: SortKey | null;
  readonly before: SortKey | null;
}

/** Rows of a list, in the order of the list, and whether there is more on either side. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}
