import { readFile } from 'node:fs/promises';
import type { GraphQLSchema } from 'graphql';
import { whyUnreadable } from '../content/file-trouble.ts';
import { fetchSchema, parseSchema } from '../federation/compare-schemas.ts';
import { CallError } from '../federation/remote-call.ts';
import { isSupergraph, readSupergraph } from '../federation/supergraph-source.ts';
import { openRemotes } from '../graphql/open-remotes.ts';
import { createLog } from '../observe/log.ts';
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

/** The schema of a file's SDL; of a supergraph, such as `dateline compose` prints, the one that clients are served. */
const schemaIn = async (file: string): Promise<GraphQLSchema> => {
  const sdl = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Stop(whyUnreadable('schema', file, '--against', cause), { cause });
  });
  try {
    if (!isSupergraph(sdl)) return parseSchema(sdl);
    return (await openRemotes(readSupergraph(sdl, []), createLog({ level: 'silent' }))).schema;
  } catch (error) {
    throw new Stop(`There is no schema to be read in ${file}: ${(error as Error).message}`);
  }
};
