import type { Cache, Kept, Reading } from '../src/cache/cache.ts';
import { steadyNow } from '../src/cache/steady-clock.ts';
import type { Loaded } from '../src/content/loaded.ts';
import { missTag, unseenTag } from '../src/content/surrogate-tags.ts';
import { type Peekable, peekable } from './peekable.ts';
import { onlyKey, onlySeen, telling } from './told-tags.ts';

export type Identified = { readonly _id: string };

/** What records of one kind are kept as. */
export interface RecordKind<R extends Identified> {
  readonly prefix: string;
  readonly tagsOf: (id: string) => readonly string[];
  /**
   * Of records that may be there without being there for readers. What readers may not see is kept as what isn't there is: until the next thing shows by itself, and under a tag besides
   * that tells nothing more of it.
   */
  readonly hiding?: {
    readonly isHidden: (row: R) => boolean;
    readonly nextMoment: () => Loaded<number | null>;
  };
}

/** Records that were read on the way, to be kept with what was asked for. */
export const alongside = async <R extends Identified>(
  kind: RecordKind<R>,
  rows: Iterable<R>,
): Promise<[string, Kept][]> => {
  const all = [...rows];
  const moment = await momentOf(kind, all);
  return all.map((row) => [kind.prefix + row._id, keptRecord(kind, row._id, row, moment)]);
};

const isHidden = <R extends Identified>({ hiding }: RecordKind<R>, row: R | undefined): boolean =>
  hiding !== undefined && (row === undefined || hiding.isHidden(row));

/** Until when it stands that some of these aren't there. */
const momentOf = <R extends Identified>(
  kind: RecordKind<R>,
  rows: readonly (R | undefined)[],
): Loaded<number | null> =>
  rows.some((row) => isHidden(kind, row)) ? (kind.hiding?.nextMoment() ?? null) : null;

const keptRecord = <R extends Identified>(
  kind: RecordKind<R>,
  id: string,
  row: R | undefined,
  moment: number | null,
): Kept => {
  const tags = kind.tagsOf(id);
  return isHidden(kind, row)
    ? { value: row ?? null, tags: [...tags, unseenTag(id)], until: moment }
    : { value: row ?? null, tags };
};

/** Tells who watches of records that came with something else, past the cache. */
export const tellOf = (kept: Iterable<readonly [string, Kept]>, { witness }: Reading): void => {
  if (witness === undefined) return;
  for (const [key, { tags, until = null }] of kept)
    witness.saw(key, 'FILL', { tags, until, storedAt: steadyNow() }, false);
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
          const moment = await momentOf(
            kind,
            asked.map((id) => rows.get(id)),
          );
          return new Map(asked.map((id) => [prefix + id, keptRecord(kind, id, rows.get(id), moment)]));
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
  /** The records by id, for a way of reading. */
  readonly records: (how: Reading) => Peekable<string, R>;
}

/** Records by another key: which ids answer to it is kept apart from the records. `met` is how what is there is read. */
export const cachedByKey = <R extends Identified>(
  cache: Cache,
  { name, kind, read, keysOf, records: recordsBy }: KeyedReads<R>,
  reading: Reading,
  met: Reading = telling(reading, onlySeen),
): Peekable<string, R> => {
  const pointer = `${name}-at:`;
  const byKey = telling(reading, onlyKey);
  const last = { ...byKey, lasting: true };
  const records = recordsBy(met);
  const readThrough: ById<R> = async (keys) => {
    let fresh: readonly R[] = [];
    let along: readonly [string, Kept][] = [];
    const pointers = await cache.read<readonly string[]>(
      keys.map((key) => pointer + key),
      async (asked) => {
        const wanted = asked.map((key) => key.slice(pointer.length));
        fresh = await read(wanted);
        along = await alongside(kind, fresh);
        const idsAt = wanted.map((key) =>
          fresh.filter((row) => keysOf(row).includes(key)).map(({ _id }) => _id),
        );
        const moment = idsAt.some(({ length }) => length === 0) ? await momentOf(kind, [undefined]) : null;
        const kept = wanted.map((key, at): [string, Kept] => {
          const ids = idsAt[at] ?? [];
          const tags = [missTag(name, key), ...ids.flatMap(kind.tagsOf)];
          return [pointer + key, { value: ids, tags, until: ids.length === 0 ? moment : null }];
        });
        return new Map<string, Kept>([...kept, ...along]);
      },
      byKey,
    );
    const ids = new Set([...pointers.values()].flatMap((found) => found ?? []));
    const present = fresh.filter(({ _id }) => ids.has(_id));
    tellOf(
      along.filter(([, { value }]) => present.includes(value as R)),
      met,
    );
    const rest = [...ids].filter((id) => !present.some(({ _id }) => _id === id));
    return rest.length === 0 ? present : [...present, ...(await records(rest))];
  };
  /** Only where one record answers to the key: which of several does is the loader's business. */
  const peek = (key: string, lasting?: boolean): R | null | undefined => {
    const ids = cache.peek<readonly string[]>(pointer + key, lasting === true ? last : byKey);
    if (ids === undefined) return undefined;
    const [id] = ids ?? [];
    if (id === undefined) return null;
    const row = ids?.length === 1 ? records.peek?.(id, lasting) : undefined;
    return row && keysOf(row).includes(key) ? row : undefined;
  };
  return peekable(readThrough, peek);
};
