import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { occupantOf } from '../../src/embedded/data-folder.ts';
import { startFaultyWire } from '../support/faulty-wire.ts';
import { freePort } from '../support/free-port.ts';
import { testDatabase } from '../support/mongodb.ts';
import { postGraphql } from '../support/test-server.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
let folder: string;
const running: ChildProcess[] = [];
const open: (() => Promise<void>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-cli-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  for (const close of open.splice(0)) await close();
  // The database hears that its parent is gone, and puts its folder in order.
  for (let wait = 0; wait < 500 && occupantOf(join(folder, 'data')) !== null; wait += 1) await sleep(20);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  NO_COLOR: '1',
  PORT: '0',
  DATELINE_DATA_DIR: join(folder, 'data'),
  ...more,
});

/** Runs a command to its end. */
const dateline = (args: readonly string[], env: Record<string, string> = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    env: environment(env),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return { status, stdout, stderr };
};

/** Starts a gateway and waits until it prints its address. */
const start = async (env: Record<string, string> = {}, args: readonly string[] = []) => {
  const child = spawn(process.execPath, [PROGRAM, 'start', ...args], { env: environment(env) });
  running.push(child);
  let output = '';
  child.stdout.on('data', (bytes) => {
    output += bytes;
  });
  child.stderr.on('data', (bytes) => {
    output += bytes;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (let wait = 0; wait < 400 && !/answers at/.test(output) && child.exitCode === null; wait += 1)
    await sleep(25);
  return { child, ended, url: /answers at (\S+)\/graphql/.exec(output)?.[1] ?? '', output: () => output };
};

const ask = async (url: string, query: string) => (await postGraphql(url, { query })).json;

/** An address where MongoDB will be: a port that nobody listens on, and then a way to the one of this test run. */
const lateMongodb = async () => {
  const { url, database } = testDatabase();
  const wire = await startFaultyWire(url);
  open.push(() => wire.close());
  await wire.down();
  return {
    url: `mongodb://127.0.0.1:${wire.port}/${database}?directConnection=true`,
    appear: () => wire.up(),
  };
};

describe('dateline', () => {
  it('has help for every command', () => {
    const commands = 'start|import|seed|migrate|schema|purge|touch|hooks|hot|compose|check|documents|token';
    expect(dateline(['--help']).stdout).toContain(commands);
    for (const command of commands.split('|')) expect(dateline([command, '--help']).stdout).toMatch(/USAGE/);
  });

  it('prints the schema', () => {
    expect(dateline(['schema']).stdout).toMatch(/type Article implements Node/);
  });

  it('names every variable that it cannot use, none of the values, and ends with 1', () => {
    const { status, stderr } = dateline(['start'], {
      PORT: 'seventy',
      MONGODB_URL: 'postgres://ana:hunter2@db',
      DATELINE_JWT_SECRET: 'too-short-to-tell',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/PORT[\s\S]*MONGODB_URL[\s\S]*DATELINE_JWT_SECRET/);
    expect(stderr).not.toMatch(/hunter2|seventy|too-short/);
  });

  it.each([
    [
      'a key file as the secret',
      { DATELINE_JWT_SECRET: '-----BEGIN PUBLIC KEY-----hunter2hunter2' },
      /DATELINE_JWT_SECRET: is a key file/,
    ],
    ['a URL without a host', { MONGODB_URL: 'mongodb://ana:hunter2@' }, /^MONGODB_URL: .*host/],
    [
      'a URL with a port that is none',
      { MONGODB_URL: 'mongodb://ana:hunter2@host:99999/x' },
      /^MONGODB_URL: /,
    ],
    [
      'a password that is not written as one',
      { MONGODB_URL: 'mongodb://ana:hun@ter2@host/x' },
      /^MONGODB_URL: /,
    ],
    [
      'a mechanism that there is not',
      { MONGODB_URL: 'mongodb://ana:hunter2@host/x?authMechanism=NOPE' },
      /^MONGODB_URL: /,
    ],
  ])('P14 says in a sentence what is wrong with %s, and no secret', (_, env, sentence) => {
    const { status, stdout, stderr } = dateline(['start'], env as Record<string, string>);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/hunter2|ter2|\n\s+at /);
  });

  it('says in a sentence that MongoDB is not there, without its password', () => {
    const { status, stderr } = dateline(['migrate'], {
      MONGODB_URL: 'mongodb://ana:hunter2@no.such.host.example/x?serverSelectionTimeoutMS=500',
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/STORE_UNAVAILABLE/);
    expect(stderr).not.toMatch(/hunter2|no\.such/);
  }, 40_000);

  it('seeds, twice the same, and answers in JSON', () => {
    const first = dateline(['seed', '--json']);
    expect(JSON.parse(first.stdout)).toMatchObject({ stories: expect.any(Number), editions: 4 });
    expect(dateline(['seed', '--json']).stdout).toBe(first.stdout);
    expect(dateline(['migrate', '--json']).stdout).toBe('{"steps":[]}\n');
    expect(dateline(['seed', '--articles', '2000', '--json']).stdout).toMatch(/"stories":2000/);
    expect(dateline(['seed', '--articles', 'many']).status).toBe(1);
  }, 60_000);

  it('imports while a gateway runs on the same folder, which then has the story', async () => {
    const { url } = await start();
    const file = join(folder, 'story.ndjson');
    writeFileSync(
      file,
      `${JSON.stringify({ id: 'n1', headline: 'Fog on the bar', text: 'No ship moved today.' })}\n`,
    );
    const { status, stdout, stderr } = dateline(['import', file, '--report', 'json']);
    expect([status, JSON.parse(stdout).written]).toEqual([0, 1]);
    expect(stderr).toMatch(/gateway that runs on this folder shows what was written within 30 seconds/);
    const { data } = await ask(
      url,
      '{ article(slug: "fog-on-the-bar") { headline body { ... on FullBody { text } } } }',
    );
    expect(data.article).toEqual({ headline: 'Fog on the bar', body: { text: 'No ship moved today.' } });
    writeFileSync(file, '{"id":"n1"}\n');
    expect(dateline(['import', file]).status).toBe(1);
  }, 40_000);

  it('mints tokens that the gateway takes, with a secret that only this user can read', async () => {
    const { url } = await start();
    const token = dateline(['token', '--roles', 'editor', '--subject', 'ana']).stdout.trim();
    const { json } = await postGraphql(
      url,
      { query: '{ viewer { roles subject } }' },
      { authorization: `Bearer ${token}` },
    );
    expect(json).toEqual({ data: { viewer: { roles: ['EDITOR'], subject: 'ana' } } });
    expect(statSync(join(folder, 'data', 'token-secret')).mode & 0o777).toBe(0o600);
    expect(dateline(['token', '--roles', 'king']).stderr).toMatch(/no role king/);
  }, 40_000);
});

describe('the life of the process', () => {
  it('starts with sample stories, says where it answers, and is ready', async () => {
    const { url, output } = await start();
    expect(output()).toMatch(/sandbox is at/);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const { data } = await ask(url, '{ articles { totalCount } }');
    expect(data.articles.totalCount).toBeGreaterThanOrEqual(35);
  }, 20_000);

  it('has its sample stories before it answers anybody', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [PROGRAM, 'start'], { env: environment({ PORT: String(port) }) });
    running.push(child);
    // The first question comes as early as one can be answered at all, long before the address is printed.
    const soon = (): Promise<Awaited<ReturnType<typeof ask>>> =>
      ask(url, '{ edition(locale: "en") { date } articles { totalCount } }').catch(() => sleep(2).then(soon));
    const { data } = await soon();
    expect(data.articles.totalCount).toBeGreaterThanOrEqual(35);
    expect(data.edition).not.toBeNull();
  }, 20_000);

  it('leaves nothing behind with --memory', async () => {
    const { url } = await start({}, ['--memory']);
    expect((await ask(url, '{ articles { totalCount } }')).data.articles.totalCount).toBeGreaterThan(30);
    expect(() => statSync(join(folder, 'data', 'journal.bson'))).toThrow(/ENOENT/);
  }, 20_000);

  it('ends with 0 on SIGTERM, answers what it had accepted, and no idle connection holds it', async () => {
    const { url, child, ended } = await start();
    const idle = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const answers = Array.from({ length: 20 }, () =>
      ask(url, '{ articles(first: 50) { nodes { headline tags { name } } } }'),
    );
    await sleep(150); // By then all have been accepted, also on a busy machine.
    child.kill('SIGTERM');
    // A connection that the process had not taken yet when it was told to stop is refused; what it took it answers in full.
    const taken = (await Promise.allSettled(answers)).flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value] : [],
    );
    expect(taken.length).toBeGreaterThan(0);
    for (const { data } of taken) expect(data.articles.nodes.length).toBeGreaterThan(30);
    expect(await ended).toBe(0);
    idle.destroy();
  }, 20_000);

  it('starts without MongoDB, is unready, and becomes ready when it is there', async () => {
    const mongodb = await lateMongodb();
    const { url } = await start({ MONGODB_URL: mongodb.url });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
    const { errors } = await ask(url, '{ article(slug: "x") { id } }');
    expect(errors[0].extensions.code).toBe('STORE_UNAVAILABLE');
    await mongodb.appear();
    let ready = 503;
    for (let wait = 0; wait < 100 && ready !== 200; wait += 1) {
      await sleep(100);
      ready = (await fetch(`${url}/health/ready`)).status;
    }
    expect(ready).toBe(200);
    expect(await ask(url, '{ article(slug: "x") { id } }')).toEqual({ data: { article: null } });
  }, 40_000);

  it('has every acknowledged story, whole, after kill -9 in the middle of an import', async () => {
    const file = join(folder, 'many.ndjson');
    const text = 'Words of the story. '.repeat(40).trim();
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      JSON.stringify({ id: `k${index}`, headline: `Story ${index}`, text }),
    );
    writeFileSync(file, lines.join('\n'));
    const child = spawn(process.execPath, [PROGRAM, 'import', file], { env: environment() });
    running.push(child);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    // Some of it is on the disk, and most of it is not yet there.
    const written = (): number =>
      statSync(join(folder, 'data', 'journal.bson'), { throwIfNoEntry: false })?.size ?? 0;
    for (let wait = 0; wait < 1_000 && written() < 2_000_000; wait += 1) await sleep(20);
    child.kill('SIGKILL');
    await gone;
    await sleep(300);
    const { url } = await start();
    const { data } = await ask(
      url,
      '{ articles(first: 100) { totalCount nodes { headline body { ... on FullBody { text } } } } }',
    );
    for (const { body } of data.articles.nodes) expect(body.text).toBe(text);
    expect(data.articles.totalCount).toBeGreaterThan(0);
    const again = dateline(['import', file, '--report', 'json']);
    const report = JSON.parse(again.stdout);
    expect(report.written + report.leftAlone).toBe(10_000);
    expect(report.leftAlone).toBeGreaterThanOrEqual(data.articles.totalCount);
  }, 90_000);
});
