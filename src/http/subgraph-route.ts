import { createHash, timingSafeEqual } from 'node:crypto';
import { GatewayError } from '../content/errors.ts';
import type { GraphQLServer } from '../graphql/server.ts';
import { type Exchange, valuesOf } from './exchange.ts';
import type { GraphQLRoute } from './graphql-route.ts';

/** What a router of the newsroom's supergraph may ask, at /subgraph. */
export interface SubgraphOptions {
  readonly graphql: GraphQLServer;
  /** What the router sends as `x-subgraph-secret`; `null` where the network keeps others out. */
  readonly secret: string | null;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets in whoever has the secret, and answers as /graphql does. */
export const subgraphHandler = (
  route: GraphQLRoute,
  secret: string | null,
): ((exchange: Exchange) => Promise<void>) => {
  const wanted = secret === null ? null : digest(secret);
  return async (exchange) => {
    const [given, ...more] = valuesOf(exchange.request, 'x-subgraph-secret');
    if (
      wanted !== null &&
      (given === undefined || more.length > 0 || !timingSafeEqual(digest(given), wanted))
    )
      throw new GatewayError('FORBIDDEN', 'This address is for the router that knows the secret.');
    await route.handle(exchange);
  };
};
