import type { Cache } from '../src/cache/cache.ts';
import type { KeptStories } from '../src/content/kept-stories.ts';

/** What is kept of a story by its id; see `kept-records.ts`. */
const PREFIXES = ['head:', 'body:'] as const;

/** What the cache has in memory, as administrators are told of it. */
export const keptStories = (cache: Pick<Cache, 'inspect' | 'stats'>): KeptStories => ({
  ofStory: (id) =>
    PREFIXES.flatMap((prefix) => {
      const cacheKey = prefix + id;
      const seen = cache.inspect(cacheKey);
      if (seen === null) return [];
      const { tags, bytes, ageMs, hits, readings } = seen;
      return [
        {
          cacheKey,
          surrogateTags: tags,
          byteCount: bytes,
          ageSeconds: ageMs / 1_000,
          hits,
          hitRatio: hits / (hits + readings),
        },
      ];
    }),
  summary: () => {
    const { hits, misses, entries, bytes } = cache.stats().memory;
    return { entries, bytes, hitRatio: hits + misses === 0 ? null : hits / (hits + misses) };
  },
});
