import { allLoaded, type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { Loader } from './loaders.ts';

/** Longer chains than this are a fault in the data. */
const MAX_STEPS = 8;

/** Follows what was merged to what it became. A chain that breaks off or turns in a circle ends at `null`. */
export const followMerges = <V extends { readonly mergedInto: string | null }>(
  first: Loader<string, V>,
  byId: Loader<string, V>,
): Loader<string, V> => {
  const follow = (record: V | null, steps: number): Loaded<V | null> => {
    if (record === null || record.mergedInto === null) return record;
    if (steps === MAX_STEPS) return null;
    return thenLoaded(byId.load(record.mergedInto), (next) => follow(next, steps + 1));
  };
  const load = (key: string): Loaded<V | null> => thenLoaded(first.load(key), (record) => follow(record, 0));
  return { load, loadMany: (keys) => allLoaded(keys.map(load)) };
};
