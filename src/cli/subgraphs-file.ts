import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Environment } from '../config.ts';
import { filesOf, type LoadedSubgraph, loadSubgraphs } from '../federation/load-subgraphs.ts';
import { OURS } from '../federation/open-supergraph.ts';

/** Editors write a file in several steps. */
const SETTLE_MS = 200;

/** The file of subgraphs that a command was given, or that the environment names. */
export const subgraphsFile = (given: string | undefined, config: Environment): string | null =>
  given ?? config.DATELINE_SUBGRAPHS ?? null;

/** Reads a file of subgraphs, with this process's environment for its `${NAME}`s. */
export const readSubgraphsFile = (path: string): Promise<readonly LoadedSubgraph[]> =>
  loadSubgraphs(path, OURS, process.env);

/** Calls back when the file, or an SDL that it names, is written. Folders are watched, since editors put a new file in the place of the old one. Ends with the process. */
export const watchSubgraphs = (
  path: string,
  subgraphs: readonly LoadedSubgraph[],
  onChange: () => void,
): void => {
  let timer: NodeJS.Timeout | undefined;
  for (const file of filesOf(path, subgraphs)) {
    watch(dirname(file), { persistent: false }, (_, name) => {
      if (name !== null && name !== basename(file)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, SETTLE_MS);
    });
  }
};
