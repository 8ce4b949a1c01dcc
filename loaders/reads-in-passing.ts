import type { Reading } from '../src/cache/cache.ts';
import { steadyNow } from '../src/cache/steady-clock.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import { FRONT } from '../src/content/surrogate-tags.ts';
import type { ArticleReads } from './article-loaders.ts';
import { type Peekable, peekable } from './peekable.ts';

/**
 * Reads of stories that an answer must not tell of one by one, such as those of an edition, since readers may not see some of them: what caches outside are told instead is that stories come
 * and go, whichever they are, and when the next one comes by itself. The reads given tell of what readers may see.
 */
export const readsInPassing = (
  { heads, counts }: Pick<ArticleReads, 'heads' | 'counts'>,
  nextMoment: () => Loaded<number | null>,
  { witness }: Reading,
): Pick<ArticleReads, 'heads' | 'counts'> => {
  const tell = (): Loaded<boolean> =>
    thenLoaded(nextMoment(), (until) => {
      witness?.saw(FRONT, 'MEMORY', { tags: [], told: [FRONT], until, storedAt: steadyNow() }, false);
      return true;
    });
  const told = <K, R>(read: Peekable<K, R>) =>
    peekable(
      async (keys: readonly K[]) => {
        await tell();
        return await read(keys);
      },
      (key: K, lasting) => (tell() === true ? read.peek?.(key, lasting) : undefined),
    );
  return { heads: told(heads), counts: told(counts) };
};
