import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, GraphQLScalarType, type GraphQLSchema } from 'graphql';

/** Every way in which a resolver can answer, as values of an enum with values of their own inside. */
const WAYS = {
  AT_ONCE: 1,
  LATER: 2,
  MUCH_LATER: 3,
  THENABLE: 4,
  NULL: 5,
  NULL_LATER: 6,
  UNDEFINED: 7,
  THROWS: 8,
  REJECTS: 9,
  REJECTS_LATE: 10,
  GIVES_ERROR: 11,
  THROWS_TEXT: 12,
  THROWS_GRAPHQL: 13,
  WRONG_TYPE: 14,
} as const;
type Way = (typeof WAYS)[keyof typeof WAYS];

const ticks = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) await null;
};

const answer = (way: Way | undefined, value: () => unknown, field: string): unknown => {
  switch (way) {
    case WAYS.LATER:
      return Promise.resolve(value());
    case WAYS.MUCH_LATER:
      return ticks(7).then(value);
    case WAYS.THENABLE:
      return {
        // biome-ignore lint/suspicious/noThenProperty: graphql-js takes it for a promise, and so must we.
        then: (done: (value: unknown) => unknown, fail: (error: unknown) => unknown) =>
          Promise.resolve(value()).then(done, fail),
      };
    case WAYS.NULL:
      return null;
    case WAYS.NULL_LATER:
      return Promise.resolve(null);
    case WAYS.UNDEFINED:
      return undefined;
    case WAYS.THROWS:
      throw new Error(`${field} throws`);
    case WAYS.REJECTS:
      return Promise.reject(new Error(`${field} rejects`));
    case WAYS.REJECTS_LATE:
      return ticks(4).then(() => Promise.reject(new Error(`${field} rejects late`)));
    case WAYS.GIVES_ERROR:
      return new Error(`${field} gives an error`);
    case WAYS.THROWS_TEXT:
      throw `${field} throws a text`;
    case WAYS.THROWS_GRAPHQL:
      throw new GraphQLError(`${field} says`, { extensions: { code: 'ODD', depth: 2 } });
    case WAYS.WRONG_TYPE:
      return Symbol.for(field);
    default:
      return value();
  }
};

const TYPE_DEFS = /* GraphQL */ `
  scalar Odd
  enum Way { ${Object.keys(WAYS).join(' ')} }
  enum Colour { RED GREEN GREY }
  input Wish { colour: Colour = GREEN odd: Odd deep: Wish list: [Int!] = [1, 2] needed: Boolean! = true }
  interface Thing { id: ID! text(way: Way): String sure(way: Way = AT_ONCE): String! next(way: Way): Thing must(way: Way): Thing! }
  type Plain implements Thing {
    id: ID! text(way: Way): String sure(way: Way = AT_ONCE): String! next(way: Way): Thing must(way: Way): Thing!
    number(way: Way): Int real: Float truth(way: Way): Boolean colour(way: Way): Colour! odd(way: Way): Odd oddNull: Odd
    method(by: Int = 2): Int escaped: String
  }
  type Checked implements Thing {
    id: ID! text(way: Way): String sure(way: Way = AT_ONCE): String! next(way: Way): Thing must(way: Way): Thing!
    either(way: Way): Either eithers(way: Way): [Either]
  }
  union Either = Plain | Checked | Rare
  type Rare { id: ID late: Int! }
  type Query {
    plain(way: Way): Plain
    mustPlain(way: Way): Plain!
    thing(way: Way, kind: Int): Thing
    things(way: Way, kinds: [Int!]! = [0, 1]): [Thing]
    sureThings(way: Way, item: Way): [Thing!]
    mustThings(way: Way, item: Way): [Thing!]!
    numbers(way: Way, item: Way): [Int]
    sureNumbers(way: Way, item: Way): [Int!]
    matrix(way: Way, item: Way): [[Int!]]
    mustMatrix(way: Way, item: Way): [[Int]!]!
    either(way: Way, kind: Int): Either
    echo(wish: Wish, wishes: [Wish!], odd: Odd = "no", colour: Colour = GREY, id: ID, real: Float): String
    notAList(way: Way): [Int!]
    late(way: Way): Checked!
  }
`;

type WayArgs = { way?: Way; item?: Way; kind?: number; kinds?: number[] };

const plain = (id: string) => ({
  kind: 0,
  id,
  real: 0.1,
  oddNull: 'null',
  escaped: `"quoted" \\ \u2028 \ud83d\ude00 \ud800 \u0007 é`,
  method: ({ by }: { by: number }) => by * 2,
});
const thingOf = (kind: number): unknown => {
  if (kind === 0) return plain('p');
  if (kind === 1) return { kind: 1, id: 'c' };
  if (kind === 2) return { kind: 2, id: 'bad' };
  return { kind, id: 7 };
};
const thingFields = {
  text: (_: unknown, { way }: WayArgs) => answer(way, () => 'text', 'text'),
  sure: (_: unknown, { way }: WayArgs) => answer(way, () => 'sure', 'sure'),
  next: ({ kind }: { kind: number }, { way }: WayArgs) => answer(way, () => thingOf(1 - kind), 'next'),
  must: (_: unknown, { way }: WayArgs) => answer(way, () => thingOf(0), 'must'),
};
const items = (item: Way | undefined, value: (at: number) => unknown) => () =>
  [0, 1, 2].map((at) => (at === 1 && item !== undefined ? safely(item, () => value(at)) : value(at)));
/** Items can't throw: they are what a list holds. */
const safely = (way: Way, value: () => unknown): unknown => {
  try {
    const item = answer(way, value, 'item');
    // Where the list itself fails, graphql-js doesn't hear its items.
    if (item instanceof Promise) item.catch(() => {});
    return item;
  } catch (error) {
    return error;
  }
};
const NAMES = ['Plain', 'Checked', 'Nothing', 'Way', 'Rare', undefined, 5];
const typeOf = ({ kind }: { kind: number }) =>
  kind === 9 ? Promise.resolve('Plain') : kind === 8 ? Promise.reject(new Error('no type')) : NAMES[kind];

/** A schema whose resolvers do everything that resolvers can do wrong, and everything that they can do right. */
export const unrulySchema = (): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: TYPE_DEFS,
    resolvers: {
      Way: WAYS,
      Colour: { RED: '#f00', GREEN: 0, GREY: null },
      Odd: new GraphQLScalarType({
        name: 'Odd',
        serialize: (value) => {
          if (value === 'null') return null;
          if (typeof value === 'symbol') throw new TypeError('Odd takes no symbols');
          return { given: value, list: [1, null] };
        },
        parseValue: (value) => {
          if (value === 13) throw new GraphQLError('Odd takes no 13');
          return [value];
        },
      }),
      Thing: { __resolveType: typeOf },
      Either: { __resolveType: typeOf },
      Plain: {
        ...thingFields,
        number: (_: unknown, { way }: WayArgs) => answer(way, () => 2_147_483_647, 'number'),
        truth: (_: unknown, { way }: WayArgs) => answer(way, () => 0, 'truth'),
        colour: (_: unknown, { way }: WayArgs) => answer(way, () => 0, 'colour'),
        odd: (_: unknown, { way }: WayArgs) => answer(way, () => 'odd', 'odd'),
      },
      Checked: {
        __isTypeOf: ({ id }: { id: unknown }) => (id === 'c' ? Promise.resolve(true) : id !== 'bad'),
        ...thingFields,
        either: (_: unknown, { way }: WayArgs) => answer(way, () => plain('e'), 'either'),
        eithers: (_: unknown, { way }: WayArgs) =>
          answer(way, () => new Set([plain('e'), thingOf(1), thingOf(4), null]), 'eithers'),
      },
      Rare: { late: () => answer(WAYS.REJECTS_LATE, () => 0, 'late') },
      Query: {
        plain: (_: unknown, { way }: WayArgs) => answer(way, () => plain('p'), 'plain'),
        mustPlain: (_: unknown, { way }: WayArgs) => answer(way, () => plain('p'), 'mustPlain'),
        thing: (_: unknown, { way, kind }: WayArgs) => answer(way, () => thingOf(kind ?? 0), 'thing'),
        things: (_: unknown, { way, kinds }: WayArgs) => answer(way, () => kinds?.map(thingOf), 'things'),
        sureThings: (_: unknown, { way, item }: WayArgs) =>
          answer(
            way,
            items(item, (at) => thingOf(at % 2)),
            'sureThings',
          ),
        mustThings: (_: unknown, { way, item }: WayArgs) =>
          answer(
            way,
            items(item, () => thingOf(0)),
            'mustThings',
          ),
        numbers: (_: unknown, { way, item }: WayArgs) =>
          answer(
            way,
            items(item, (at) => at),
            'numbers',
          ),
        sureNumbers: (_: unknown, { way, item }: WayArgs) =>
          answer(
            way,
            items(item, (at) => at),
            'sureNumbers',
          ),
        matrix: (_: unknown, { way, item }: WayArgs) =>
          answer(
            way,
            items(item, (at) => [at, at === 2 ? null : 1]),
            'matrix',
          ),
        mustMatrix: (_: unknown, { way, item }: WayArgs) =>
          answer(
            way,
            items(item, (at) => [Promise.resolve(at), null]),
            'mustMatrix',
          ),
        either: (_: unknown, { way, kind }: WayArgs) => answer(way, () => thingOf(kind ?? 4), 'either'),
        echo: (
          _: unknown,
          args: object,
          __: unknown,
          info: { path: { key: unknown }; variableValues: object },
        ) => JSON.stringify([args, info.path.key, info.variableValues, Object.keys({ ...info }).sort()]),
        notAList: (_: unknown, { way }: WayArgs) => answer(way, () => 'abc', 'notAList'),
        late: (_: unknown, { way }: WayArgs) => answer(way, () => thingOf(1), 'late'),
      },
    },
  });

/** Values for the scalar arguments of the schema above, some of them wrong on purpose where coercion finds out late. */
export const unrulyScalar = (name: string, type: string, random: () => number): unknown => {
  if (name === 'kind' || name === 'kinds') return Math.floor(random() * 10);
  switch (type) {
    case 'Int':
      return Math.floor(random() * 100);
    case 'Float':
      return random() < 0.5 ? 1.5 : -2;
    case 'Boolean':
      return random() < 0.5;
    case 'ID':
      return random() < 0.5 ? 'x' : 4;
    default:
      return random() < 0.5 ? 'o' : random() < 0.5 ? 12 : null;
  }
};
