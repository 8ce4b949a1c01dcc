import {
  closeSync,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  write,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import type { Bytes } from './bson-bytes.ts';

const writeAsync = promisify(write);
const syncAsync = promisify(fdatasync);

const HEADER = 8;
const READ_BYTES = 8 * 1024 * 1024;

/** What happened, as one entry: its BSON is written behind its length and its CRC-32. */
const frame = (entry: Bytes): Buffer => {
  const header = Buffer.allocUnsafe(HEADER);
  header.writeUInt32LE(entry.byteLength, 0);
  header.writeUInt32LE(crc32(entry), 4);
  return Buffer.concat([header, entry]);
};

/**
 * An append-only file of framed entries. A write is acknowledged when `flushed()` resolves: the entries of all writers that wait are then on the disk, by one
 * sync. What a crash leaves half written at the end is cut off when the file is opened.
 */
export class Journal {
  readonly #path: string;
  #file: number;
  #size: number;
  #pending: Buffer[] = [];
  #flushing: Promise<void> | null = null;
  #waiting: Promise<void> | null = null;

  private constructor(path: string, file: number, size: number) {
    this.#path = path;
    this.#file = file;
    this.#size = size;
  }

  /** Opens the journal of a folder and gives every whole entry to `replay`. `cut` is told how many bytes of a torn end were dropped. */
  static open(folder: string, replay: (entry: Buffer) => void, cut: (bytes: number) => void): Journal {
    const path = join(folder, 'journal.bson');
    const file = openSync(path, 'a+', 0o600);
    const { whole, size } = readEntries(file, replay);
    if (whole < size) {
      ftruncateSync(file, whole);
      fsyncSync(file);
      cut(size - whole);
    }
    return new Journal(path, file, whole);
  }

  get size(): number {
    return this.#size;
  }

  append(entry: Bytes): void {
    const framed = frame(entry);
    this.#pending.push(framed);
    this.#size += framed.byteLength;
  }

  /** Resolves when everything appended so far is on the disk. Writers that come while a sync is under way share the next one. */
  flushed(): Promise<void> {
    if (this.#flushing === null) {
      if (this.#pending.length === 0) return Promise.resolve();
      this.#flushing = this.#flush().finally(() => {
        this.#flushing = null;
      });
      return this.#flushing;
    }
    this.#waiting ??= this.#flushing.then(() => {
      this.#waiting = null;
      return this.flushed();
    });
    return this.#waiting;
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    let written = 0;
    while (written < bytes.byteLength) written += (await writeAsync(this.#file, bytes, written)).bytesWritten;
    await syncAsync(this.#file);
  }

  /** Writes the file anew with these entries alone, and puts it in the old one's place: a crash leaves one of the two. */
  rewrite(entries: Iterable<Bytes>): void {
    const next = `${this.#path}.next`;
    const file = openSync(next, 'w', 0o600);
    let size = 0;
    for (const entry of entries) size += writeSync(file, frame(entry));
    fsyncSync(file);
    closeSync(file);
    renameSync(next, this.#path);
    closeSync(this.#file);
    this.#file = openSync(this.#path, 'a+', 0o600);
    this.#size = size;
  }

  async close(): Promise<void> {
    await this.flushed();
    closeSync(this.#file);
  }
}

/** Reads entry by entry and stops at the first that isn't whole. */
const readEntries = (file: number, replay: (entry: Buffer) => void): { whole: number; size: number } => {
  let buffer = Buffer.alloc(0);
  let whole = 0;
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(READ_BYTES);
    const read = readSync(file, chunk, 0, READ_BYTES, size);
    if (read === 0) return { whole, size };
    size += read;
    buffer =
      buffer.byteLength === 0 ? chunk.subarray(0, read) : Buffer.concat([buffer, chunk.subarray(0, read)]);
    let at = 0;
    while (buffer.byteLength - at >= HEADER) {
      const length = buffer.readUInt32LE(at);
      if (buffer.byteLength - at - HEADER < length) break;
      const entry = buffer.subarray(at + HEADER, at + HEADER + length);
      if (crc32(entry) !== buffer.readUInt32LE(at + 4)) return { whole, size: Math.max(size, whole + 1) };
      // A copy of its own: a slice would keep the whole chunk alive as long as one document of it lives.
      replay(Buffer.from(entry));
      at += HEADER + length;
      whole += HEADER + length;
    }
    buffer = buffer.subarray(at);
  }
};
