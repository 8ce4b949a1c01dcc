import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** Paths that settings name and that can't be used: the setting is told, and what to do, and no stack. */
const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-paths-'));
  chmodSync(folder, 0o755);
  mkdirSync(at('closed'));
  writeFileSync(at('file'), 'words');
  writeFileSync(at('secret.yaml'), 'peers: {}', { mode: 0o000 });
  chmodSync(at('closed'), 0o555);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Root may write everywhere: then somebody else runs it. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const dateline = (args: readonly string[], env: Record<string, string>) =>
  spawnSync(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', DATELINE_DATA_DIR: at('data'), ...env },
    encoding: 'utf8',
    timeout: 60_000,
    ...NOBODY,
  });

const expectTold = (args: readonly string[], env: Record<string, string>, ...parts: RegExp[]): void => {
  const { status, stdout, stderr } = dateline(args, env);
  for (const part of parts) expect(stderr).toMatch(part);
  expect(stderr).not.toMatch(/\n\s+at |\n.*\n/);
  expect([status, stdout]).toEqual([1, '']);
};

describe('a data folder that can’t be used', () => {
  const SECRET = { DATELINE_JWT_SECRET: 'a secret of more than 32 characters' };
  it.each([
    ['that this user may not write to', 'closed', {}, /may not write there: allow it.*EACCES/],
    ['that this user may not make', 'closed/data', {}, /may not write there: allow it.*EACCES/],
    ['that is a file', 'file', {}, /a file is in the way.*EEXIST/],
    ['that lies in a file', 'file/data', {}, /a file is in the way.*ENOTDIR/],
  ] as const)('%s', (_, name, env, why) => {
    const setting = { DATELINE_DATA_DIR: at(name), ...env };
    const named = new RegExp(`The data folder \\S+${name} can't be used`);
    // Once where tokens need a secret that is kept there, and once where the database alone needs the folder.
    expectTold(
      ['start'],
      setting,
      named,
      why,
      /another folder with DATELINE_DATA_DIR/,
      /DATELINE_JWT_SECRET/,
    );
    expectTold(['start'], { ...setting, ...SECRET }, named, why, /another folder with DATELINE_DATA_DIR/);
  });

  it('does not hide that there is nowhere to put a socket', () => {
    expectTold(
      ['start', '--memory'],
      { ...SECRET, TMPDIR: at('closed') },
      /socket into \S+closed, .*EACCES.*TMPDIR/,
    );
  });
});

describe('a file that can’t be read', () => {
  it.each([
    ['DATELINE_PEERS', 'file of peers'],
    ['DATELINE_SUBGRAPHS', 'subgraphs file'],
    ['DATELINE_SUPERGRAPH', 'supergraph'],
    ['DATELINE_WEBHOOKS', 'webhooks file'],
    ['DATELINE_TRUSTED_DOCUMENTS', 'manifest or folder of documents'],
  ])('%s', (setting, what) => {
    const env = {
      NODE_ENV: 'production',
      DATELINE_JWT_SECRET: 'a secret of more than 32 characters',
      TMPDIR: tmpdir(),
    };
    const ask = (path: string, ...parts: RegExp[]): void =>
      expectTold(['start', '--memory'], { ...env, [setting]: at(path) }, new RegExp(setting), ...parts);
    ask('nowhere', new RegExp(`There is no ${what} at \\S+nowhere: put one there`));
    ask('secret.yaml', new RegExp(`may not read the ${what} at \\S+secret.yaml: allow it`));
    if (setting !== 'DATELINE_TRUSTED_DOCUMENTS')
      ask('closed', new RegExp(`closed is a folder, and no ${what}`));
  });
});
