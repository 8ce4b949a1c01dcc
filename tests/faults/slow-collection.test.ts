import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { readConfig } from '../../src/config.ts';
import { type Embedded, startEmbedded } from '../../src/embedded/start.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { seedNewsroom } from '../../src/ingest/seed-newsroom.ts';
import { createLog } from '../../src/observe/log.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';
import { NOW } from '../support/gateway.ts';
import { postGraphql, type TestAnswer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** What a read may take here, and for how long one collection, or one kind of question, holds its answers back. */
const TIMEOUT_MS = 1_000;
const SLOW_MS = 4_000;
const AWAY = ['GATEWAY_TIMEOUT', 'STORE_UNAVAILABLE'];

let embedded: Embedded;
let client: MongoClient;
let gateway: Gateway;
let url: string;
let sent: string[] = [];
beforeAll(async () => {
  embedded = await startEmbedded({ dataDir: null, testCommands: true, entry: EMBEDDED_ENTRY });
  client = await MongoClient.connect(embedded.url);
  const store = createStore({ url: embedded.url, database: 'slow', pool: 4, timeoutMs: 30_000 });
  await store.migrate();
  await seedNewsroom(store, NOW);
  await store.close();
  gateway = await createGateway({
    config: readConfig({
      PORT: '0',
      DATELINE_DATABASE: 'slow',
      DATELINE_MONGODB_TIMEOUT_MS: String(TIMEOUT_MS),
      DATELINE_CHANGE_STREAM: 'off',
      DATELINE_KEEP_ANSWERS: 'false',
    }),
    mongodbUrl: embedded.url,
    log: createLog({ level: 'silent' }),
    clock: () => NOW,
    onCommand: (name, command) => sent.push(`${name} ${command[name]}`),
  });
  ({ url } = await gateway.listen());
}, 60_000);
afterAll(async () => {
  await gateway?.close();
  await client?.close();
  await embedded?.close();
});
const slow = (commands: readonly string[], collection: string) =>
  client.db('admin').command({
    configureFailPoint: 'failCommand',
    mode: 'alwaysOn',
    data: {
      failCommands: commands,
      namespace: `slow.${collection}`,
      blockConnection: true,
      blockTimeMS: SLOW_MS,
    },
  });
const well = () => client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' });
beforeEach(() => gateway.purge(['everything']));
afterEach(async () => {
  await well();
});

let asked = 0;
const ask = async (query: string): Promise<TestAnswer> => await postGraphql(url, { query });
/** A story that is read from MongoDB, by a slug that nobody has asked for. */
const other = (): Promise<TestAnswer> => {
  asked += 1;
  return ask(`{ article(slug: "nobody-${asked}") { id } }`);
};
const CARD = `{ article(slug: "harbour-reopens-after-storm") {
  headline body { ... on FullBody { text } } tags { name } contributions { role correspondent { name } } } }`;

describe('one collection of MongoDB that is slow', () => {
  it('D21 costs its own fields, and is left alone for a while; the rest of the answer, and all others, are delivered', async () => {
    const whole = (await ask(CARD)).json.data.article;
    expect(whole.contributions[0].correspondent.name).toBeTruthy();
    await gateway.purge(['everything']);
    await slow(['find', 'aggregate'], 'correspondents');
    const first = await ask(CARD);
    expect([first.status, first.codes[0]]).toEqual([200, 'GATEWAY_TIMEOUT']);
    expect(first.json.data.article).toEqual({
      ...whole,
      contributions: whole.contributions.map(({ role }: { role: string }) => ({ role, correspondent: null })),
    });
    expect(first.json.errors[0].path).toEqual(['article', 'contributions', 0, 'correspondent']);

    // A crowd that asks for nothing else.
    const writers = Array.from({ length: 30 }, (_, n) =>
      ask(`{ correspondent(slug: "nobody-${n}") { id } }`),
    );
    for (const { codes } of await Promise.all(writers)) expect(AWAY).toContain(codes[0]);
    // It is hardly asked any more, and everything else is answered, at once and long after.
    sent = [];
    for (let n = 0; n < 40; n += 1) {
      const [writer, story] = await Promise.all([
        ask(`{ correspondent(slug: "nobody-${n}") { id } }`),
        other(),
      ]);
      expect(AWAY).toContain(writer.codes[0]);
      expect([story.status, story.codes]).toEqual([200, []]);
    }
    expect(sent.filter((command) => command === 'find correspondents').length).toBeLessThan(20);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);

    await well();
    await until(async () => (await ask('{ correspondents(first: 1) { nodes { id } } }')).codes.length === 0);
    await gateway.purge(['everything']);
    expect((await ask(CARD)).json.data.article).toEqual(whole);
  }, 60_000);
});

describe('questions that take too long by themselves', () => {
  it('cost nobody else an answer: filters that no index serves, and searches', async () => {
    await slow(['find', 'aggregate'], 'nothing');
    await other();
    for (let n = 0; n < 4; n += 1) {
      // Only what such a question is made of is slow; a story by its slug is a `find`, too, and comes right after it.
      await slow(['find'], 'articles');
      const broad = await ask(
        `{ articles(first: 1, filter: { not: { tag: "oceans" }, access: FREE }) { nodes { id } } }`,
      );
      expect(['FILTER_TOO_BROAD', ...AWAY]).toContain(broad.codes[0]);
      await slow(['aggregate'], 'articles');
      const search = await ask(`{ search(query: "harbour ${n}") { nodes { id } } }`);
      expect(['FILTER_TOO_BROAD', ...AWAY]).toContain(search.codes[0]);
    }
    await well();
    for (let n = 0; n < 5; n += 1) expect((await other()).codes).toEqual([]);
  }, 60_000);
});
