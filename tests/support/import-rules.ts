import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Each source file with the files that it imports, by paths relative to the root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The rooms from the top of the house down, as docs/architecture.md lists them, which is tested. A room imports itself and rooms below it. */
export const ROOMS: readonly string[] = [
  'src/cli/',
  'src/main.ts',
  'src/gateway.ts',
  'src/gateway/',
  'src/open-database.ts',
  'src/config.ts',
  'src/version.ts',
  'src/http/',
  'src/graphql/',
  'src/federation/',
  'resolvers/',
  'src/desk/',
  'src/live/',
  'src/ingest/',
  'src/embeds/',
  'loaders/',
  'src/cache/',
  'src/store/',
  'src/content/',
  'src/embedded/',
  'src/observe/',
];

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"](\.{1,2}\/[^'"]+)['"]|import\(\s*['"](\.{1,2}\/[^'"]+)['"]\s*\)/g;

export const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(IMPORT)].map(([, fixed, dynamic]) =>
    posix.join(posix.dirname(path), fixed ?? dynamic ?? ''),
  );

export const readSources = (root: string): Map<string, string> => {
  const sources = new Map<string, string>();
  for (const folder of ['src', 'resolvers', 'loaders']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (/\.tsx?$/.test(name))
        sources.set(posix.join(folder, name), readFileSync(join(root, folder, name), 'utf8'));
    }
  }
  return sources;
};

export const importGraph = (sources: ReadonlyMap<string, string>): ImportGraph =>
  new Map([...sources].map(([path, text]) => [path, importsOf(path, text).filter((to) => sources.has(to))]));

const roomOf = (path: string): number => ROOMS.findIndex((room) => path.startsWith(room));

/** Files outside every room, and imports that point up. */
export const orderViolations = (graph: ImportGraph): string[] => {
  const wrong: string[] = [];
  for (const [from, targets] of graph) {
    if (roomOf(from) === -1) wrong.push(`${from} is in no room`);
    for (const to of targets) if (roomOf(to) < roomOf(from)) wrong.push(`${from} imports upwards: ${to}`);
  }
  return wrong;
};

/** Every import cycle once, as the path that closes it. Types count: a cycle of types is a cycle of thought. */
export const cycles = (graph: ImportGraph): string[] => {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      found.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const to of graph.get(path) ?? []) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return found;
};

/** Files of `sources` that match `pattern` and are in none of the `allowed` rooms. */
export const outside = (
  sources: ReadonlyMap<string, string>,
  pattern: RegExp,
  allowed: readonly string[],
): string[] =>
  [...sources]
    .filter(([path, text]) => pattern.test(text) && !allowed.some((room) => path.startsWith(room)))
    .map(([path]) => path);
