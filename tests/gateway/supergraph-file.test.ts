import { makeExecutableSchema } from '@graphql-tools/schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeSupergraph } from '../../src/federation/compose-supergraph.ts';
import { makeSubgraph } from '../../src/federation/make-subgraph.ts';
import { readSubgraphs } from '../../src/federation/subgraph-config.ts';
import { readSupergraph, sourcesOf } from '../../src/federation/supergraph-source.ts';
import { readSubgraphSdl } from '../../src/graphql/make-schema.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type SubgraphService, startSubgraphService } from '../support/subgraph-service.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@interfaceObject"])';

/** Who reads: an interface with a key, which `_entities` answers with the reader's own type. */
const READERS = `${LINK}
  type Query { readers: [Reader!] reader(id: ID!, after: String): Reader office: Office }
  type Office @key(fields: "mail") { name: String! mail: String! }
  interface Reader @key(fields: "id") { id: ID! name: String! }
  type Member implements Reader @key(fields: "id") { id: ID! name: String! since: Int }
  type Guest implements Reader @key(fields: "id") { id: ID! name: String! }`;
const PEOPLE = [
  { __typename: 'Member', id: '1', name: 'Ana', since: 2019 },
  { __typename: 'Guest', id: '2', name: 'Bo' },
];
const readersSchema = makeExecutableSchema({
  typeDefs: `type Query { readers: [Reader!] reader(id: ID!, after: String): Reader office: Office _entities(representations: [_Any!]!): [Reader]! }
    scalar _Any
    type Office { name: String! mail: String! }
    interface Reader { id: ID! name: String! }
    type Member implements Reader { id: ID! name: String! since: Int }
    type Guest implements Reader { id: ID! name: String! }`,
  resolvers: {
    Query: {
      readers: () => PEOPLE,
      office: () => ({ name: 'Harbour', mail: 'harbour@example.org' }),
      reader: (_: unknown, { id }: { id: string }) => PEOPLE.find((one) => one.id === id),
      _entities: (_: unknown, { representations }: { representations: { id: string }[] }) =>
        representations.map(({ id }) => PEOPLE.find((one) => one.id === id) ?? null),
    },
  },
});

/** Knows a reader by the interface alone. */
const VISITS = `${LINK}
  type Query { latest: Reader }
  type Reader @interfaceObject @key(fields: "id") { id: ID! visits: Int! }`;
const visitsSchema = makeSubgraph<unknown>({
  sdl: VISITS,
  resolvers: {
    Query: { latest: () => ({ id: '1' }) },
    Reader: { visits: ({ id }: { id: string }) => Number(id) * 10 },
  },
  references: { Reader: ({ id }) => ({ id }) },
});

/** Knows an office's address from what it is asked, and doesn't give it back. */
const LETTERS = `${LINK}
  type Query { letters: Int }
  type Office @key(fields: "mail") { mail: String! @external newsletters: [String!]! }`;
const lettersSchema = makeSubgraph<unknown>({
  sdl: LETTERS,
  resolvers: { Office: { newsletters: ({ to }: { to: string }) => [`Morning, from ${to}`] } },
  references: { Office: ({ mail }) => ({ to: mail }) },
});

let services: SubgraphService[];
let gateway: TestGateway;
let supergraph: string;
beforeAll(async () => {
  services = await Promise.all([
    startSubgraphService('readers', READERS, readersSchema),
    startSubgraphService('page-visits', VISITS, visitsSchema),
    startSubgraphService('letters', LETTERS, lettersSchema),
  ]);
  supergraph = composeSupergraph(services);
  gateway = await startGateway(
    {},
    null,
    null,
    (url) => url,
    async () => {},
    {
      remotes: async () => readSupergraph(supergraph, []),
    },
  );
});
afterAll(async () => {
  await gateway.close();
  for (const service of services) await service.close();
});

const serve = async (sdl: string): Promise<void> => {
  supergraph = sdl;
  await gateway.gateway.reloadRemotes();
};

describe('a supergraph that was composed elsewhere', () => {
  it('is asked at the addresses that stand in it, whatever the names', async () => {
    const { json } = await gateway.query('{ readers { __typename id name visits } }');
    expect(json).toEqual({
      data: {
        readers: [
          { __typename: 'Member', id: '1', name: 'Ana', visits: 10 },
          { __typename: 'Guest', id: '2', name: 'Bo', visits: 20 },
        ],
      },
    });
  });

  it('takes a type for the interface that it was asked by', async () => {
    const { json } = await gateway.query('{ latest { __typename id visits name ... on Member { since } } }');
    expect(json).toEqual({
      data: { latest: { __typename: 'Member', id: '1', visits: 10, name: 'Ana', since: 2019 } },
    });
  });

  it('doesn’t ask a service for a key that it has from nobody but us', async () => {
    const { json } = await gateway.query('{ office { name newsletters } }');
    expect(json).toEqual({
      data: { office: { name: 'Harbour', newsletters: ['Morning, from harbour@example.org'] } },
    });
  });

  it('leaves their ids and cursors to them', async () => {
    const { json } = await gateway.query('{ reader(id: "2", after: "page-2") { name } }');
    expect(json).toEqual({ data: { reader: { name: 'Bo' } } });
  });

  it('is all that there is: what it doesn’t have of ours isn’t there', async () => {
    const { codes } = await gateway.query('{ articles { nodes { id } } }');
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('serves our part in process, where it has one', async () => {
    const alone = supergraph;
    await serve(composeSupergraph(sourcesOf(readSubgraphSdl(), services)));
    const { json } = await gateway.query('{ viewer { tier } readers { name } }');
    expect(json).toEqual({
      data: { viewer: { tier: 'ANONYMOUS' }, readers: [{ name: 'Ana' }, { name: 'Bo' }] },
    });
    // A newsroom may keep a field of ours from this supergraph.
    await serve(supergraph.replace(/ viewer: [^\n]*\n/, ' hidden: Int @inaccessible\n'));
    expect((await gateway.query('{ viewer { tier } }')).codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    await serve(alone);
  });

  it('takes from one allowance of a client, whichever schema answers', async () => {
    const source = readSupergraph(composeSupergraph(sourcesOf(readSubgraphSdl(), services)), []);
    const sparing = await startGateway(
      { DATELINE_MAX_FIELDS_PER_MINUTE: '3' },
      null,
      null,
      (url) => url,
      async () => {},
      { remotes: async () => source },
    );
    const [ours, theirs] = ['{ viewer { tier } }', '{ readers { name } }'];
    try {
      for (const query of [ours, theirs, ours]) expect((await sparing.query(query)).codes).toEqual([]);
      for (const query of [theirs, ours])
        expect((await sparing.query(query)).codes).toEqual(['RATE_LIMITED']);
      // Another supergraph is no new allowance.
      await sparing.gateway.reloadRemotes();
      expect((await sparing.query(theirs)).codes).toEqual(['RATE_LIMITED']);
    } finally {
      await sparing.close();
    }
  });

  it.each([
    ['no GraphQL', 'type {', /no GraphQL/],
    ['no supergraph', 'type Query { a: Int }', /names no subgraphs/],
  ])('is refused where it is %s, and the old one serves on', async (_, sdl, message) => {
    const old = supergraph;
    await expect(serve(sdl)).rejects.toThrow(message);
    supergraph = old;
    expect((await gateway.query('{ letters }')).json).toEqual({ data: { letters: null } });
  });

  it('says which subgraph has no address, and which settings are for nobody', () => {
    const nowhere = supergraph.replace(services[0]?.url ?? '', '');
    expect(() => readSupergraph(nowhere, [])).toThrow(/subgraph `readers`/);
    const settings = readSubgraphs('subgraphs: { readers: { url: "http://readers.internal/" } }', 'dateline');
    expect(readSupergraph(nowhere, settings).settings).toContainEqual(settings[0]);
    const strange = readSubgraphs('subgraphs: { weather: { url: "http://weather.internal/" } }', 'dateline');
    expect(() => readSupergraph(nowhere, strange)).toThrow(/`weather`/);
  });
});
