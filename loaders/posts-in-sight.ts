import { allLoaded, type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { SocialPostRecord } from '../src/content/records.ts';
import type { ListLoader, Loader } from './loaders.ts';

/** Posts that the viewer may meet by themselves. What isn't there is looked for in the stories too, so that a hidden post takes as many reads as none. */
export const onlyInSight = (
  found: Loader<string, SocialPostRecord>,
  inSight: ListLoader<string, boolean>,
): Loader<string, SocialPostRecord> => {
  const load = (key: string): Loaded<SocialPostRecord | null> =>
    thenLoaded(found.load(key), (post) =>
      thenLoaded(inSight.load(post?._id ?? key), (shown) => (shown ? post : null)),
    );
  return { load, loadMany: (keys) => allLoaded(keys.map(load)) };
};
