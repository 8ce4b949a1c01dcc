import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { composeSupergraph, type SubgraphSource } from './compose-supergraph.ts';
import type { LoadedSubgraph } from './load-subgraphs.ts';
import { readNamedFile } from './named-file.ts';
import { type SubgraphConfig, SubgraphFileError, settingsFor } from './subgraph-config.ts';
import { readGraphs, type SupergraphGraph } from './supergraph-graphs.ts';

/** The name under which this gateway stands in a supergraph. */
export const OURS = 'dateline';

/** A supergraph, whoever composed it, and how its subgraphs are to be asked. */
export interface SupergraphSource {
  readonly sdl: string;
  readonly graphs: ReadonlyMap<string, SupergraphGraph>;
  /** One for each subgraph but ours. */
  readonly settings: readonly SubgraphConfig[];
  /** Where cache hints stand, beside our own SDL. */
  readonly hints: readonly DocumentNode[];
}

export const sourcesOf = (sdl: string, subgraphs: readonly SubgraphSource[]): readonly SubgraphSource[] => [
  { name: OURS, url: 'http://in-process.invalid/', sdl },
  ...subgraphs,
];

/** Composes our own subgraph with the remote ones. Throws a `CompositionError`. */
export const composeWithOurs = (ours: string, subgraphs: readonly LoadedSubgraph[]): SupergraphSource => {
  const sdl = composeSupergraph(sourcesOf(ours, subgraphs));
  return {
    sdl,
    graphs: readGraphs(parse(sdl, { noLocation: true })),
    settings: subgraphs.map(({ config }) => config),
    hints: subgraphs.map(({ sdl: theirs }) => parse(theirs, { noLocation: true })),
  };
};

/** Whether an SDL is that of a supergraph, which says whose each field is. */
export const isSupergraph = (sdl: string): boolean => /\benum\s+join__Graph\b/.test(sdl);

const parseSupergraph = (sdl: string): DocumentNode => {
  try {
    return parse(sdl, { noLocation: true });
  } catch (error) {
    throw new SubgraphFileError(
      `The supergraph is no GraphQL: ${error instanceof GraphQLError ? error.message : String(error)}`,
    );
  }
};

/** Reads a supergraph that was composed elsewhere; `settings` say how to ask those of its subgraphs that are in it. Throws a `SubgraphFileError`. */
export const readSupergraph = (sdl: string, settings: readonly SubgraphConfig[]): SupergraphSource => {
  const document = parseSupergraph(sdl);
  const graphs = readGraphs(document);
  if (graphs.size === 0)
    throw new SubgraphFileError(
      'The file holds no supergraph: it names no subgraphs (`enum join__Graph`). `dateline compose` prints one.',
    );
  const named = [...graphs.values()];
  const stranger = settings.find(({ name }) => named.every((graph) => graph.name !== name));
  if (stranger !== undefined)
    throw new SubgraphFileError(
      `There are settings for \`${stranger.name}\`, which the supergraph doesn't have: compose it anew, or take them out.`,
    );
  return {
    sdl,
    graphs,
    settings: named.flatMap(({ name, url }) =>
      name === OURS ? [] : [settings.find((one) => one.name === name) ?? settingsFor(name, url)],
    ),
    hints: [document],
  };
};

/** Reads a supergraph from a file. Throws a `SubgraphFileError` that says what to do. */
export const loadSupergraph = async (
  path: string,
  settings: readonly SubgraphConfig[],
): Promise<SupergraphSource> =>
  readSupergraph(await readNamedFile('supergraph', path, '--supergraph or DATELINE_SUPERGRAPH'), settings);
