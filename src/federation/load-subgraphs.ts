import { dirname, resolve } from 'node:path';
import type { SubgraphSource } from './compose-supergraph.ts';
import { readNamedFile } from './named-file.ts';
import { CallError, callWithRetries } from './remote-call.ts';
import { readSubgraphs, type SubgraphConfig, SubgraphFileError } from './subgraph-config.ts';

/** A remote subgraph with its SDL. */
export interface LoadedSubgraph extends SubgraphSource {
  readonly config: SubgraphConfig;
}

/** An SDL is asked for once, at the start: longer than a request of a reader may take. */
const SDL_MS = 5_000;
const RETRIES = 3;

const askForSdl = async ({ name, url, headers, maxBytes }: SubgraphConfig): Promise<string> => {
  try {
    const { body } = await callWithRetries(
      { url, headers, body: '{"query":"{ _service { sdl } }"}', timeoutMs: SDL_MS, maxBytes, signal: null },
      RETRIES,
    );
    const sdl = (body['data'] as { _service?: { sdl?: unknown } } | null)?._service?.sdl;
    if (typeof sdl === 'string') return sdl;
    throw new CallError('NOT_GRAPHQL');
  } catch (error) {
    const reason = error instanceof CallError ? error.reason : 'REFUSED';
    throw new SubgraphFileError(
      `Subgraph \`${name}\` doesn't say its SDL (${reason}): start it, or name a file with it as \`schema\`.`,
    );
  }
};

const readSdl = async (config: SubgraphConfig, folder: string): Promise<string> => {
  if (config.schema === undefined) return await askForSdl(config);
  return await readNamedFile(
    `SDL of subgraph \`${config.name}\``,
    resolve(folder, config.schema),
    '`schema` in the subgraphs file',
  );
};

/** The files that a subgraphs file rests on, itself first: what to watch. */
export const filesOf = (path: string, subgraphs: readonly LoadedSubgraph[]): readonly string[] => [
  path,
  ...subgraphs.flatMap(({ config: { schema } }) =>
    schema === undefined ? [] : [resolve(dirname(path), schema)],
  ),
];

/** Reads what a subgraphs file says of each. Throws a `SubgraphFileError` that says what to do. */
export const loadSettings = async (
  path: string,
  ours: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<readonly SubgraphConfig[]> =>
  readSubgraphs(
    await readNamedFile('subgraphs file', path, '--subgraphs or DATELINE_SUBGRAPHS'),
    ours,
    variables,
  );

/** Reads a subgraphs file and the SDL of each subgraph in it. Throws a `SubgraphFileError` that says what to do. */
export const loadSubgraphs = async (
  path: string,
  ours: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<readonly LoadedSubgraph[]> =>
  await Promise.all(
    (await loadSettings(path, ours, variables)).map(async (config) => ({
      config,
      name: config.name,
      url: config.url,
      sdl: await readSdl(config, dirname(path)),
    })),
  );
