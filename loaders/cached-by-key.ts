import type { Cache, Kept, Reading } from '../src/cache/cache.ts';
import type { ArticleBody } from '../src/content/records.ts';
import { missTag } from '../src/content/surrogate-tags.ts';
import type { KeysBy, OnText } from '../src/store/store.ts';
import { byName, type NamedKey } from './batch.ts';
import {
  alongside,
  type ById,
  cachedById,
  type Identified,
  keptRecord,
  momentOf,
  type RecordKind,
  tellOf,
} from './cached-records.ts';
import type { KeyedRead, Peekable } from './peekable.ts';
import { asUnseen, onlyKey, onlySeen, type Telling, telling, tellingEach } from './told-tags.ts';

/** A key other than the id: which ids answer to it is kept apart from the records. */
export interface Pointer<R> {
  readonly name: Parameters<typeof missTag>[0];
  readonly keysOf: (row: R) => readonly string[];
}

export interface KeyedKind<R extends Identified, Name extends string> {
  readonly kind: RecordKind<R>;
  /** Of records that may be read with their texts: how those are kept. */
  readonly texts?: RecordKind<ArticleBody>;
  /** One command for all keys. */
  readonly read: (asked: KeysBy<'id' | Name>, onText?: OnText) => Promise<R[]>;
  readonly pointers: Readonly<Record<Name, Pointer<R>>>;
  /** What caches outside are told of a record that was asked for by its id, and of one that another key led to. */
  readonly told?: { readonly asked: Telling; readonly met: Telling };
}

const AS_READERS_SEE = { asked: asUnseen, met: onlySeen };

/**
 * Records by their ids and other keys together: what the cache doesn't have of any of them is one reading. Where a key leads to is looked up in memory first, so that a record that has to be
 * read is read with the rest; one whose key only Redis knew, and nobody the record, is read after it.
 */
export const cachedByAnyKey = <R extends Identified, Name extends string>(
  cache: Cache,
  {
    kind,
    texts,
    read,
    pointers,
    told = kind.hiding === undefined ? undefined : AS_READERS_SEE,
  }: KeyedKind<R, Name>,
  reading: Reading,
): KeyedRead<'id' | Name, R, [onText?: OnText]> => {
  const byKey = telling(reading, onlyKey);
  const met = told === undefined ? reading : telling(reading, told.met);
  const asked = told === undefined ? reading : telling(reading, told.asked);
  const ofIds: ById<R> = (ids) => read({ id: ids } as KeysBy<'id' | Name>);
  const recordsAsked = cachedById(cache, kind, ofIds, asked);
  const recordsMet = cachedById(cache, kind, ofIds, met);
  const names = Object.keys(pointers) as Name[];
  const pointerKey = (name: Name, key: string): string => `${pointers[name].name}-at:${key}`;

  const readThrough = async (wanted: KeysBy<'id' | Name>, onText?: OnText): Promise<R[]> => {
    const ids = wanted.id ?? [];
    const keys = names.flatMap((name) => (wanted[name] ?? []).map((key) => ({ name, key })));
    if (keys.length === 0 && onText === undefined) return await recordsAsked(ids);
    const came: ArticleBody[] = [];
    const found = new Map<string, R>();
    const lacking = new Map<string, NamedKey>();
    const reached = new Set<string>();
    for (const { name, key } of keys) {
      const at = cache.peek<readonly string[]>(pointerKey(name, key), byKey);
      if (at === undefined) lacking.set(pointerKey(name, key), { name, key });
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
        const parts = cacheKeys.flatMap((cacheKey) => lacking.get(cacheKey) ?? []);
        const rows = await read(
          byName(parts) as KeysBy<'id' | Name>,
          onText && ((text) => void came.push(text)),
        );
        for (const row of rows) fresh.set(row._id, row);
        const kept = new Map<string, Kept>(await alongside(kind, rows));
        for (const [key, one] of kept) along.set(key, one);
        const answering = rowsByKey(rows, pointers);
        const isThere = ({ name, key }: NamedKey): boolean =>
          name === 'id' ? fresh.has(key) : answering(name, key).length > 0;
        const moment = parts.every(isThere) ? null : await momentOf(kind, [undefined]);
        for (const { name, key } of parts) {
          if (name === 'id') {
            if (!fresh.has(key)) kept.set(kind.prefix + key, keptRecord(kind, key, undefined, moment));
            continue;
          }
          const at = answering(name, key);
          const tags = [missTag(pointers[name as Name].name, key), ...at.flatMap(kind.tagsOf)];
          const until = at.length === 0 ? moment : null;
          kept.set(pointerKey(name as Name, key), { value: at, tags, until });
        }
        if (texts !== undefined) for (const [key, one] of await alongside(texts, came)) kept.set(key, one);
        return kept;
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
    for (const text of came) onText?.(text);
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
      const ids = cache.peek<readonly string[]>(pointerKey(name, key), how);
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

/** Which of the rows answer to a key of a name. */
const rowsByKey = <R extends Identified, Name extends string>(
  rows: readonly R[],
  pointers: Readonly<Record<Name, Pointer<R>>>,
): ((name: string, key: string) => readonly string[]) => {
  const ids = new Map<string, Set<string>>();
  for (const [name, { keysOf }] of Object.entries<Pointer<R>>(pointers)) {
    for (const row of rows) {
      for (const key of keysOf(row)) {
        const at = `${name} ${key}`;
        ids.set(at, (ids.get(at) ?? new Set()).add(row._id));
      }
    }
  }
  return (name, key) => [...(ids.get(`${name} ${key}`) ?? [])];
};
