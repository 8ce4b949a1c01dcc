import type { Document } from 'bson';
import { isOperators } from './plain-document.ts';
import { typeBounds, valueKey } from './sort-key.ts';

/** What a filter says of one path, as an index can use it: some exact values, or a range of codes, low included and high excluded. */
export type Bounds =
  | { readonly kind: 'points'; readonly codes: readonly string[] }
  | {
      readonly kind: 'range';
      readonly low: string;
      readonly high: string;
      readonly closed: boolean;
      /** Whether the filter names both ends, which is likely to leave few values. */
      readonly narrow: boolean;
    };

/** The conditions of a filter that must all hold, each on one path or a whole `$or` and the like. */
export const conjuncts = (filter: Document): [path: string, condition: unknown][] =>
  Object.entries(filter).flatMap(([key, value]) =>
    key === '$and' ? (value as Document[]).flatMap(conjuncts) : [[key, value] as [string, unknown]],
  );

/** The bounds that one condition gives, or `null` if an index can't use it. */
export const boundsOf = (condition: unknown): Bounds | null => {
  if (!isOperators(condition)) {
    return condition instanceof RegExp || Array.isArray(condition)
      ? null
      : { kind: 'points', codes: [valueKey(condition)] };
  }
  if ('$eq' in condition) return boundsOf(condition.$eq);
  if (Array.isArray(condition.$in)) {
    return condition.$in.some((value) => value instanceof RegExp || Array.isArray(value))
      ? null
      : { kind: 'points', codes: [...new Set(condition.$in.map(valueKey))].sort() };
  }
  if (isOperators(condition.$elemMatch)) {
    const inner = boundsOf(condition.$elemMatch);
    return inner?.kind === 'range' ? { ...inner, closed: true } : inner;
  }
  return rangeOf(condition);
};

const rangeOf = (condition: Document): Bounds | null => {
  const lows: string[] = [];
  const highs: string[] = [];
  for (const [operator, value] of Object.entries(condition)) {
    const [typeLow, typeHigh] = typeBounds(value);
    if (operator === '$gt' || operator === '$gte') {
      lows.push(operator === '$gte' ? valueKey(value) : after(valueKey(value)));
      highs.push(typeHigh);
    } else if (operator === '$lt' || operator === '$lte') {
      highs.push(operator === '$lt' ? valueKey(value) : after(valueKey(value)));
      lows.push(typeLow);
    }
  }
  if (lows.length === 0) return null;
  const narrow =
    ['$gt', '$gte'].some((name) => name in condition) && ['$lt', '$lte'].some((name) => name in condition);
  return { kind: 'range', low: greatest(lows), high: least(highs), closed: lows.length === 1, narrow };
};

const after = (code: string): string => `${code}\uffff`;
const greatest = (codes: readonly string[]): string =>
  codes.reduce((most, code) => (code > most ? code : most), '');
const least = (codes: readonly string[]): string =>
  codes.reduce((most, code) => (code < most ? code : most), '\uffff');

/** Two conditions on one path that both must hold. Only sound where no document has an array there. */
export const intersect = (left: Bounds, right: Bounds): Bounds => {
  if (left.kind === 'range' && right.kind === 'range') {
    return {
      kind: 'range',
      low: greatest([left.low, right.low]),
      high: least([left.high, right.high]),
      closed: true,
      narrow: left.narrow || right.narrow,
    };
  }
  if (left.kind === 'points' && right.kind === 'points') {
    return { kind: 'points', codes: left.codes.filter((code) => right.codes.includes(code)) };
  }
  const [points, range] = left.kind === 'points' ? [left, right] : [right, left];
  if (points.kind !== 'points' || range.kind !== 'range') return left;
  return { kind: 'points', codes: points.codes.filter((code) => code >= range.low && code < range.high) };
};
