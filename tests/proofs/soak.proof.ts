import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import autocannon from 'autocannon';
import { type FaultyWire, startFaultyWire } from '../support/faulty-wire.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type GatewayProcess, startProcess } from '../support/gateway-process.ts';
import { redisIsThere, startRedis, type TestRedis } from '../support/redis.ts';

/** A gateway at 70 % of what it can do, with a MongoDB that is 50 ms away: half of what is asked is hot, half was never asked before. `DATELINE_PROOF_SECONDS=600` is the whole. */
const SECONDS = Number(process.env['DATELINE_PROOF_SECONDS'] ?? 30);
const PARTS = 10;
const LATENCY_MS = 50;
const CONNECTIONS = 50;
/** What the heap may still take in between two collections, in MB. */
const SWAY_MB = 40;

const suite = redisIsThere ? describe : describe.skip;
suite('a long day (L13)', () => {
  let newsroom: TestGateway;
  let redis: TestRedis;
  let wire: FaultyWire;
  let gateway: GatewayProcess;
  let slugs: readonly string[];
  beforeAll(async () => {
    newsroom = await startGateway();
    redis = await startRedis();
    wire = await startFaultyWire(newsroom.mongodbUrl);
    const { json } = await newsroom.query('{ articles(first: 20) { nodes { slug } } }');
    slugs = json.data.articles.nodes.map(({ slug }: { slug: string }) => slug);
    gateway = await startProcess({
      MONGODB_URL: wire.url,
      DATELINE_DATABASE: newsroom.database,
      REDIS_URL: redis.url,
      NODE_ENV: 'production',
      // Full before it is looked at.
      DATELINE_CACHE_MEMORY_MB: '4',
    });
    wire.set({ delayOut: () => LATENCY_MS });
  }, 120_000);
  afterAll(async () => {
    await gateway?.kill();
    await wire?.close();
    await redis?.stop();
    await newsroom?.close();
  });

  let asked = 0;
  const body = (): string => {
    asked += 1;
    const slug = asked % 2 === 0 ? slugs[asked % slugs.length] : `never-${asked}`;
    const query =
      'query ($slug: String!) { article(slug: $slug) { headline byline { text } tags { name } body { ... on FullBody { html } } } }';
    return JSON.stringify({ query, variables: { slug } });
  };
  const load = async (seconds: number, rate: number | null) => {
    const result = await autocannon({
      url: `${gateway.url}/graphql`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      connections: CONNECTIONS,
      duration: seconds,
      timeout: 30,
      ...(rate !== null && { overallRate: rate }),
      requests: [{ setupRequest: (request) => ({ ...request, body: body() }) }],
    });
    return { wrong: result.errors + result.non2xx, rate: result.requests.average };
  };
  /** What the process holds of the system: open files and sockets, and memory. */
  const held = () => {
    const of = `/proc/${gateway.child.pid}`;
    const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`${of}/status`, 'utf8'))?.[1]);
    return { files: readdirSync(`${of}/fd`).length, megabytes: Math.round(kilobytes / 1_024) };
  };

  it(
    'leaves no request without its answer, and neither files nor memory behind',
    async () => {
      const capacity = await load(8, null);
      expect(capacity.wrong).toBe(0);
      const rate = Math.floor(capacity.rate * 0.7);
      const seen: ReturnType<typeof held>[] = [];
      let wrong = 0;
      for (let part = 0; part < PARTS; part += 1) {
        wrong += (await load(SECONDS / PARTS, rate)).wrong;
        seen.push(held());
      }
      process.stderr.write(`${rate} requests/s for ${SECONDS} s: ${JSON.stringify(seen)}\n`);
      expect(wrong).toBe(0);
      const most = (of: 'files' | 'megabytes', parts: typeof seen): number =>
        Math.max(...parts.map((part) => part[of]));
      const [early, late] = [seen.slice(0, PARTS / 2), seen.slice(PARTS / 2)];
      expect(most('files', late)).toBeLessThanOrEqual(most('files', early) + 2);
      expect(most('megabytes', late)).toBeLessThanOrEqual(most('megabytes', early) + SWAY_MB);
    },
    SECONDS * 2_000 + 60_000,
  );
});
