import { describe, expect, it } from '@jest/globals';
import { execute, type GraphQLSchema, parse, print } from 'graphql';
import { composeSupergraph } from '../../src/federation/compose-supergraph.ts';
import { makeSubgraph } from '../../src/federation/make-subgraph.ts';
import { sieveUnions } from '../../src/federation/shared-unions.ts';
import { makeSupergraphSchema } from '../../src/federation/supergraph-schema.ts';

/** Two services that share a page's parts, of which each knows one that the other doesn't. */
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const sdlOf = (own: string, more: string): string => `${LINK}
  type Query { ${own}: Page common: Page @shareable }
  type Page @key(fields: "id") { id: ID! parts: Parts @shareable ${more} }
  type Parts @shareable { all: [Part!]! }
  union Part = Text | ${own}Part
  type Text @shareable { words: String }
  type ${own}Part { value: String }`;
const SDLS = { News: sdlOf('News', ''), Shop: sdlOf('Shop', 'offers: Parts') };

const subgraph = (own: 'News' | 'Shop'): GraphQLSchema => {
  const parts = () => ({
    all: [
      { __typename: 'Text', words: `of ${own}` },
      { __typename: `${own}Part`, value: own },
    ],
  });
  const page = { id: '1' };
  return makeSubgraph<unknown>({
    sdl: SDLS[own],
    resolvers: {
      Query: { [own]: () => page, common: () => page },
      Page: { parts, ...(own === 'Shop' && { offers: parts }) },
      Part: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    },
    references: { Page: ({ id }) => ({ id }) },
  });
};
const supergraphSdl = composeSupergraph(
  (['News', 'Shop'] as const).map((name) => ({ name, url: `http://${name}.example/`, sdl: SDLS[name] })),
);
const PARTS =
  '{ all { __typename ... on Text { words } ... on NewsPart { value } ... on ShopPart { value } } }';

const ask = async (query: string, shared: boolean) => {
  const schema = makeSupergraphSchema({
    supergraphSdl,
    answererOf: (symbol) => subgraph(symbol === 'NEWS' ? 'News' : 'Shop'),
    sieve: shared ? sieveUnions(parse(supergraphSdl)) : null,
  });
  return JSON.parse(JSON.stringify(await execute({ schema, document: parse(query), contextValue: {} })));
};
const answer = (root: string, field: string, own: string, value: string | null) => ({
  data: {
    [root]: {
      [field]: {
        all: [
          { __typename: 'Text', words: `of ${own}` },
          { __typename: `${own}Part`, value },
        ],
      },
    },
  },
});

describe('a union that subgraphs share, with members that only one of them knows', () => {
  it('is answered with what the one that is asked knows', async () => {
    expect(await ask(`{ News { parts ${PARTS} } }`, false)).toEqual(answer('News', 'parts', 'News', 'News'));
    expect(await ask(`{ News { offers ${PARTS} } }`, false)).toEqual(
      answer('News', 'offers', 'Shop', 'Shop'),
    );
  });

  it('is answered with what all of them know that could be asked, where that is wished for', async () => {
    expect(await ask(`{ News { parts ${PARTS} } }`, true)).toEqual(answer('News', 'parts', 'News', null));
    expect(await ask(`{ Shop { parts ${PARTS} } }`, true)).toEqual(answer('Shop', 'parts', 'Shop', null));
  });

  it('is whole below a field that one of them alone has', async () => {
    expect(await ask(`{ News { offers ${PARTS} } }`, true)).toEqual(answer('News', 'offers', 'Shop', 'Shop'));
    expect(await ask(`{ Shop { offers ${PARTS} } }`, true)).toEqual(answer('Shop', 'offers', 'Shop', 'Shop'));
  });

  it('keeps a selection that would be empty', async () => {
    expect(await ask('{ News { parts { all { ... on NewsPart { value } } } } }', true)).toEqual({
      data: { News: { parts: { all: [{}, { value: null }] } } },
    });
  });

  it('counts those alone who can be asked for a thing by its key', () => {
    const apart = parse(
      composeSupergraph(
        (['News', 'Shop'] as const).map((name) => ({
          name,
          url: `http://${name}.example/`,
          sdl: SDLS[name]
            .replace(
              '@key(fields: "id")',
              `@key(fields: "id"${name === 'Shop' ? ', resolvable: false' : ''})`,
            )
            .replace('offers: Parts', ''),
        })),
      ),
    );
    const sieved = sieveUnions(apart)?.(
      'NEWS',
      parse('{ News { parts { all { ... on NewsPart { value } } } } }'),
    );
    expect(sieved && print(sieved)).toContain('NewsPart');
  });

  it('is no work where all subgraphs know the same members', () => {
    const alone = composeSupergraph([{ name: 'News', url: 'http://news.example/', sdl: SDLS.News }]);
    expect(sieveUnions(parse(alone))).toBeNull();
  });
});
