import type { Environment } from '../config.ts';
import { filesOf, type LoadedSubgraph, loadSettings, loadSubgraphs } from '../federation/load-subgraphs.ts';
import { loadPeers, type PeerConfig } from '../federation/peer-config.ts';
import { loadSupergraph, OURS } from '../federation/supergraph-source.ts';
import type { Remotes } from '../graphql/open-remotes.ts';
import { type WatchedFiles, watchedFiles } from './watched-files.ts';

/** The file of subgraphs that a command was given, or that the environment names. */
export const subgraphsFile = (given: string | undefined, config: Environment): string | null =>
  given ?? config.DATELINE_SUBGRAPHS ?? null;

/** Reads a file of subgraphs, with this process's environment for its `${NAME}`s. */
export const readSubgraphsFile = (path: string): Promise<readonly LoadedSubgraph[]> =>
  loadSubgraphs(path, OURS, process.env);

/** The other services that a command was told of, or the environment names: a supergraph with settings for its subgraphs, or subgraphs to compose. `null` for none. */
export const remoteFiles = (
  given: { readonly supergraph: string | undefined; readonly subgraphs: string | undefined },
  config: Environment,
): WatchedFiles<Remotes> | null => {
  const supergraph = given.supergraph ?? config.DATELINE_SUPERGRAPH ?? null;
  const subgraphs = subgraphsFile(given.subgraphs, config);
  if (supergraph !== null)
    return watchedFiles<Remotes>(async () => ({
      value: await loadSupergraph(
        supergraph,
        subgraphs === null ? [] : await loadSettings(subgraphs, OURS, process.env),
      ),
      files: [supergraph, ...(subgraphs === null ? [] : [subgraphs])],
    }));
  if (subgraphs === null) return null;
  return watchedFiles<Remotes>(async () => {
    const value = await readSubgraphsFile(subgraphs);
    return { value, files: filesOf(subgraphs, value) };
  });
};

/** The other newsrooms that a command was told of, or the environment names; `null` for none. */
export const peersFile = (
  given: string | undefined,
  config: Environment,
): WatchedFiles<readonly PeerConfig[]> | null => {
  const path = given ?? config.DATELINE_PEERS;
  return path === undefined
    ? null
    : watchedFiles(async () => ({ value: await loadPeers(path, process.env), files: [path] }));
};
