import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  cycles,
  importGraph,
  importsOf,
  orderViolations,
  outside,
  ROOMS,
  readSources,
} from './support/import-rules.ts';

const sources = readSources(fileURLToPath(new URL('..', import.meta.url)));
const graph = importGraph(sources);

describe('the house', () => {
  it('has every file in a room, and no room imports one above it', () => {
    expect(orderViolations(graph)).toEqual([]);
  });

  it('has the rooms that docs/architecture.md lists, in this order', () => {
    const page = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');
    const listed = [...page.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, rooms = '']) =>
      [...rooms.matchAll(/`(.+?)`/g)].map(([, room]) => room),
    );
    expect(listed.filter((room) => room !== 'schema/')).toEqual(ROOMS);
  });

  it('has no import cycles, types included', () => {
    expect(cycles(graph)).toEqual([]);
  });

  it('reads the environment on the command line alone', () => {
    expect(outside(sources, /process\.env/, ['src/cli/'])).toEqual([]);
  });

  it('speaks to MongoDB from the store alone, and to Redis from the cache alone', () => {
    expect(outside(sources, /new MongoClient|from 'mongodb'/, ['src/store/'])).toEqual([]);
    expect(outside(sources, /from 'ioredis'/, ['src/cache/'])).toEqual([]);
  });

  it('knows nothing of GraphQL below the resolvers', () => {
    const above = ['src/cli/', 'src/http/', 'src/graphql/', 'src/federation/', 'resolvers/'];
    expect(outside(sources, /from 'graphql(?:\/[^']*)?'/, above)).toEqual([]);
  });

  it('lets resolvers see the types of the loaders, and neither store, cache nor any client', () => {
    const resolvers = new Map([...graph].filter(([path]) => path.startsWith('resolvers/')));
    for (const [path, targets] of resolvers) {
      for (const to of targets) {
        expect([path, to]).not.toEqual([
          path,
          expect.stringMatching(/^src\/(store|cache|embedded|http|graphql)\//),
        ]);
        if (!to.startsWith('loaders/')) continue;
        expect(sources.get(path)).not.toMatch(/^import \{[^}]*\} from '[./]*loaders\//m);
      }
    }
  });

  it('keeps content pure: no timers, no network, no files, no clock of its own', () => {
    const content = new Map(
      [...sources].filter(([path]) => path.startsWith('src/content/') && path !== 'src/content/clock.ts'),
    );
    expect(content.size).toBeGreaterThan(5);
    expect(
      outside(content, /from 'node:(?!crypto)|Date\.now\(|new Date\(\)|setTimeout|\bfetch\(/, []),
    ).toEqual([]);
  });

  it('has no drawers', () => {
    expect(
      [...sources.keys()].filter((path) => /(^|\/)(utils?|helpers?|common|misc|index)\.tsx?$/.test(path)),
    ).toEqual([]);
  });
});

describe('these rules, shown to fail', () => {
  it('sees an import upwards, a file in no room, and a cycle', () => {
    const bad = importGraph(
      new Map([
        ['src/store/a.ts', "import { x } from '../http/b.ts';"],
        ['src/http/b.ts', "import type { X } from '../store/a.ts';"],
        ['src/attic/c.ts', ''],
      ]),
    );
    expect(orderViolations(bad)).toEqual([
      'src/store/a.ts imports upwards: src/http/b.ts',
      'src/attic/c.ts is in no room',
    ]);
    expect(cycles(bad)).toEqual(['src/store/a.ts -> src/http/b.ts -> src/store/a.ts']);
  });

  it('reads every form of import', () => {
    const text =
      "import a from './a.ts';\nexport { b } from '../b.ts';\nconst c = await import('./c.ts');\nimport {\n  d,\n} from './d.ts';";
    expect(importsOf('src/x/y.ts', text)).toEqual(['src/x/a.ts', 'src/b.ts', 'src/x/c.ts', 'src/x/d.ts']);
  });

  it('sees a stray environment variable', () => {
    expect(outside(new Map([['src/http/x.ts', 'process.env.HOME']]), /process\.env/, ['src/cli/'])).toEqual([
      'src/http/x.ts',
    ]);
  });
});
