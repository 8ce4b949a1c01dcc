import { mergeTypeDefs } from '@graphql-tools/merge';
import { makeExecutableSchema } from '@graphql-tools/schema';
import {
  type GraphQLFieldResolver,
  GraphQLScalarType,
  type GraphQLSchema,
  valueFromASTUntyped,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';
import { type Loaded, thenLoaded } from '../content/loaded.ts';
import { type EntityKeys, readEntityKeys } from './entity-keys.ts';
import { entityDefinitions, FEDERATION_DEFINITIONS } from './federation-directives.ts';
import { readRepresentation } from './representation.ts';

/** The most representations in one request: a router sends what one page shows. */
const MAX_REPRESENTATIONS = 1_000;

/** Finds a thing by the fields of one of its keys, for the viewer of the context; `null` for what isn't there or isn't theirs to see. */
export type Reference<Context> = (
  fields: Readonly<Record<string, unknown>>,
  context: Context,
) => Loaded<object | null>;

type ResolverMap = NonNullable<Parameters<typeof makeExecutableSchema>[0]['resolvers']>;

export interface SubgraphOptions<Context> {
  /** The SDL with its federation directives, `extend schema @link(…)` included. It is what `_service` answers. */
  readonly sdl: string;
  readonly resolvers: ResolverMap;
  /** One for each type that has a key. */
  readonly references: Readonly<Record<string, Reference<Context>>>;
}

const checkReferences = (
  entities: ReadonlyMap<string, EntityKeys>,
  references: Readonly<Record<string, unknown>>,
): void => {
  for (const type of entities.keys())
    if (!Object.hasOwn(references, type))
      throw new TypeError(`${type} has a key, and no reference that finds it.`);
  for (const type of Object.keys(references))
    if (!entities.has(type)) throw new TypeError(`${type} has a reference, and no key in the SDL.`);
};

const anyScalar = new GraphQLScalarType({
  name: '_Any',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

/**
 * A schema that a Federation 2 router can read: the SDL's own, and `_service` and `_entities`. Each representation is checked and looked up on its own, by the same
 * loaders as everything else, so that one that is wrong or hidden leaves its place `null` and the others alone.
 */
export const makeSubgraph = <Context>({
  sdl,
  resolvers,
  references,
}: SubgraphOptions<Context>): GraphQLSchema => {
  // The SDL may extend what another service defines: to be run, it has to be whole.
  const whole = mergeTypeDefs([sdl], { convertExtensions: true });
  const entities = readEntityKeys(whole);
  checkReferences(entities, references);
  /** The types of what was found: records don't carry theirs. */
  const typeOf = new WeakMap<object, string>();

  const find = (representation: unknown, context: Context): Loaded<object | null> | Error => {
    try {
      const { typename, fields } = readRepresentation(schema, entities, representation);
      const found = references[typename]?.(fields, context) ?? null;
      return thenLoaded(found, (record) => {
        if (record !== null) typeOf.set(record, typename);
        return record;
      });
    } catch (error) {
      // Given as a value, GraphQL puts it at this place and leaves the others alone.
      return error instanceof Error ? error : new TypeError(String(error));
    }
  };
  const entitiesOf: GraphQLFieldResolver<unknown, Context, { representations: readonly unknown[] }> = (
    _,
    { representations },
    context,
  ) => {
    if (representations.length > MAX_REPRESENTATIONS)
      throw new GatewayError(
        'BAD_USER_INPUT',
        `There are ${representations.length} representations, at most ${MAX_REPRESENTATIONS} are taken.`,
      );
    return representations.map((representation) => find(representation, context));
  };

  const schema: GraphQLSchema = makeExecutableSchema({
    typeDefs: [whole, FEDERATION_DEFINITIONS, entityDefinitions([...entities.keys()])],
    resolvers: [
      resolvers,
      {
        _Any: anyScalar,
        _Entity: { __resolveType: (record: object) => typeOf.get(record) },
        Query: { _entities: entitiesOf, _service: () => ({ sdl }) },
      },
    ].flat(),
    inheritResolversFromInterfaces: true,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  return schema;
};
