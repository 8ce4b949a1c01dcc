import { readdirSync, readFileSync } from 'node:fs';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { type IExecutableSchemaDefinition, makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, print } from 'graphql';

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

/**
 * The schema that is served: the SDL with its resolvers.
 * Throws when a resolver has no field, or an interface has a resolver that its types lack.
 */
export const makeSchema = <Context>(
  resolvers: NonNullable<IExecutableSchemaDefinition<Context>['resolvers']>,
): GraphQLSchema =>
  makeExecutableSchema<Context>({
    typeDefs: [...readTypeDefs()],
    resolvers,
    inheritResolversFromInterfaces: true,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
