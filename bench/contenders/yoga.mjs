import { createServer } from 'node:http';
import { useResponseCache } from '@graphql-yoga/plugin-response-cache';
import { createSchema, createYoga } from 'graphql-yoga';
import { createLoaders, createReads, resolvers, TTL, typeDefs } from '../peer-schema.mjs';
import { listening, openDatabase } from './common.mjs';

/** GraphQL Yoga with DataLoader and its response cache, by its documentation. */
const reads = createReads(await openDatabase());
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  context: () => ({ reads, loaders: createLoaders(reads) }),
  plugins: [useResponseCache({ session: () => null, ttl: TTL * 1_000 })],
  graphiql: false,
  logging: false,
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => listening(server.address().port));
