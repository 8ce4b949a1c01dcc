// What every subgraph needs beside its own fields: `_service`, which says its schema, `_entities`, by which a gateway asks for
// its part of other services' things, and GraphQL over HTTP. Everything here can be had ready-made for most languages.
import { createServer } from 'node:http';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, GraphQLError, parse, validate } from 'graphql';

const MAX_BODY_BYTES = 1_000_000;

/** The directives that an SDL uses without defining them, and the two fields that a gateway reads. */
const federation = (entities) => /* GraphQL */ `
  directive @link(url: String!, import: [String!]) repeatable on SCHEMA
  directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT
  scalar _Any
  union _Entity = ${entities.join(' | ')}
  type _Service { sdl: String! }
  extend type Query {
    _entities(representations: [_Any!]!): [_Entity]!
    _service: _Service!
  }
`;

/**
 * A schema that a Federation 2 gateway can read. `entities` has a function for each type with a `@key`: it is given the key's fields,
 * as the gateway knows them, and answers with what the resolvers of that type go on from; `null` for what can't be.
 */
export const makeSubgraphSchema = ({ sdl, resolvers, entities }) => {
  const find = (representation, context) => {
    const found = entities[representation.__typename]?.(representation, context);
    // Only what the function gave is taken on: fields that came with the representation are the client's word, not ours.
    return found == null ? null : { ...found, __typename: representation.__typename };
  };
  return makeExecutableSchema({
    typeDefs: [sdl, federation(Object.keys(entities))],
    resolvers: {
      ...resolvers,
      Query: {
        ...resolvers.Query,
        // One for each representation, in their order: a gateway puts them back by their place.
        _entities: (_, { representations }, context) => representations.map((one) => find(one, context)),
        _service: () => ({ sdl }),
      },
    },
  });
};

const readBody = async (request) => {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new GraphQLError('The request is too large.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

const answer = async (schema, request, context) => {
  const { query, variables, operationName } = await readBody(request);
  const document = parse(String(query), { maxTokens: 10_000 });
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  return await execute({ schema, document, variableValues: variables, operationName, contextValue: context });
};

/** Serves a schema at `/graphql`; resolves with the server and its address once it listens. */
export const serveSubgraph = async ({ schema, port, context = {} }) => {
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/graphql') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('POST GraphQL to /graphql.\n');
      return;
    }
    // Resolvers add the surrogate tags of what they show: the gateway ends its kept answers when one of them is purged.
    const tags = new Set();
    const body = await answer(schema, request, { ...context, tags }).catch((error) => ({
      errors: [
        error instanceof GraphQLError ? error : new GraphQLError('The request is not GraphQL over HTTP.'),
      ],
    }));
    response.writeHead(body.data === undefined ? 400 : 200, {
      'content-type': 'application/json; charset=utf-8',
      ...(tags.size > 0 && { 'surrogate-key': [...tags].join(' ') }),
    });
    response.end(JSON.stringify(body));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, url: `http://127.0.0.1:${server.address().port}/graphql` };
};
