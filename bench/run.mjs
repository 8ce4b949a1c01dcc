// `npm run bench [-- scenario...]`: compares Dateline with what a newsroom would use instead, on this machine. `--quick` for a look, `--write` to renew docs/performance.md.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';

const here = fileURLToPath(new URL('.', import.meta.url));
const given = process.argv.slice(2);
const [quick, write] = [given.includes('--quick'), given.includes('--write')];

if (!existsSync(join(here, 'node_modules'))) {
  process.stderr.write('Installing what Dateline is compared with.\n');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: here,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
if (!existsSync(join(here, '../dist/src/gateway.js'))) throw new Error('Run `npm run build` first.');

const { prepareArchive, prepareLists } = await import('./archive.mjs');
const { countingProxy } = await import('./counting-proxy.mjs');
const { measure } = await import('./measure.mjs');
const { printResults, writeReport } = await import('./report.mjs');
const { RUNS } = await import('./runs.mjs');
const { SCENARIOS } = await import('./scenarios.mjs');
const { startEmbedded } = await import('../dist/src/embedded/start.js');

const names = given.filter((name) => !name.startsWith('--'));
const all = [...Object.keys(SCENARIOS), ...Object.keys(RUNS)];
const wanted = names.length === 0 ? all : names;
for (const name of wanted)
  if (!all.includes(name)) throw new Error(`There is no scenario ${name}: ${all.join(', ')}.`);

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A Redis of the benchmark's own, where there is one to start. */
const startRedis = async () => {
  if (spawnSync('redis-server', ['--version']).error)
    return { url: undefined, count: async () => 0, stop: () => {} };
  const [port, folder] = [await freePort(), mkdtempSync(join(tmpdir(), 'dateline-bench-'))];
  const child = spawn(
    'redis-server',
    ['--port', port, '--save', '', '--appendonly', 'no', '--dir', folder, '--bind', '127.0.0.1'],
    { stdio: 'ignore' },
  );
  const client = new Redis(port, '127.0.0.1');
  let asked = 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    count: async () => {
      asked += 1;
      const info = await client.info('stats');
      return Number(/total_commands_processed:(\d+)/.exec(info)?.[1] ?? 0) - asked;
    },
    stop: () => {
      client.disconnect();
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const STORIES = 10_000;
const database = `dateline_bench_${STORIES}`;
const embedded = process.env.MONGODB_URL ? null : await startEmbedded({ dataDir: null });
const engine = process.env.MONGODB_URL ?? embedded.url;
const mongodb = await countingProxy(engine);
const redis = await startRedis();
const env = {
  MONGODB_URL: mongodb.url,
  BENCH_DATABASE: database,
  DATELINE_DATABASE: database,
  DATELINE_MONGODB_TIMEOUT_MS: '10000',
  // As long as the peers keep what they keep.
  DATELINE_CACHE_FRESH_MS: '60000',
  ...(redis.url && { REDIS_URL: redis.url }),
};
try {
  await prepareArchive(engine, database, STORIES);
  const results = {};
  for (const name of wanted) {
    const tell = (what) => process.stderr.write(`${name}: ${what}\n`);
    tell('begins');
    const lists = (of, stories) => prepareLists(engine, of, stories);
    results[name] =
      name in RUNS
        ? await RUNS[name]({ env, quick, mongodb, lists })
        : {
            what: SCENARIOS[name].what,
            ...(await measure(SCENARIOS[name], {
              ...{ env, mongodb, redis, quick, tell },
              rounds: quick ? 3 : 5,
            })),
          };
    printResults(name, results[name]);
    // As it goes: what was measured isn't lost to what follows.
    if (write)
      await writeReport(results, {
        engine: embedded === null ? "MongoDB's own engine" : 'the embedded database',
      });
  }
} finally {
  redis.stop();
  mongodb.close();
  await embedded?.close();
}
process.exit(0);
