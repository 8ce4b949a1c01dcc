// `node examples/subgraphs/comments/serve.mjs [PORT]`: readers' comments, as a subgraph that extends Dateline's stories.
// With GATEWAY and GATEWAY_TOKEN (an administrator's: `dateline token --roles admin`) a new comment shows at once, else when
// what the gateway keeps has run out.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import { makeSubgraphSchema, serveSubgraph } from '../serve-subgraph.mjs';

const here = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Newest first. A service in earnest has a database here. */
const comments = JSON.parse(here('comments.json'))
  .map((comment, at) => ({ id: `c${at + 1}`, ...comment }))
  .sort((one, other) => other.saidAt.localeCompare(one.saidAt));

const refuse = (message) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

const atMost = (list, first, most) => {
  if (!(first >= 1 && first <= most)) throw refuse(`\`first\` must be from 1 to ${most}.`);
  return list.slice(0, first);
};

/** What readers may see of a story hangs on its comments: a purge of this tag ends it. */
const tagOf = (articleId) => `comments:${articleId}`;

const on = (articleId, { tags }) => {
  tags.add(tagOf(articleId));
  return comments.filter((comment) => comment.articleId === articleId);
};

/** Tells the gateway what has changed. It forgets by itself in time: a comment isn't lost over this. */
const purge = async (tags, { gateway, token }) => {
  if (gateway === undefined || token === undefined) return;
  const body = JSON.stringify({
    query: 'mutation ($tags: [String!]!) { purge(tags: $tags) { tags } }',
    variables: { tags },
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  await fetch(gateway, { method: 'POST', headers, body, signal: AbortSignal.timeout(1_000) }).catch((error) =>
    console.error(`The gateway was not told: ${error.message}`),
  );
};

const resolvers = {
  Query: {
    newestComments: (_, { first }, { tags }) => {
      tags.add('comments:newest');
      return atMost(comments, first, 50);
    },
  },
  Mutation: {
    comment: async (_, { articleId, name, text }, context) => {
      if (!/^art_[0-9a-z]{16}$/.test(articleId)) throw refuse('`articleId` is not the id of a story.');
      if (name.trim() === '' || name.length > 80) throw refuse('`name` must have 1 to 80 characters.');
      if (text.trim() === '' || text.length > 2_000) throw refuse('`text` must have 1 to 2,000 characters.');
      const comment = { id: randomUUID(), articleId, name, text, saidAt: new Date().toISOString() };
      comments.unshift(comment);
      await purge([tagOf(articleId), 'comments:newest'], context);
      return comment;
    },
  },
  // The gateway asks with the ids of stories; it has seen to it already that its reader may see them.
  Article: {
    commentCount: ({ id }, _, context) => on(id, context).length,
    comments: ({ id }, { first }, context) => atMost(on(id, context), first, 100),
  },
  // The other way: of a story this service knows the id, and the gateway asks Dateline for the rest.
  Comment: { article: ({ articleId }) => ({ id: articleId }) },
};

const { url } = await serveSubgraph({
  schema: makeSubgraphSchema({
    sdl: here('comments.graphql'),
    resolvers,
    entities: {
      Article: ({ id }) => ({ id }),
      Comment: ({ id }) => comments.find((comment) => comment.id === id),
    },
  }),
  port: Number(process.argv[2] ?? 4101),
  context: { gateway: process.env.GATEWAY, token: process.env.GATEWAY_TOKEN },
});
console.log(`Comments are at ${url}`);
