import { makeExecutableSchema } from '@graphql-tools/schema';
import { ANONYMOUS, type Viewer } from '../../src/content/viewer.ts';
import {
  createGraphQLServer,
  type GraphQLServer,
  type GraphQLServerOptions,
} from '../../src/graphql/server.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/http/server.ts';
import { createLog, type Log } from '../../src/observe/log.ts';

/** What the resolvers of a test are given. */
export interface TestContext {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** A schema like ours in the small: a connection inside a connection, nodes by id, an interface, a recursive input, a mutation. */
export const TYPE_DEFS = /* GraphQL */ `
  type Query {
    hello(name: String): String
    strict(flag: Boolean! = true): Boolean!
    viewer: String!
    slow(ms: Int!): String
    fails: String
    failsHard: String!
    refuses: String
    refusesHard: String!
    story(id: ID, slug: String): Story
    stories(filter: StoryFilter, first: Int, after: String, last: Int, before: String): StoryConnection!
    nodes(ids: [ID!]!): [Node]!
    many(count: Int!): [Story!]!
    echo(texts: [Int!]): Int
  }
  type Mutation {
    write: String
  }
  interface Node {
    id: ID!
  }
  type Story implements Node {
    id: ID!
    headline: String!
    secret: String
    related(first: Int, after: String): StoryConnection!
    tags: [Topic!]!
  }
  type Topic implements Node {
    id: ID!
    stories(first: Int, last: Int): StoryConnection!
  }
  type StoryConnection {
    edges: [StoryEdge!]!
    nodes: [Story!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type StoryEdge {
    cursor: String!
    node: Story!
  }
  type PageInfo {
    hasNextPage: Boolean!
  }
  input StoryFilter {
    and: [StoryFilter!]
    slug: String
  }
`;

export type TestResolvers = Record<string, Record<string, unknown>>;

const STORY = { id: 'art_0000000000000000', headline: 'An embassy opens', tags: [] };
const PAGE = { edges: [], nodes: [STORY], pageInfo: { hasNextPage: false }, totalCount: 1 };

/** Resolvers of the schema above that touch nothing; a test gives those that it is about. */
const QUERY_RESOLVERS: Record<string, unknown> = {
  hello: (_: unknown, { name }: { name?: string }) => `Hello ${name ?? 'reader'}`,
  strict: (_: unknown, { flag }: { flag: boolean }) => flag,
  viewer: (_: unknown, __: unknown, { viewer }: TestContext) => `${viewer.tier} ${viewer.subject ?? '-'}`,
  story: () => STORY,
  stories: () => PAGE,
  nodes: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ ...STORY, id })),
  many: (_: unknown, { count }: { count: number }) =>
    Array.from({ length: count }, (_unused, at) => ({
      ...STORY,
      headline: `Story ${at} of many, with words to spare`,
    })),
};

export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly graphql: GraphQLServer;
  readonly http: HttpServer;
  /** Lines of the log, parsed. */
  readonly lines: readonly Record<string, unknown>[];
  /** POSTs a GraphQL request and reads the answer. */
  post(body: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  query(query: string, variables?: unknown): Promise<TestAnswer>;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly json: any;
  /** The codes of the errors, in order. */
  readonly codes: readonly string[];
}

export const readAnswer = async (response: Response): Promise<TestAnswer> => {
  const text = await response.text();
  const json = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined;
  const errors: { extensions?: { code?: string } }[] = json?.errors ?? [];
  return {
    status: response.status,
    headers: response.headers,
    text,
    json,
    codes: errors.map(({ extensions }) => extensions?.code ?? '(none)'),
  };
};

/** POSTs a body to a gateway at this address. Text goes as it is, anything else as JSON. */
export const postGraphql = async (
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<TestAnswer> =>
  readAnswer(
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

const capture = (lines: Record<string, unknown>[], level: 'debug' | 'warn'): Log =>
  createLog({ level, destination: { write: (line: string) => void lines.push(JSON.parse(line)) } });

const servers = new Set<TestServer>();

/** Starts a server that really listens. `stopTestServers` stops whatever a test file started. */
export const startTestServer = async (
  options: {
    readonly query?: Record<string, unknown>;
    readonly resolvers?: TestResolvers;
    readonly graphql?: Partial<GraphQLServerOptions<TestContext & Record<string, unknown>>>;
    readonly http?: Partial<HttpServerOptions>;
    readonly logLevel?: 'debug' | 'warn';
  } = {},
): Promise<TestServer> => {
  const lines: Record<string, unknown>[] = [];
  const log = capture(lines, options.logLevel ?? 'warn');
  const schema = makeExecutableSchema({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Query: { ...QUERY_RESOLVERS, ...options.query },
      Mutation: { write: () => 'written' },
      Story: { related: () => PAGE },
      Topic: { stories: () => PAGE },
      Node: { __resolveType: ({ id }: { id: string }) => (id.startsWith('tag_') ? 'Topic' : 'Story') },
      ...options.resolvers,
    },
  });
  const graphql = await createGraphQLServer<TestContext & Record<string, unknown>>({
    schema,
    introspection: true,
    log,
    context: ({ viewer, requestId, signal }) => ({ viewer, requestId, signal }),
    ...options.graphql,
  });
  const http = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    graphql,
    log,
    authenticate: () => ANONYMOUS,
    ready: async () => ({ parts: { mongodb: 'UP' } }),
    maxBodyBytes: 262_144,
    maxConcurrency: 1_000,
    requestTimeoutMs: 10_000,
    drainMs: 5_000,
    readinessLeadMs: 20,
    ...options.http,
  });
  const { url, port } = await http.listen();
  const post: TestServer['post'] = (body, headers) => postGraphql(url, body, headers);
  const server: TestServer = {
    url,
    port,
    graphql,
    http,
    lines,
    post,
    query: (query, variables) => post({ query, variables }),
  };
  servers.add(server);
  return server;
};

export const stopTestServers = async (): Promise<void> => {
  await Promise.all([...servers].map(({ http }) => http.close()));
  await Promise.all([...servers].map(({ graphql }) => graphql.close()));
  servers.clear();
};
