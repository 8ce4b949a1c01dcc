import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ChangeStream,
  type ChangeStreamDocument,
  type ChangeStreamOptions,
  type Collection,
  type Db,
  type Document,
  MongoClient,
  type MongoServerError,
  Timestamp,
} from 'mongodb';
import { type Embedded, startEmbedded } from '../../src/embedded/start.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';
import { testClient } from '../support/mongodb.ts';

/** The official driver's change streams on the embedded database, by what MongoDB's manual says of them. There was no replica set to hold the same against. */
type Thing = Document & { _id: string };

const AWAIT = { maxAwaitTimeMS: 200 } as const;
let embedded: Embedded;
let client: MongoClient;
let db: Db;
let count = 0;
const things = (name = `things${count}`): Collection<Thing> => db.collection<Thing>(name);
const fresh = (): Collection<Thing> => {
  count += 1;
  return things();
};

beforeAll(async () => {
  embedded = await startEmbedded({ dataDir: null, testCommands: true, entry: EMBEDDED_ENTRY });
  client = await MongoClient.connect(embedded.url);
  db = client.db('watched');
});
afterAll(async () => {
  await client?.close();
  await embedded?.close();
});

/** A stream that is open at the server: what is written from here on is in it. */
const watch = async (
  on: Collection<Thing> | Db,
  options: ChangeStreamOptions = {},
  pipeline: Document[] = [],
) => {
  const stream = on.watch(pipeline, { ...AWAIT, ...options });
  if (Object.keys(options).every((name) => !name.startsWith('start') && name !== 'resumeAfter'))
    await stream.tryNext();
  return stream;
};
const take = async (
  stream: ChangeStream<Thing> | ChangeStream,
  many: number,
): Promise<ChangeStreamDocument<Thing>[]> => {
  const taken: ChangeStreamDocument<Thing>[] = [];
  for (let tries = 0; taken.length < many && tries < 50; tries += 1) {
    const event = await stream.tryNext();
    if (event !== null) taken.push(event as ChangeStreamDocument<Thing>);
  }
  return taken;
};
const failure = async (operation: Promise<unknown>): Promise<MongoServerError> =>
  await operation.then(
    () => {
      throw new Error('It was not refused.');
    },
    (error: unknown) => error as MongoServerError,
  );
const failWith = (data: Document, times = 1) =>
  client.db('admin').command({ configureFailPoint: 'failCommand', mode: { times }, data });

describe('a change stream', () => {
  it('tells what happened to documents, each with a token of its own, in order', async () => {
    const collection = fresh();
    const stream = await watch(collection);
    await collection.insertOne({ _id: 'a', n: 1, tags: ['x'], deep: { kept: true } });
    await collection.updateOne({ _id: 'a' }, {
      $set: { n: 2, 'deep.more': 3, 'new.below': 1 },
      $unset: { 'deep.kept': '' },
      $push: { tags: 'y' },
    } as Document);
    await collection.replaceOne({ _id: 'a' }, { whole: 'anew' });
    await collection.updateOne({ _id: 'a' }, { $set: { whole: 'anew' } });
    await collection.findOneAndUpdate({ _id: 'b' }, { $set: { n: 1 } }, { upsert: true });
    await collection.deleteOne({ _id: 'a' });
    const events = await take(stream, 5);
    const common = { ns: { db: 'watched', coll: collection.collectionName } };
    expect(events).toMatchObject([
      {
        operationType: 'insert',
        ...common,
        documentKey: { _id: 'a' },
        fullDocument: { _id: 'a', n: 1, tags: ['x'], deep: { kept: true } },
      },
      {
        operationType: 'update',
        ...common,
        documentKey: { _id: 'a' },
        updateDescription: {
          updatedFields: { n: 2, 'deep.more': 3, new: { below: 1 }, 'tags.1': 'y' },
          removedFields: ['deep.kept'],
          truncatedArrays: [],
        },
      },
      {
        operationType: 'replace',
        ...common,
        documentKey: { _id: 'a' },
        fullDocument: { _id: 'a', whole: 'anew' },
      },
      { operationType: 'insert', ...common, documentKey: { _id: 'b' }, fullDocument: { _id: 'b', n: 1 } },
      { operationType: 'delete', ...common, documentKey: { _id: 'a' } },
    ]);
    expect(events[1]).not.toHaveProperty('fullDocument');
    expect(events[4]).not.toHaveProperty('fullDocument');
    const tokens = events.map(({ _id }) => (_id as { _data: string })._data);
    expect(tokens).toEqual([...new Set(tokens)].sort());
    for (const event of events) {
      expect(event).toMatchObject({ wallTime: expect.any(Date), clusterTime: expect.any(Timestamp) });
      expect(Math.abs((event as { wallTime: Date }).wallTime.getTime() - Date.now())).toBeLessThan(60_000);
    }
    await stream.close();
  });

  it('looks documents up as they are now, and says null where they are gone', async () => {
    const collection = fresh();
    await collection.insertMany([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ]);
    const stream = await watch(collection, { fullDocument: 'updateLookup' });
    await collection.updateMany({}, { $inc: { n: 1 } });
    await collection.updateOne({ _id: 'a' }, { $inc: { n: 1 } });
    await collection.deleteOne({ _id: 'b' });
    expect(await take(stream, 2)).toMatchObject([
      { documentKey: { _id: 'a' }, updateDescription: { updatedFields: { n: 2 } }, fullDocument: { n: 3 } },
      { documentKey: { _id: 'b' }, updateDescription: { updatedFields: { n: 2 } }, fullDocument: null },
    ]);
    await stream.close();
  });

  it('of a database tells of all its collections and no other database, through the stages behind it', async () => {
    const [one, two] = [fresh(), fresh()];
    const other = client.db('elsewhere').collection<Thing>(one.collectionName);
    const stream = await watch(db, {}, [
      {
        $match: {
          'ns.coll': { $in: [one.collectionName, two.collectionName] },
          operationType: { $ne: 'delete' },
        },
      },
      { $project: { fullDocument: 0 } },
    ]);
    await fresh().insertOne({ _id: 'not asked for' });
    await one.insertOne({ _id: 'a' });
    await other.insertOne({ _id: 'not ours' });
    await two.insertOne({ _id: 'b' });
    await two.deleteOne({ _id: 'b' });
    await one.insertOne({ _id: 'c' });
    const events = await take(stream, 3);
    expect(events.map((event) => (event as { documentKey?: unknown }).documentKey)).toEqual([
      { _id: 'a' },
      { _id: 'b' },
      { _id: 'c' },
    ]);
    expect(events[0]).not.toHaveProperty('fullDocument');
    await stream.close();
  });

  it('waits for what comes, no longer than it may, and moves its token while it tells nothing', async () => {
    const collection = fresh();
    const stream = collection.watch([], { maxAwaitTimeMS: 20_000 });
    const began = performance.now();
    const next = stream.next();
    await pause(200);
    await collection.insertOne({ _id: 'a' });
    expect(await next).toMatchObject({ documentKey: { _id: 'a' } });
    expect(performance.now() - began).toBeLessThan(10_000);
    await stream.close();

    const short = await watch(collection, { maxAwaitTimeMS: 50 });
    const before = short.resumeToken as { _data: string };
    await fresh().insertOne({ _id: 'elsewhere' });
    expect(await short.tryNext()).toBeNull();
    expect((short.resumeToken as { _data: string })._data > before._data).toBe(true);
    await short.close();
  }, 30_000);

  it('ends at once when it is closed, also while it waits', async () => {
    const stream = fresh().watch([], { maxAwaitTimeMS: 60_000 });
    const waiting = stream.tryNext().catch((error: unknown) => error);
    await pause(50);
    const began = performance.now();
    await stream.close();
    await waiting;
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('goes on after any token, without a gap and without a repeat', async () => {
    const collection = fresh();
    const stream = await watch(collection, { batchSize: 3 });
    const start = stream.resumeToken;
    await collection.insertMany(Array.from({ length: 20 }, (_, n) => ({ _id: `d${n}` })));
    const all = await take(stream, 20);
    await stream.close();
    for (const [way, from] of [
      ['resumeAfter', 7],
      ['startAfter', 13],
    ] as const) {
      const again = await watch(collection, { [way]: all[from]?._id });
      expect((await take(again, 19 - from)).map(({ _id }) => _id)).toEqual(
        all.slice(from + 1).map(({ _id }) => _id),
      );
      expect(await again.tryNext()).toBeNull();
      await again.close();
    }
    const whole = await watch(collection, { startAfter: start });
    expect(await take(whole, 20)).toHaveLength(20);
    await whole.close();
  });

  it('begins at a second, if the history has what came before it', async () => {
    const collection = fresh();
    const stream = await watch(collection);
    await collection.insertOne({ _id: 'before' });
    await pause(1_100);
    await collection.insertOne({ _id: 'after' });
    const [, after] = await take(stream, 2);
    await stream.close();
    const { clusterTime } = after as unknown as { clusterTime: Timestamp };
    const at = await watch(collection, { startAtOperationTime: clusterTime });
    expect(await take(at, 1)).toMatchObject([{ documentKey: { _id: 'after' } }]);
    await at.close();
    const long = collection.watch([], { startAtOperationTime: new Timestamp({ t: 1, i: 1 }) });
    expect((await failure(long.tryNext())).code).toBe(286);
  });

  it('is taken up by the driver itself after what it may be taken up after', async () => {
    const collection = fresh();
    const stream = await watch(collection);
    await failWith({
      failCommands: ['getMore'],
      errorCode: 189,
      errorLabels: ['ResumableChangeStreamError'],
    });
    await collection.insertOne({ _id: 'stepped down' });
    expect(await take(stream, 1)).toMatchObject([{ documentKey: { _id: 'stepped down' } }]);
    await failWith({ failCommands: ['getMore'], closeConnection: true });
    await collection.insertOne({ _id: 'cut' });
    expect(await take(stream, 1)).toMatchObject([{ documentKey: { _id: 'cut' } }]);
    await failWith({ failCommands: ['getMore'], errorCode: 43 });
    await collection.insertOne({ _id: 'forgotten' });
    expect(await take(stream, 1)).toMatchObject([{ documentKey: { _id: 'forgotten' } }]);
    await failWith({
      failCommands: ['getMore'],
      errorCode: 280,
      errorLabels: ['NonResumableChangeStreamError'],
    });
    expect((await failure(stream.tryNext())).code).toBe(280);
  });

  it('ends when its collection is dropped, and begins again after that', async () => {
    const collection = fresh();
    const stream = await watch(collection);
    await collection.insertOne({ _id: 'a' });
    await collection.drop();
    const [, drop, invalidate] = await take(stream, 3);
    expect([drop?.operationType, invalidate?.operationType]).toEqual(['drop', 'invalidate']);
    await stream.close();
    await collection.insertOne({ _id: 'b' });
    expect((await failure((await watch(collection, { resumeAfter: invalidate?._id })).tryNext())).code).toBe(
      260,
    );
    const after = await watch(collection, { startAfter: invalidate?._id });
    expect(await take(after, 1)).toMatchObject([{ operationType: 'insert', documentKey: { _id: 'b' } }]);
    await after.close();
    // What was told before the end leads to the end again.
    const again = await watch(collection, { resumeAfter: drop?._id });
    expect(await take(again, 1)).toMatchObject([{ operationType: 'invalidate', _id: invalidate?._id }]);
    await again.close();
  });

  it('of a database goes on when a collection is dropped, and ends with the database', async () => {
    const mine = client.db(`whole${Date.now()}`);
    await mine.collection<Thing>('one').insertOne({ _id: 'a' });
    const stream = mine.watch([], AWAIT);
    await stream.tryNext();
    await mine.collection('one').drop();
    await mine.collection<Thing>('two').insertOne({ _id: 'b' });
    await mine.dropDatabase();
    expect((await take(stream, 5)).map(({ operationType }) => operationType)).toEqual([
      'drop',
      'insert',
      'drop',
      'dropDatabase',
      'invalidate',
    ]);
    await stream.close();
  });
});

describe('refused is', () => {
  it.each<[string, ChangeStreamOptions, Document[], number]>([
    ['a token without data', { resumeAfter: { other: 1 } }, [], 40_647],
    ['a token that is no number', { resumeAfter: { _data: 'zz' } }, [], 9],
    ['a token of another kind', { resumeAfter: { _data: '8264A1' } }, [], 260],
    ['a token of another database', { resumeAfter: { _data: `${'0'.repeat(28)}00` } }, [], 280],
    ['documents as they were', { fullDocumentBeforeChange: 'required' }, [], 238],
    ['a stage that may not follow', {}, [{ $group: { _id: null } }], 20],
    ['a pipeline that takes the token away', {}, [{ $project: { _id: 0 } }], 280],
  ])('%s', async (_, options, pipeline, code) => {
    const collection = fresh();
    const stream = collection.watch(pipeline, { ...AWAIT, ...options });
    const found = failure(
      (async () => {
        await stream.tryNext();
        await collection.insertOne({ _id: 'a' });
        for (;;) await stream.tryNext();
      })(),
    );
    expect((await found).code).toBe(code);
    await stream.close();
  });

  it('a stream that is not the beginning of its pipeline', async () => {
    expect(
      (
        await failure(
          fresh()
            .aggregate([{ $match: {} }, { $changeStream: {} }])
            .toArray(),
        )
      ).code,
    ).toBe(40_602);
  });

  it('what is older than the history, when it is asked for and when a reader is too slow', async () => {
    const [collection, noise] = [fresh(), fresh()];
    const stream = await watch(collection);
    const early = stream.resumeToken;
    for (let round = 0; round < 22; round += 1)
      await noise.insertMany(Array.from({ length: 1_000 }, (_, n) => ({ _id: `${round} ${n}` })));
    for (const lost of [stream, await watch(collection, { resumeAfter: early })]) {
      const error = await failure(lost.tryNext());
      expect([error.code, error.codeName, error.hasErrorLabel('NonResumableChangeStreamError')]).toEqual([
        286,
        'ChangeStreamHistoryLost',
        true,
      ]);
    }
    const now = await watch(collection);
    await collection.insertOne({ _id: 'a' });
    expect(await take(now, 1)).toHaveLength(1);
    await now.close();
  }, 60_000);
});

describe('after a restart', () => {
  it('a token leads on to what was acknowledged, also after kill -9, and not in another folder', async () => {
    const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'dateline-changes-')));
    const start = async (folder = folders[0] ?? '') => {
      const database = await startEmbedded({ dataDir: folder, entry: EMBEDDED_ENTRY });
      const driver = await MongoClient.connect(database.url);
      return { database, driver, collection: driver.db('kept').collection<Thing>('things') };
    };
    try {
      const first = await start();
      const stream = await watch(first.collection);
      const token = stream.resumeToken;
      await first.collection.insertOne({ _id: 'a', n: 1 });
      await first.collection.updateOne({ _id: 'a' }, { $set: { n: 2 }, $unset: { none: '' } });
      await first.collection.insertOne({ _id: 'b' });
      await first.collection.deleteOne({ _id: 'b' });
      const told = await take(stream, 4);
      process.kill(first.database.pid, 'SIGKILL');
      await first.driver.close(true);
      for (let round = 0; round < 2; round += 1) {
        const again = await start();
        const resumed = await watch(again.collection, { resumeAfter: token });
        expect(await take(resumed, 4)).toEqual(told);
        await resumed.close();
        await again.driver.close();
        await again.database.close();
      }
      const elsewhere = await start(folders[1]);
      const strange = await watch(elsewhere.collection, { resumeAfter: token });
      expect((await failure(strange.tryNext())).code).toBe(280);
      await elsewhere.driver.close();
      await elsewhere.database.close();
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it('a token leads on from a snapshot as from the journal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dateline-changes-'));
    try {
      const open = async () => {
        const database = await startEmbedded({ dataDir: folder, entry: EMBEDDED_ENTRY });
        const driver = await MongoClient.connect(database.url);
        return {
          collection: driver.db('kept').collection<Thing>('things'),
          close: async () => {
            await driver.close();
            await database.close();
          },
        };
      };
      const first = await open();
      const stream = await watch(first.collection);
      for (let n = 0; n < 40; n += 1)
        await first.collection.insertOne({ _id: `d${n}`, text: String(n).repeat(300_000) });
      await first.collection.updateOne({ _id: 'd39' }, { $set: { n: 1 } });
      const told = await take(stream, 41);
      await stream.close();
      await first.close();
      expect(existsSync(join(folder, 'snapshot.bin'))).toBe(true);
      // Beside the snapshot, something that only the journal has.
      for (const more of [1, 2]) {
        const again = await open();
        const resumed = await watch(again.collection, { resumeAfter: told[20]?._id });
        expect((await take(resumed, 20)).map(({ _id }) => _id)).toEqual(told.slice(21).map(({ _id }) => _id));
        expect(await take(resumed, more - 1)).toHaveLength(more - 1);
        await again.collection.insertOne({ _id: `more${more}` });
        expect(await take(resumed, 1)).toMatchObject([{ documentKey: { _id: `more${more}` } }]);
        await resumed.close();
        await again.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);

  it('a journal that was written anew keeps its place, and what it no longer has is lost', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dateline-changes-'));
    try {
      const open = async () => {
        const database = await startEmbedded({ dataDir: folder, entry: EMBEDDED_ENTRY });
        const driver = await MongoClient.connect(database.url);
        return {
          collection: driver.db('kept').collection<Thing>('things'),
          close: async () => {
            await driver.close();
            await database.close();
          },
        };
      };
      const first = await open();
      const stream = await watch(first.collection);
      const early = stream.resumeToken;
      for (let n = 0; n < 40; n += 1)
        await first.collection.replaceOne(
          { _id: 'one' },
          { n, text: String(n).repeat(300_000) },
          { upsert: true },
        );
      const late = (await take(stream, 40)).at(-1)?._id;
      await first.close();
      await (await open()).close(); // Writes it anew, and ends.
      const third = await open();
      expect((await failure((await watch(third.collection, { resumeAfter: early })).tryNext())).code).toBe(
        286,
      );
      const resumed = await watch(third.collection, { resumeAfter: late });
      await third.collection.insertOne({ _id: 'two' });
      expect(await take(resumed, 1)).toMatchObject([{ documentKey: { _id: 'two' } }]);
      await resumed.close();
      await third.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 60_000);
});

describe('the engine of this run', () => {
  it('either has change streams, or refuses them with the code by which that is known', async () => {
    const run = await testClient();
    const stream = run.db.watch([], AWAIT);
    const said = await stream.tryNext().then(
      () => 'WATCHED',
      (error: MongoServerError) => error.code,
    );
    await stream.close();
    expect(said).toBe(
      process.env.MONGODB_URL === undefined || process.env.MONGODB_URL === '' ? 'WATCHED' : 40_573,
    );
    await run.drop();
  });
});
