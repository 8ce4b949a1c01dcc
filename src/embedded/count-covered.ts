import type { Document } from 'bson';
import { type Bounds, boundsOf, conjuncts } from './bounds.ts';
import type { Plan } from './planner.ts';
import { codeEnd, turnOver } from './sort-key.ts';

interface Check {
  /** The field's place in the index. */
  readonly place: number;
  readonly bounds: Bounds;
}

const within = (code: string, bounds: Bounds): boolean =>
  bounds.kind === 'points' ? bounds.codes.includes(code) : code >= bounds.low && code < bounds.high;

/**
 * Counts by the entries of an index, without a look at a document: MongoDB's covered query. `null` where the filter asks about something that isn't in the
 * index, or about a path at which a document has an array, since an entry holds only one of its values.
 */
export const countCovered = (
  { index, runs }: Extract<Plan, { kind: 'index' }>,
  filter: Document,
): number | null => {
  if (index.spec.partialFilterExpression !== null) return null;
  const paths = index.fields.map(([path]) => path);
  const checks: Check[] = [];
  let leading = 0;
  for (const [path, condition] of conjuncts(filter)) {
    const place = paths.indexOf(path);
    const bounds = boundsOf(condition);
    if (place === -1 || bounds === null) return null;
    if (index.multikey.has(path)) {
      // Its values are what the runs are made of: that is all that can be said of an array.
      leading += 1;
      if (place !== 0 || bounds.kind !== 'points' || leading > 1) return null;
    } else checks.push({ place, bounds });
  }
  const last = Math.max(-1, ...checks.map(({ place }) => place));
  const holds = (key: string): boolean => {
    let at = 0;
    for (let place = 0; place <= last; place += 1) {
      const falling = index.fields[place]?.[1] === -1;
      const end = codeEnd(key, at, falling);
      for (const check of checks) {
        if (check.place !== place) continue;
        const code = key.slice(at, end);
        if (!within(falling ? turnOver(code) : code, check.bounds)) return false;
      }
      at = end;
    }
    return true;
  };
  const counted = new Set<string>();
  for (const run of runs) {
    for (const [key, id] of index.walk(run.low, run.high, 1)) if (holds(key)) counted.add(id);
  }
  return counted.size;
};
