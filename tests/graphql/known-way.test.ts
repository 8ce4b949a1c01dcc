import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { GatewayError } from '../../src/content/errors.ts';
import {
  readAnswer,
  startTestServer,
  stopTestServers,
  type TestAnswer,
  type TestServer,
} from '../support/test-server.ts';

/** What a client sends, and why it is here. */
type Request = readonly [why: string, init: RequestInit & { readonly search?: string }];

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const get = (
  parameters: Record<string, string>,
  headers: Record<string, string>,
): RequestInit & { search: string } => ({
  method: 'GET',
  headers,
  search: `?${new URLSearchParams(parameters)}`,
});
const PREFLIGHT = { 'apollo-require-preflight': '1' };
const GRAPHQL = { accept: 'application/graphql-response+json' };
const HELLO = 'query H($n: String) { hello(name: $n) }';
const TWO = 'query A { hello } query B { viewer }';
const PARTLY =
  '{ hello fails refuses nodes(ids: ["art_0000000000000000", "tag_0000000000000000"]) { id ... on Story { headline } } }';
const UNPLANNED = '{ hello echo }';

const REQUESTS: readonly Request[] = [
  ['a plain query', post({ query: HELLO })],
  ['variables', post({ query: HELLO, variables: { n: 'A "quoted" name é 😀' }, operationName: 'H' })],
  [
    'null for everything optional',
    post({ query: HELLO, variables: null, operationName: null, extensions: null }),
  ],
  ['an empty operation name', post({ query: HELLO, operationName: '' })],
  ['the other media type', post({ query: HELLO }, GRAPHQL)],
  [
    'both media types, weighed',
    post({ query: HELLO }, { accept: 'application/json;q=0.5, application/graphql-response+json' }),
  ],
  [
    'both media types, one with its charset',
    post({ query: HELLO }, { accept: 'application/graphql-response+json, application/json; charset=utf-8' }),
  ],
  ['a bad variable', post({ query: HELLO, variables: { n: 5 } })],
  ['a bad variable, for the other media type', post({ query: HELLO, variables: { n: [] } }, GRAPHQL)],
  ['variables that are a list', post({ query: HELLO, variables: [] })],
  ['variables that are a text', post({ query: HELLO, variables: '{}' })],
  ['extensions that are a list', post({ query: HELLO, extensions: [] })],
  ['a persisted query that is null', post({ query: HELLO, extensions: { persistedQuery: null } })],
  ['extensions that nobody knows', post({ query: HELLO, extensions: { tracing: true } })],
  ['one operation of two', post({ query: TWO, operationName: 'B' })],
  ['the other one', post({ query: TWO, operationName: 'A' })],
  ['neither', post({ query: TWO })],
  ['one that is not there', post({ query: TWO, operationName: 'C' })],
  ['errors of fields, masked', post({ query: PARTLY })],
  ['errors of fields, for the other media type', post({ query: PARTLY }, GRAPHQL)],
  ['what can’t be planned', post({ query: UNPLANNED })],
  ['nothing left of data', post({ query: '{ hello failsHard }' })],
  ['nothing left of data, for the other media type', post({ query: '{ hello refusesHard }' }, GRAPHQL)],
  [
    'nothing left of data, for application/json by name',
    post({ query: '{ refusesHard }' }, { accept: 'application/json' }),
  ],
  [
    'a value that only fails at its field',
    post({ query: 'query($f: Boolean) { strict(flag: $f) }', variables: { f: null } }),
  ],
  [
    'too costly with these variables',
    post({
      query: 'query($f: Int) { stories(first: $f) { nodes { related(first: $f) { nodes { id } } } } }',
      variables: { f: 100 },
    }),
  ],
  [
    'the same with others',
    post({
      query: 'query($f: Int) { stories(first: $f) { nodes { related(first: $f) { nodes { id } } } } }',
      variables: { f: 2 },
    }),
  ],
  [
    'a size out of bounds',
    post({ query: 'query($f: Int) { stories(first: $f) { nodes { id } } }', variables: { f: 1000 } }),
  ],
  ['a mutation', post({ query: 'mutation { write }' })],
  ['a document that does not parse', post({ query: '{' })],
  ['a document that does not validate', post({ query: '{ nope }' })],
  ['introspection', post({ query: '{ __type(name: "Story") { name fields { name } } __typename }' })],
  ['a query by GET', get({ query: HELLO, variables: '{"n":"x"}' }, PREFLIGHT)],
  ['a query by GET that could be a forgery', get({ query: HELLO }, {})],
  ['a parameter twice', { method: 'GET', headers: PREFLIGHT, search: '?query={hello}&query={viewer}' }],
  ['variables by GET that are no JSON', get({ query: HELLO, variables: '{' }, PREFLIGHT)],
  ['a mutation by GET', get({ query: 'mutation { write }' }, PREFLIGHT)],
  ['an empty body', post({})],
  [
    'a persisted query that is not known',
    post({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
  ],
  [
    'a persisted query of another version',
    post({ extensions: { persistedQuery: { version: 2, sha256Hash: 'a'.repeat(64) } } }),
  ],
];

const query = {
  fails: () => {
    throw new Error('the password is in here');
  },
  failsHard: () => Promise.reject(new Error('and here')),
  refuses: () => Promise.reject(new GatewayError('FORBIDDEN')),
  refusesHard: () => {
    throw new GatewayError('FORBIDDEN');
  },
  // As the planner of a supergraph throws what it can't plan.
  echo: () => {
    throw new GraphQLError('No way from a to b.', { extensions: { CRITICAL_ERROR: true } });
  },
};
const graphql = { limits: { cost: 2_000 } };

let short: TestServer;
let long: TestServer;
beforeAll(async () => {
  short = await startTestServer({ query, graphql });
  long = await startTestServer({ query, graphql: { ...graphql, everyRequestThroughApollo: true } });
});
afterAll(stopTestServers);

const ask = async ({ url }: TestServer, { search = '', ...init }: Request[1]): Promise<TestAnswer> =>
  await readAnswer(
    await fetch(`${url}/graphql${search}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'x-request-id': 'the-same-for-both' },
    }),
  );
const told = ({ status, headers, text }: TestAnswer) => ({
  status,
  text,
  headers: [...headers].filter(([name]) => name !== 'date'),
});

describe('the short way for known operations answers as Apollo Server does: bytes, headers and status', () => {
  test.each(REQUESTS)('%s', async (_, init) => {
    // A document that is asked for again becomes known; the next request takes the short way, and the one after that is compiled.
    for (let round = 0; round < 5; round += 1) {
      const [by, through] = [await ask(short, init), await ask(long, init)];
      expect(told(by)).toEqual(told(through));
    }
  });

  test('it was taken, and never by the one that is to compare', () => {
    expect(short.graphql.stats().known).toBeGreaterThan(20);
    expect(long.graphql.stats().known).toBe(0);
    expect(long.graphql.stats().compiled).toBeGreaterThan(20);
  });

  test('G12 a persisted query takes it by its hash alone, and its cost is judged each time', async () => {
    const text =
      'query($f: Int) { stories(first: $f) { nodes { related(first: $f) { nodes { id headline } } } } }';
    const sha256Hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    for (let time = 0; time < 3; time += 1)
      await short.post({ query: text, extensions, variables: { f: 2 } });
    const before = short.graphql.stats().known;
    expect((await short.post({ extensions, variables: { f: 2 } })).json.data.stories.nodes).toHaveLength(1);
    expect(short.graphql.stats().known).toBe(before + 1);
    expect((await short.post({ extensions, variables: { f: 100 } })).codes).toEqual(['QUERY_TOO_COSTLY']);
    expect(short.graphql.stats().known).toBe(before + 1);
  });

  test('an operation takes it whatever its client says of itself', async () => {
    // As Apollo Client 4 does of each.
    const extensions = { clientLibrary: { name: '@apollo/client', version: '4.1.8' } };
    const query = '{ said: hello }';
    const sha256Hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(query))).toString('hex');
    const persisted = { ...extensions, persistedQuery: { version: 1, sha256Hash } };
    for (let time = 0; time < 3; time += 1) await short.post({ query, extensions: persisted });
    for (const asked of [{ query, extensions }, { extensions: persisted }]) {
      const before = short.graphql.stats().known;
      const [by, through] = [await short.post(asked), await long.post({ query, extensions })];
      expect([by.text, short.graphql.stats().known]).toEqual([through.text, before + 1]);
    }
  });

  test('no half answer is given where an operation can’t be planned', async () => {
    for (const server of [short, long, short, long]) {
      const { json } = await server.query(UNPLANNED);
      expect(json.data).toBeNull();
      expect(json.errors[0]).toMatchObject({ path: ['echo'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    }
  });

  test('what is hidden from the client is logged on this way too', async () => {
    await short.query(PARTLY);
    const line = short.lines.filter(({ msg }) => msg === 'A request failed.').at(-1);
    expect(JSON.stringify(line)).toContain('the password is in here');
  });
});
