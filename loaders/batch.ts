import DataLoader from 'dataloader';
import { allLoaded, type Loaded } from '../src/content/loaded.ts';
import type { Loader } from './loaders.ts';

/** MongoDB takes more keys in an `$in`, but its planner and a reader's patience don't. */
const MAX_KEYS = 500;

export interface BatchOptions<R, V> {
  /** Named in complaints. */
  readonly collection: string;
  /** One command for all the keys, each of which is given once. Rows come in any order; what isn't there is left out. */
  readonly read: (keys: readonly string[]) => Promise<readonly R[]>;
  /** What is in memory of a key: `null` for nothing, `undefined` for "ask `read`". `lasting`: also what is no longer new, since `read` has failed. */
  readonly peek?: ((key: string, lasting?: boolean) => R | null | undefined) | undefined;
  /** The keys that a row answers to, the one that counts most first: a live slug before a former one. */
  readonly keysOf: (row: R) => readonly string[];
  /** What the viewer gets of a row; `null` for nothing. */
  readonly show: (row: R) => V | null;
}

export interface BatchLoader<R, V> extends Loader<string, V> {
  /** Takes in a row that was read on another way, such as in a list, so that it need not be asked for. One that is not shown is: what is told of it then is what is told of one that isn't there. */
  remember(row: R): void;
}

/**
 * A loader for one request: the keys of one tick go out as one batch, each answer stands at its key, and what isn't there is `null`. It holds its reader to the contract: a row that nobody
 * asked for is a sentence about the reader, not somebody else's story. What is known already comes without a promise. What a batch that fails would have read is
 * answered as it was kept, if it was; the rest is forgotten, so that the next ask may succeed.
 */
export const createBatchLoader = <R, V>({
  collection,
  read,
  peek,
  keysOf,
  show,
}: BatchOptions<R, V>): BatchLoader<R, V> => {
  const known = new Map<string, V | null>();
  const learn = (key: string, row: R | null | undefined): V | null => {
    const value = row === undefined || row === null ? null : show(row);
    known.set(key, value);
    return value;
  };
  let made: DataLoader<string, V | null> | undefined;
  /** Made for the first key that has to be read: most requests for what is hot need none. */
  const loader = (): DataLoader<string, V | null> => {
    made ??= new DataLoader<string, V | null>(
      async (keys) => {
        let found: readonly R[];
        try {
          found = await read(keys);
        } catch (error) {
          return eachOrError(keys, error, (key) => {
            const row = peek?.(key, true);
            return row === undefined ? undefined : learn(key, row);
          });
        }
        const rows = placeRows(collection, keys, found, keysOf);
        return keys.map((key) => learn(key, rows.get(key)));
      },
      { maxBatchSize: MAX_KEYS },
    );
    return made;
  };
  const load = (key: string): Loaded<V | null> => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const row = peek?.(key);
    if (row !== undefined) return learn(key, row);
    const promise = loader().load(key);
    promise.catch(() => made?.clear(key));
    return promise;
  };
  return {
    load,
    loadMany: (keys) => allLoaded(keys.map(load)),
    remember: (row) => {
      const [key] = keysOf(row);
      const value = show(row);
      if (key !== undefined && value !== null && !known.has(key)) known.set(key, value);
    },
  };
};

/** Where a batch has failed: what is kept of each key all the same, and the error for the others. One that nobody has seen takes none with it that everybody reads. */
export const eachOrError = <K, V>(
  keys: readonly K[],
  error: unknown,
  kept: (key: K) => V | undefined,
): (V | Error)[] => {
  const failed = error instanceof Error ? error : new Error(String(error));
  return keys.map((key) => {
    const value = kept(key);
    return value === undefined ? failed : value;
  });
};

/** Puts rows to keys. A key that several rows answer to goes to the one for which it counts most. */
export const placeRows = <R>(
  collection: string,
  keys: readonly string[],
  rows: readonly R[],
  keysOf: (row: R) => readonly string[],
): Map<string, R> => {
  const asked = new Set(keys);
  const placed = new Map<string, { row: R; rank: number }>();
  for (const row of rows) {
    let wanted = false;
    for (const [rank, key] of keysOf(row).entries()) {
      if (!asked.has(key)) continue;
      wanted = true;
      const present = placed.get(key);
      if (present === undefined || rank < present.rank) placed.set(key, { row, rank });
    }
    if (!wanted) {
      throw new TypeError(
        `The batch reader of ${collection} answered with a row that nobody asked for: ${JSON.stringify(keysOf(row))}; asked were ${JSON.stringify(keys)}.`,
      );
    }
  }
  return new Map([...placed].map(([key, { row }]) => [key, row]));
};
