import type { Document } from 'bson';
import { type Bytes, cutFields, decode, decodeFields } from './bson-bytes.ts';
import type { Collection } from './collection.ts';
import { CommandError } from './command-error.ts';
import { countCovered } from './count-covered.ts';
import { findByText, isTextScore } from './find-text.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import type { OrderedIndex } from './ordered-index.ts';
import { rootOf } from './paths.ts';
import { isSorted, type Plan, plan, type SortSpec } from './planner.ts';
import { sortKeyOf } from './sort-key.ts';
import { takeText } from './text-query.ts';

export interface FindRequest {
  readonly filter: Document;
  readonly sort: SortSpec | null;
  readonly skip: number;
  /** 0 for no limit. */
  readonly limit: number;
  readonly hint: unknown;
}

/** The bytes of the documents that match, in the order asked for. */
export function* find(collection: Collection, request: FindRequest): Generator<Bytes> {
  const { filter, sort, skip } = request;
  const limit = request.limit === 0 ? Number.POSITIVE_INFINITY : request.limit;
  let place = 0;
  for (const bytes of inOrder(collection, request, filter, sort)) {
    place += 1;
    if (place <= skip) continue;
    yield bytes;
    if (place - skip >= limit) return;
  }
}

function inOrder(
  collection: Collection,
  request: FindRequest,
  filter: Document,
  sort: SortSpec | null,
): Iterable<Bytes> {
  const { text, rest } = takeText(filter);
  if (text !== null) {
    const found = findByText(collection, text, rest);
    if (sort === null) return bytesOf(found);
    if (Object.values(sort).some(isTextScore))
      return bytesOf([...found].sort((left, right) => right.score - left.score));
    return sortInMemory(bytesOf(found), sort);
  }
  const matcher = createMatcher(filter);
  const chosen = planFor(collection, request);
  const matching = matches(collection, chosen, matcher, sort);
  return sort === null || isSorted(chosen) ? matching : sortInMemory(matching, sort);
}

function* bytesOf(rows: Iterable<{ readonly bytes: Bytes }>): Generator<Bytes> {
  for (const { bytes } of rows) yield bytes;
}

export const planFor = (
  collection: Collection,
  { filter, sort, hint }: Pick<FindRequest, 'filter' | 'sort' | 'hint'>,
): Plan => plan([...collection.indexes.values()], filter, sort, hinted(collection, hint));

const hinted = (collection: Collection, hint: unknown): OrderedIndex | null => {
  if (hint === undefined || hint === null) return null;
  const index =
    typeof hint === 'string'
      ? collection.indexes.get(hint)
      : [...collection.indexes.values()].find(
          ({ spec }) => JSON.stringify(spec.key) === JSON.stringify(hint),
        );
  if (index === undefined)
    throw new CommandError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  return index;
};

function* matches(
  collection: Collection,
  chosen: Plan,
  matcher: Matcher,
  sort: SortSpec | null,
): Generator<Bytes> {
  for (const id of candidates(collection, chosen, sort)) {
    const bytes = collection.documents.get(id);
    if (bytes !== undefined && matcher.test(decodeFields(bytes, matcher.fields))) yield bytes;
  }
}

/** The ids that a plan gives, each once. */
function* candidates(collection: Collection, chosen: Plan, sort: SortSpec | null): Generator<string> {
  if (chosen.kind === 'scan') {
    yield* collection.documents.keys();
    return;
  }
  const seen = new Set<string>();
  for (const id of chosen.kind === 'union' ? branches(collection, chosen, sort) : walkRuns(chosen)) {
    if (seen.size !== seen.add(id).size) yield id;
  }
}

/** What the plans of a union give, one after the other or, where the order matters, merged. */
function* branches(
  collection: Collection,
  { plans, sorted }: Extract<Plan, { kind: 'union' }>,
  sort: SortSpec | null,
): Generator<string> {
  const walks = plans.map((branch) => candidates(collection, branch, sort));
  if (!sorted || sort === null) {
    for (const walk of walks) yield* walk;
    return;
  }
  const fields = rootsOf(sort);
  yield* merged(
    walks.map(function* (walk) {
      for (const id of walk) {
        const bytes = collection.documents.get(id);
        if (bytes !== undefined) yield { key: sortKeyOf(decodeFields(bytes, fields), sort), id };
      }
    }),
    1,
  );
}

/** Walks the runs of an index one after the other or, where the order matters, merged by what follows each run's prefix. */
function* walkRuns({ index, runs, direction, sorted }: Extract<Plan, { kind: 'index' }>): Generator<string> {
  if (!sorted || runs.length === 1) {
    for (const run of runs) for (const [, id] of index.walk(run.low, run.high, direction)) yield id;
    return;
  }
  yield* merged(
    runs.map(function* ({ low, high, prefix }) {
      for (const [key, id] of index.walk(low, high, direction)) yield { key: key.slice(prefix), id };
    }),
    direction,
  );
}

/** Several walks, each in order, as one. */
function* merged(
  walks: readonly Generator<{ readonly key: string; readonly id: string }>[],
  direction: 1 | -1,
): Generator<string> {
  const heads = walks.flatMap((walk) => {
    const { value } = walk.next();
    return value === undefined ? [] : [{ walk, key: value.key, id: value.id }];
  });
  while (heads.length > 0) {
    let first = 0;
    for (let i = 1; i < heads.length; i += 1) {
      const [left, right] = [heads[i]?.key ?? '', heads[first]?.key ?? ''];
      if (direction === 1 ? left < right : left > right) first = i;
    }
    const head = heads[first];
    if (head === undefined) return;
    yield head.id;
    const { value } = head.walk.next();
    if (value === undefined) heads.splice(first, 1);
    else heads[first] = { walk: head.walk, key: value.key, id: value.id };
  }
}

const rootsOf = (sort: SortSpec): Set<string> => new Set(Object.keys(sort).map(rootOf));

const sortInMemory = (matching: Iterable<Bytes>, sort: SortSpec): Bytes[] => {
  const fields = rootsOf(sort);
  return [...matching]
    .map((bytes) => ({ bytes, key: sortKeyOf(decodeFields(bytes, fields), sort) }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ bytes }) => bytes);
};

/** How many documents match, without making one of them; from the index alone where it has every field that the filter asks about. */
export const count = (collection: Collection, filter: Document, hint: unknown): number => {
  if (Object.keys(filter).length === 0) return collection.documents.size;
  const { text, rest } = takeText(filter);
  if (text !== null) return [...findByText(collection, text, rest)].length;
  const chosen = planFor(collection, { filter, sort: null, hint });
  const covered = chosen.kind === 'index' ? countCovered(chosen, filter) : null;
  if (covered !== null) return covered;
  let found = 0;
  for (const _ of matches(collection, chosen, createMatcher(filter), null)) found += 1;
  return found;
};

/** Applies a projection of whole top-level fields to bytes without decoding; `null` for any other projection. */
export const cutProjection = (projection: Document): ((bytes: Bytes) => Bytes) | null => {
  const entries = Object.entries(projection);
  if (entries.length === 0) return (bytes) => bytes;
  if (
    entries.some(
      ([path, value]) =>
        path.includes('.') || !(value === 0 || value === 1 || value === true || value === false),
    )
  )
    return null;
  const shown = entries.filter(([, value]) => value === 1 || value === true).map(([path]) => path);
  const hidden = new Set(entries.filter(([, value]) => value === 0 || value === false).map(([path]) => path));
  if (shown.some((path) => path !== '_id') && [...hidden].some((path) => path !== '_id')) {
    throw new CommandError(
      'BadValue',
      'Invalid $project :: caused by :: Cannot do exclusion on a field in an inclusion projection',
    );
  }
  if (shown.length > 0 && !(shown.length === 1 && shown[0] === '_id' && hidden.size > 0)) {
    const kept = new Set([...shown, ...(hidden.has('_id') ? [] : ['_id'])]);
    return (bytes) => cutFields(bytes, (name) => kept.has(name));
  }
  return (bytes) => cutFields(bytes, (name) => !hidden.has(name));
};

export const decodeAll = (rows: Iterable<Bytes>): Document[] => [...rows].map(decode);
