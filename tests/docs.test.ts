import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ENVIRONMENT } from '../src/config.ts';
import { ERRORS } from '../src/content/errors.ts';
import { PIPELINE_STAGES } from '../src/embedded/aggregate.ts';
import { COMMANDS } from '../src/embedded/command-list.ts';
import { QUERY_OPERATORS } from '../src/embedded/matcher.ts';
import { UPDATE_OPERATORS } from '../src/embedded/update.ts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('the documents', () => {
  it('list every code with its status and sentence, and no other', () => {
    const rows = [...read('docs/errors.md').matchAll(/^\| `(\w+)` \| (\d+) \| (.+) \|$/gm)];
    const documented = Object.fromEntries(
      rows.map(([, code, status, sentence]) => [code, { status: Number(status), sentence }]),
    );
    expect(documented).toEqual(ERRORS);
  });

  it('list every variable with its default and description, and no other', () => {
    const table = /<!-- config:begin -->([\s\S]*)<!-- config:end -->/.exec(read('README.md'))?.[1] ?? '';
    const rows = [...table.matchAll(/^\| `(\w+)` \| (?:`(.*)`)? ?\| (.*) \|$/gm)];
    const documented = rows.map(([, name, value, description]) => [name, value ?? null, description]);
    const declared = Object.entries(ENVIRONMENT.shape).map(([name, type]) => {
      const parsed = type.safeParse(undefined);
      const value = parsed.success && parsed.data !== undefined ? String(parsed.data) : null;
      return [name, value, type.description ?? ''];
    });
    expect(documented).toEqual(declared);
  });

  it('name every command', () => {
    const commands = [...read('src/cli/dateline.ts').matchAll(/^ {6}(\w+): \(\) => import/gm)];
    const named = /^`npx dateline (.+?)`/m.exec(read('README.md'))?.[1]?.split(' | ');
    expect(named).toEqual(commands.map(([, name]) => name));
  });

  it('are all linked to from the README', () => {
    const pages = readdirSync(new URL('../docs', import.meta.url)).filter((name) => name.endsWith('.md'));
    const readme = read('README.md');
    expect(pages.filter((name) => !readme.includes(`(docs/${name})`))).toEqual([]);
  });

  it('list what the embedded database serves, and nothing else', () => {
    const table =
      /<!-- served:begin -->([\s\S]*)<!-- served:end -->/.exec(read('docs/embedded.md'))?.[1] ?? '';
    const documented = Object.fromEntries(
      [...table.matchAll(/^\| (.+?) \| (.+) \|$/gm)]
        .slice(1)
        .map(([, what, names = '']) => [what, [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name)]),
    );
    expect(documented).toEqual({
      commands: Object.keys(COMMANDS).sort(),
      stages: [...PIPELINE_STAGES].sort(),
      'operators of a filter': [...QUERY_OPERATORS, '$text'].sort(),
      'operators of an update': [...UPDATE_OPERATORS].sort(),
    });
  });
});
