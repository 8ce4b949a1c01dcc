import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GatewayPair, PAIR_SECRET, startGatewayPair, type Wired } from '../support/gateway-pair.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/src/cli/dateline.js', import.meta.url));
const FRONT = '{ articles(first: 5) { nodes { headline } } }';

const suite = redisIsThere ? describe : describe.skip;
suite('dateline purge and dateline hot', () => {
  let redis: TestRedis;
  let pair: GatewayPair;
  const folder = mkdtempSync(join(tmpdir(), 'dateline-cli-'));

  beforeAll(async () => {
    redis = await startRedis();
    pair = await startGatewayPair({ redisUrl: redis.url, env: { DATELINE_CACHE_PREFIX: 'cli' } });
  }, 60_000);
  afterAll(async () => {
    await pair?.close();
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a command to its end, while the gateways of this process go on. */
  const dateline = async (
    args: readonly string[],
    env: Record<string, string> = {},
  ): Promise<{ status: number | null; stdout: string; stderr: string }> =>
    await new Promise((resolve) => {
      const child = spawn(process.execPath, [PROGRAM, ...args], {
        env: {
          PATH: process.env.PATH,
          DATELINE_DATA_DIR: folder,
          DATELINE_JWT_SECRET: PAIR_SECRET,
          DATELINE_CACHE_PREFIX: 'cli',
          ...env,
        },
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (bytes) => {
        stdout += bytes;
      });
      child.stderr.on('data', (bytes) => {
        stderr += bytes;
      });
      child.once('close', (status) => resolve({ status, stdout, stderr }));
    });
  const readsOf = async ({ query, commands }: Wired): Promise<number> => {
    commands.length = 0;
    await query(FRONT);
    return commands.length;
  };
  const warm = async (): Promise<void> => {
    for (const wired of [pair.one, pair.two]) for (let n = 0; n < 2; n += 1) await wired.query(FRONT);
    for (const wired of [pair.one, pair.two]) expect(await readsOf(wired)).toBe(0);
  };

  it('purges over Redis on every gateway, and says how many heard it', async () => {
    await pause(700);
    await warm();
    const { status, stdout } = await dateline(['purge', 'list:front', 'article:x'], { REDIS_URL: redis.url });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'Purged list:front article:x in Redis; 2 gateways heard it.\n',
    });
    await pause(100);
    expect(await readsOf(pair.one)).toBeGreaterThan(0);
    // The other one finds in Redis what the first has read anew, and not what was there before.
    const { json } = await pair.two.query(FRONT);
    expect(json.data.articles.nodes).toHaveLength(5);
  });

  it('asks a gateway where no Redis is named, as an administrator', async () => {
    await warm();
    const { status, stdout } = await dateline(['purge', 'everything', '--url', pair.one.url, '--json']);
    expect([status, JSON.parse(stdout)]).toEqual([
      0,
      { tags: ['everything'], told: 'gateway', heard: null, announced: true },
    ]);
    expect(await readsOf(pair.one)).toBeGreaterThan(0);
    const refused = await dateline(['purge', 'everything', '--url', pair.one.url, '--token', 'x.y.z']);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('UNAUTHENTICATED');
  });

  it('says in a sentence that nobody answers, or that no tag was named', async () => {
    for (const [args, env, words] of [
      [['purge', 'x', '--url', 'http://127.0.0.1:1'], {}, 'No gateway answers'],
      [['purge', 'x'], { REDIS_URL: 'redis://:secret@127.0.0.1:1' }, 'Redis does not answer'],
      [['purge'], {}, 'Name from 1 to 500 tags'],
      [['hot', '--first', '0'], {}, '--first is 0'],
    ] as const) {
      const { status, stderr } = await dateline(args, env);
      expect([status, stderr.split('\n').length, stderr]).toEqual([1, 2, expect.stringContaining(words)]);
      expect(stderr).not.toContain('secret');
    }
  }, 40_000);

  it('tells every gateway of what an import writes past them', async () => {
    const CLIMATE = '{ article(slug: "fog-on-the-bar") { headline } }';
    for (const { query } of [pair.one, pair.two])
      expect((await query(CLIMATE)).json.data).toEqual({ article: null });
    const file = join(folder, 'story.ndjson');
    writeFileSync(
      file,
      `${JSON.stringify({ id: 'n1', headline: 'Fog on the bar', text: 'No ship moved.' })}\n`,
    );
    const { status, stderr } = await dateline(['import', file], {
      MONGODB_URL: process.env.TEST_MONGODB_URL ?? '',
      DATELINE_DATABASE: pair.database,
      REDIS_URL: redis.url,
    });
    expect([status, stderr]).toEqual([0, '']);
    await pause(300);
    // The gateways' clock stands at a moment before the import: they know the story, and don't show it yet.
    pair.setNow(Date.now() + 5_000);
    for (const { query } of [pair.one, pair.two])
      expect((await query(CLIMATE)).json.data).toEqual({ article: { headline: 'Fog on the bar' } });
  }, 40_000);

  it('prints what is hot with hit ratio, age, bytes and tags', async () => {
    const { json } = await pair.one.query('{ articles(first: 3) { nodes { id headline } } }');
    const { id, headline } = json.data.articles.nodes[2];
    for (let n = 0; n < 5; n += 1)
      await pair.one.query(`query ($id: ID!) { article(id: $id) { r${n}: headline } }`, { id });
    let report: { hottest: { id: string; kept: object[] }[] } = { hottest: [] };
    // Reads are told in batches: what was read first may be known before the rest is.
    for (let tries = 0; tries < 30 && report.hottest[0]?.id !== id; tries += 1) {
      const { stdout } = await dateline(['hot', '--url', pair.one.url, '--json']);
      report = JSON.parse(stdout);
    }
    expect(report.hottest[0]).toMatchObject({ id, article: { headline } });
    expect(report.hottest[0]?.kept[0]).toEqual({
      cacheKey: `head:${id}`,
      surrogateTags: expect.arrayContaining([`article:${id}`, 'everything']),
      byteCount: expect.any(Number),
      ageSeconds: expect.any(Number),
      hits: expect.any(Number),
      hitRatio: expect.any(Number),
    });
    const { stdout } = await dateline(['hot', '--url', pair.one.url, '--window', 'week']);
    expect(stdout).toContain(`${headline} [${id}] 5.0 reads`);
    const { codes } = await pair.one.query('{ hotStories { memoryBytes } }');
    expect(codes).toEqual(['FORBIDDEN']);
  }, 60_000);
});
