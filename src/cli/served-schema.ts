import { buildSchema, type GraphQLSchema, printSchema } from 'graphql';
import { resolvers } from '../../resolvers/resolvers.ts';
import type { Environment } from '../config.ts';
import { makeSchema } from '../graphql/make-schema.ts';
import { openRemotes } from '../graphql/open-remotes.ts';
import { createLog } from '../observe/log.ts';
import { remoteFiles } from './remote-files.ts';

/** For commands that look at a schema: which other services it has. */
export const remoteArguments = {
  subgraphs: {
    type: 'string',
    description: 'A file of remote subgraphs (YAML) that are served beside our own content.',
    valueHint: 'FILE',
  },
  supergraph: {
    type: 'string',
    description: 'A supergraph that is composed already (GraphQL), instead.',
    valueHint: 'FILE',
  },
} as const;

/** A log for what asks no other service. */
const SILENT = createLog({ level: 'silent' });

/** The schema that `start` serves with these arguments and this environment: our own, or the supergraph of ours and others. */
export const servedSchema = async (
  given: { readonly supergraph: string | undefined; readonly subgraphs: string | undefined },
  config: Environment,
): Promise<GraphQLSchema> => {
  const remotes = remoteFiles(given, config);
  return remotes === null ? makeSchema(resolvers) : (await openRemotes(await remotes.load(), SILENT)).schema;
};

/** What clients see of a schema: nothing of where its SDL has directives. */
export const asClientsSee = (schema: GraphQLSchema): GraphQLSchema => buildSchema(printSchema(schema));
