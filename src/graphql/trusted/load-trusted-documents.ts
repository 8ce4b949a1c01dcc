import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { whyUnreadable } from '../../content/file-trouble.ts';

/** A document that clients may ask for by its id. */
export interface TrustedDocument {
  readonly id: string;
  readonly text: string;
}

/** What can't be used of a manifest. The message names the file and the entry. */
export class TrustedDocumentsError extends Error {
  override readonly name = 'TrustedDocumentsError';
}

/** https://www.apollographql.com/docs/kotlin/advanced/persisted-queries: what `@apollo/generate-persisted-query-manifest` writes. */
const APOLLO = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});
/** Texts by their ids: Relay's `persistConfig.file`, and GraphQL Code Generator's `persisted-documents.json`. */
const BY_ID = z.record(z.string().min(1), z.string().min(1));

const parseJson = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TrustedDocumentsError(`${path} is not JSON: ${(error as Error).message}`);
  }
};

const parsed = <T>(path: string, type: z.ZodType<T>, value: unknown): T => {
  const { success, data, error } = type.safeParse(value);
  if (success) return data;
  const lines = error.issues
    .slice(0, 10)
    .map(({ path: at, message }) => `  ${at.join('.') || 'the whole'}: ${message}`);
  throw new TrustedDocumentsError(
    `${path} is no manifest of documents, neither Apollo's ("format": "apollo-persisted-query-manifest") nor Relay's (texts by ids):\n${lines.join('\n')}`,
  );
};

const ofManifest = async (path: string): Promise<TrustedDocument[]> => {
  const value = parseJson(path, await readFile(path, 'utf8'));
  if (typeof value === 'object' && value !== null && 'format' in value)
    return parsed(path, APOLLO, value).operations.map(({ id, body }) => ({ id, text: body }));
  return Object.entries(parsed(path, BY_ID, value)).map(([id, text]) => ({ id, text }));
};

/** Every `.graphql` and `.gql` file of a folder, by its path in there without the ending. */
const ofFolder = async (folder: string): Promise<TrustedDocument[]> => {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(graphql|gql)$/.test(name));
  if (names.length === 0) throw new TrustedDocumentsError(`${folder} has no .graphql file in it.`);
  return await Promise.all(
    names.sort().map(async (name) => ({
      id: name.replaceAll('\\', '/').replace(/\.\w+$/, ''),
      text: await readFile(join(folder, name), 'utf8'),
    })),
  );
};

/** The documents of a manifest or a folder. Throws a `TrustedDocumentsError` that says which file, and which entry of it, can't be used. */
export const loadTrustedDocuments = async (path: string): Promise<readonly TrustedDocument[]> => {
  const documents = await stat(path)
    .then((found) => (found.isDirectory() ? ofFolder(path) : ofManifest(path)))
    .catch((error: NodeJS.ErrnoException) => {
      if (error instanceof TrustedDocumentsError) throw error;
      throw new TrustedDocumentsError(
        whyUnreadable(
          'manifest or folder of documents',
          error.path ?? path,
          'DATELINE_TRUSTED_DOCUMENTS',
          error,
        ),
      );
    });
  const texts = new Map<string, string>();
  for (const { id, text } of documents) {
    const other = texts.get(id);
    if (other !== undefined && other !== text)
      throw new TrustedDocumentsError(`${path} has two documents of the id ${id}.`);
    texts.set(id, text);
  }
  return documents;
};
