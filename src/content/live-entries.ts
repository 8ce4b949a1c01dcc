import type { Page, PageRequest, SortKey } from './paging.ts';
import type { BlockRecord, LiveEntryRecord } from './records.ts';

/** Where an entry stands: by its moment, newest first; equal moments by id, so that the order is total. */
export const entryPlace = ({ at, id }: LiveEntryRecord): SortKey => ({ value: at.getTime(), id });

const isBehind = (one: SortKey, other: SortKey): boolean =>
  one.value === other.value ? one.id > other.id : one.value < other.value;

/** The entries among blocks, newest first. */
export const entriesIn = (blocks: readonly BlockRecord[]): LiveEntryRecord[] =>
  blocks
    .filter((block): block is LiveEntryRecord => block.type === 'LiveEntry')
    .sort((left, right) => (isBehind(entryPlace(left), entryPlace(right)) ? 1 : -1));

/** Those that a reader who looked at `since` has not seen as they are now, and of them the key moments alone if asked. */
export const entriesSince = (
  entries: readonly LiveEntryRecord[],
  { since, keyOnly }: { readonly since: Date | null; readonly keyOnly: boolean },
): LiveEntryRecord[] =>
  entries.filter((entry) => (since === null || changeOf(entry) >= since) && (entry.key || !keyOnly));

/** When an entry last changed: it is written for readers at its own moment at the earliest. */
const changeOf = ({ at, updatedAt }: LiveEntryRecord): Date => (updatedAt > at ? updatedAt : at);

/** When any of them last changed; `null` if there is none. */
export const changedAt = (entries: readonly LiveEntryRecord[]): Date | null =>
  entries
    .map(changeOf)
    .reduce<Date | null>((latest, at) => (latest === null || at > latest ? at : latest), null);

/** A page of entries, forward. The cursor says a moment, so new entries above it and an entry that is gone change nothing for who reads on. */
export const entryPage = (
  entries: readonly LiveEntryRecord[],
  { after, limit }: PageRequest,
): Page<LiveEntryRecord> => {
  const rest = after === null ? entries : entries.filter((entry) => isBehind(entryPlace(entry), after));
  return {
    rows: rest.slice(0, limit),
    hasNext: rest.length > limit,
    hasPrevious: rest.length < entries.length,
  };
};
