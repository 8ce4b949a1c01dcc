import { makeExecutableSchema } from '@graphql-tools/schema';
import { makeSubgraph } from '../../src/federation/make-subgraph.ts';

/** The schema that Apollo's subgraph compatibility cases are put to: its names are part of the questions. */
export const PRODUCTS_SDL = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: [
        "@composeDirective"
        "@extends"
        "@external"
        "@key"
        "@inaccessible"
        "@interfaceObject"
        "@override"
        "@provides"
        "@requires"
        "@shareable"
        "@tag"
      ]
    )
    @link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])
    @composeDirective(name: "@custom")

  directive @custom on OBJECT

  extend type Query {
    product(id: ID!): Product
    deprecatedProduct(sku: String!, package: String!): DeprecatedProduct
      @deprecated(reason: "Use product query instead")
  }
  type Product
    @custom
    @key(fields: "id")
    @key(fields: "sku package")
    @key(fields: "sku variation { id }") {
    id: ID!
    sku: String
    package: String
    variation: ProductVariation
    dimensions: ProductDimension
    createdBy: User @provides(fields: "totalProductsCreated")
    notes: String @tag(name: "internal")
    research: [ProductResearch!]!
  }
  type DeprecatedProduct @key(fields: "sku package") {
    sku: String!
    package: String!
    reason: String
    createdBy: User
  }
  type ProductVariation {
    id: ID!
  }
  type ProductResearch @key(fields: "study { caseNumber }") {
    study: CaseStudy!
    outcome: String
  }
  type CaseStudy {
    caseNumber: ID!
    description: String
  }
  type ProductDimension @shareable {
    size: String
    weight: Float
    unit: String @inaccessible
  }
  extend type User @key(fields: "email") {
    averageProductsCreatedPerYear: Int @requires(fields: "totalProductsCreated yearsOfEmployment")
    email: ID! @external
    name: String @override(from: "users")
    totalProductsCreated: Int @external
    yearsOfEmployment: Int! @external
  }
  type Inventory @interfaceObject @key(fields: "id") {
    id: ID!
    deprecatedProducts: [DeprecatedProduct!]!
  }
`;

const EMAIL = 'support@apollographql.com';
const STUDIES = [
  { study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null },
  { study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null },
];
const DIMENSIONS = { size: 'small', weight: 1, unit: 'kg' };
const MAKER = { email: EMAIL, name: 'Jane Smith', totalProductsCreated: 1_337 };
const PRODUCTS = [
  {
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    dimensions: DIMENSIONS,
    createdBy: MAKER,
    research: [STUDIES[0]],
  },
  {
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    dimensions: DIMENSIONS,
    createdBy: MAKER,
    research: [STUDIES[1]],
  },
];
const DEPRECATED = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: MAKER,
};

type Fields = Readonly<Record<string, unknown>>;
const isOldProduct = ({ sku, package: name }: Fields): boolean =>
  sku === DEPRECATED.sku && name === DEPRECATED.package;

/** Whether a thing has these values, those below it included. */
const has = (thing: object, fields: Fields): boolean =>
  Object.entries(fields).every(([name, value]) => {
    const own: unknown = Reflect.get(thing, name);
    return typeof value === 'object' && value !== null
      ? typeof own === 'object' && own !== null && has(own, value as Fields)
      : own === value;
  });
const among = (things: readonly object[]) => (fields: Fields) =>
  things.find((thing) => has(thing, fields)) ?? null;

export const productsSchema = makeSubgraph<unknown>({
  sdl: PRODUCTS_SDL,
  resolvers: {
    Query: {
      product: (_: unknown, fields: Fields) => among(PRODUCTS)(fields),
      deprecatedProduct: (_: unknown, fields: Fields) => (isOldProduct(fields) ? DEPRECATED : null),
    },
    User: {
      averageProductsCreatedPerYear: (user: { totalProductsCreated: number; yearsOfEmployment: number }) =>
        Math.round(user.totalProductsCreated / user.yearsOfEmployment),
    },
    Inventory: { deprecatedProducts: () => [DEPRECATED] },
  },
  references: {
    Product: among(PRODUCTS),
    DeprecatedProduct: (fields) => (isOldProduct(fields) ? DEPRECATED : null),
    ProductResearch: among(STUDIES),
    User: (fields) => ({ ...fields, name: MAKER.name }),
    Inventory: (fields) => ({ ...fields }),
  },
});

export const USERS_SDL = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type User @key(fields: "email") {
    email: ID!
    name: String
    totalProductsCreated: Int @shareable
    yearsOfEmployment: Int!
  }
`;
export const usersSchema = makeSubgraph<unknown>({
  sdl: `${USERS_SDL} type Query { users: [User!] }`,
  resolvers: {},
  references: {
    User: ({ email }) =>
      email === EMAIL ? { email, name: 'Support', totalProductsCreated: 4, yearsOfEmployment: 10 } : null,
  },
});

export const INVENTORY_SDL = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: ["@key", "@requires", "@shareable", "@external"]
    )
  extend type Product @key(fields: "id") {
    id: ID! @external
    dimensions: ProductDimension @external
    delivery(zip: String): DeliveryEstimates @requires(fields: "dimensions { size weight }")
  }
  type ProductDimension @shareable {
    size: String
    weight: Float
  }
  type DeliveryEstimates {
    estimatedDelivery: String
    fastestDelivery: String
  }
  interface Inventory @key(fields: "id") {
    id: ID!
    products: [Product!]!
  }
  type OpenSourceInventory implements Inventory @key(fields: "id") {
    id: ID!
    products: [Product!]!
  }
  type Query {
    inventory(id: ID!): Inventory
  }
`;
interface DeliveredProduct {
  readonly dimensions: { readonly size: string; readonly weight: number };
}
const INVENTORY = {
  __typename: 'OpenSourceInventory',
  id: 'apollo-oss',
  products: [{ id: 'apollo-federation' }],
};

/** Not made by our mechanism, which gives no interface a key: the newsroom's has none. */
export const inventorySchema = makeExecutableSchema({
  typeDefs: /* GraphQL */ `
    type Query {
      inventory(id: ID!): Inventory
      _entities(representations: [_Any!]!): [_Entity]!
    }
    scalar _Any
    union _Entity = Product | OpenSourceInventory
    type Product {
      id: ID!
      delivery(zip: String): DeliveryEstimates
    }
    type DeliveryEstimates {
      estimatedDelivery: String
      fastestDelivery: String
    }
    interface Inventory {
      id: ID!
      products: [Product!]!
    }
    type OpenSourceInventory implements Inventory {
      id: ID!
      products: [Product!]!
    }
  `,
  resolvers: {
    Query: {
      inventory: () => INVENTORY,
      _entities: (_: unknown, { representations }: { representations: { __typename: string }[] }) =>
        representations.map((one) => (one.__typename === 'Product' ? one : INVENTORY)),
    },
    Product: {
      delivery: ({ dimensions: { size, weight } }: DeliveredProduct) => ({
        estimatedDelivery: `${size} ${weight}`,
        fastestDelivery: 'today',
      }),
    },
  },
});
