import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { execute, parse } from 'graphql';
import type { LoadedSubgraph } from '../../src/federation/load-subgraphs.ts';
import { makeSubgraph } from '../../src/federation/make-subgraph.ts';
import { readSubgraphs } from '../../src/federation/subgraph-config.ts';

export const COMMENTS_SDL = /* GraphQL */ `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  directive @cacheControl(maxAge: Int, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
  type Query {
    "The newest comment of all."
    newestComment: Comment
  }
  type Mutation {
    comment(articleId: ID!, text: String!): Comment
  }
  type Article @key(fields: "id") {
    id: ID!
    commentCount: Int @cacheControl(maxAge: 60)
    comments: [Comment!] @cacheControl(maxAge: 60)
  }
  type Comment @cacheControl(inheritMaxAge: true) {
    id: ID!
    text: String!
    article: Article
  }
`;

interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
}

/** What to do with a request instead of answering it; `false` lets it be answered. */
export type Fault = (request: IncomingMessage, response: ServerResponse, asked: Asked) => boolean;

export interface CommentsService {
  readonly url: string;
  readonly asked: Asked[];
  /** Headers of its answers. */
  readonly answerHeaders: Record<string, string>;
  fault: Fault | null;
  /** Changes an answer on its way out. */
  twist: ((data: Record<string, unknown>) => unknown) | null;
  /** As a gateway loads it, with further settings. */
  loaded(settings?: object, sdl?: string): LoadedSubgraph;
  close(): Promise<void>;
}

interface Story {
  readonly id: string;
}

const schema = makeSubgraph<unknown>({
  sdl: COMMENTS_SDL,
  resolvers: {
    Query: {
      newestComment: () => ({ id: 'c9', text: 'The newest', article: { id: 'art_0000000000000000' } }),
    },
    Mutation: { comment: (_: unknown, { text }: { text: string }) => ({ id: 'c1', text }) },
    Article: {
      commentCount: ({ id }: Story) => id.length,
      comments: ({ id }: Story) => [{ id: `c-${id}`, text: `On ${id}` }],
    },
  },
  references: { Article: ({ id }) => ({ id }) },
});

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};

/** A comments service of another team: a real server, with faults on demand. */
export const startComments = async (): Promise<CommentsService> => {
  const server = createServer(async (request, response) => {
    const { query, variables = {} } = JSON.parse(await bodyOf(request));
    const asked = { query, variables, headers: request.headers };
    service.asked.push(asked);
    if (service.fault?.(request, response, asked) === true) return;
    const result = await execute({ schema, document: parse(query), variableValues: variables });
    const data = service.twist === null ? result.data : service.twist({ ...result.data });
    response.writeHead(200, { 'content-type': 'application/json', ...service.answerHeaders });
    response.end(JSON.stringify({ ...result, data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const service: CommentsService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked: [],
    answerHeaders: {},
    fault: null,
    twist: null,
    loaded: (settings = {}, sdl = COMMENTS_SDL) => {
      const [config] = readSubgraphs(
        JSON.stringify({
          subgraphs: {
            comments: { url: service.url, timeoutMs: 2_000, retries: 0, staleMs: 0, ...settings },
          },
        }),
        'dateline',
      );
      if (config === undefined) throw new Error('There is no subgraph.');
      return { config, name: config.name, url: config.url, sdl };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return service;
};
