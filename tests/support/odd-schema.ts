import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLResolveInfo, GraphQLSchema, ResponsePath } from 'graphql';

const TYPE_DEFS = /* GraphQL */ `
  enum Colour { RED GREEN BLUE }
  type Query {
    texts: [String] ids: [ID] ints: [Int] reals: [Float] truths: [Boolean] colours: [Colour]
    given(by: [Int!]): Int
    called: Called
    named(kind: String): Named
    guessed(kind: String): Guessed
    foreign: Named
    here(at: Int): Here
  }
  "What it has are properties of a function."
  type Called { name: String length: Int }
  "Its type stands in the value."
  interface Named { id: ID }
  type Known implements Named { id: ID }
  type Unlike { id: ID }
  "Its type is asked of its types."
  union Guessed = Even | Odd
  type Even { id: ID }
  type Odd { id: ID }
  "Where a resolver finds itself."
  interface Place { told: String next: Place list: [[Place!]] }
  type Here implements Place { told: String next: Place list: [[Place!]] }
`;

/** Each alone in its text: what finds one would hide that another is missed. */
const TEXTS = [
  '"',
  '\\',
  '\n',
  '\0',
  '\x07',
  '\x1f',
  '\x7f',
  '\ud800',
  '\udfff',
  '\u{1f600}',
  '\u2028',
  '',
  'é',
];
const NUMBERS = [
  0,
  -0,
  1e21,
  1e-7,
  0.1 + 0.2,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];
const EDGES = [2_147_483_647, 2_147_483_648, -2_147_483_648, -2_147_483_649, '12', '1.5', 'x', true, 12n];
const OTHERS: readonly unknown[] = [
  7,
  false,
  Number.NaN,
  12n,
  {},
  [],
  { toString: () => 'said' },
  { valueOf: () => 'worth' },
];

const pathOf = (path: ResponsePath | undefined): unknown[] =>
  path === undefined ? [] : [...pathOf(path.prev), [path.key, path.typename ?? null]];

const told = (_: unknown, args: object, __: unknown, info: GraphQLResolveInfo): string =>
  JSON.stringify({
    args,
    path: pathOf(info.path),
    field: [info.fieldName, String(info.parentType), String(info.returnType), info.fieldNodes.length],
    operation: info.operation.name?.value,
    fragments: Object.keys(info.fragments),
    variables: info.variableValues,
    root: info.rootValue ?? null,
    query: String(info.schema.getQueryType()),
  });

/** A schema of values on the edge of what types take, of types that are found in every way, and of resolvers that tell what they are told. */
export const oddSchema = (): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Colour: { RED: '#f00', GREEN: 0, BLUE: 'RED' },
      Even: { __isTypeOf: ({ kind }: { kind?: string }) => kind?.startsWith('even') ?? false },
      Odd: { __isTypeOf: async ({ kind }: { kind?: string }) => kind === 'odd' },
      Here: { told, next: () => ({}), list: () => [[{}, Promise.resolve({})], null, [{}]] },
      Place: { __resolveType: () => 'Here' },
      Query: {
        texts: () => [...TEXTS, ...OTHERS],
        ids: () => [...TEXTS, ...NUMBERS, ...OTHERS],
        ints: () => [...NUMBERS, ...EDGES, ...OTHERS],
        reals: () => [...NUMBERS, ...EDGES, ...OTHERS],
        truths: () => [true, false, ...NUMBERS, ...EDGES, ...OTHERS],
        colours: () => ['#f00', 0, 'RED', 'GREEN', 1, null, ...OTHERS],
        called: () => Object.assign((one: unknown) => one, { id: 1 }),
        named: (_: unknown, { kind }: { kind?: string }) => ({ __typename: kind, id: 1 }),
        guessed: (_: unknown, { kind }: { kind?: string }) => ({ kind, id: 2 }),
        foreign: () => ({ __typename: 'Unlike', id: 3 }),
        here: () => ({}),
      },
    },
  });
