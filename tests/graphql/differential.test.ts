import { describe, expect, test } from '@jest/globals';
import type { CompiledOperation, Outcome } from '../../src/graphql/compiled/compiled-operation.ts';
import { type Asked, byCompiled, byGraphqlJs, type Execute, honest } from '../support/both-ways.ts';
import { randomOperation } from '../support/random-operation.ts';
import type { Variables } from '../support/random-values.ts';
import { unrulyScalar, unrulySchema } from '../support/unruly-schema.ts';

/** Operations; by hand, 5,000 and more. */
const ROUNDS = Number(process.env['DATELINE_TEST_ROUNDS'] ?? 150);
const schema = unrulySchema();
const made = new Map<number, Asked>();
const operation = (seed: number): Asked => {
  const asked = made.get(seed) ?? { schema, ...randomOperation({ schema, seed, scalar: unrulyScalar }) };
  made.set(seed, asked);
  return asked;
};

describe('a compiled operation answers as graphql-js does, to the byte', () => {
  test(`${ROUNDS} operations over resolvers that throw, reject, wait and give the wrong thing`, async () => {
    let [failing, changing] = [0, 0];
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const asked = operation(seed);
      const compiled = await byCompiled(asked);
      const reference = await byGraphqlJs(asked);
      const { query, runs } = asked;
      expect({ seed, query, runs, texts: compiled }).toEqual({ seed, query, runs, texts: reference });
      if (reference.some((text) => text.startsWith('{"errors":[{') && text.includes('"path"'))) failing += 1;
      if (new Set(reference).size > 1) changing += 1;
    }
    // Or it would prove little.
    expect(failing).toBeGreaterThan(ROUNDS / 3);
    expect(changing).toBeGreaterThan(ROUNDS / 4);
  });

  const FIXED: readonly (readonly [what: string, query: string, ...runs: Variables[]])[] = [
    [
      'the schema describes itself',
      '{ __schema { types { name kind fields { name args { name defaultValue } type { name ofType { name } } } } } __type(name: "Way") { enumValues { name } } }',
    ],
    [
      'arguments: defaults, literals, variables within them',
      'query($c: Colour = RED, $n: Int!) { a: echo b: echo(wish: { colour: $c, list: [$n, 2], deep: { odd: "x" } }) c: echo(odd: null, colour: GREY, id: 5, real: 2) }',
      { n: 7 },
    ],
    [
      'a variable that is not given, and one that is null',
      'query($o: Odd, $p: Odd, $c: Colour) { a: echo(odd: $o) b: echo(odd: $p) c: echo(colour: $c) }',
      { p: null },
    ],
    [
      'an argument that only fails at its field',
      'query($n: Int) { echo(wish: { list: [$n] }) numbers }',
      { n: null },
    ],
    ['a scalar that refuses a literal', 'query($o: Odd) { echo(odd: $o) }', { o: 12 }],
    [
      'a variable that skips, given null',
      'query($b: Boolean = true) { numbers @skip(if: $b) plain { id @include(if: $b) } }',
      { b: null },
    ],
    [
      'one key from several fragments, merged',
      '{ thing { ... on Plain { next { id } } ...F } } fragment F on Thing { next { text } id next { sure } }',
    ],
    [
      'everything left out',
      'query($b: Boolean!) { numbers @skip(if: $b) ... @skip(if: $b) { matrix } }',
      { b: true },
    ],
    [
      'names that objects have of themselves',
      '{ constructor: numbers __proto__: matrix toString: __typename hasOwnProperty: plain { valueOf: id } }',
    ],
    [
      'a list of lists, waited for, with a null that may not be',
      '{ mustMatrix matrix(item: LATER) sureNumbers(item: REJECTS_LATE) mustThings(item: NULL_LATER) { id } }',
    ],
  ];
  test.each(FIXED)('%s', async (_, query, ...runs) => {
    const asked = { schema, query, runs: runs.length === 0 ? [{}] : runs };
    expect(await byCompiled(asked)).toEqual(await byGraphqlJs(asked));
  });
});

/** Faults as a compiler has them, put in on purpose. */
const faulty =
  (change: (outcome: Outcome) => Outcome): Execute =>
  async (operation, variables, context) =>
    change(await honest(operation, variables, context));
const firstOf = new WeakMap<CompiledOperation, Variables>();
const FAULTS: readonly (readonly [string, Execute])[] = [
  ['an error is lost', faulty(({ data, errors }) => ({ data, errors: errors.slice(1) }))],
  ['errors come in another order', faulty(({ data, errors }) => ({ data, errors: [...errors].reverse() }))],
  ['a null is not passed up', faulty(({ data, errors }) => ({ data: data ?? '{}', errors }))],
  ['an item is lost', faulty(({ data, errors }) => ({ data: data?.replace('[null,', '[') ?? null, errors }))],
  [
    'a variable is forgotten',
    (operation, variables, context) =>
      honest(operation, Object.fromEntries(Object.entries(variables).slice(1)), context),
  ],
  [
    'the variables of the first execution stay',
    (operation, variables, context) => {
      const first = firstOf.get(operation) ?? variables;
      firstOf.set(operation, first);
      return honest(operation, first, context);
    },
  ],
];

describe('a fault in the compiler is found', () => {
  test.each(FAULTS)('%s', async (_, run) => {
    let found = 0;
    for (let seed = 1; found === 0 && seed <= 400; seed += 1) {
      const asked = operation(seed);
      const [compiled, reference] = [await byCompiled(asked, run), await byGraphqlJs(asked)];
      if (compiled.some((text, at) => text !== reference[at])) found += 1;
    }
    expect(found).toBe(1);
  });
});
