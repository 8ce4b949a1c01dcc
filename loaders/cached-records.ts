import type { Cache, Kept, Reading } from '../src/cache/cache.ts';
import { steadyNow } from '../src/cache/steady-clock.ts';
import { missTag } from '../src/content/surrogate-tags.ts';
import { type Peekable, peekable } from './peekable.ts';

export type Identified = { readonly _id: string };

/** What records of one kind are kept as. */
export interface RecordKind<R extends Identified> {
  readonly prefix: string;
  readonly tagsOf: (id: string) => readonly string[];
  /** When a record that readers may not see yet shows by itself: it is read again then. */
  readonly untilOf?: (row: R) => number | null;
}

/** Records that were read on the way, to be kept with what was asked for. */
export const alongside = <R extends Identified>(kind: RecordKind<R>, rows: Iterable<R>): [string, Kept][] =>
  [...rows].map((row) => [kind.prefix + row._id, keptRecord(kind, row._id, row)]);

const keptRecord = <R extends Identified>(kind: RecordKind<R>, id: string, row: R | undefined): Kept => ({
  value: row ?? null,
  tags: kind.tagsOf(id),
  until: row === undefined ? null : (kind.untilOf?.(row) ?? null),
});

/** Tells who watches of records that came with something else, past the cache. */
export const tellOf = <R extends Identified>(
  kind: RecordKind<R>,
  rows: Iterable<R>,
  { witness }: Reading,
): void => {
  if (witness === undefined) return;
  for (const row of rows) {
    const { tags, until = null } = keptRecord(kind, row._id, row);
    witness.saw(kind.prefix + row._id, 'FILL', { tags, until, storedAt: steadyNow() }, false);
  }
};

export type ById<R> = (ids: readonly string[]) => Promise<R[]>;

/** Records by id, in the order of nothing, as the store gives them. */
export const cachedById = <R extends Identified>(
  cache: Cache,
  kind: RecordKind<R>,
  read: ById<R>,
  reading: Reading,
): Peekable<string, R> => {
  const { prefix } = kind;
  const last = { ...reading, lasting: true };
  const readThrough: ById<R> = async (ids) => {
    const found = new Map<string, R>();
    const missing: string[] = [];
    for (const id of ids) {
      const record = cache.peek<R>(prefix + id, reading);
      if (record === undefined) missing.push(id);
      else if (record !== null) found.set(id, record);
    }
    if (missing.length > 0) {
      const values = await cache.read<R>(
        missing.map((id) => prefix + id),
        async (keys) => {
          const asked = keys.map((key) => key.slice(prefix.length));
          const rows = new Map((await read(asked)).map((row) => [row._id, row]));
          return new Map(asked.map((id) => [prefix + id, keptRecord(kind, id, rows.get(id))]));
        },
        reading,
      );
      for (const id of missing) {
        const record = values.get(prefix + id);
        if (record != null) found.set(id, record);
      }
    }
    return [...found.values()];
  };
  return peekable(readThrough, (id, lasting) =>
    cache.peek<R>(prefix + id, lasting === true ? last : reading),
  );
};

export interface KeyedReads<R extends Identified> {
  readonly name: Parameters<typeof missTag>[0];
  readonly kind: RecordKind<R>;
  readonly read: (keys: readonly string[]) => Promise<R[]>;
  readonly keysOf: (row: R) => readonly string[];
  readonly records: Peekable<string, R>;
}

/** Records by another key: which ids answer to it is kept apart from the records. */
export const cachedByKey = <R extends Identified>(
  cache: Cache,
  { name, kind, read, keysOf, records }: KeyedReads<R>,
  reading: Reading,
): Peekable<string, R> => {
  const pointer = `${name}-at:`;
  const last = { ...reading, lasting: true };
  const readThrough: ById<R> = async (keys) => {
    let fresh: readonly R[] = [];
    const pointers = await cache.read<readonly string[]>(
      keys.map((key) => pointer + key),
      async (asked) => {
        const wanted = asked.map((key) => key.slice(pointer.length));
        fresh = await read(wanted);
        const kept = wanted.map((key): [string, Kept] => {
          const ids = fresh.filter((row) => keysOf(row).includes(key)).map(({ _id }) => _id);
          return [pointer + key, { value: ids, tags: [missTag(name, key), ...ids.flatMap(kind.tagsOf)] }];
        });
        return new Map<string, Kept>([...kept, ...alongside(kind, fresh)]);
      },
      reading,
    );
    const ids = new Set([...pointers.values()].flatMap((found) => found ?? []));
    const present = fresh.filter(({ _id }) => ids.has(_id));
    tellOf(kind, present, reading);
    const rest = [...ids].filter((id) => !present.some(({ _id }) => _id === id));
    return rest.length === 0 ? present : [...present, ...(await records(rest))];
  };
  /** Only where one record answers to the key: which of several does is the loader's business. */
  const peek = (key: string, lasting?: boolean): R | null | undefined => {
    const ids = cache.peek<readonly string[]>(pointer + key, lasting === true ? last : reading);
    if (ids === undefined) return undefined;
    const [id] = ids ?? [];
    if (id === undefined) return null;
    const row = ids?.length === 1 ? records.peek?.(id, lasting) : undefined;
    return row && keysOf(row).includes(key) ? row : undefined;
  };
  return peekable(readThrough, peek);
};
