import type { Document } from 'bson';
import { valueKey } from './sort-key.ts';

/** A place in the order of two fields, and on which side of it a filter wants the rows. */
export interface Keyset {
  readonly side: '$lt' | '$gt';
  /** Whether the row at the place itself is wanted, too. */
  readonly inclusive: boolean;
  /** The codes of the two values. */
  readonly codes: readonly [string, string];
}

const SIDES = ['$lt', '$gt'] as const;

/**
 * What a page's filter says of the order of two fields: `{ a: { $lte: v }, $or: [{ a: { $lt: v } }, { b: { $lt: w } }] }` wants what lies before `(v, w)`, and with `$lte: w` that row, too.
 * An index on both can begin right there. Without this, a page in the midst of many equal values of `a` would look at all of those before it.
 */
export const keysetOf = (
  parts: readonly (readonly [path: string, condition: unknown])[],
  first: string,
  second: string,
): Keyset | null => {
  for (const [key, branches] of parts) {
    if (key !== '$or' || !Array.isArray(branches) || branches.length !== 2) continue;
    for (const side of SIDES) {
      const v = only(branches[0], first, side);
      const exclusive = only(branches[1], second, side);
      const w = exclusive ?? only(branches[1], second, `${side}e`);
      if (v === null || w === null) continue;
      const bounded = parts.some(
        ([path, condition]) => path === first && only({ [first]: condition }, first, `${side}e`) === v,
      );
      if (bounded) return { side, inclusive: exclusive === null, codes: [v, w] };
    }
  }
  return null;
};

/** The code of the value in `{ [path]: { [operator]: value } }`, where there is nothing else. */
const only = (filter: unknown, path: string, operator: string): string | null => {
  const condition = single(filter, path);
  const value = single(condition, operator);
  return value === undefined || value === null ? null : valueKey(value);
};

const single = (document: unknown, key: string): unknown =>
  typeof document === 'object' &&
  document !== null &&
  Object.keys(document).length === 1 &&
  Object.hasOwn(document, key)
    ? (document as Document)[key]
    : undefined;
