import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Document, MongoClient } from 'mongodb';
import { type Embedded, startEmbedded } from '../../src/embedded/start.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';

type Thing = Document & { _id: string };

let folder: string;
const running: Embedded[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-crash-'));
});
afterEach(async () => {
  for (const embedded of running.splice(0)) await embedded.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (): Promise<Embedded> => {
  const embedded = await startEmbedded({ dataDir: folder, entry: EMBEDDED_ENTRY });
  running.push(embedded);
  return embedded;
};

const withClient = async <T>(embedded: Embedded, use: (client: MongoClient) => Promise<T>): Promise<T> => {
  const client = await MongoClient.connect(embedded.url, { serverSelectionTimeoutMS: 2_000 });
  try {
    return await use(client);
  } finally {
    await client.close();
  }
};

const gone = async (pid: number): Promise<boolean> => {
  for (let i = 0; i < 100; i += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(50);
  }
  return false;
};

describe('what is kept', () => {
  it('has every acknowledged document, whole, after kill -9 in the middle of writing, five times over', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const embedded = await start();
      const client = await MongoClient.connect(embedded.url, {
        serverSelectionTimeoutMS: 500,
        retryWrites: false,
      });
      const things = client.db('crash').collection<Thing>('things');
      await things.createIndex({ n: 1 });
      const killed = sleep(40 + Math.random() * 120).then(() => process.kill(embedded.pid, 'SIGKILL'));
      for (let n = 0; ; n += 1) {
        const batch = Array.from({ length: 20 }, (_, i) => ({
          _id: `${round}-${n}-${i}`,
          n,
          text: `${round}-${n}-${i} `.repeat(50),
        }));
        try {
          await things.insertMany(batch);
        } catch {
          break;
        }
        acknowledged.push(...batch.map(({ _id }) => _id));
      }
      await killed;
      await client.close();
    }
    expect(acknowledged.length).toBeGreaterThan(100);
    const found = await withClient(await start(), (client) =>
      client.db('crash').collection<Thing>('things').find().toArray(),
    );
    const ids = new Set(found.map(({ _id }) => _id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    for (const { _id, text } of found) expect(text).toBe(`${_id} `.repeat(50));
  });

  it('cuts off what a crash left half written, and goes on from there', async () => {
    const first = await start();
    await withClient(first, async (client) => {
      await client
        .db('torn')
        .collection<Thing>('things')
        .insertMany([{ _id: 'a' }, { _id: 'b' }]);
    });
    await first.close();
    const journal = join(folder, 'journal.bson');
    const whole = statSync(journal).size;
    appendFileSync(journal, readFileSync(journal).subarray(0, 21));
    const second = await start();
    expect(statSync(journal).size).toBe(whole);
    const ids = await withClient(second, async (client) => {
      const things = client.db('torn').collection<Thing>('things');
      await things.insertOne({ _id: 'c' });
      return await things.distinct('_id');
    });
    expect(ids).toEqual(['a', 'b', 'c']);
  });

  it('stops at an entry whose bytes have changed', async () => {
    const first = await start();
    await withClient(first, (client) =>
      client
        .db('bad')
        .collection<Thing>('things')
        .insertMany([
          { _id: 'a', text: 'good' },
          { _id: 'b', text: 'evil' },
        ]),
    );
    await first.close();
    const journal = join(folder, 'journal.bson');
    const bytes = readFileSync(journal);
    bytes.write('EVIL', bytes.indexOf('evil'));
    writeFileSync(journal, bytes);
    const ids = await withClient(await start(), (client) =>
      client.db('bad').collection<Thing>('things').distinct('_id'),
    );
    expect(ids).toEqual(['a']);
  });

  it('starts with zeros at the end of its journal, as a power cut may leave them', async () => {
    const first = await start();
    await withClient(first, (client) => client.db('z').collection<Thing>('things').insertOne({ _id: 'a' }));
    await first.close();
    const journal = join(folder, 'journal.bson');
    const whole = statSync(journal).size;
    appendFileSync(journal, Buffer.alloc(4_096));
    const ids = await withClient(await start(), (client) =>
      client.db('z').collection<Thing>('things').distinct('_id'),
    );
    expect([ids, statSync(journal).size]).toEqual([['a'], whole]);
  });

  it.each([
    ['its text', 'text of b', 0],
    // From the end of the entry before on, over what frames this one.
    ['its length too', 'text of a', 12],
  ])(
    'loses what is damaged in the middle of its journal (%s), and nothing behind it',
    async (_, from, skip) => {
      const first = await start();
      await withClient(first, async (client) => {
        for (const _id of ['a', 'b', 'c'])
          await client
            .db('mid')
            .collection<Thing>('things')
            .insertOne({ _id, text: `text of ${_id}` });
      });
      await first.close();
      const journal = join(folder, 'journal.bson');
      const bytes = readFileSync(journal);
      bytes.fill(0xff, bytes.indexOf(from) + skip, bytes.indexOf('text of b') + 4);
      writeFileSync(journal, bytes);
      const ids = await withClient(await start(), (client) =>
        client.db('mid').collection<Thing>('things').distinct('_id'),
      );
      expect(ids).toEqual(['a', 'c']);
    },
  );

  it('writes the journal anew when most of it is garbage, and loses nothing', async () => {
    const first = await start();
    await withClient(first, async (client) => {
      const things = client.db('big').collection<Thing>('things');
      await things.createIndex({ n: 1 }, { name: 'n', unique: true });
      for (let n = 0; n < 40; n += 1)
        await things.replaceOne({ _id: 'one' }, { n, text: String(n).repeat(300_000) }, { upsert: true });
    });
    await first.close();
    const before = statSync(join(folder, 'journal.bson')).size;
    const second = await start();
    expect(statSync(join(folder, 'journal.bson')).size).toBeLessThan(before / 10);
    await withClient(second, async (client) => {
      const things = client.db('big').collection<Thing>('things');
      expect((await things.findOne({ _id: 'one' }))?.n).toBe(39);
      await expect(things.insertOne({ _id: 'two', n: 39 })).rejects.toMatchObject({ code: 11_000 });
    });
  });
});

describe('the process', () => {
  it('ends with its parent, even when that is killed', async () => {
    const program = `
      const { startEmbedded } = await import(${JSON.stringify(new URL('../../dist/src/embedded/start.js', import.meta.url).href)});
      const { pid } = await startEmbedded({ dataDir: ${JSON.stringify(folder)} });
      console.log(pid);
      setInterval(() => {}, 1000);`;
    const parent: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout?.once('data', (chunk) => resolve(Number(String(chunk)))),
    );
    parent.kill('SIGKILL');
    expect(await gone(pid)).toBe(true);
  });

  it('is shared by a second gateway on the same folder', async () => {
    const first = await start();
    const second = await startEmbedded({ dataDir: folder, entry: EMBEDDED_ENTRY });
    expect(second).toMatchObject({ url: first.url, pid: first.pid, shared: true });
  });

  it('serves one of several gateways that begin at the same moment, and is shared by the others', async () => {
    for (let round = 0; round < 3; round += 1) {
      const all = await Promise.all(
        Array.from({ length: 4 }, () => startEmbedded({ dataDir: folder, entry: EMBEDDED_ENTRY })),
      );
      running.push(...all);
      expect(all.map(({ shared }) => shared).sort()).toEqual([false, true, true, true]);
      expect(new Set(all.map(({ pid }) => pid)).size).toBe(1);
      process.kill(all[0]?.pid ?? 0, 'SIGKILL');
    }
    expect(readdirSync(folder).sort()).toEqual(['journal.bson', 'server.json']);
  });

  it('takes over a folder whose process is gone', async () => {
    const first = await start();
    process.kill(first.pid, 'SIGKILL');
    expect(await gone(first.pid)).toBe(true);
    expect(await start()).toMatchObject({ shared: false });
  });
});
