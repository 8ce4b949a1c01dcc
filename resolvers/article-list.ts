import type { ArticleFilterKeys } from '../loaders/loaders.ts';
import type { ArticleCondition, ArticleOrder } from '../src/content/article-condition.ts';
import { pageRequest } from '../src/content/page-arguments.ts';
import { type ArticlePage, pagedConnection } from './connection.ts';
import type { GatewayContext } from './context.ts';
import type { ArticleFilter, ArticleOrder as OrderInput } from './types.generated.ts';

/** The arguments that every list of stories takes. */
export interface ArticleListArguments {
  readonly filter?: ArticleFilter | null;
  readonly orderBy?: OrderInput | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

const orderOf = (orderBy: OrderInput | null | undefined): ArticleOrder => ({
  field: orderBy?.field === 'UPDATED_AT' ? 'updatedAt' : 'listedAt',
  direction: orderBy?.direction ?? 'DESC',
});

/** A list of stories, those of `below` alone if given. Equal lists of one request are read together. */
export const articleList = (
  { filter, orderBy, ...page }: ArticleListArguments,
  { loaders }: GatewayContext,
  below: ArticleCondition | null = null,
): ArticlePage => {
  const order = orderOf(orderBy);
  const keys: ArticleFilterKeys | null = filter ?? null;
  return pagedConnection({
    kind: order.field,
    request: pageRequest(page, order.field),
    read: (request) => loaders.articles.pages.load({ below, filter: keys, order, page: request }),
    total: () => loaders.articles.counts.load({ below, filter: keys }),
    placeOf: (head) => ({ value: head[order.field].getTime(), id: head._id }),
  });
};
