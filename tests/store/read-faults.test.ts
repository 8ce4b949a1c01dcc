import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { type Embedded, startEmbedded } from '../../src/embedded/start.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';
import { sampleId, sampleStory } from '../support/sample-records.ts';
import { codeOf } from '../support/test-store.ts';

/** So many of these are more than the bytes of one batch. Without a word in them they are quickly derived from. */
const STORIES = 6;
const LONG = '– '.repeat(1_000_000);

let embedded: Embedded;
let client: MongoClient;
let store: Store;
let sent: string[] = [];
beforeAll(async () => {
  embedded = await startEmbedded({ dataDir: null, testCommands: true, entry: EMBEDDED_ENTRY });
  client = await MongoClient.connect(embedded.url);
  store = createStore({
    url: embedded.url,
    database: 'reads',
    pool: 2,
    timeoutMs: 10_000,
    onCommand: (name) => sent.push(name),
  });
  await store.migrate();
  await store.articles.put(
    Array.from({ length: STORIES }, (_, n) => sampleStory(n, { blocks: [], standfirst: LONG })),
  );
}, 60_000);
beforeEach(() => {
  sent = [];
});
afterAll(async () => {
  await store?.close();
  await client?.close();
  await embedded?.close();
});

const fail = (name: string, errorCode: number) =>
  client.db('admin').command({
    configureFailPoint: 'failCommand',
    mode: { times: 1 },
    data: { failCommands: [name], errorCode },
  });
const ids = (many: number): string[] => Array.from({ length: many }, (_, n) => sampleId('art', n));

describe('a read that fails once', () => {
  it.each([91, 189, 10_107])('D17 by the code %d, is asked once more, and answered', async (code) => {
    await fail('find', code);
    expect(await store.articles.heads(ids(3))).toHaveLength(3);
    expect(sent).toEqual(['find', 'find']);
  });

  it('D18 in the middle of its rows, is not asked for again, and its cursor is closed', async () => {
    expect(await store.articles.heads(ids(STORIES))).toHaveLength(STORIES);
    expect(sent).toEqual(['find', 'getMore']);
    sent = [];
    await fail('getMore', 91);
    expect(await codeOf(() => store.articles.heads(ids(STORIES)))).toBe('STORE_UNAVAILABLE');
    expect(sent).toEqual(['find', 'getMore', 'killCursors']);
    expect(await store.articles.heads(ids(STORIES))).toHaveLength(STORIES);
  });
});
