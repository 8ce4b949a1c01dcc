import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Collection, MongoClient, type ResumeToken } from 'mongodb';
import { type Embedded, startEmbedded } from '../../src/embedded/start.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';

interface Thing {
  readonly _id: string;
  readonly n: number;
  readonly tags: readonly string[];
  readonly at: Date | null;
  readonly text: string;
}

/** Long enough that a thousand of them are worth a snapshot. */
const TEXT = 'x'.repeat(20_000);
const thing = (n: number, given: Partial<Thing> = {}): Thing => ({
  _id: `é${String((n * 7_919) % 10_007).padStart(5, '0')}`,
  n,
  tags: [`t${n % 3}`, `u${n % 7}`],
  // Many of one moment.
  at: n % 50 === 49 ? null : new Date(Date.UTC(2026, 0, 1, Math.trunc(n / 200))),
  text: TEXT,
  ...given,
});

// Megabytes are written and read in each.
jest.setTimeout(60_000);

let folder: string;
const running: Embedded[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-snapshot-'));
});
afterEach(async () => {
  for (const embedded of running.splice(0)) await embedded.close();
  rmSync(folder, { recursive: true, force: true });
});

const snapshotFile = (): string => join(folder, 'snapshot.bin');
const journalFile = (): string => join(folder, 'journal.bson');

/** One life of the database: ended properly, or killed once all that was asked for is acknowledged. */
const life = async (
  use: (things: Collection<Thing>, client: MongoClient) => Promise<unknown>,
  end: 'STOPPED' | 'KILLED' = 'STOPPED',
): Promise<void> => {
  const embedded = await startEmbedded({ dataDir: folder, entry: EMBEDDED_ENTRY });
  running.push(embedded);
  const client = await MongoClient.connect(embedded.url, { serverSelectionTimeoutMS: 2_000 });
  try {
    await use(client.db('kept').collection<Thing>('things'), client);
  } finally {
    await client.close();
    if (end === 'KILLED') process.kill(embedded.pid, 'SIGKILL');
    await embedded.close();
    running.pop();
  }
};

const begin = async (things: Collection<Thing>): Promise<Map<string, Thing>> => {
  await things.createIndexes([
    { key: { n: 1 }, name: 'n', unique: true },
    { key: { tags: 1, at: -1, _id: -1 }, name: 'tags_at' },
    { key: { at: -1, _id: -1 }, name: 'at' },
    { key: { odd: 1 }, name: 'odd', partialFilterExpression: { odd: { $exists: true } } },
  ]);
  const rows = Array.from({ length: 1_000 }, (_, n) => thing(n));
  await things.insertMany(rows);
  return new Map(rows.map((row) => [row._id, row]));
};

const byAt = (left: Thing, right: Thing): number =>
  (right.at?.getTime() ?? -1) - (left.at?.getTime() ?? -1) || (left._id < right._id ? 1 : -1);

/** Everything that an index serves is as `expected`, and each document whole. */
const expectAll = async (things: Collection<Thing>, expected: ReadonlyMap<string, Thing>): Promise<void> => {
  const rows = [...expected.values()];
  expect(await things.countDocuments()).toBe(rows.length);
  const projection = { _id: 1 } as const;
  for (const tag of ['t1', 'u4', 'none']) {
    const wanted = rows.filter(({ tags }) => tags.includes(tag)).sort(byAt);
    const ids = wanted.map(({ _id }) => _id);
    const found = async (way: 1 | -1, skip: number): Promise<string[]> =>
      (await things.find({ tags: tag }, { projection }).sort({ at: way, _id: way }).skip(skip).toArray()).map(
        ({ _id }) => _id,
      );
    expect(await found(-1, 0)).toEqual(ids);
    expect(await found(1, 3)).toEqual([...ids].reverse().slice(3));
    expect(await things.countDocuments({ tags: tag })).toBe(ids.length);
  }
  const some = rows.filter(({ n }) => n >= 300 && n < 420).sort((left, right) => left.n - right.n);
  expect(
    await things
      .find({ n: { $gte: 300, $lt: 420 } })
      .sort({ n: 1 })
      .toArray(),
  ).toEqual(some);
  const [first, last] = [rows[0], rows.at(-1)];
  expect(await things.findOne({ _id: first?._id ?? '' })).toEqual(first);
  expect(await things.findOne({ n: last?.n ?? -1 })).toEqual(last);
};

/** What a newsroom does to its stories: new ones, changed ones, moved ones, some taken away. */
const change = async (things: Collection<Thing>, expected: Map<string, Thing>): Promise<void> => {
  for (const n of [3, 40, 41, 300, 999]) {
    const { _id } = thing(n);
    expect((await things.deleteOne({ _id })).deletedCount).toBe(1);
    expected.delete(_id);
  }
  for (const n of [5, 6, 301, 998]) {
    const moved = thing(n, { n: 20_000 + n, tags: ['t1', 'new'], at: new Date(Date.UTC(2027, 0, 1)) });
    expect((await things.replaceOne({ _id: moved._id }, moved)).modifiedCount).toBe(1);
    expected.set(moved._id, moved);
  }
  for (const n of [7, 302]) await things.updateOne({ n }, { $set: { text: `short ${n}` } });
  for (const n of [7, 302]) expected.set(thing(n)._id, thing(n, { text: `short ${n}` }));
  // One of those taken away comes back.
  const rows = [thing(40, { tags: ['u4'] }), ...Array.from({ length: 30 }, (_, n) => thing(1_000 + n))];
  await things.insertMany(rows);
  for (const row of rows) expected.set(row._id, row);
};

describe('a snapshot', () => {
  it('is written at the end, and the next start has everything from it, indexes included', async () => {
    let expected = new Map<string, Thing>();
    await life(async (things) => {
      expected = await begin(things);
    });
    expect(existsSync(snapshotFile())).toBe(true);
    await life(async (things) => {
      await expectAll(things, expected);
      await expect(things.insertOne(thing(20_000, { n: 500 }))).rejects.toMatchObject({ code: 11_000 });
      await expect(things.insertOne(thing(500, { n: 20_000 }))).rejects.toMatchObject({ code: 11_000 });
      await change(things, expected);
      await expectAll(things, expected);
    });
    await life((things) => expectAll(things, expected));
  });

  it('is followed by what the journal has beyond it, whatever that is', async () => {
    let expected = new Map<string, Thing>();
    await life(async (things) => {
      expected = await begin(things);
    });
    await life(async (things, client) => {
      await change(things, expected);
      await things.dropIndex('at');
      await things.createIndex({ at: -1, _id: -1 }, { name: 'at again' });
      await client.db('kept').collection('others').insertOne({ n: 1 });
    }, 'KILLED');
    await life(async (things, client) => {
      await expectAll(things, expected);
      expect((await things.indexes()).map(({ name }) => name)).toEqual([
        '_id_',
        'n',
        'tags_at',
        'odd',
        'at again',
      ]);
      expect(await client.db('kept').collection('others').countDocuments({ n: 1 })).toBe(1);
      await things.drop();
      await things.insertOne(thing(1));
    }, 'KILLED');
    await life((things) => expectAll(things, new Map([[thing(1)._id, thing(1)]])));
  });

  it('keeps what happened lately for those who watch', async () => {
    const told: string[] = [];
    let token: ResumeToken = null;
    const take = async (things: Collection<Thing>, many: number): Promise<string[]> => {
      const stream = things.watch([], { resumeAfter: token, maxAwaitTimeMS: 100 });
      const events: string[] = [];
      while (events.length < many) events.push(JSON.stringify(await stream.next()));
      await stream.close();
      return events;
    };
    await life(async (things) => {
      await begin(things);
      const stream = things.watch([], { maxAwaitTimeMS: 100 });
      await stream.tryNext();
      token = stream.resumeToken;
      await stream.close();
      await things.updateOne({ n: 1 }, { $set: { text: 'other' } });
      await things.deleteOne({ n: 2 });
      told.push(...(await take(things, 2)));
    });
    expect(existsSync(snapshotFile())).toBe(true);
    await life(async (things) => {
      await things.replaceOne({ n: 3 }, thing(3, { text: 'beyond the snapshot' }));
      expect((await take(things, 3)).slice(0, 2)).toEqual(told);
    }, 'KILLED');
    await life(async (things) => {
      const events = await take(things, 3);
      expect(events.slice(0, 2)).toEqual(told);
      expect(events[2]).toContain('beyond the snapshot');
    });
  });

  it('has what was made of texts, and knows which of it is out of date', async () => {
    const score = { $meta: 'textScore' } as const;
    const search = async (things: Collection<Thing>, words: string): Promise<[string, number][]> =>
      (
        await things
          .find({ $text: { $search: words } }, { projection: { _id: 1, score } })
          .sort({ score })
          .toArray()
      )
        .map(({ _id, ...row }): [string, number] => [_id, (row as { score?: number }).score ?? 0])
        .sort(([left], [right]) => (left < right ? -1 : 1));
    const WORDS = ['harbour', 'été', 'short harbour', 'word7', 'none'];
    const answers = (things: Collection<Thing>) => Promise.all(WORDS.map((words) => search(things, words)));
    let told: [string, number][][] = [];
    await life(async (things) => {
      await things.createIndex({ head: 'text' }, { name: 'words', default_language: 'none' });
      const head = (n: number) =>
        `${n % 2 === 0 ? 'Harbour harbour' : 'Été'} word${n % 40} ${'é '.repeat(n % 5)}`;
      await things.insertMany(Array.from({ length: 900 }, (_, n) => ({ ...thing(n), head: head(n) })));
      told = await answers(things);
    });
    expect(told.map((rows) => rows.length)).toEqual([450, 450, 450, 23, 0]);
    await life(async (things) => {
      expect(await answers(things)).toEqual(told);
      await things.updateOne({ n: 7 }, { $set: { head: 'short' } });
      await things.deleteOne({ n: 8 });
      await things.insertOne(Object.assign(thing(900), { head: 'short harbour word7' }));
      told = await answers(things);
      expect(told.map((rows) => rows.length)).toEqual([450, 449, 451, 23, 0]);
    }, 'KILLED');
    await life(async (things) => {
      expect(await answers(things)).toEqual(told);
      // So much that another snapshot is worth it.
      await things.insertMany(Array.from({ length: 900 }, (_, n) => thing(1_000 + n)));
    });
    await life(async (things) => expect(await answers(things)).toEqual(told));
    await life(async (things) => expect(await answers(things)).toEqual(told));
  });

  it('is made by a start that had to read a long journal', async () => {
    let expected = new Map<string, Thing>();
    await life(async (things) => {
      expected = await begin(things);
    }, 'KILLED');
    expect(existsSync(snapshotFile())).toBe(false);
    await life(async (things) => {
      expect(existsSync(snapshotFile())).toBe(true);
      await expectAll(things, expected);
      await change(things, expected);
    }, 'KILLED');
    await life((things) => expectAll(things, expected));
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 1_000)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in one bit', (bytes) => bytes.fill((bytes[5_000] ?? 0) ^ 1, 5_000, 5_001)],
  ])('counts for nothing when it is %s', async (_, spoil) => {
    let expected = new Map<string, Thing>();
    await life(async (things) => {
      expected = await begin(things);
    });
    const whole = statSync(snapshotFile()).size;
    writeFileSync(snapshotFile(), spoil(readFileSync(snapshotFile())));
    await life(async (things) => {
      await expectAll(things, expected);
      // Made anew, with nothing lost.
      expect(statSync(snapshotFile()).size).toBe(whole);
    });
  });

  it('is taken away when a part of it is found damaged later, and made anew', async () => {
    let expected = new Map<string, Thing>();
    await life(async (things) => {
      expected = await begin(things);
    });
    // The first entry of the index of tags: nothing reads it before somebody asks for that tag.
    const bytes = readFileSync(snapshotFile());
    bytes.write('x', bytes.indexOf('\x0ft0\0', 0, 'latin1') + 1);
    writeFileSync(snapshotFile(), bytes);
    await life(async (things) => {
      await expect(things.find({ tags: 't0' }).toArray()).rejects.toMatchObject({ code: 8 });
      expect(existsSync(snapshotFile())).toBe(false);
    });
    await life((things) => expectAll(things, expected));
    expect(existsSync(snapshotFile())).toBe(true);
  });

  it('counts for nothing beside another journal', async () => {
    await life(begin);
    copyFileSync(snapshotFile(), `${snapshotFile()}.other`);
    rmSync(journalFile());
    rmSync(snapshotFile());
    const expected = new Map<string, Thing>();
    await life(async (things) => {
      await begin(things);
      await things.deleteMany({ n: { $gte: 4 } });
      for (const n of [0, 1, 2, 3]) expected.set(thing(n)._id, thing(n));
    }, 'KILLED');
    copyFileSync(`${snapshotFile()}.other`, snapshotFile());
    await life((things) => expectAll(things, expected));
    await life((things) => expectAll(things, expected));
  });

  it('goes when the journal is written anew', async () => {
    let expected = new Map<string, Thing>();
    await life(async (things) => {
      expected = await begin(things);
    });
    const before = statSync(journalFile()).size;
    await life(async (things) => {
      for (let n = 20; n < 1_000; n += 1) expected.delete(thing(n)._id);
      await things.deleteMany({ n: { $gte: 20 } });
      await expectAll(things, expected);
    });
    await life((things) => expectAll(things, expected));
    expect(statSync(journalFile()).size).toBeLessThan(before / 10);
    expect(existsSync(snapshotFile())).toBe(false);
    await life((things) => expectAll(things, expected));
  });
});

describe('a document', () => {
  it('whose bytes have changed is refused, and no other', async () => {
    await life(begin);
    const journal = readFileSync(journalFile());
    journal.write('y', journal.indexOf(`${thing(3)._id}\0`) + 1_000);
    writeFileSync(journalFile(), journal);
    await life(async (things) => {
      await expect(things.findOne({ _id: thing(3)._id })).rejects.toMatchObject({ code: 8 });
      expect(await things.findOne({ _id: thing(4)._id })).toEqual(thing(4));
    });
  });
});
