import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-documents-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const manifest = (content: unknown): string => {
  const path = join(folder, 'documents.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const dateline = (args: readonly string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [PROGRAM, ...args], {
    env: {
      PATH: process.env.PATH,
      NO_COLOR: '1',
      DATELINE_DATA_DIR: join(folder, 'data'),
      PORT: '0',
      ...env,
    },
    encoding: 'utf8',
    timeout: 20_000,
  });

describe('dateline documents check', () => {
  it('names each document that would be refused, and why', () => {
    const path = manifest({
      fits: '{ tags(first: 2) { nodes { slug } } }',
      old: '{ tags(first: 2) { nodes { shortName } } }',
      cut: '{ tags',
    });
    const { status, stdout, stderr } = dateline(['documents', 'check', path]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^old: Cannot query field "shortName" on type "Tag"/m);
    expect(stdout).toMatch(/^cut: Syntax Error/m);
    expect(stdout).not.toMatch(/^fits/m);
    expect(stderr).toMatch(/2 documents would be refused/);
  });

  it('is content with those that fit', () => {
    const path = manifest({ fits: '{ tags(first: 2) { nodes { slug } } }' });
    expect(dateline(['documents', 'check', path])).toMatchObject({
      status: 0,
      stdout: '1 of 1 documents fit.\n',
    });
  });
});

describe('dateline start with documents that can’t be used', () => {
  it('says which entry of which file, and ends', () => {
    const path = manifest({ story: '' });
    const { status, stderr } = dateline(['start', '--memory'], { DATELINE_TRUSTED_DOCUMENTS: path });
    expect(status).toBe(1);
    expect(stderr).toMatch(/documents\.json.*\n {2}story: /s);
  });

  it('wants them named where nothing else is answered', () => {
    const { status, stderr } = dateline(['start', '--memory'], { DATELINE_TRUSTED_DOCUMENTS_MODE: 'only' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/DATELINE_TRUSTED_DOCUMENTS: must name the documents/);
  });
});
