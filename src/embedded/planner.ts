import type { Document } from 'bson';
import { type Bounds, boundsOf, conjuncts, intersect } from './bounds.ts';
import { keysetOf } from './keyset.ts';
import type { OrderedIndex } from './ordered-index.ts';
import { turnOver } from './sort-key.ts';

export type SortSpec = Readonly<Record<string, 1 | -1>>;

/** How a filter is answered: by runs of an index, by the answers of several plans, or by looking at everything. */
export type Plan =
  | {
      readonly kind: 'index';
      readonly index: OrderedIndex;
      /** Ranges of codes, each of which gives its entries in the index's order. */
      readonly runs: readonly Run[];
      readonly direction: 1 | -1;
      /** Whether the entries come in the order asked for, the runs merged. */
      readonly sorted: boolean;
    }
  | {
      readonly kind: 'union';
      readonly plans: readonly Plan[];
      /** Whether each of the plans gives its documents in the order asked for, so that they can be merged. */
      readonly sorted: boolean;
    }
  | { readonly kind: 'scan' };

export interface Run {
  readonly low: string;
  readonly high: string;
  /** How many units of each entry are the same all over the run: runs are merged by what follows. */
  readonly prefix: number;
}

/** More runs than this are not worth it. */
const MAX_RUNS = 10_000;

/** Picks the index that narrows most and, among those, one that gives the order asked for. `hint` leaves it no choice. */
export const plan = (
  indexes: readonly OrderedIndex[],
  filter: Document,
  sort: SortSpec | null,
  hint: OrderedIndex | null,
): Plan => {
  const parts = conjuncts(filter);
  let best: { plan: Plan; score: number } = { plan: { kind: 'scan' }, score: 0 };
  for (const index of hint === null ? indexes : [hint]) {
    if (hint === null && index.spec.partialFilterExpression !== null && !coversPartial(index, parts))
      continue;
    const candidate = planIndex(index, parts, sort);
    if (hint !== null || candidate.score > best.score) best = candidate;
  }
  if (best.plan.kind !== 'scan' && best.score >= SELECTIVE) return best.plan;
  const either = parts.find(([key]) => key === '$or')?.[1] as Document[] | undefined;
  if (hint === null && either !== undefined) {
    const rest = parts.filter(([key]) => key !== '$or').map(([path, condition]) => ({ [path]: condition }));
    const plans = either.map((branch) => plan(indexes, { $and: [branch, ...rest] }, sort, null));
    if (plans.every((branch) => branch.kind !== 'scan'))
      return { kind: 'union', plans, sorted: sort !== null && plans.every(isSorted) };
  }
  return best.plan;
};

/** Whether a plan gives documents in the order asked for by itself. */
export const isSorted = (chosen: Plan): boolean => chosen.kind !== 'scan' && chosen.sorted;

const SELECTIVE = 100;

// A partial index may only be used by a filter that asks for its field to be there.
const coversPartial = (index: OrderedIndex, parts: readonly [string, unknown][]): boolean =>
  Object.keys(index.spec.partialFilterExpression ?? {}).every((path) =>
    parts.some(([key, condition]) => key === path && condition !== null && boundsOf(condition) !== null),
  );

const planIndex = (
  index: OrderedIndex,
  parts: readonly [string, unknown][],
  sort: SortSpec | null,
): { plan: Plan; score: number } => {
  let prefixes = [''];
  let points = 0;
  let range: Extract<Bounds, { kind: 'range' }> | null = null;
  for (const [path, direction] of index.fields) {
    const bounds = pathBounds(index, path, parts);
    if (bounds?.kind !== 'points' || prefixes.length * bounds.codes.length > MAX_RUNS) {
      if (bounds?.kind === 'range')
        range = direction === 1 ? bounds : { ...bounds, low: flip(bounds.high), high: flip(bounds.low) };
      break;
    }
    const codes = direction === 1 ? bounds.codes : bounds.codes.map(turnOver);
    prefixes = prefixes.flatMap((prefix) => codes.map((code) => prefix + code));
    points += 1;
  }
  const from = range === null ? null : tightened(index, points, range, parts);
  const runs = prefixes.map((prefix) => ({
    low: prefix + (from?.low ?? ''),
    high: prefix + (from?.high ?? '\uffff'),
    prefix: prefix.length,
  }));
  const direction = sort === null ? 1 : sortDirection(index, points, sort);
  const sorted = sort !== null && direction !== null;
  const score =
    points * SELECTIVE +
    (range === null ? 0 : range.narrow ? SELECTIVE + 2 : SELECTIVE / 2 + 1) +
    (sorted ? SELECTIVE / 2 : 0) +
    1 / index.fields.length;
  return {
    plan: { kind: 'index', index, runs, direction: direction ?? 1, sorted },
    score: points === 0 && range === null && !sorted ? 0 : score,
  };
};

/** A range that begins or ends at a page's place in the order of its field and the next one. */
const tightened = (
  index: OrderedIndex,
  place: number,
  range: { readonly low: string; readonly high: string },
  parts: readonly [string, unknown][],
): { readonly low: string; readonly high: string } => {
  const [first, second] = index.fields.slice(place);
  if (first === undefined || second === undefined || first[1] !== second[1]) return range;
  if (index.multikey.has(first[0]) || index.multikey.has(second[0])) return range;
  const keyset = keysetOf(parts, first[0], second[0]);
  if (keyset === null) return range;
  const rising = first[1] === 1;
  const code = keyset.codes.map((part) => (rising ? part : turnOver(part))).join('');
  // Behind the code come the entries at the place itself.
  const behind = `${code}\uffff`;
  if ((keyset.side === '$lt') === rising) {
    const high = keyset.inclusive ? behind : code;
    return high < range.high ? { ...range, high } : range;
  }
  const low = keyset.inclusive ? code : behind;
  return low > range.low ? { ...range, low } : range;
};

// A bound of a falling field: what was open above is open below, and included and excluded change places with the entries' suffix in mind.
const flip = (code: string): string =>
  code === ''
    ? '\uffff'
    : code.endsWith('\uffff')
      ? turnOver(code.slice(0, -1))
      : `${turnOver(code)}${'\uffff'}`;

const pathBounds = (
  index: OrderedIndex,
  path: string,
  parts: readonly [string, unknown][],
): Bounds | null => {
  const all = parts.flatMap(([key, condition]) => {
    const bounds = key === path ? boundsOf(condition) : null;
    return bounds === null ? [] : [bounds];
  });
  const [first, ...others] = all;
  if (first === undefined) return null;
  if (!index.multikey.has(path)) return others.reduce(intersect, first);
  const exact = all.find(({ kind }) => kind === 'points') ?? first;
  // Two ends of a range may be met by two elements of an array: only one of them bounds the walk.
  return exact.kind === 'range' && !exact.closed ? { ...exact, high: '\uffff' } : exact;
};

/** Which way to walk the index so that the entries after the fixed fields come in the order asked for; `null` if neither does. */
const sortDirection = (index: OrderedIndex, points: number, sort: SortSpec): 1 | -1 | null => {
  const fixed = new Set(index.fields.slice(0, points).map(([path]) => path));
  const wanted = Object.entries(sort).filter(([path]) => !fixed.has(path));
  const following = index.fields.slice(points);
  let direction: 1 | -1 | null = null;
  for (const [place, [path, way]] of wanted.entries()) {
    const field = following[place];
    if (field === undefined || field[0] !== path || index.multikey.has(path)) return null;
    const needed = field[1] === way ? 1 : -1;
    if (direction !== null && direction !== needed) return null;
    direction = needed;
  }
  return direction ?? 1;
};
