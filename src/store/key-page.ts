import type { Document } from 'mongodb';
import type { Bound, Page, PageRequest } from '../content/paging.ts';
import { plainKey } from './plain-keys.ts';

/** The keyset condition, sort and limit of a list that is ordered by a text field and then by id, rising. */
export const keyPage = (
  field: string,
  page: PageRequest,
): { readonly conditions: Document[]; readonly sort: Record<string, 1 | -1>; readonly limit: number } => {
  const beyond = ({ value, id, inclusive }: Bound, operator: '$lt' | '$gt'): Document => ({
    [field]: { [`${operator}e`]: String(value) },
    $or: [
      { [field]: { [operator]: String(value) } },
      { _id: { [reaching(operator, inclusive)]: plainKey(id) } },
    ],
  });
  const direction = page.fromEnd ? -1 : 1;
  return {
    conditions: [
      ...(page.after === null ? [] : [beyond(page.after, '$gt')]),
      ...(page.before === null ? [] : [beyond(page.before, '$lt')]),
    ],
    sort: { [field]: direction, _id: direction },
    limit: page.limit + 1,
  };
};

/** The operator that a bound takes: with the row at it, or without. */
export const reaching = (operator: '$lt' | '$gt', inclusive: boolean | undefined): string =>
  inclusive === true ? `${operator}e` : operator;

/** The rows that a walk found (one more than wanted, if there are more), in the order of the list. */
export const asPage = <T>(found: readonly T[], page: PageRequest): Page<T> => {
  const more = found.length > page.limit;
  const rows = found.slice(0, page.limit);
  return page.fromEnd
    ? { rows: rows.reverse(), hasPrevious: more, hasNext: false }
    : { rows, hasNext: more, hasPrevious: false };
};

/** Texts that begin so, as a range that an index serves; no pattern is made of what a stranger typed. */
export const startsWith = (prefix: string): Document => ({
  $gte: plainKey(prefix),
  $lt: `${prefix}\u{10FFFF}`,
});
