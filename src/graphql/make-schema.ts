import { readdirSync, readFileSync } from 'node:fs';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { type IExecutableSchemaDefinition, makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, isScalarType, print } from 'graphql';

/** `schema/` stands two folders above this file, in the sources as in `dist/`. */
const FOLDER = new URL('../../schema/', import.meta.url);

/** The SDL of Dateline: every file of `schema/`, by name. */
export const readTypeDefs = (folder: URL = FOLDER): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** The SDL with what makes it a subgraph: its keys, and what it shares. A type stands in one piece, since what is said of an extension isn't said of the whole. */
export const readSubgraphSdl = (): string =>
  print(mergeTypeDefs([...readTypeDefs(), ...readTypeDefs(new URL('federation/', FOLDER))]));

/** A scalar's resolver takes the place of what the SDL says of it; clients are to read that all the same. */
const describeScalars = (schema: GraphQLSchema, typeDefs: readonly string[]): void => {
  const told = makeExecutableSchema({ typeDefs: [...typeDefs] });
  for (const type of Object.values(schema.getTypeMap())) {
    const same = told.getType(type.name);
    if (!isScalarType(type) || !isScalarType(same)) continue;
    type.description = same.description;
    type.specifiedByURL = same.specifiedByURL;
  }
};

/**
 * The schema that is served: the SDL with its resolvers.
 * Throws when a resolver has no field, or an interface has a resolver that its types lack.
 */
export const makeSchema = <Context>(
  resolvers: NonNullable<IExecutableSchemaDefinition<Context>['resolvers']>,
): GraphQLSchema => {
  const typeDefs = readTypeDefs();
  const schema = makeExecutableSchema<Context>({
    typeDefs: [...typeDefs],
    resolvers,
    inheritResolversFromInterfaces: true,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  describeScalars(schema, typeDefs);
  return schema;
};
