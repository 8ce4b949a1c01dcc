import type { Document } from 'bson';
import { valueAt } from './paths.ts';
import { valueKey } from './sort-key.ts';

const APPENDING: ReadonlySet<string> = new Set(['$push', '$addToSet']);

/** What an update did, path by path, as the update named them: https://www.mongodb.com/docs/manual/reference/change-events/update/ */
export const describeUpdate = (
  before: Document,
  after: Document,
  change: Document,
): { updated: string[]; removed: string[] } => {
  const updated = new Set<string>();
  const removed = new Set<string>();
  for (const [operator, fields] of Object.entries(change)) {
    const named = Object.entries(fields as Document);
    const paths =
      operator === '$rename'
        ? named.flatMap(([from, to]) => [from, String(to)])
        : named.map(([path]) => path);
    for (const path of paths) {
      const [was, is] = [valueAt(before, path), valueAt(after, path)];
      if (was === undefined ? is === undefined : is !== undefined && valueKey(was) === valueKey(is)) continue;
      if (is === undefined) removed.add(path);
      else
        for (const changed of APPENDING.has(operator) ? appended(was, is, path) : [path])
          updated.add(firstNew(before, changed));
    }
  }
  return { updated: [...updated], removed: [...removed] };
};

/** A document that had to be made for a path is what was set, whole. */
const firstNew = (before: Document, path: string): string => {
  const parts = path.split('.');
  for (let length = 1; length < parts.length; length += 1) {
    const above = parts.slice(0, length).join('.');
    if (valueAt(before, above) === undefined) return above;
  }
  return path;
};

/** What was put behind a list is told by its places, any other change of it as the whole list. */
const appended = (was: unknown, is: unknown, path: string): string[] => {
  if (!Array.isArray(was) || !Array.isArray(is)) return [path];
  const kept = is.length > was.length && was.every((value, at) => valueKey(value) === valueKey(is[at]));
  return kept ? is.slice(was.length).map((_, at) => `${path}.${was.length + at}`) : [path];
};
