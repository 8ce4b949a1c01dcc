import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ExecutionResult, execute, type GraphQLSchema, parse, stripIgnoredCharacters } from 'graphql';
import { ANONYMOUS } from '../../src/content/viewer.ts';
import { composeSupergraph } from '../../src/federation/compose-supergraph.ts';
import { openSupergraph } from '../../src/federation/open-supergraph.ts';
import { readSupergraph, sourcesOf } from '../../src/federation/supergraph-source.ts';
import { createGraphQLServer } from '../../src/graphql/server.ts';
import { createLog } from '../../src/observe/log.ts';
import { readTrace } from '../support/inline-trace.ts';
import { type SubgraphService, startSubgraphService } from '../support/subgraph-service.ts';
import {
  INVENTORY_SDL,
  inventorySchema,
  PRODUCTS_SDL,
  productsSchema,
  USERS_SDL,
  usersSchema,
} from './product-subgraphs.ts';

let services: SubgraphService[];
let supergraph: GraphQLSchema;
beforeAll(async () => {
  services = await Promise.all([
    startSubgraphService('users', `${USERS_SDL} type Query { users: [User!] }`, usersSchema),
    startSubgraphService('inventory', INVENTORY_SDL, inventorySchema),
  ]);
  supergraph = openSupergraph({
    ours: { sdl: PRODUCTS_SDL, schema: productsSchema },
    source: readSupergraph(composeSupergraph(sourcesOf(PRODUCTS_SDL, services)), []),
    log: createLog({ level: 'silent' }),
  }).schema;
});
afterAll(async () => {
  for (const service of services) await service.close();
});

const ask = async (schema: GraphQLSchema, query: string, variables: object = {}): Promise<ExecutionResult> =>
  JSON.parse(
    JSON.stringify(
      await execute({
        schema,
        document: parse(query),
        variableValues: { ...variables },
        contextValue: {
          passenger: {
            headers: {},
            authorization: null,
            requestId: 'a request',
            signal: new AbortController().signal,
            vouch: () => () => true,
            onAnswer: () => {},
          },
        },
      }),
    ),
  );
/** Asks the subgraph itself. */
const products = (query: string, variables?: object) => ask(productsSchema, query, variables);
/** Asks by way of a gateway, with the other two services beside it. */
const router = (query: string) => ask(supergraph, query);

const sdlOf = async (): Promise<string> => {
  const { data } = await products('{ _service { sdl } }');
  return stripIgnoredCharacters((data as { _service: { sdl: string } })._service.sdl);
};
const entities = (selection: string, representations: readonly object[]) =>
  products(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
    { representations },
  );

describe('the compatibility cases of subgraphs, put to ours', () => {
  it.each([
    ['introspection', /type Query/],
    ['@link', /@link\(url:"https:\/\/specs\.apollo\.dev\/federation\/v2\.[0-7]" ?import:\[/],
    [
      '@composeDirective, its specification',
      /@link\(url:"https:\/\/myspecs\.dev\/myCustomDirective\/v1\.0" ?import:\["@custom"\]\)/,
    ],
    ['@composeDirective, on the schema', /schema.*@composeDirective\(name:"@custom"\)/],
    ['@composeDirective, its definition', /directive@custom on OBJECT/],
    ['@composeDirective, where it is used', /type Product@custom.*\{/],
    ['@key, one field', /type User@key\(fields:"email"\)/],
    ['@key, several fields', /type DeprecatedProduct@key\(fields:"sku package"\)/],
    ['@key, a field of a field', /type ProductResearch@key\(fields:"study \{ caseNumber \}"\)/],
    [
      '@key, several',
      /type Product@custom@key\(fields:"id"\)@key\(fields:"sku package"\)@key\(fields:"sku variation \{ id \}"\)/,
    ],
    [
      '@requires',
      /averageProductsCreatedPerYear:Int@requires\(fields:"totalProductsCreated yearsOfEmployment"\)/,
    ],
    ['@provides', /createdBy:User@provides\(fields:"totalProductsCreated"\)/],
    ['@external', /email:ID!@external/],
    ['@shareable', /type ProductDimension@shareable/],
    ['@tag', /@tag\(name:"internal"\)/],
    ['@inaccessible', /unit:String@inaccessible/],
    ['@override', /@override\(from:"users"\)/],
    ['@interfaceObject', /type Inventory@interfaceObject@key\(fields:"id"\)/],
  ])('%s stands in the SDL', async (_, what) => {
    expect(await sdlOf()).toMatch(what);
  });

  it.each([
    [
      'one field',
      '... on User { email name }',
      [{ __typename: 'User', email: 'support@apollographql.com' }],
      [{ email: 'support@apollographql.com', name: 'Jane Smith' }],
    ],
    [
      'several fields',
      '... on DeprecatedProduct { sku package reason }',
      [{ __typename: 'DeprecatedProduct', sku: 'apollo-federation-v1', package: '@apollo/federation-v1' }],
      [{ sku: 'apollo-federation-v1', package: '@apollo/federation-v1', reason: 'Migrate to Federation V2' }],
    ],
    [
      'a field of a field',
      '... on ProductResearch { study { caseNumber description } }',
      [{ __typename: 'ProductResearch', study: { caseNumber: '1234' } }],
      [{ study: { caseNumber: '1234', description: 'Federation Study' } }],
    ],
    [
      'any of several keys',
      '... on Product { id sku }',
      [
        { __typename: 'Product', id: 'apollo-federation' },
        { __typename: 'Product', sku: 'federation', package: '@apollo/federation' },
        { __typename: 'Product', sku: 'studio', variation: { id: 'platform' } },
      ],
      [
        { id: 'apollo-federation', sku: 'federation' },
        { id: 'apollo-federation', sku: 'federation' },
        { id: 'apollo-studio', sku: 'studio' },
      ],
    ],
    [
      'what @requires has given',
      '... on User { averageProductsCreatedPerYear }',
      [{ __typename: 'User', email: 'a@b.c', totalProductsCreated: 30, yearsOfEmployment: 10 }],
      [{ averageProductsCreatedPerYear: 3 }],
    ],
    [
      'an @interfaceObject',
      '... on Inventory { id deprecatedProducts { sku } }',
      [{ __typename: 'Inventory', id: 'apollo-oss' }],
      [{ id: 'apollo-oss', deprecatedProducts: [{ sku: 'apollo-federation-v1' }] }],
    ],
  ])('_entities finds by %s', async (_, selection, representations, expected) => {
    expect(await entities(selection, representations)).toEqual({ data: { _entities: expected } });
  });

  it('ftv1: the timings of each field, for whoever asks for them', async () => {
    const server = await createGraphQLServer({
      schema: productsSchema,
      inlineTraces: true,
      introspection: true,
      log: createLog({ level: 'silent' }),
      context: ({ requestId, signal, client }) => ({ requestId, signal, client }),
    });
    const traceOf = async (query: string, headers: [string, string][]) => {
      const { body } = await server.answer({
        method: 'POST',
        search: '',
        body: { query },
        headers: [['content-type', 'application/json'], ...headers],
        viewer: ANONYMOUS,
        requestId: 'a request',
        signal: new AbortController().signal,
      });
      return JSON.parse(body).extensions?.ftv1 as string | undefined;
    };
    const asking: [string, string][] = [['apollo-federation-include-trace', 'ftv1']];
    try {
      expect(await traceOf('{ __typename }', [])).toBeUndefined();
      expect(readTrace((await traceOf('{ __typename }', asking)) ?? '').durationNs).toBeGreaterThan(0);
      const { fields } = readTrace(
        (await traceOf(
          '{ deprecatedProduct(sku: "apollo-federation-v1", package: "@apollo/federation-v1") { reason } }',
          asking,
        )) ?? '',
      );
      expect(fields.map(({ field }) => field)).toEqual([
        'Query.deprecatedProduct',
        'DeprecatedProduct.reason',
      ]);
    } finally {
      await server.close();
    }
  });

  it('answers what is @inaccessible, and gives what it @provides itself, to whoever asks it directly', async () => {
    const query =
      '{ product(id: "apollo-federation") { dimensions { unit } createdBy { email totalProductsCreated } } }';
    expect(await products(query)).toEqual({
      data: {
        product: {
          dimensions: { unit: 'kg' },
          createdBy: { email: 'support@apollographql.com', totalProductsCreated: 1337 },
        },
      },
    });
  });
});

describe('the same, by way of a gateway', () => {
  it.each([
    ['@override', 'createdBy { name }', { createdBy: { name: 'Jane Smith' } }],
    [
      '@requires, with what the other service gives',
      'createdBy { averageProductsCreatedPerYear email }',
      {
        createdBy: { averageProductsCreatedPerYear: expect.any(Number), email: 'support@apollographql.com' },
      },
    ],
    ['@shareable', 'dimensions { size weight }', { dimensions: { size: 'small', weight: 1 } }],
    [
      '@requires of the other',
      'delivery(zip: "94111") { estimatedDelivery }',
      { delivery: { estimatedDelivery: 'small 1' } },
    ],
  ])('%s', async (_, selection, expected) => {
    expect(await router(`{ product(id: "apollo-federation") { ${selection} } }`)).toEqual({
      data: { product: expected },
    });
  });

  it('@interfaceObject', async () => {
    expect(await router('{ inventory(id: "apollo-oss") { deprecatedProducts { sku reason } } }')).toEqual({
      data: {
        inventory: {
          deprecatedProducts: [{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }],
        },
      },
    });
  });

  it('@inaccessible is there for nobody', () => {
    const type = supergraph.getType('ProductDimension');
    expect(Object.keys(type !== undefined && 'getFields' in type ? type.getFields() : {})).toEqual([
      'size',
      'weight',
    ]);
  });
});
