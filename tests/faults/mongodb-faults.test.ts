import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { startEmbedded } from '../../src/embedded/start.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { sampleNewsroom, seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { createLog } from '../../src/observe/log.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';
import { type FaultyWire, startFaultyWire } from '../support/faulty-wire.ts';
import { NOW } from '../support/gateway.ts';
import { testDatabase } from '../support/mongodb.ts';
import { postGraphql, type TestAnswer } from '../support/test-server.ts';

/** What a read of MongoDB may take, in these tests; and what an answer may then take at most, on a machine with much else to do. */
const TIMEOUT_MS = 800;
const BOUND_MS = 10_000;
/** By hand with 500. */
const CROWD = Number(process.env.DATELINE_TEST_ROUNDS ?? 100);
const AWAY = ['STORE_UNAVAILABLE', 'GATEWAY_TIMEOUT'];

jest.setTimeout(90_000);

const open: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of open.reverse()) await close();
});

interface Started {
  readonly gateway: Gateway;
  readonly lines: string[];
  ask(query: string): Promise<TestAnswer & { readonly ms: number }>;
  ready(): Promise<number>;
}

const start = async (mongodbUrl: string, env: Record<string, string> = {}): Promise<Started> => {
  const lines: string[] = [];
  const gateway = await createGateway({
    config: readConfig({ PORT: '0', DATELINE_MONGODB_TIMEOUT_MS: String(TIMEOUT_MS), ...env }),
    mongodbUrl,
    log: createLog({ level: 'debug', destination: { write: (line: string) => void lines.push(line) } }),
    clock: () => NOW,
  });
  open.push(() => gateway.close());
  const { url } = await gateway.listen();
  return {
    gateway,
    lines,
    ask: async (query) => {
      const from = performance.now();
      const answer = await postGraphql(url, { query });
      return { ...answer, ms: performance.now() - from };
    },
    ready: async () => (await fetch(`${url}/health/ready`)).status,
  };
};

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 300) throw new Error('It did not come about.');
    await pause(100);
  }
};

const STORY = (slug: string) => `{ article(slug: "${slug}") { headline body { ... on FullBody { text } } } }`;
const HOT = 'harbour-reopens-after-storm';
const COLD = 'night-ferry-timetable';
const headlineOf = (slug: string): string =>
  sampleNewsroom(NOW).articles.find((story) => story.slug === slug)?.headline ?? '';

const expectAway = async ({ ask, ready }: Started): Promise<void> => {
  for (let time = 0; time < 2; time += 1) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(`{ article(slug: "nowhere-${time}-${n}") { id } }`)),
    );
    for (const { codes, ms } of answers) {
      expect(AWAY).toContain(codes[0]);
      expect(ms).toBeLessThan(BOUND_MS);
    }
  }
  const list = await ask('{ articles(first: 3) { nodes { id } } }');
  expect([503, 504]).toContain(list.status);
  expect(await ready()).toBe(503);
};

describe('a MongoDB that cannot be reached', () => {
  beforeEach(() => wire.set({}));
  let wire: FaultyWire;
  let url: string;
  beforeAll(async () => {
    const database = testDatabase();
    wire = await startFaultyWire(database.url);
    open.push(() => wire.close());
    url = `mongodb://127.0.0.1:${wire.port}/${database.database}?directConnection=true`;
  });

  it('D14 refuses connections: every answer has a code, at once; when it is there, so are the stories', async () => {
    await wire.down();
    const started = await start(url);
    await expectAway(started);
    await wire.up();
    await until(async () => (await started.ready()) === 200);
    await seedNewsroom(started.gateway.store, NOW);
    expect((await started.ask(STORY(HOT))).json.data.article.headline).toBe(headlineOf(HOT));
  });

  it('D14 goes away: hot stories are served on, cold ones fail at once, and come back by themselves', async () => {
    const started = await start(url, { DATELINE_CACHE_FRESH_MS: '1' });
    const hot = await started.ask(STORY(HOT));
    expect(hot.json.data.article.body.text).toMatch(/\w/);
    await wire.down();
    await pause(20); // Past its freshness: only the grace is left.
    const { status, json } = await started.ask(STORY(HOT));
    expect([status, json]).toEqual([200, { ...hot.json, extensions: { stale: true } }]);
    const cold = await started.ask(STORY(COLD));
    expect(AWAY).toContain(cold.codes[0]);
    expect(cold.ms).toBeLessThan(BOUND_MS);
    await wire.up();
    await until(
      async () => (await started.ask(STORY(COLD))).json.data?.article?.headline === headlineOf(COLD),
    );
  });

  it('D15 takes connections and never answers: every answer has a code, at once; when it answers, so do we', async () => {
    wire.set({ blackHole: true });
    const started = await start(url);
    await expectAway(started);
    wire.set({});
    await until(async () => (await started.ready()) === 200);
    expect((await started.ask(STORY(HOT))).json.data.article.headline).toBe(headlineOf(HOT));
  });

  it('D15 falls silent under open connections: the same', async () => {
    const started = await start(url);
    expect((await started.ask(STORY(HOT))).status).toBe(200);
    wire.set({ blackHole: true });
    await expectAway(started);
    expect((await started.ask(STORY(HOT))).json.data.article.headline).toBe(headlineOf(HOT));
    wire.set({});
    await until(
      async () => (await started.ask(STORY(COLD))).json.data?.article?.headline === headlineOf(COLD),
    );
    await until(async () => (await started.ready()) === 200);
  });

  it('D22 is slow, and many more ask at once than it has connections: some are answered, the others refused in bounded time', async () => {
    const started = await start(url, { DATELINE_MONGODB_POOL: '4' });
    const ask = (n: number) =>
      started.ask(
        `{ articles(first: 1, filter: { publishedAt: { from: "2026-01-01T00:00:00.${String(n).padStart(3, '0')}Z" } }) { nodes { headline } } }`,
      );
    await ask(999); // The pool is warm.
    wire.set({ delayOut: () => 150 });
    const answers = await Promise.all(Array.from({ length: CROWD }, (_, n) => ask(n)));
    wire.set({});
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeGreaterThan(0);
    for (const { codes, status } of refused) {
      expect(AWAY).toContain(codes[0]);
      expect([503, 504]).toContain(status);
    }
    expect(refused.map(({ codes }) => codes[0])).toContain('STORE_UNAVAILABLE');
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(BOUND_MS * 2);
    await until(async () => (await ask(998)).status === 200);
  }, 60_000);

  it.each(['mongodb://no.such.host.invalid/news', 'mongodb+srv://no.such.host.invalid/news'])(
    'D25 %s has no address: every answer has a code, at once',
    async (nowhere) => {
      await expectAway(await start(nowhere));
    },
  );

  it.each([
    ['a host without an address', 'mongodb://ana:hunter2@no.such.host.invalid/news'],
    ['a domain without servers', 'mongodb+srv://ana:hunter2@no.such.host.invalid/news'],
  ])('D28 says nothing of a password, neither to readers nor to the log: %s', async (_, secret) => {
    const { ask, lines } = await start(secret);
    const { text, codes } = await ask('{ articles(first: 1) { nodes { id } } }');
    expect(AWAY).toContain(codes[0]);
    expect(text).not.toMatch(/hunter2|ana|invalid/);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toMatch(/hunter2/);
  });

  it('D28 does not take our name: every answer has a code, and neither it nor the log has the password', async () => {
    const secret = `mongodb://ana:hunter2@127.0.0.1:${wire.port}/news?directConnection=true`;
    const { ask, lines, ready } = await start(secret);
    for (let time = 0; time < 3; time += 1) {
      const { text, codes, ms } = await ask('{ articles(first: 1) { nodes { id } } }');
      expect(AWAY).toContain(codes[0]);
      expect(ms).toBeLessThan(BOUND_MS);
      expect(text).not.toMatch(/hunter2|ana/);
    }
    expect(await ready()).toBe(503);
    expect(lines.join('\n')).toMatch(/MongoDB cannot be prepared/);
    expect(lines.join('\n')).not.toMatch(/hunter2/);
  });

  it('D28 has an address that cannot be read: the error says so, without the password', async () => {
    const secret = 'mongodb://ana:hunter2@db.example:notaport/news';
    const error = await start(secret).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(`${(error as Error).message} ${(error as Error).stack}`).not.toMatch(/hunter2/);
  });
});

describe('a MongoDB whose process stands still', () => {
  it('D16 fails what is under way in bounded time, and serves on when it runs again', async () => {
    // Its own process: it is stopped by a signal, and nobody else may wait for it.
    const embedded = await startEmbedded({ dataDir: null, entry: EMBEDDED_ENTRY });
    open.push(() => embedded.close());
    const started = await start(embedded.url);
    await seedNewsroom(started.gateway.store, NOW);
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => started.ask(`{ article(slug: "warm-${n}") { id } }`)),
    );
    process.kill(embedded.pid, 'SIGSTOP');
    try {
      await expectAway(started);
    } finally {
      process.kill(embedded.pid, 'SIGCONT');
    }
    await until(async () => (await started.ask(STORY(HOT))).json.data?.article?.headline === headlineOf(HOT));
    await until(async () => (await started.ready()) === 200);
    expect((await started.ask(STORY(COLD))).json.data.article.headline).toBe(headlineOf(COLD));
  }, 40_000);
});
