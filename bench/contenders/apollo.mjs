import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import { startStandaloneServer } from '@apollo/server/standalone';
import responseCachePlugin from '@apollo/server-plugin-response-cache';
import { createLoaders, createReads, resolvers, TTL, typeDefs } from '../peer-schema.mjs';
import { listening, openDatabase } from './common.mjs';

/** Stock Apollo Server with DataLoader and, unless it is told otherwise, its response cache, by its documentation. */
const reads = createReads(await openDatabase());
const responseCache = responseCachePlugin.default ?? responseCachePlugin;
const server = new ApolloServer({
  typeDefs,
  resolvers,
  plugins: process.env.BENCH_NO_CACHE
    ? []
    : [ApolloServerPluginCacheControl({ defaultMaxAge: TTL }), responseCache()],
});
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => ({ reads, loaders: createLoaders(reads) }),
});
listening(Number(new URL(url).port));
