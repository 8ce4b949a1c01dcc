import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  write,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import type { Bytes } from './bson-bytes.ts';
import type { Place } from './documents.ts';
import { HEADER, readEntries } from './journal-reader.ts';
import { readExactly } from './snapshot-file.ts';

const writeAsync = promisify(write);
const syncAsync = promisify(fdatasync);

/** What happened, as one entry: its BSON is written behind its length and its CRC-32. */
const frame = (entry: Bytes): Buffer => {
  const header = Buffer.allocUnsafe(HEADER);
  header.writeUInt32LE(entry.byteLength, 0);
  header.writeUInt32LE(crc32(entry), 4);
  return Buffer.concat([header, entry]);
};

/** How far a journal goes, and what its last entry is: another journal, or one written anew, differs there. */
export interface Mark {
  readonly size: number;
  readonly last: Place;
  readonly crc: number;
}

/**
 * An append-only file of framed entries. A write is acknowledged when `flushed()` resolves: the entries of all writers that wait are then on the disk, by one
 * sync. What a crash leaves half written at the end is cut off when the file is replayed.
 */
export class Journal {
  readonly #path: string;
  #file: number;
  #size = 0;
  #last: Place = { at: 0, length: 0 };
  /** What isn't on the disk yet, by its place in the file: read from here, and written again if writing fails. */
  readonly #unwritten = new Map<number, Buffer>();
  #flushing: Promise<void> | null = null;
  #waiting: Promise<void> | null = null;

  /** Opens the journal of a folder; `replay` is to be called before anything else. */
  constructor(folder: string) {
    this.#path = join(folder, 'journal.bson');
    this.#file = openJournal(this.#path);
  }

  get size(): number {
    return this.#size;
  }

  get mark(): Mark {
    return { size: this.#size, last: this.#last, crc: crc32(this.read(this.#last)) };
  }

  /** Whether the journal goes on from there, and not for so long that it is quicker to read all of it. */
  continues({ size, last: { at, length }, crc }: Mark): boolean {
    const beyond = fstatSync(this.#file).size - size;
    if (beyond < 0 || beyond > size / 4) return false;
    const header = readExactly(this.#file, at - HEADER, HEADER);
    return header.readUInt32LE(0) === length && header.readUInt32LE(4) === crc;
  }

  /**
   * Gives every whole entry, from a mark or from the beginning on, to `each`, whose bytes are good until it returns. `cut` is told how many bytes of a torn end were dropped, `damaged` of
   * what isn't whole in the middle: that much is lost, and what follows is not.
   */
  replay(
    from: Mark | null,
    each: (entry: Buffer, place: Place) => void,
    cut: (bytes: number) => void,
    damaged: (from: number, to: number) => void,
  ): void {
    this.#size = from?.size ?? 0;
    this.#last = from?.last ?? this.#last;
    const take = (entry: Buffer, place: Place): void => {
      this.#last = place;
      this.#size = place.at + place.length;
      each(entry, place);
    };
    readEntries(this.#file, this.#size, take, damaged);
    const torn = fstatSync(this.#file).size - this.#size;
    if (torn === 0) return;
    ftruncateSync(this.#file, this.#size);
    fsyncSync(this.#file);
    cut(torn);
  }

  /** Where the entry will be; it can be read from now on. */
  append(entry: Bytes): Place {
    const framed = frame(entry);
    const at = this.#size + HEADER;
    this.#unwritten.set(at, framed);
    this.#size += framed.byteLength;
    this.#last = { at, length: entry.byteLength };
    return this.#last;
  }

  /** The entry at a place. Throws where its bytes have changed since they were written. */
  read({ at, length }: Place): Buffer {
    const framed = this.#unwritten.get(at) ?? readExactly(this.#file, at - HEADER, length + HEADER);
    const entry = framed.subarray(HEADER);
    if (crc32(entry) !== framed.readUInt32LE(4))
      throw new Error(`The bytes from ${at} on of ${this.#path} have changed since they were written.`);
    return entry;
  }

  /** Resolves when everything appended so far is on the disk. Writers that come while a sync is under way share the next one. */
  flushed(): Promise<void> {
    if (this.#flushing === null) {
      if (this.#unwritten.size === 0) return Promise.resolve();
      this.#flushing = this.#flush().finally(() => {
        this.#flushing = null;
      });
      return this.#flushing;
    }
    // What failed is still to be written: whoever waits tries it again, with their own.
    const over = this.#flushing.catch(() => {});
    this.#waiting ??= over.then(() => {
      this.#waiting = null;
      return this.flushed();
    });
    return this.#waiting;
  }

  async #flush(): Promise<void> {
    const entries = [...this.#unwritten];
    const [first] = entries;
    if (first === undefined) return;
    const bytes = Buffer.concat(entries.map(([, framed]) => framed));
    const start = first[0] - HEADER;
    let written = 0;
    while (written < bytes.byteLength)
      written += (await writeAsync(this.#file, bytes, written, bytes.byteLength - written, start + written))
        .bytesWritten;
    await syncAsync(this.#file);
    for (const [at] of entries) this.#unwritten.delete(at);
  }

  /** Writes the file anew with these entries alone, and puts it in the old one's place: a crash leaves one of the two. Each is told where it is then. */
  rewrite(entries: Iterable<{ readonly entry: Bytes; moved(to: Place): void }>): void {
    const next = `${this.#path}.next`;
    const file = openSync(next, 'w', 0o600);
    const moves: (() => void)[] = [];
    let size = 0;
    for (const { entry, moved } of entries) {
      const framed = frame(entry);
      const place = { at: size + HEADER, length: entry.byteLength };
      for (let done = 0; done < framed.byteLength; ) done += writeSync(file, framed, done);
      size += framed.byteLength;
      moves.push(() => {
        this.#last = place;
        moved(place);
      });
    }
    fsyncSync(file);
    closeSync(file);
    renameSync(next, this.#path);
    closeSync(this.#file);
    this.#file = openJournal(this.#path);
    this.#size = size;
    for (const move of moves) move();
  }

  async close(): Promise<void> {
    await this.flushed();
    closeSync(this.#file);
  }
}

/** Written at places, not at the end: what failed half way is written over by the next try. */
const openJournal = (path: string): number => openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
