import type { Cache, Fill, Kept, Reading } from '../src/cache/cache.ts';
import { steadyNow } from '../src/cache/steady-clock.ts';
import type { Loaded } from '../src/content/loaded.ts';
import { unseenTag } from '../src/content/surrogate-tags.ts';
import { type Peekable, peekable } from './peekable.ts';

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
export const momentOf = <R extends Identified>(
  kind: RecordKind<R>,
  rows: readonly (R | undefined)[],
): Loaded<number | null> =>
  rows.some((row) => isHidden(kind, row)) ? (kind.hiding?.nextMoment() ?? null) : null;

export const keptRecord = <R extends Identified>(
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

/** Records by the keys of the cache under which they are kept, and what these begin with. */
export interface KeptKind<R extends Identified> {
  readonly kind: RecordKind<R>;
  readonly prefixes: readonly string[];
  readonly fill: Fill;
}

/** Records that are asked for by their ids alone. */
export const recordsById = <R extends Identified>(kind: RecordKind<R>, read: ById<R>): KeptKind<R> => ({
  kind,
  prefixes: [kind.prefix],
  fill: async (keys) => {
    const asked = keys.map((key) => key.slice(kind.prefix.length));
    const found = await read(asked);
    const rows = new Map(found.map((row) => [row._id, row]));
    const moment = await momentOf(
      kind,
      asked.map((id) => rows.get(id)),
    );
    return new Map(
      asked.map((id): [string, Kept] => [kind.prefix + id, keptRecord(kind, id, rows.get(id), moment)]),
    );
  },
});

/** Records by id, in the order of nothing, as the store gives them. */
export const cachedById = <R extends Identified>(
  cache: Cache,
  { kind: { prefix }, fill }: Pick<KeptKind<R>, 'kind' | 'fill'>,
  reading: Reading,
): Peekable<string, R> => {
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
        fill,
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
