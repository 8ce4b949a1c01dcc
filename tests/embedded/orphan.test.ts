import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { occupantOf } from '../../src/embedded/data-folder.ts';
import { EMBEDDED_ENTRY } from '../support/embedded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-orphan-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the process, and what it says and leaves when its parent lets go of it. */
const letGo = async ({ ready }: { ready: boolean }) => {
  const [sockets, dataDir] = [join(folder, 'sockets'), join(folder, 'data')];
  mkdirSync(sockets);
  const child = fork(
    EMBEDDED_ENTRY,
    [JSON.stringify({ socket: join(sockets, 'mongodb.sock'), dataDir, testCommands: false })],
    { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes) => {
      said += bytes;
    });
  if (ready) await new Promise((resolve) => child.once('message', resolve));
  child.disconnect();
  const code = await new Promise((resolve) => child.once('exit', resolve));
  return { code, said, holds: occupantOf(dataDir) !== null, sockets: existsSync(sockets) };
};

describe('the process of the embedded database whose parent is gone', () => {
  it.each([true, false])('ends in peace and leaves nothing behind, ready or not (%j)', async (ready) => {
    expect(await letGo({ ready })).toEqual({ code: 0, said: '', holds: false, sockets: false });
  });
});

it('ends, and leaves neither its lock nor its socket, where it can’t read its folder', async () => {
  const [sockets, dataDir] = [join(folder, 'sockets'), join(folder, 'data')];
  for (const made of [sockets, dataDir]) mkdirSync(made);
  // Whole by its sum, and no document.
  const entry = Buffer.concat([Buffer.from([12, 0, 0, 0]), Buffer.alloc(8, 0xff)]);
  const header = Buffer.alloc(8);
  header.writeUInt32LE(entry.length, 0);
  header.writeUInt32LE(crc32(entry), 4);
  writeFileSync(join(dataDir, 'journal.bson'), Buffer.concat([header, entry]));
  const options = { socket: join(sockets, 'mongodb.sock'), dataDir, testCommands: false };
  const child = fork(EMBEDDED_ENTRY, [JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const told = new Promise((resolve) => child.once('message', resolve));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect([await told, code]).toEqual([{ failed: expect.any(String), inUse: false, unusable: false }, 1]);
  expect([occupantOf(dataDir), existsSync(sockets)]).toEqual([null, false]);
});
