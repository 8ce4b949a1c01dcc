import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadStream } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spoolStandardInput } from '../../src/cli/standard-input.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-piped-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const piped = (input: string | Buffer, ...more: readonly string[]) =>
  spawnSync(process.execPath, [PROGRAM, 'import', '--dry-run', '--report', 'json', '-', ...more], {
    env: { PATH: process.env['PATH'], DATELINE_DATA_DIR: join(folder, 'data'), TMPDIR: folder },
    input,
    encoding: 'utf8',
  });

const line = (id: string, more: object = {}): string =>
  `${JSON.stringify({ id, headline: `Fog ${id}`, text: 'No ship moved.', ...more })}\n`;

describe('dateline import -', () => {
  it.each([
    ['NDJSON', line('n1') + line('n2')],
    ['NDJSON with a mark before it', `\ufeff${line('n1')}${line('n2')}`],
    ['NDJSON with blank lines before it', `\n \n${line('n1')}${line('n2')}`],
  ])('takes %s', (_, text) => {
    const { status, stdout, stderr } = piped(text);
    expect([status, stderr]).toEqual([0, '']);
    const [file] = JSON.parse(stdout).files;
    expect(file).toMatchObject({ file: '(standard input)', kind: 'ndjson', errors: [] });
    expect(file.stories.map(({ headline }: { headline: string }) => headline)).toEqual(['Fog n1', 'Fog n2']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes a page', () => {
    const paragraphs = [
      'The last boat of the day left the quay of Ash Point at nine minutes past eleven, with forty people aboard and one goat, whose ticket nobody had thought of.',
      'It was the ferryman’s thousandth crossing since the bridge had been closed, and he marked it as he marks every other one: by looking at the water first.',
      'What happens next year depends on a vote that has been put off three times already, and that the council now means to take before the first frost comes.',
    ].map((words) => `<p>${words}</p>`);
    const text = `<!doctype html><html><head><title>Fog on the bar</title></head><body><article><h1>Fog on the bar</h1>${paragraphs.join('')}</article></body></html>`;
    const [file] = JSON.parse(piped(text).stdout).files;
    expect([file.kind, file.stories[0].headline]).toEqual(['html', 'Fog on the bar']);
  });

  it('says what is wrong, with its line, and takes nothing', () => {
    for (const text of [line('n1') + line('n2', { headline: 3 }), `${line('n1')}{"id":\n`]) {
      const { status, stdout } = piped(text);
      expect([status, JSON.parse(stdout).files[0]]).toMatchObject([
        1,
        { stories: [], errors: [{ line: 2 }] },
      ]);
    }
    const { status, stdout } = piped(`[${line('n1')}]`);
    expect([status, JSON.parse(stdout).files[0].errors[0]]).toMatchObject([
      1,
      { line: 1, code: 'NOT_VALID' },
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['', [], /Standard input was empty/],
    ['\n\n', [], /Standard input was empty/],
    [line('n1'), ['-'], /read but once/],
  ])('refuses %j with %j', (text, more, sentence) => {
    const { status, stderr, stdout } = piped(text, ...more);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('does not wait for a person at a terminal', async () => {
    const terminal = Object.create(ReadStream.prototype, { isTTY: { value: true } });
    await expect(spoolStandardInput(terminal)).rejects.toThrow(/Nothing is piped in/);
  });
});
