/** The most conditions of a filter, and the most levels of `and`, `or` and `not`: MongoDB closes its connection on what nests a hundred deep, and all who wait on it lose their answers. */
export const MAX_CONDITIONS = 100;
export const MAX_FILTER_DEPTH = 16;
/** The most slugs, aliases and ids in all lists of a filter together: each is looked up before the list is read. */
export const MAX_FILTER_KEYS = 1_000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const partsOf = ({ and, or, not }: Fields): Fields[] => [and, or, not].flat().filter(isFields);
/** What says how a condition is meant, and is none. */
const GROUPS_AND_MANNERS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'includeDescendants']);

/** What of a filter of stories is more than may be asked for, as the end of a sentence; `null` for nothing. It stops where it has seen too much. */
export const excessOf = (filter: unknown): string | null => {
  let level = isFields(filter) ? [filter] : [];
  let [conditions, keys] = [0, 0];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_FILTER_DEPTH) return `conditions are nested at most ${MAX_FILTER_DEPTH} deep.`;
    const below: Fields[] = [];
    for (const part of level) {
      const own = Object.entries(part).filter(
        ([name, value]) => value !== null && value !== undefined && !GROUPS_AND_MANNERS.has(name),
      );
      const inner = partsOf(part);
      for (const [, value] of own) if (Array.isArray(value)) keys += value.length;
      for (const one of inner) below.push(one);
      // One that says nothing is one that all stories meet.
      conditions += own.length === 0 && inner.length === 0 ? 1 : own.length;
      if (conditions > MAX_CONDITIONS || below.length > MAX_CONDITIONS)
        return `at most ${MAX_CONDITIONS} conditions are taken.`;
      if (keys > MAX_FILTER_KEYS) return `at most ${MAX_FILTER_KEYS} keys are taken.`;
    }
    level = below;
  }
  return null;
};
