import type { MutationResolvers } from './types.generated.ts';

export const purgeMutations: Pick<MutationResolvers, 'purge' | 'touch'> = {
  purge: async (_, { tags }, { desk }) => ({ tags, ...(await desk.purge(tags)) }),
  touch: (_, { ids }, { desk }) => desk.touch(ids),
};
