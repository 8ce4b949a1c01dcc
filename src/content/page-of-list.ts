import { GatewayError } from './errors.ts';
import type { Page, PageRequest } from './paging.ts';

/**
 * A page of a list that is in memory as a whole, such as the stories of an edition or the blocks of a story. A cursor names its row by id; when that row has left the
 * list, the place that it had (`value`, from 0) stands for it.
 */
export const pageOfList = <T>(list: readonly T[], idOf: (item: T) => string, page: PageRequest): Page<T> => {
  const placeOf = (key: PageRequest['after'], gone: -1 | 0): number | null => {
    if (key === null) return null;
    const found = list.findIndex((item) => idOf(item) === key.id);
    if (found !== -1) return found;
    if (typeof key.value !== 'number' || key.value < 0) throw new GatewayError('BAD_CURSOR');
    return key.value + gone;
  };
  const start = Math.min((placeOf(page.after, -1) ?? -1) + 1, list.length);
  const end = Math.max(start, Math.min(placeOf(page.before, 0) ?? list.length, list.length));
  const from = page.fromEnd ? Math.max(start, end - page.limit) : start;
  const to = page.fromEnd ? end : Math.min(end, start + page.limit);
  return { rows: list.slice(from, to), hasPrevious: from > 0, hasNext: to < list.length };
};
