import type { GraphQLRequest } from './graphql-request.ts';
import type { GraphQLServer } from './server.ts';

/** By this a router of a supergraph asks for the timings of each field, as `extensions.ftv1`. */
const TRACE_HEADER = 'apollo-federation-include-trace';

const asksForTrace = ({ headers }: Pick<GraphQLRequest, 'headers'>): boolean => {
  for (const [name, value] of headers) if (name === TRACE_HEADER && value === 'ftv1') return true;
  return false;
};

/**
 * Sends requests for a trace to a server of their own, which is made for the first of them: every resolver of its schema is watched, and nothing of it is compiled. All others are answered
 * as if there were no traces.
 */
export const withTraces = (plain: GraphQLServer, makeTraced: () => Promise<GraphQLServer>): GraphQLServer => {
  let traced: Promise<GraphQLServer> | null = null;
  const tracing = (): Promise<GraphQLServer> => {
    traced ??= makeTraced().catch((error: unknown) => {
      traced = null;
      throw error;
    });
    return traced;
  };
  return {
    ...plain,
    answer: async (request) =>
      asksForTrace(request) ? await (await tracing()).answer(request) : await plain.answer(request),
    close: async () => {
      await plain.close();
      await (await traced)?.close();
    },
  };
};
