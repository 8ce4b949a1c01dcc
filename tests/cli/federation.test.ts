import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { COMMENTS_SDL, type CommentsService, startComments } from '../support/comments-service.ts';
import { postGraphql } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
/** For a busy machine. */
const LONG_MS = 60_000;
let folder: string;
let comments: CommentsService;
const running: ChildProcess[] = [];

beforeAll(async () => {
  comments = await startComments();
});
afterAll(() => comments.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-federation-'));
  comments.asked.length = 0;
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Writes a file as editors do: beside it, and then in its place. */
const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
  return path;
};
/** A subgraphs file; without `schema` the service is asked for its SDL. */
const subgraphs = (schema: string | null): string =>
  write(
    'subgraphs.yaml',
    JSON.stringify({ subgraphs: { comments: { url: comments.url, ...(schema !== null && { schema }) } } }),
  );

interface Command {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  errors(): string;
}
const spawnDateline = (args: readonly string[]): Command => {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env.PATH, NO_COLOR: '1', PORT: '0', DATELINE_DATA_DIR: join(folder, 'data') },
  });
  running.push(child);
  let [output, errors] = ['', ''];
  child.stdout.on('data', (bytes) => {
    output += bytes;
  });
  child.stderr.on('data', (bytes) => {
    errors += bytes;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output, errors: () => errors };
};
const dateline = async (...args: string[]) => {
  const command = spawnDateline(args);
  return { status: await command.ended, stdout: command.output(), stderr: command.errors() };
};

const start = async (...args: string[]) => {
  const gateway = spawnDateline(['start', '--memory', ...args]);
  await until(() => /answers at/.test(gateway.output()) || gateway.child.exitCode !== null, LONG_MS);
  const url = /answers at (\S+)\/graphql/.exec(gateway.output())?.[1] ?? gateway.errors();
  return { ...gateway, url, ask: async (query: string) => (await postGraphql(url, { query })).json };
};

describe('dateline compose', () => {
  it('prints a supergraph of ours and theirs, or what is wrong with it and what to do', async () => {
    const path = subgraphs('comments.graphql');
    write('comments.graphql', COMMENTS_SDL);
    const { status, stdout } = await dateline('compose', '--subgraphs', path);
    expect(status).toBe(0);
    expect(stdout).toContain(`COMMENTS @join__graph(name: "comments", url: "${comments.url}")`);
    expect(stdout).toContain('DATELINE @join__graph(name: "dateline"');

    write('comments.graphql', COMMENTS_SDL.replace('[Comment!]', '[Remark!]'));
    const broken = await dateline('compose', '--subgraphs', path);
    expect([broken.status, broken.stdout]).toEqual([1, '']);
    expect(broken.stderr).toMatch(/UNKNOWN_TYPE: \[comments\] .*"Remark".*"Article\.comments"/);
  }, 120_000);

  it('says which of its files can’t be read', async () => {
    const { stderr } = await dateline('compose', '--subgraphs', subgraphs('gone.graphql'));
    expect(stderr).toMatch(
      /There is no SDL of subgraph `comments` at \S+gone\.graphql: .*`schema` in the subgraphs file/,
    );
  }, 120_000);
});

describe('dateline check', () => {
  it('says what this schema would break for those who use another one, and ends with 1 if anything', async () => {
    const same = await dateline('schema');
    const file = write('theirs.graphql', same.stdout);
    expect(await dateline('check', '--against', file)).toMatchObject({
      status: 0,
      stdout: 'Nothing changes.\n',
    });
    write('theirs.graphql', `${same.stdout}\nextend type Article { mood: String }`);
    const { status, stdout, stderr } = await dateline('check', '--against', file, '--json');
    expect(status).toBe(1);
    const { changes, breaking } = JSON.parse(stdout);
    expect(breaking).toBe(1);
    expect(changes[0]).toMatchObject({ effect: 'BREAKING', path: 'Article.mood' });
    expect(stderr).toMatch(/1 change would break clients/);
  }, 120_000);

  it('compares what is served with subgraphs: with a supergraph in a file, of which only what clients see counts', async () => {
    const path = subgraphs('comments.graphql');
    write('comments.graphql', COMMENTS_SDL);
    const composed = await dateline('compose', '--subgraphs', path);
    const file = write('production.graphql', composed.stdout);
    expect(await dateline('check', '--subgraphs', path, '--against', file)).toEqual({
      status: 0,
      stdout: 'Nothing changes.\n',
      stderr: '',
    });
    write('comments.graphql', COMMENTS_SDL.replace('commentCount', 'remarkCount'));
    const changed = await dateline('check', '--subgraphs', path, '--against', file);
    expect(changed.stdout.split('\n').slice(0, 1)).toEqual([
      "BREAKING: Field 'commentCount' was removed from object type 'Article'",
    ]);
    expect(changed.stdout).not.toMatch(/join__/);
    expect(changed.stderr).toBe('1 change would break clients.\n');
    const schema = await dateline('schema', '--subgraphs', path);
    expect(schema.stdout).toMatch(/remarkCount/);
    const nothing = await dateline('check', '--against', path);
    expect(nothing.stderr).toMatch(/There is no schema to be read in \S+subgraphs\.yaml: Syntax Error/);
  }, 120_000);
});

describe('dateline start, with other services', () => {
  it('asks each for its SDL once, and takes up what its files say anew, those too that they name since', async () => {
    const path = subgraphs(null);
    const { ask, url } = await start('--subgraphs', path);
    expect(comments.asked.map(({ query }) => query)).toEqual(['{ _service { sdl } }']);
    expect(await ask('{ newestComment { text } }')).toEqual({
      data: { newestComment: { text: 'The newest' } },
    });

    // With its subgraphs, it is what we serve.
    expect((await dateline('check', '--subgraphs', path, '--against', `${url}/graphql`)).stdout).toBe(
      'Nothing changes.\n',
    );
    // The supergraph has what we alone don't have.
    const { status, stdout } = await dateline('check', '--against', `${url}/graphql`);
    expect([status, stdout]).toEqual([
      1,
      expect.stringContaining("BREAKING: Field 'commentCount' was removed from object type 'Article'"),
    ]);

    write('comments.graphql', COMMENTS_SDL.replace('newestComment', 'newestComment: Comment latestComment'));
    subgraphs('comments.graphql');
    const knows = async (field: string) =>
      (await ask('{ __schema { queryType { fields { name } } } }')).data.__schema.queryType.fields.some(
        ({ name }: { name: string }) => name === field,
      );
    await until(() => knows('latestComment'), LONG_MS);
    write('comments.graphql', COMMENTS_SDL.replace('newestComment', 'newestComment: Comment finestComment'));
    await until(() => knows('finestComment'), LONG_MS);
  }, 120_000);

  it('takes up another list of newsrooms; a broken one is reported, and the old one serves on', async () => {
    const peers = (...keys: string[]): string =>
      JSON.stringify({
        peers: Object.fromEntries(
          keys.map((key) => [
            key,
            { url: comments.url, name: `The ${key}`, sites: [`https://${key}.example`], retries: 0 },
          ]),
        ),
      });
    const { ask, output } = await start('--peers', write('peers.yaml', peers('north')));
    const names = async (): Promise<string[]> =>
      (await ask('{ wire(first: 1) { sources { newsroom { name } } } }')).data.wire.sources
        .map(({ newsroom: { name } }: { newsroom: { name: string } }) => name)
        .slice(1);
    expect(await names()).toEqual(['The north']);
    write('peers.yaml', 'peers: { south: { url: nowhere } }');
    await until(() => /old one serves on/.test(output()), LONG_MS);
    expect(await names()).toEqual(['The north']);
    write('peers.yaml', peers('south', 'west'));
    await until(async () => (await names()).join() === 'The south,The west', LONG_MS);
  }, 120_000);

  it('serves a supergraph that is composed already; a broken one is reported, and the old one serves on', async () => {
    write('comments.graphql', COMMENTS_SDL);
    const composed = (await dateline('compose', '--subgraphs', subgraphs('comments.graphql'))).stdout;
    const path = write('supergraph.graphql', composed);
    const { ask, output } = await start('--supergraph', path);
    const both = '{ articles(first: 1) { nodes { headline commentCount } } }';
    expect((await ask(both)).data.articles.nodes).toEqual([
      { headline: expect.any(String), commentCount: expect.any(Number) },
    ]);

    write('supergraph.graphql', composed.slice(0, 20_000));
    await until(() => /old one serves on/.test(output()), LONG_MS);
    expect((await ask(both)).errors).toBeUndefined();

    write('supergraph.graphql', composed.replaceAll('commentCount', 'remarkCount'));
    const names = async (): Promise<string[]> =>
      (await ask('{ __type(name: "Article") { fields { name } } }')).data.__type.fields.map(
        ({ name }: { name: string }) => name,
      );
    await until(async () => (await names()).includes('remarkCount'), LONG_MS);
  }, 120_000);
});
