import { NEWEST_FIRST } from '../src/content/article-condition.ts';
import { carriedIds } from '../src/content/carried-ids.ts';
import type { Clock } from '../src/content/clock.ts';
import { allLoaded, thenLoaded } from '../src/content/loaded.ts';
import { localeChain } from '../src/content/locale.ts';
import type { ArticleHead } from '../src/content/records.ts';
import { rankRelated } from '../src/content/related.ts';
import type { Loaders } from './loaders.ts';

/** The most tags of a story that are looked at, from the editors' first: twenty stories then fit into one aggregation. */
const MAX_TAGS = 8;
/** The newest stories of each tag that are weighed. */
const NEIGHBOURS = 20;

/**
 * What else there is on the things that a story is about. It stands on the lists of stories by tag and language: those of all parents of a tick are one aggregation,
 * and they are kept and purged as lists are. What is not yet or no longer public is related to nothing, whoever asks.
 */
export const createRelatedLoader = (
  pages: Loaders['articles']['pages'],
  tags: Pick<Loaders['tags'], 'byId'>,
  clock: Clock,
): Loaders['articles']['related'] => {
  const isPublic = ({ visibleFrom }: ArticleHead): boolean =>
    visibleFrom !== null && visibleFrom.getTime() <= clock();
  return {
    load: ({ article, first }) =>
      thenLoaded(tags.byId.loadMany(article.tagIds.slice(0, MAX_TAGS)), (found) => {
        const carried = [
          ...new Map(found.flatMap((tag) => (tag === null ? [] : [[tag._id, carriedIds(tag)]]))).values(),
        ];
        const language = localeChain(article.locale).slice(-1);
        const lists = carried.map((ids) =>
          thenLoaded(
            pages.load({
              below: {
                kind: 'and',
                all: [
                  { kind: 'tag', ids },
                  { kind: 'locale', locales: language, exact: false },
                ],
              },
              filter: null,
              order: NEWEST_FIRST,
              page: { limit: NEIGHBOURS, fromEnd: false, after: null, before: null },
            }),
            (page) => ({ ids, page: { ...page, rows: page.rows.filter(isPublic) } }),
          ),
        );
        return thenLoaded(allLoaded(lists), (neighbours) => rankRelated(article, neighbours).slice(0, first));
      }),
  };
};
