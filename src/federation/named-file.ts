import { readFile } from 'node:fs/promises';
import { whyUnreadable } from '../content/file-trouble.ts';
import { SubgraphFileError } from './subgraph-config.ts';

/** The text of a file that a setting names. Throws a `SubgraphFileError` that says what to do. */
export const readNamedFile = async (what: string, path: string, setting: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new SubgraphFileError(whyUnreadable(what, path, setting, error));
  }
};
