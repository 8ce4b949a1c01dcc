import type { Resolvers } from './types.generated.ts';

export const pageInfoResolvers: Pick<Resolvers, 'PageInfo'> = {
  PageInfo: {
    hasNextPage: ({ hasNext }) => hasNext(),
    hasPreviousPage: ({ hasPrevious }) => hasPrevious(),
  },
};
