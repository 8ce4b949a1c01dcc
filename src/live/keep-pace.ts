import { LRUCache } from 'lru-cache';
import type { Cache } from '../cache/cache.ts';
import { kindOfId } from '../content/global-id.ts';
import type { NewsroomEvent } from '../content/newsroom-event.ts';
import type { ArticleHead } from '../content/records.ts';

/** Events of this instance's own that are remembered until the log gives them back. */
const MAX_OWN = 10_000;

export interface KeepPace {
  /** This instance wrote it, and has purged here what it replaces. */
  wrote(event: NewsroomEvent): void;
  /** Sees to it that nothing older than these events is read here from now on. */
  before(events: readonly NewsroomEvent[]): Promise<void>;
}

/**
 * Whoever is told of an event reads the thing at once, and must not meet what was there before. The purge of another instance comes over Redis, maybe after the event, maybe not at
 * all; so what is kept here is ended by the event itself. And where the writer couldn't tell Redis, what Redis gives is older than the event: then Redis is told from here.
 */
export const createKeepPace = (
  cache: Pick<Cache, 'heard' | 'purge'>,
  heads: (ids: readonly string[]) => Promise<readonly ArticleHead[]>,
): KeepPace => {
  const own = new LRUCache<string, true>({ max: MAX_OWN });
  return {
    wrote: ({ id }) => void own.set(id, true),
    async before(events) {
      const foreign = events.filter(({ id }) => !own.delete(id));
      for (const { tags } of foreign) cache.heard(tags);
      const stories = foreign.filter(({ subjectId }) => kindOfId(subjectId) === 'Article');
      if (stories.length === 0) return;
      const found = await heads([...new Set(stories.map(({ subjectId }) => subjectId))]);
      const versions = new Map(found.map(({ _id, version }) => [_id, version]));
      const stale = stories.filter(
        ({ subjectId, version }) => (versions.get(subjectId) ?? version) < version,
      );
      if (stale.length > 0) await cache.purge([...new Set(stale.flatMap(({ tags }) => tags))]);
    },
  };
};
