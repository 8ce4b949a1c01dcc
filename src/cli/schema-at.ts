import { readFile } from 'node:fs/promises';
import type { GraphQLSchema } from 'graphql';
import { fetchSchema, parseSchema } from '../federation/compare-schemas.ts';
import { CallError } from '../federation/remote-call.ts';
import { Stop } from './told.ts';

/** The schema of a running gateway, or of a file with its SDL. */
export const schemaAt = async (against: string, token: string | undefined): Promise<GraphQLSchema> => {
  if (!/^https?:\/\//.test(against)) return await schemaIn(against);
  try {
    return await fetchSchema(against, token === undefined ? {} : { authorization: `Bearer ${token}` });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    throw new Stop(
      `The schema at ${against} can't be had (${error.reason}): is introspection on there? A file with its SDL will do, too.`,
    );
  }
};

const schemaIn = async (file: string): Promise<GraphQLSchema> => {
  try {
    return parseSchema(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Stop(`There is no schema to be read in ${file}: ${(error as Error).message}`);
  }
};
