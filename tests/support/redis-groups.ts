import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';

/** Several real Redis processes that belong together. */
export interface RedisGroup {
  readonly url: string;
  /** Kills the process that has the primary of a key now; resolves to its port. */
  killPrimary(key: string): Promise<number>;
  stop(): Promise<void>;
}

const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address !== null ? address.port : 0);
          }),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};

/** Asks one process by a connection of its own; `null` while it doesn't answer. */
const askOne = async <T>(port: number, ask: (redis: Redis) => Promise<T>): Promise<T | null> => {
  const redis = new Redis(port, '127.0.0.1', {
    lazyConnect: true,
    retryStrategy: () => null,
    commandTimeout: 2_000,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await ask(redis);
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
};

const until = async (what: string, met: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await met()) return;
    await pause(100);
  }
  throw new Error(`${what} did not come about.`);
};

class Processes {
  readonly folder = mkdtempSync(join(tmpdir(), 'dateline-redis-group-'));
  readonly #children = new Map<number, ChildProcess>();

  async start(port: number, ...options: readonly string[]): Promise<void> {
    const dir = join(this.folder, String(port));
    mkdirSync(dir);
    const common = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      dir,
      '--save',
      '',
      '--appendonly',
      'no',
    ];
    this.#children.set(port, spawn('redis-server', [...common, ...options], { stdio: 'ignore' }));
    await until(
      `redis-server on ${port}`,
      async () => (await askOne(port, (redis) => redis.ping())) === 'PONG',
    );
  }

  async sentinel(port: number, lines: readonly string[]): Promise<void> {
    const path = join(this.folder, `sentinel-${port}.conf`);
    writeFileSync(path, [`port ${port}`, 'bind 127.0.0.1', `dir ${this.folder}`, ...lines, ''].join('\n'));
    this.#children.set(port, spawn('redis-server', [path, '--sentinel'], { stdio: 'ignore' }));
    await until(
      `the sentinel on ${port}`,
      async () => (await askOne(port, (redis) => redis.ping())) === 'PONG',
    );
  }

  async kill(port: number): Promise<void> {
    const child = this.#children.get(port);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#children.keys()].map((port) => this.kill(port)));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const roleOf = async (port: number): Promise<string | null> => {
  const role = await askOne(port, (redis) => redis.role());
  return Array.isArray(role) ? String(role[0]) : null;
};

/** How many of these processes are replicas that have all that their primary has. */
const replicasOf = async (ports: readonly number[]): Promise<number> => {
  const said = await Promise.all(ports.map((port) => askOne(port, (redis) => redis.info('replication'))));
  return said.filter((text) => text?.includes('master_link_status:up')).length;
};

/** A cluster of three primaries, each with a replica. */
export const startRedisCluster = async (): Promise<RedisGroup> => {
  const processes = new Processes();
  const ports = await freePorts(6);
  for (const port of ports)
    await processes.start(
      port,
      '--cluster-enabled',
      'yes',
      '--cluster-node-timeout',
      '1000',
      '--cluster-port',
      String(await freePorts(1)),
    );
  const nodes = ports.map((port) => `127.0.0.1:${port}`);
  await promisify(execFile)('redis-cli', [
    '--cluster',
    'create',
    ...nodes,
    '--cluster-replicas',
    '1',
    '--cluster-yes',
  ]);
  await until('the cluster', async () => {
    const states = await Promise.all(ports.map((port) => askOne(port, (redis) => redis.cluster('INFO'))));
    return states.every((state) => String(state).includes('cluster_state:ok'));
  });
  await until('the replicas', async () => (await replicasOf(ports)) === 3);
  const ownerOf = async (key: string): Promise<number> => {
    const rows = await Promise.all(
      ports.map((port) =>
        askOne(port, async (redis) => ({
          slot: await redis.cluster('KEYSLOT', key),
          slots: await redis.cluster('SLOTS'),
        })),
      ),
    );
    const seen = rows.find((row) => row !== null);
    const slots = seen?.slots ?? [];
    const slot = Number(seen?.slot);
    const [, , node] = slots.find(([from, to]) => slot >= from && slot <= to) ?? [];
    return Number(node?.[1] ?? 0);
  };
  return {
    url: `redis+cluster://${nodes.slice(0, 3).join(',')}`,
    killPrimary: async (key) => {
      const port = await ownerOf(key);
      await processes.kill(port);
      return port;
    },
    stop: () => processes.stop(),
  };
};

/** A primary with a replica, and three sentinels that watch them. */
export const startSentinels = async (): Promise<RedisGroup> => {
  const processes = new Processes();
  const [primary = 0, replica = 0, ...sentinels] = await freePorts(5);
  await processes.start(primary);
  await processes.start(replica, '--replicaof', '127.0.0.1', String(primary));
  for (const port of sentinels)
    await processes.sentinel(port, [
      `sentinel monitor news 127.0.0.1 ${primary} 2`,
      'sentinel down-after-milliseconds news 700',
      'sentinel failover-timeout news 4000',
    ]);
  await until('the sentinels', async () => {
    const seen = await Promise.all(
      sentinels.map((port) => askOne(port, (redis) => redis.call('SENTINEL', 'MASTER', 'news'))),
    );
    return seen.every((row) => {
      const flat = (row ?? []) as string[];
      const at = (name: string): number => Number(flat[flat.indexOf(name) + 1]);
      return at('num-slaves') >= 1 && at('num-other-sentinels') >= 2;
    });
  });
  await until('the replica', async () => (await replicasOf([replica])) === 1);
  return {
    url: `redis+sentinel://${sentinels.map((port) => `127.0.0.1:${port}`).join(',')}/news`,
    killPrimary: async () => {
      const port = (await roleOf(primary)) === 'master' ? primary : replica;
      await processes.kill(port);
      return port;
    },
    stop: () => processes.stop(),
  };
};
