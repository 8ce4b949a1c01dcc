import type { SearchHit } from '../loaders/loaders.ts';
import { encodeCursor } from '../src/content/cursor.ts';
import { GatewayError } from '../src/content/errors.ts';
import type { FacetKind } from '../src/content/facets.ts';
import { pageRequest } from '../src/content/page-arguments.ts';
import { parseSearch } from '../src/content/search-query.ts';
import { scoreOf } from '../src/content/search-rank.ts';
import type { GatewayContext } from './context.ts';
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

const bounded = (first: number, most: number): number => {
  if (first >= 1 && first <= most) return first;
  throw new GatewayError('BAD_USER_INPUT', `\`first\` is ${first}, and must be from 1 to ${most}.`);
};

const facet = (view: SearchView, kind: FacetKind, first: number, { loaders }: GatewayContext) =>
  loaders.searches.facet({
    items: view.items,
    filter: view.filter,
    kind,
    limit: bounded(first, MOST.facets),
  });

/** Values with the records that they name. What two ids have become one has the counts of both; what is gone is left out. */
const named = async <R extends { readonly _id: string }>(
  values: Promise<readonly { readonly value: string; readonly count: number }[]>,
  load: (ids: readonly string[]) => (R | null)[] | Promise<(R | null)[]>,
): Promise<{ record: R; count: number }[]> => {
  const found = await values;
  const records = await load(found.map(({ value }) => value));
  const rows = new Map<string, { record: R; count: number }>();
  for (const [at, { count }] of found.entries()) {
    const record = records[at];
    if (record == null) continue;
    rows.set(record._id, { record, count: count + (rows.get(record._id)?.count ?? 0) });
  }
  return [...rows.values()].sort((left, right) => right.count - left.count);
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
    tags: async (view, { first }, context) =>
      (await named(facet(view, 'tag', first, context), (ids) => context.loaders.tags.byId.loadMany(ids))).map(
        ({ record, count }) => ({ tag: record, count }),
      ),
    sections: async (view, { first }, context) =>
      (
        await named(facet(view, 'section', first, context), (ids) => context.loaders.tags.byId.loadMany(ids))
      ).map(({ record, count }) => ({ tag: record, count })),
    correspondents: async (view, { first }, context) =>
      (
        await named(facet(view, 'correspondent', first, context), (ids) =>
          context.loaders.correspondents.byId.loadMany(ids),
        )
      ).map(({ record, count }) => ({ correspondent: record, count })),
    locales: async (view, { first }, context) =>
      (await facet(view, 'locale', first, context)).map(({ value, count }) => ({ locale: value, count })),
    months: async (view, { first }, context) =>
      (await facet(view, 'month', first, context)).map(({ value, count }) => ({
        from: `${value}-01`,
        count,
      })),
  },
};
