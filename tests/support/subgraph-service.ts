import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, type GraphQLSchema, parse } from 'graphql';
import type { SubgraphSource } from '../../src/federation/compose-supergraph.ts';

export interface SubgraphService extends SubgraphSource {
  /** What it was asked, in order. */
  readonly asked: { readonly query: string; readonly variables: Readonly<Record<string, unknown>> }[];
  close(): Promise<void>;
}

/** A service of another team: a real server that answers GraphQL by POST, and nothing else. */
export const startSubgraphService = async (
  name: string,
  sdl: string,
  schema: GraphQLSchema,
): Promise<SubgraphService> => {
  const asked: SubgraphService['asked'] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { query, variables = {} } = JSON.parse(body);
    asked.push({ query, variables });
    const result = await execute({ schema, document: parse(query), variableValues: variables });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    name,
    sdl,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
