import { describe, expect, it } from '@jest/globals';
import { execute, parse } from 'graphql';
import { makeSubgraph } from '../../src/federation/make-subgraph.ts';

/** A subgraph that uses everything the specification has: keys of every shape, and what other services give. */
const SDL = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: ["@key", "@external", "@requires", "@provides", "@shareable", "@tag", "@inaccessible", "@override", "@composeDirective", "@interfaceObject"]
    )
    @link(url: "https://specs.example/badge/v1.0", import: ["@badge"])
    @composeDirective(name: "@badge")

  directive @badge on OBJECT

  type Query {
    book(id: ID!): Book
  }
  type Book @badge @key(fields: "id") @key(fields: "isbn country") @key(fields: "isbn edition { number }") {
    id: ID!
    isbn: String
    country: String
    edition: BookEdition
    size: Size
    author: Author @provides(fields: "works")
    notes: String @tag(name: "internal")
  }
  type BookEdition {
    number: Int!
  }
  type Size @shareable {
    pages: Int
    weight: Float @inaccessible
  }
  extend type Author @key(fields: "email") {
    email: ID! @external
    name: String @override(from: "people")
    works: Int @external
    years: Int! @external
    worksPerYear: Int @requires(fields: "works years")
  }
  type Shelf @interfaceObject @key(fields: "id") {
    id: ID!
    books: [Book!]!
  }
`;

const BOOK = { id: '1', isbn: '978', country: 'FR', edition: { number: 2 }, notes: 'kept' };
const asked: object[] = [];
const schema = makeSubgraph<unknown>({
  sdl: SDL,
  resolvers: {
    Query: { book: () => BOOK },
    Author: {
      name: () => 'Ada Ruiz',
      worksPerYear: ({ works, years }: { works: number; years: number }) => Math.round(works / years),
    },
    Shelf: { books: () => [BOOK] },
  },
  references: {
    Book: (fields) => {
      asked.push(fields);
      return fields['id'] === 'gone' ? null : { ...BOOK };
    },
    Author: (fields) => ({ ...fields }),
    Shelf: ({ id }) => Promise.resolve({ id }),
  },
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
const run = async (query: string, variableValues: Record<string, unknown> = {}): Promise<any> =>
  JSON.parse(JSON.stringify(await execute({ schema, document: parse(query), variableValues })));
const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Book { id notes country edition { number } } ... on Author { email name worksPerYear } ... on Shelf { id books { id } } } }`;
const entities = (...representations: unknown[]) => run(ENTITIES, { representations });

describe('a subgraph', () => {
  it('answers _service with its SDL, directives included and those of the specification not defined anew', async () => {
    const { data } = await run('{ _service { sdl } }');
    expect(data._service.sdl).toContain('@key(fields: "isbn edition { number }")');
    expect(data._service.sdl).toContain('@composeDirective(name: "@badge")');
    expect(data._service.sdl).not.toMatch(/directive @(key|link)|_entities|_Any/);
  });

  it('finds things by any of their keys, composite ones too, in the order asked', async () => {
    asked.length = 0;
    const { data, errors } = await entities(
      { __typename: 'Shelf', id: 's' },
      { __typename: 'Book', id: 1 },
      { __typename: 'Book', isbn: '978', edition: { number: 2 } },
      { __typename: 'Book', isbn: '978', country: 'FR' },
      { __typename: 'Book', id: 'gone' },
    );
    expect(errors).toBeUndefined();
    expect(data._entities.map((one: { __typename: string } | null) => one?.__typename ?? null)).toEqual([
      'Shelf',
      'Book',
      'Book',
      'Book',
      null,
    ]);
    expect(asked).toEqual([
      { id: '1' },
      { isbn: '978', edition: { number: 2 } },
      { isbn: '978', country: 'FR' },
      { id: 'gone' },
    ]);
  });

  it('works out a field from what another service gives', async () => {
    const { data } = await entities({ __typename: 'Author', email: 'ada@example.org', works: 40, years: 10 });
    expect(data._entities).toEqual([
      { __typename: 'Author', email: 'ada@example.org', name: 'Ada Ruiz', worksPerYear: 4 },
    ]);
  });

  it('never takes over a field that no key names (F04)', async () => {
    const { data } = await entities({
      __typename: 'Book',
      id: '1',
      notes: 'forged',
      country: 'XX',
      role: 'ADMIN',
    });
    expect(data._entities).toEqual([
      { __typename: 'Book', id: '1', notes: 'kept', country: 'FR', edition: { number: 2 } },
    ]);
    const forged = await entities({ __typename: 'Author', email: 'ada@example.org', name: 'Forged' });
    expect(forged.data._entities[0].name).toBe('Ada Ruiz');
  });

  it.each([
    ['an operator for a key (F05)', { __typename: 'Book', id: { $ne: null } }],
    ['a list for a key', { __typename: 'Book', id: ['1'] }],
    ['no key', { __typename: 'Book' }],
    ['half a key', { __typename: 'Book', isbn: '978' }],
    ['a key of the prototype', JSON.parse('{"__typename":"Book","__proto__":{"id":"1"}}')],
    ['a type without a key', { __typename: 'Size', pages: 1 }],
    ['no such type', { __typename: 'constructor', id: '1' }],
    ['a type that is no name', { __typename: { toString: 'Book' }, id: '1' }],
    ['no object', 'Book'],
    ['a list', [{ __typename: 'Book', id: '1' }]],
    ['a key that goes on for ever', { __typename: 'Book', id: 'x'.repeat(5_000) }],
    ['a number where words belong', { __typename: 'Book', isbn: 978, country: 'FR' }],
  ])('refuses %s in its place and answers the others', async (_, representation) => {
    const { data, errors } = await entities(representation, { __typename: 'Book', id: '1' });
    expect(data._entities[0]).toBeNull();
    expect(data._entities[1].id).toBe('1');
    expect(errors).toHaveLength(1);
    expect(errors[0].path).toEqual(['_entities', 0]);
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0].message.length).toBeLessThan(300);
  });

  it('refuses more than a thousand at once (F06)', async () => {
    const { data, errors } = await entities(
      ...Array.from({ length: 1_001 }, () => ({ __typename: 'Book', id: '1' })),
    );
    expect(data).toBeNull();
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is not made where a key has nothing that follows it', () => {
    expect(() =>
      makeSubgraph({ sdl: SDL, resolvers: {}, references: { Book: () => null, Author: () => null } }),
    ).toThrow('Shelf has a key, and no reference that finds it.');
  });
});
