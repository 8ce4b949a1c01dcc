import DataLoader from 'dataloader';
import { allLoaded, type Loaded } from '../src/content/loaded.ts';
import type { Loader } from './loaders.ts';

/** As many as `_entities` takes. MongoDB takes more keys in an `$in`, but its planner and a reader's patience don't. */
const MAX_KEYS = 1_000;

/** What is asked of one collection, by the names of its keys. */
export type Asked = Readonly<Record<string, readonly string[]>>;

export interface BatchOptions<R, V> {
  /** Named in complaints. */
  readonly collection: string;
  /** One command for all the keys of all names, each of which is given once. Rows come in any order; what isn't there is left out. */
  readonly read: (asked: Asked) => Promise<readonly R[]>;
  /** What the viewer gets of a row; `null` for nothing. What is hidden gives way to what isn't: a draft that takes over a former slug must not show by the redirect that it ends. */
  readonly show: (row: R) => V | null;
  /** Is told of every row that is read. */
  readonly onRow?: (row: R) => void;
}

/** A name by which rows are asked for. */
export interface BatchKey<R> {
  /** What is in memory of a key: `null` for nothing, `undefined` for "ask `read`". `lasting`: also what is no longer new, since `read` has failed. */
  readonly peek?: ((key: string, lasting?: boolean) => R | null | undefined) | undefined;
  /** The keys that a row answers to, the one that counts most first: a live slug before a former one. */
  readonly keysOf: (row: R) => readonly string[];
}

export interface BatchLoader<R, V> extends Loader<string, V> {
  /** Takes in a row that was read on another way, such as in a list, so that it need not be asked for. One that is not shown is: what is told of it then is what is told of one that isn't there. */
  remember(row: R): void;
}

interface Way<R, V> extends BatchKey<R> {
  readonly learn: (key: string, row: R | null | undefined) => V | null;
}
export interface NamedKey {
  readonly name: string;
  readonly key: string;
}

/**
 * Loaders of one collection for one request, one for each name that its rows have keys by: the keys of one tick go out as one batch, whatever their names, each answer stands at its key, and
 * what isn't there is `null`. They hold their reader to the contract: a row that nobody asked for is a sentence about the reader, not somebody else's story. What is known already comes
 * without a promise. What a batch that fails would have read is answered as it was kept, if it was; the rest is forgotten, so that the next ask may succeed.
 */
export const createBatch = <R, V>({ collection, read, show, onRow }: BatchOptions<R, V>) => {
  const ways = new Map<string, Way<R, V>>();
  let made: DataLoader<NamedKey, V | null, string> | undefined;
  /** Made for the first key that has to be read: most requests for what is hot need none. */
  const loader = (): DataLoader<NamedKey, V | null, string> => {
    made ??= new DataLoader<NamedKey, V | null, string>(
      async (keys) => {
        let found: readonly R[];
        const asked = byName(keys);
        try {
          found = await read(asked);
        } catch (error) {
          return eachOrError(keys, error, ({ name, key }) => {
            const way = ways.get(name);
            const row = way?.peek?.(key, true);
            return row === undefined ? undefined : way?.learn(key, row);
          });
        }
        refuseStrangers(collection, asked, found, ways);
        if (onRow !== undefined) found.forEach(onRow);
        const shown = found.filter((row) => show(row) !== null);
        const rows = new Map(
          Object.entries(asked).map(([name, wanted]) => [name, placeRows(wanted, shown, ways.get(name))]),
        );
        return keys.map(({ name, key }) => ways.get(name)?.learn(key, rows.get(name)?.get(key)) ?? null);
      },
      { maxBatchSize: MAX_KEYS, cacheKeyFn: ({ name, key }) => `${name} ${key}` },
    );
    return made;
  };

  return (name: string, { peek, keysOf }: BatchKey<R>): BatchLoader<R, V> => {
    const known = new Map<string, V | null>();
    const learn = (key: string, row: R | null | undefined): V | null => {
      const value = row === undefined || row === null ? null : show(row);
      known.set(key, value);
      return value;
    };
    ways.set(name, { keysOf, peek, learn });
    const load = (key: string): Loaded<V | null> => {
      const value = known.get(key);
      if (value !== undefined) return value;
      const row = peek?.(key);
      if (row !== undefined) return learn(key, row);
      const promise = loader().load({ name, key });
      promise.catch(() => made?.clear({ name, key }));
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
};

/** The same for a collection whose rows are asked for by one key alone. */
export const createBatchLoader = <R, V>({
  collection,
  read,
  show,
  ...key
}: BatchKey<R> &
  Omit<BatchOptions<R, V>, 'read'> & {
    readonly read: (keys: readonly string[]) => Promise<readonly R[]>;
  }): BatchLoader<R, V> =>
  createBatch<R, V>({ collection, read: ({ key: keys = [] }) => read(keys), show })('key', key);

export const byName = (keys: readonly NamedKey[]): Asked => {
  const asked: Record<string, string[]> = {};
  for (const { name, key } of keys) {
    const others = asked[name];
    if (others === undefined) asked[name] = [key];
    else others.push(key);
  }
  return asked;
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

const refuseStrangers = <R>(
  collection: string,
  asked: Asked,
  rows: readonly R[],
  ways: ReadonlyMap<string, Pick<BatchKey<R>, 'keysOf'>>,
): void => {
  const wanted = Object.entries(asked).map(
    ([name, keys]) => [new Set(keys), ways.get(name)?.keysOf ?? (() => [])] as const,
  );
  for (const row of rows) {
    if (wanted.some(([keys, keysOf]) => keysOf(row).some((key) => keys.has(key)))) continue;
    throw new TypeError(
      `The batch reader of ${collection} answered with a row that nobody asked for: ${JSON.stringify(wanted.flatMap(([, keysOf]) => keysOf(row)))}; asked were ${JSON.stringify(Object.values(asked).flat())}.`,
    );
  }
};

/** Puts rows to keys. A key that several rows answer to goes to the one for which it counts most. */
export const placeRows = <R>(
  keys: readonly string[],
  rows: readonly R[],
  way: Pick<BatchKey<R>, 'keysOf'> | undefined,
): Map<string, R> => {
  const asked = new Set(keys);
  const placed = new Map<string, { row: R; rank: number }>();
  for (const row of rows) {
    for (const [rank, key] of (way?.keysOf(row) ?? []).entries()) {
      if (!asked.has(key)) continue;
      const present = placed.get(key);
      if (present === undefined || rank < present.rank) placed.set(key, { row, rank });
    }
  }
  return new Map([...placed].map(([key, { row }]) => [key, row]));
};
