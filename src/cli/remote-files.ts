import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Environment } from '../config.ts';
import { filesOf, type LoadedSubgraph, loadSettings, loadSubgraphs } from '../federation/load-subgraphs.ts';
import { loadSupergraph, OURS } from '../federation/supergraph-source.ts';
import type { Remotes } from '../graphql/serve-schemas.ts';

/** Editors write a file in several steps. */
const SETTLE_MS = 200;

/** The file of subgraphs that a command was given, or that the environment names. */
export const subgraphsFile = (given: string | undefined, config: Environment): string | null =>
  given ?? config.DATELINE_SUBGRAPHS ?? null;

/** Reads a file of subgraphs, with this process's environment for its `${NAME}`s. */
export const readSubgraphsFile = (path: string): Promise<readonly LoadedSubgraph[]> =>
  loadSubgraphs(path, OURS, process.env);

/** Files that describe other services. */
export interface RemoteFiles {
  load(): Promise<Remotes>;
  /** Calls back whenever a file that the last `load` rested on is written. Ends with the process. */
  watch(onChange: () => void): void;
}

interface Loaded {
  readonly remotes: Remotes;
  readonly files: readonly string[];
}

const watched = (read: () => Promise<Loaded>): RemoteFiles => {
  let files: ReadonlySet<string> = new Set();
  let onChange = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  const watchers = new Map<string, FSWatcher>();
  // Folders are watched, since editors put a new file in the place of the old one.
  const follow = (): void => {
    for (const folder of new Set([...files].map((file) => dirname(file)))) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name !== null && ![...files].some((file) => dirname(file) === folder && basename(file) === name))
          return;
        clearTimeout(timer);
        timer = setTimeout(() => onChange(), SETTLE_MS);
      });
      watchers.set(folder, watcher);
    }
  };
  let watching = false;
  return {
    async load() {
      const loaded = await read();
      files = new Set(loaded.files);
      if (watching) follow();
      return loaded.remotes;
    },
    watch(listener) {
      onChange = listener;
      watching = true;
      follow();
    },
  };
};

/** The other services that a command was told of, or the environment names: a supergraph with settings for its subgraphs, or subgraphs to compose. `null` for none. */
export const remoteFiles = (
  given: { readonly supergraph: string | undefined; readonly subgraphs: string | undefined },
  config: Environment,
): RemoteFiles | null => {
  const supergraph = given.supergraph ?? config.DATELINE_SUPERGRAPH ?? null;
  const subgraphs = subgraphsFile(given.subgraphs, config);
  if (supergraph !== null)
    return watched(async () => ({
      remotes: await loadSupergraph(
        supergraph,
        subgraphs === null ? [] : await loadSettings(subgraphs, OURS, process.env),
      ),
      files: [supergraph, ...(subgraphs === null ? [] : [subgraphs])],
    }));
  if (subgraphs === null) return null;
  return watched(async () => {
    const remotes = await readSubgraphsFile(subgraphs);
    return { remotes, files: filesOf(subgraphs, remotes) };
  });
};
