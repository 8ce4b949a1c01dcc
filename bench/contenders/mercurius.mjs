import Fastify from 'fastify';
import mercurius from 'mercurius';
import cache from 'mercurius-cache';
import {
  createReads,
  plainResolvers,
  TTL,
  typeDefs,
  typeOfBlock,
  typeOfBody,
  writerIds,
} from '../peer-schema.mjs';
import { listening, openDatabase } from './common.mjs';

/** Mercurius with its compiler, its loaders and mercurius-cache, by their documentation. */
const reads = createReads(await openDatabase());
const app = Fastify();
const nodes = async (rows) => ({ nodes: await rows });

/** One command for the ids of all parents. */
const many = (read, idsOf) => async (queries) => {
  const wanted = queries.map(({ obj }) => idsOf(obj));
  const ids = [...new Set(wanted.flat())];
  const rows = await read(ids);
  const found = new Map(ids.map((id, at) => [id, rows[at]]));
  return wanted.map((of) => of.map((id) => found.get(id)));
};
const sections = many(reads.tagsById, ({ sectionId }) => (sectionId === null ? [] : [sectionId]));
const bodies = many(reads.bodies, ({ _id }) => [_id]);

app.register(mercurius, {
  schema: typeDefs,
  jit: 1,
  resolvers: {
    Query: {
      article: async (_, { slug }) => (await reads.articlesBySlug([slug]))[0],
      articles: (_, { first }) => nodes(reads.front(first)),
      tag: async (_, { slug }) => (await reads.tagsBySlug([slug]))[0],
      correspondent: async (_, { slug }) => (await reads.writersBySlug([slug]))[0],
    },
    ...plainResolvers,
    Article: { ...plainResolvers.Article, body: (article) => article },
    Correspondent: {
      ...plainResolvers.Correspondent,
      articles: ({ _id }, { first }) => nodes(reads.ofWriter(_id, first)),
    },
    Tag: { ...plainResolvers.Tag, articles: ({ _id }, { first }) => nodes(reads.ofTag(_id, first)) },
    ArticleBody: { resolveType: typeOfBody },
    Block: { resolveType: typeOfBlock },
  },
  loaders: {
    Article: {
      correspondents: many(reads.writersById, writerIds),
      tags: many(reads.tagsById, ({ tagIds }) => tagIds),
      section: async (queries) => (await sections(queries)).map(([section]) => section ?? null),
    },
    FullBody: {
      blocks: async (queries) => (await bodies(queries)).map(([body]) => ({ nodes: body.blocks })),
    },
  },
});
// `all` would keep every scalar too, and cost twenty times as much.
const kept = { article: true, articles: true, tag: true, correspondent: true };
if (!process.env.BENCH_NO_CACHE)
  app.register(cache, {
    ttl: TTL,
    storage: { type: 'memory', options: { size: 100_000 } },
    policy: { Query: kept },
  });
await app.listen({ port: 0, host: '127.0.0.1' });
listening(app.server.address().port);
