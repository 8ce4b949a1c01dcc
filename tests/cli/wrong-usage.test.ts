import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
let folder: string;
let story: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-usage-'));
  story = join(folder, 'story.ndjson');
  writeFileSync(
    story,
    `${JSON.stringify({ id: 'n1', headline: 'Fog on the bar', text: 'No ship moved.' })}\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dateline = (...args: readonly string[]) =>
  spawnSync(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', DATELINE_DATA_DIR: join(folder, 'data') },
    encoding: 'utf8',
    timeout: 20_000,
  });

describe('what was typed wrongly', () => {
  it.each([
    [['start', '--memroy'], /no option --memroy.*dateline start --help/],
    [['import', '--dryrun', 'FILE'], /no option --dryrun/],
    [['import', '-n', 'FILE'], /no option -n/],
    [['seed', '--no-such-thing'], /no option --such-thing/],
    [['schema', '--json'], /no option --json/],
    [['documents', 'check', 'FILE', '--agianst', 'x'], /no option --agianst.*documents check --help/],
    [['start', '--peers'], /--peers wants a value/],
    [['token', '--json', '--tier'], /--tier/],
    [['migrate', 'now'], /takes no "now"/],
  ])('is refused before anything is done: %j', (args, sentence) => {
    const { status, stderr } = dateline(...args.map((one) => (one === 'FILE' ? story : one)));
    expect(stderr).toMatch(sentence);
    expect(status).toBe(1);
    expect(readdirSync(folder)).toEqual(['story.ndjson']);
  });

  it('is not what is typed well, in either spelling', () => {
    expect(dateline('import', '--dry-run', '--report', 'json', story).status).toBe(0);
    expect(dateline('import', '--dryRun', '--report=json', story).status).toBe(0);
    expect(readdirSync(folder)).toEqual(['story.ndjson']);
  });
});

it('has no colours in its help where nobody looks at a terminal', () => {
  const { stdout, stderr } = dateline('import', '--help');
  expect(stdout).toMatch(/USAGE/);
  expect(stdout + stderr).not.toContain('\u001B');
});
