import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, parse } from 'graphql';
import { CompiledOperation } from '../../src/graphql/compiled/compiled-operation.ts';
import { byCompiled, byGraphqlJs } from '../support/both-ways.ts';
import { oddSchema } from '../support/odd-schema.ts';
import type { Variables } from '../support/random-values.ts';

const schema = oddSchema();

const OPERATIONS: readonly (readonly [what: string, query: string, ...runs: Variables[]])[] = [
  ...['texts', 'ids', 'ints', 'reals', 'truths', 'colours'].map(
    (leaf) => [`${leaf} that fit and don’t`, `{ ${leaf} }`] as const,
  ),
  ['properties of a function', '{ called { name length } }'],
  [
    'an argument that fails at a field without a resolver',
    'query ($n: Int) { given(by: [$n]) }',
    { n: 1 },
    { n: null },
  ],
  [
    'a type that stands in the value',
    'query ($k: String) { named(kind: $k) { __typename id } }',
    { k: 'Known' },
    { k: 'Unlike' },
    { k: 'Nothing' },
    {},
  ],
  ['a type that the abstract one doesn’t have', '{ foreign { __typename id } }'],
  [
    'a type that is asked of the types',
    'query ($k: String) { guessed(kind: $k) { __typename ... on Even { id } ... on Odd { id } } }',
    { k: 'even' },
    { k: 'odd' },
    { k: 'neither' },
  ],
  [
    'what resolvers are told of where they are',
    `query Named($n: Int = 3) { here(at: $n) { told again: told ...F next { told } list { told next { ...F } } } }
      fragment F on Place { next { other: told } ... on Here { told } }`,
    {},
    { n: 4 },
    { n: null },
  ],
  [
    'the same operation with other variables, wherever they stand, and other fields',
    'query ($a: Int!, $b: Boolean!, $c: Boolean!) { given(by: [1, $a]) here { told @skip(if: $b) next { told @include(if: $c) } ...F @include(if: $b) } } fragment F on Here { list { next { deep: told @skip(if: $c) } } }',
    { a: 1, b: false, c: false },
    { a: 2, b: true, c: false },
    { a: 3, b: false, c: true },
    { a: 4, b: true, c: true },
    { a: 1, b: false, c: false },
  ],
];

describe('at the edges, a compiled operation answers as graphql-js does', () => {
  test.each(OPERATIONS)('%s', async (_, query, ...runs) => {
    const asked = { schema, query, runs: runs.length === 0 ? [{}] : runs };
    expect(await byCompiled(asked)).toEqual(await byGraphqlJs(asked));
  });
});

/** A list whose second item is an error, and whose third one is waited for by nobody then. */
const listOf = (heard: () => void): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: 'type Query { list: [Int!] }',
    resolvers: {
      Query: {
        list: () => [
          1,
          new Error('no item'),
          {
            // biome-ignore lint/suspicious/noThenProperty: graphql-js takes it for a promise, and so must we.
            then: (_: unknown, failed: unknown) => {
              if (typeof failed === 'function') heard();
            },
          },
        ],
      },
    },
  });

test('an item that nobody waits for any more is heard all the same, or its failure would end the process', async () => {
  let heard = 0;
  const document = parse('{ list }');
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('No operation.');
  const compiled = CompiledOperation.of(
    listOf(() => {
      heard += 1;
    }),
    document,
    operation,
  );
  expect((await compiled?.execute({}, undefined))?.data).toBe('{"list":null}');
  expect(heard).toBe(1);
});
