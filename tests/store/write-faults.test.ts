import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { type Embedded, startEmbedded } from '../../src/embedded/start.ts';
import { createStore } from '../../src/store/mongodb-store.ts';
import type { Store } from '../../src/store/store.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';
import { sampleId, sampleStory } from '../support/sample-records.ts';
import { codeOf } from '../support/test-store.ts';

let embedded: Embedded;
let client: MongoClient;
let store: Store;
beforeAll(async () => {
  embedded = await startEmbedded({ dataDir: null, testCommands: true, entry: EMBEDDED_ENTRY });
  client = await MongoClient.connect(embedded.url);
  store = createStore({ url: embedded.url, database: 'writes', pool: 2, timeoutMs: 10_000 });
  await store.migrate();
}, 60_000);
afterAll(async () => {
  await store?.close();
  await client?.close();
  await embedded?.close();
});

const failing = (data: object, times = 1) =>
  client.db('admin').command({
    configureFailPoint: 'failCommand',
    mode: { times },
    data: { failCommands: ['update'], ...data },
  });
const put = (onlyNewer: boolean) => (): Promise<unknown> =>
  store.articles.put(
    [1, 2, 3].map((n) => sampleStory(n, { blocks: [] })),
    { onlyNewer },
  );
const stored = async (): Promise<number> =>
  (await store.articles.heads([1, 2, 3].map((n) => sampleId('art', n)))).length;

describe.each([true, false])('a write of many stories (only newer ones: %j)', (onlyNewer) => {
  it.each([
    ['the disk is full', { errorCode: 14_031 }, 1],
    ['the connection is cut, and again', { closeConnection: true }, 2],
    ['the server stops, and again', { errorCode: 91, errorLabels: ['RetryableWriteError'] }, 2],
  ])('is acknowledged to nobody when %s', async (_, data, times) => {
    await failing(data, times);
    expect(await codeOf(put(onlyNewer))).toBe('STORE_UNAVAILABLE');
    expect(await stored()).toBe(0);
  });

  it('is acknowledged to nobody when it fails in a way that nobody knows', async () => {
    await failing({ errorCode: 8 });
    await expect(put(onlyNewer)()).rejects.toThrow();
    expect(await stored()).toBe(0);
  });
});
