import type { Cache, Kept, Reading } from '../src/cache/cache.ts';
import type { KeysBy, OnText } from '../src/store/store.ts';
import type { NamedKey } from './batch.ts';
import { cachedById, type Identified, tellOf } from './cached-records.ts';
import type { KeyedRecords } from './keyed-records.ts';
import type { KeyedRead, Peekable } from './peekable.ts';
import { asUnseen, onlyKey, onlySeen, type Telling, telling, tellingEach } from './told-tags.ts';

/** What caches outside are told of a record that was asked for by its id, and of one that another key led to. */
interface Told {
  readonly asked: Telling;
  readonly met: Telling;
}
const AS_READERS_SEE: Told = { asked: asUnseen, met: onlySeen };

/**
 * Records by their ids and other keys together: what the cache doesn't have of any of them is one reading. Where a key leads to is looked up in memory first, so that a record that has to be
 * read is read with the rest; one whose key only Redis knew, and nobody the record, is read after it.
 */
export const cachedByAnyKey = <R extends Identified, Name extends string>(
  cache: Cache,
  records: KeyedRecords<R, Name>,
  reading: Reading,
  told: Told | undefined = records.kind.hiding === undefined ? undefined : AS_READERS_SEE,
): KeyedRead<'id' | Name, R, [onText?: OnText]> => {
  const { kind, names, pointers } = records;
  const byKey = telling(reading, onlyKey);
  const met = told === undefined ? reading : telling(reading, told.met);
  const asked = told === undefined ? reading : telling(reading, told.asked);
  const recordsAsked = cachedById(cache, records, asked);
  const recordsMet = cachedById(cache, records, met);

  const readThrough = async (wanted: KeysBy<'id' | Name>, onText?: OnText): Promise<R[]> => {
    const ids = wanted.id ?? [];
    const keys = names.flatMap((name) => (wanted[name] ?? []).map((key) => ({ name, key })));
    if (keys.length === 0 && onText === undefined) return await recordsAsked(ids);
    const found = new Map<string, R>();
    const lacking = new Map<string, NamedKey>();
    const reached = new Set<string>();
    for (const { name, key } of keys) {
      const cacheKey = records.cacheKey(name, key);
      const at = cache.peek<readonly string[]>(cacheKey, byKey);
      if (at === undefined) lacking.set(cacheKey, { name, key });
      else for (const id of at ?? []) reached.add(id);
    }
    const look = (id: string, how: Reading): void => {
      const record = cache.peek<R>(kind.prefix + id, how);
      if (record === undefined) lacking.set(kind.prefix + id, { name: 'id', key: id });
      else if (record !== null) found.set(id, record);
    };
    for (const id of ids) look(id, asked);
    for (const id of reached) look(id, met);

    const direct = new Set(ids);
    const fresh = new Map<string, R>();
    const along = new Map<string, Kept>();
    const values = await cache.read<R | readonly string[]>(
      [...lacking.keys()],
      async (cacheKeys) => {
        const came = await records.read(cacheKeys, onText);
        for (const row of came.rows) fresh.set(row._id, row);
        for (const [key, one] of came.records) along.set(key, one);
        return came.kept;
      },
      tellingEach(reading, (cacheKey) => {
        const part = lacking.get(cacheKey);
        if (part?.name !== 'id') return [byKey];
        return [...(direct.has(part.key) ? [asked] : []), ...(reached.has(part.key) ? [met] : [])];
      }),
    );
    for (const [cacheKey, value] of values) {
      const part = lacking.get(cacheKey);
      if (part === undefined || value === null) continue;
      if (part.name === 'id') found.set(part.key, value as R);
      else for (const id of value as readonly string[]) reached.add(id);
    }
    // What came with a key's reading is told of as what the key led to.
    const ledTo = [...reached].filter((id) => !lacking.has(kind.prefix + id) && fresh.has(id));
    tellOf(
      ledTo.flatMap((id): [string, Kept][] => {
        const one = along.get(kind.prefix + id);
        return one === undefined ? [] : [[kind.prefix + id, one]];
      }),
      met,
    );
    for (const id of ledTo) found.set(id, fresh.get(id) as R);
    const rest = [...reached].filter((id) => !found.has(id) && !lacking.has(kind.prefix + id));
    if (rest.length > 0) for (const row of await recordsMet(rest)) found.set(row._id, row);
    // A record may be newer than the key that led to it.
    const sets = names.map((name) => [pointers[name].keysOf, new Set(wanted[name])] as const);
    const isWanted = (row: R): boolean =>
      direct.has(row._id) || sets.some(([keysOf, all]) => keysOf(row).some((key) => all.has(key)));
    return [...found.values()].filter(isWanted);
  };

  /** Only where one record answers to the key: which of several does is the loader's business. */
  const peekAt =
    (name: Name): Peekable<string, R>['peek'] =>
    (key, lasting) => {
      const how = lasting === true ? { ...byKey, lasting } : byKey;
      const ids = cache.peek<readonly string[]>(records.cacheKey(name, key), how);
      if (ids === undefined) return undefined;
      const [id] = ids ?? [];
      if (id === undefined) return null;
      const row = ids?.length === 1 ? recordsMet.peek?.(id, lasting) : undefined;
      return row && pointers[name].keysOf(row).includes(key) ? row : undefined;
    };
  const peeks = Object.fromEntries([
    ['id', recordsAsked.peek],
    ...names.map((name) => [name, peekAt(name)]),
  ]) as NonNullable<KeyedRead<'id' | Name, R>['peeks']>;
  return Object.assign(readThrough, { peeks });
};
