import { readableLevels } from '../src/content/access.ts';
import type { FacetCount, FacetKind } from '../src/content/facets.ts';
import type { PageRequest } from '../src/content/paging.ts';
import { planSearch } from '../src/content/search-query.ts';
import type { Viewer } from '../src/content/viewer.ts';
import type { SearchAnswer, SearchAsk, SearchStore } from '../src/store/search-store.ts';
import { createListLoader } from './list-batch.ts';
import type { Loaders, SearchHit, SearchKeys } from './loaders.ts';

type SearchKey = SearchKeys &
  (
    | { readonly want: 'rows'; readonly page: PageRequest }
    | { readonly want: 'total' }
    | { readonly want: 'facet'; readonly kind: FacetKind; readonly limit: number }
  );

/** What one command answers: a search with all that is wanted of it, and the asks that get it. */
interface Ask {
  readonly key: SearchKey;
  rows: SearchAsk['rows'];
  total: boolean;
  readonly facets: Partial<Record<FacetKind, number>>;
}

const NOTHING: SearchAnswer = {
  rows: [],
  hasNext: false,
  hasPrevious: false,
  total: 0,
  isWhole: true,
  facets: {},
};

/**
 * Searches for one viewer: what is found, counted and told in facets has passed the access policy, and words that stand only in text that the viewer may not read
 * find nothing. Whatever is asked of one search in one tick is one command.
 */
export const createSearchLoaders = (
  reads: SearchStore,
  viewer: Viewer,
  articles: Loaders['articles'],
): Loaders['searches'] => {
  const levels = readableLevels(viewer);
  const run = async ({ key, rows, total, facets }: Ask): Promise<SearchAnswer> => {
    const condition = await articles.readable.load(key.filter);
    if (condition === null) return NOTHING;
    return await reads.search({ plan: planSearch(key.items, levels), condition, rows, total, facets });
  };
  const answers = createListLoader<SearchKey, SearchAnswer>(
    'searches',
    async (keys) => {
      const asks = new Map<string, Ask>();
      const asked = keys.map((key) => {
        const search = JSON.stringify([key.items, key.filter]);
        // Two pages of one search are two commands; its figures go with the first.
        let name = search;
        for (let other = asks.get(name); other !== undefined && !fits(other, key); other = asks.get(name))
          name += '+';
        const ask = asks.get(name) ?? { key, rows: null, total: false, facets: {} };
        if (key.want === 'rows') ask.rows = key.page;
        else if (key.want === 'total') ask.total = true;
        else ask.facets[key.kind] = Math.max(key.limit, ask.facets[key.kind] ?? 0);
        asks.set(name, ask);
        return name;
      });
      const found = new Map(
        await Promise.all([...asks].map(async ([name, ask]) => [name, await run(ask)] as const)),
      );
      return asked.map((name) => found.get(name) ?? NOTHING);
    },
    JSON.stringify,
  );

  return {
    page: async ({ items, filter, page }) => {
      const { rows, hasNext, hasPrevious } = await answers.load({ items, filter, want: 'rows', page });
      const heads = await articles.byId.loadMany(rows.map(({ id }) => id));
      return {
        // A story that went between the two reads leaves a shorter page.
        rows: rows.flatMap(({ rank }, at): SearchHit[] => {
          const head = heads[at];
          return head == null ? [] : [{ head, rank }];
        }),
        hasNext,
        hasPrevious,
      };
    },
    total: async ({ items, filter }) => {
      const { total, isWhole } = await answers.load({ items, filter, want: 'total' });
      return { count: total, isWhole };
    },
    facet: async ({ items, filter, kind, limit }): Promise<readonly FacetCount[]> => {
      const { facets } = await answers.load({ items, filter, want: 'facet', kind, limit });
      return facets[kind]?.slice(0, limit) ?? [];
    },
  };
};

const fits = ({ rows }: Ask, key: SearchKey): boolean =>
  key.want !== 'rows' || rows === null || JSON.stringify(rows) === JSON.stringify(key.page);
