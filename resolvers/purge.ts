import type { MutationResolvers } from './types.generated.ts';

export const purgeMutations: Pick<MutationResolvers, 'purge'> = {
  purge: async (_, { tags }, { desk }) => ({ tags, ...(await desk.purge(tags)) }),
};
