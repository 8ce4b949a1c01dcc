import type { SearchHit } from '../loaders/loaders.ts';
import { encodeCursor } from '../src/content/cursor.ts';
import type { FacetKind } from '../src/content/facets.ts';
import { pageRequest } from '../src/content/page-arguments.ts';
import { parseSearch } from '../src/content/search-query.ts';
import { scoreOf } from '../src/content/search-rank.ts';
import { bounded } from './bounded.ts';
import type { GatewayContext } from './context.ts';
import { countedRecords } from './counted-records.ts';
import { knownEnds } from './page-ends.ts';
import { highlightsOf } from './search-highlights.ts';
import type { SearchView } from './search-view.ts';
import type { QueryResolvers, Resolvers } from './types.generated.ts';

const MOST = { highlights: 10, facets: 50 } as const;

export const searchQueries: Pick<QueryResolvers, 'search'> = {
  search: (_, { query, filter, ...page }, { loaders }): SearchView => {
    const request = pageRequest(page, 'score');
    const keys = { items: parseSearch(query), filter: filter ?? null };
    let read: ReturnType<SearchView['page']> | undefined;
    return {
      ...keys,
      page: () => {
        read ??= loaders.searches.page({ ...keys, page: request });
        return read;
      },
    };
  },
};

const cursorOf = ({ rank, head }: SearchHit): string => encodeCursor('score', { value: rank, id: head._id });

const facet = (view: SearchView, kind: FacetKind, first: number, { loaders }: GatewayContext) =>
  loaders.searches.facet({
    items: view.items,
    filter: view.filter,
    kind,
    limit: bounded(first, MOST.facets),
  });

const tagFacet = async (
  view: SearchView,
  kind: 'tag' | 'section',
  first: number,
  context: GatewayContext,
) => {
  const found = await facet(view, kind, first, context);
  const { byId } = context.loaders.tags;
  return (await countedRecords(found, (ids) => byId.loadMany(ids))).map(({ record, count }) => ({
    tag: record,
    count,
  }));
};

export const searchResolvers: Pick<Resolvers, 'SearchConnection' | 'SearchEdge' | 'SearchFacets'> = {
  SearchConnection: {
    edges: async (search) => (await search.page()).rows.map((hit) => ({ ...hit, search })),
    nodes: async (search) => (await search.page()).rows.map(({ head }) => head),
    pageInfo: async (search) => {
      const { rows, ...beyond } = await search.page();
      return knownEnds(rows.map(cursorOf), beyond);
    },
    totalCount: async (search, _, { loaders }) => (await loaders.searches.total(search)).count,
    totalCountIs: async (search, _, { loaders }) =>
      (await loaders.searches.total(search)).isWhole ? 'EXACT' : 'AT_LEAST',
    facets: (search) => search,
  },
  SearchEdge: {
    cursor: cursorOf,
    node: ({ head }) => head,
    score: ({ rank }) => scoreOf(rank),
    highlights: ({ head, search }, { first }, context) =>
      highlightsOf(head, search.items, bounded(first, MOST.highlights), context),
  },
  SearchFacets: {
    tags: (view, { first }, context) => tagFacet(view, 'tag', first, context),
    sections: (view, { first }, context) => tagFacet(view, 'section', first, context),
    correspondents: async (view, { first }, context) => {
      const found = await facet(view, 'correspondent', first, context);
      const { byId } = context.loaders.correspondents;
      return (await countedRecords(found, (ids) => byId.loadMany(ids))).map(({ record, count }) => ({
        correspondent: record,
        count,
      }));
    },
    locales: async (view, { first }, context) =>
      (await facet(view, 'locale', first, context)).map(({ value, count }) => ({ locale: value, count })),
    months: async (view, { first }, context) =>
      (await facet(view, 'month', first, context)).map(({ value, count }) => ({
        from: `${value}-01`,
        count,
      })),
  },
};
