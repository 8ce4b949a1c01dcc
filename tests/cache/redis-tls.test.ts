import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { redisIsThere } from '../support/redis.ts';
import { postGraphql } from '../support/test-server.ts';

/** A `redis-server` that speaks TLS, with a certificate of an authority that nobody knows, and clients that are told of it or aren't. */
const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
const CLIENT = new URL('../../dist/src/cache/redis-client.js', import.meta.url).href;

const present = redisIsThere && spawnSync('openssl', ['version']).error === undefined;
if (!present && process.env.CI === 'true') throw new Error('openssl is not on the PATH.');

let folder: string;
const file = (name: string): string => join(folder, name);
const openssl = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
};
const makeCertificates = (): void => {
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    ...['req', '-x509', ...newKey, '-days', '2', '-subj', '/CN=The test authority'],
    ...['-keyout', file('ca.key'), '-out', file('ca.crt')],
  );
  openssl(
    ...['req', '-x509', ...newKey, '-days', '2', '-subj', '/CN=redis.news.example'],
    ...['-CA', file('ca.crt'), '-CAkey', file('ca.key')],
    ...['-addext', 'subjectAltName=DNS:redis.news.example', '-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-keyout', file('redis.key'), '-out', file('redis.crt')],
  );
};
const freePort = async (): Promise<number> =>
  await new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const suite = present ? describe : describe.skip;
suite('Redis over TLS', () => {
  let redis: ChildProcess;
  let port: number;
  let look: Redis;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dateline-tls-'));
    makeCertificates();
    port = await freePort();
    redis = spawn(
      'redis-server',
      [
        ...['--port', '0', '--tls-port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
        ...['--tls-cert-file', file('redis.crt'), '--tls-key-file', file('redis.key')],
        ...['--tls-ca-cert-file', file('ca.crt'), '--tls-auth-clients', 'no'],
      ],
      { stdio: 'ignore' },
    );
    look = new Redis(port, '127.0.0.1', {
      tls: { ca: readFileSync(file('ca.crt')), servername: 'redis.news.example' },
      retryStrategy: () => 50,
      maxRetriesPerRequest: 100,
    });
    look.on('error', () => {});
    await look.ping();
  });
  afterAll(() => {
    look.disconnect();
    redis.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** What becomes of a connection by this URL: `ready`, or what is wrong. A process of its own, since authorities are read when Node starts. */
  const connect = (url: string, env: Record<string, string>): string => {
    const script = `
      const { createRedisClient } = await import(${JSON.stringify(CLIENT)});
      const say = (word) => { console.log(word); process.exit(); };
      const client = createRedisClient(process.env.REDIS_URL, (error) => say(error.code ?? error.message));
      client.on('ready', () => say('ready'));
      setTimeout(() => say('nothing'), 5_000);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: process.env.PATH, REDIS_URL: url, ...env },
      encoding: 'utf8',
    });
    return stdout.trim();
  };
  const address = (query = '?servername=redis.news.example'): string =>
    `rediss://127.0.0.1:${port}/0${query}`;
  const trusting = (): Record<string, string> => ({ NODE_EXTRA_CA_CERTS: file('ca.crt') });

  it('is reached by those who know its authority and its name, and by nobody else', () => {
    expect(connect(address(), trusting())).toBe('ready');
    expect(connect(address(), {})).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED/);
    expect(connect(address(''), trusting())).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(connect(`redis://127.0.0.1:${port}`, trusting())).not.toBe('ready');
  }, 60_000);

  it('has in it what a gateway keeps', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'start', '--memory'], {
      env: { PATH: process.env.PATH, PORT: '0', REDIS_URL: address(), ...trusting() },
    });
    let output = '';
    child.stdout.on('data', (bytes) => {
      output += bytes;
    });
    try {
      for (let wait = 0; wait < 800 && !/answers at/.test(output); wait += 1) await pause(25);
      const url = /answers at (\S+)\/graphql/.exec(output)?.[1] ?? '';
      const { json } = await postGraphql(url, {
        query: '{ article(slug: "ninetieth-minute") { headline } }',
      });
      expect(json.data.article.headline).toBeTruthy();
      const kept = async () => await look.keys('{dateline}:e:head:art_*');
      for (let tries = 0; tries < 100 && (await kept()).length === 0; tries += 1) await pause(50);
      expect(await kept()).toHaveLength(1);
    } finally {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    }
  }, 60_000);
});
