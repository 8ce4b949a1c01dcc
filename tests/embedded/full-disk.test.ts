import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serialize } from 'bson';
import { MongoClient } from 'mongodb';
import { occupantOf } from '../../src/embedded/data-folder.ts';
import { Journal } from '../../src/embedded/journal.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-full-'));
  data = join(folder, 'data');
  mkdirSync(data);
  // Whoever writes to this device is told that it is full.
  symlinkSync('/dev/full', join(data, 'journal.bson'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a disk that is full', () => {
  it('refuses writes by MongoDB’s code, serves what it has, and stops in peace', async () => {
    const socket = join(folder, 'sockets', 'mongodb.sock');
    mkdirSync(join(folder, 'sockets'));
    const child = fork(EMBEDDED_ENTRY, [JSON.stringify({ socket, dataDir: data, testCommands: false })], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', (bytes) => {
      said += bytes;
    });
    expect(await new Promise((resolve) => child.once('message', resolve))).toEqual({ ready: true });
    const client = await MongoClient.connect(
      `mongodb://${encodeURIComponent(socket)}/?directConnection=true&retryWrites=false`,
    );
    const collection = client.db('x').collection('y');
    const writes = await Promise.allSettled([1, 2, 3].map((n) => collection.insertOne({ n })));
    expect(writes.map((write) => (write.status === 'rejected' ? write.reason.code : 0))).toEqual([
      14_031, 14_031, 14_031,
    ]);
    expect(await client.db('x').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    child.disconnect();
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
    expect(said).toMatch(/the disk is full/);
    expect(said).not.toMatch(/ {4}at /);
    expect(occupantOf(data)).toBeNull();
  });

  it('fails nobody who writes when there is room again', async () => {
    const journal = new Journal(data);
    const write = (): Promise<unknown> => {
      journal.append(serialize({ op: 'none' }));
      return Promise.allSettled([journal.flushed(), journal.flushed()]);
    };
    expect(await write()).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    rmSync(join(data, 'journal.bson'));
    journal.rewrite([]);
    expect(await write()).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }]);
    await journal.close();
  });
});
