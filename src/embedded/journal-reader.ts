import { fstatSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Place } from './documents.ts';
import { readExactly } from './snapshot-file.ts';

/** What frames an entry: its length, and its CRC-32. */
export const HEADER = 8;
const AT_ONCE = 8 * 1024 * 1024;
/** No document of BSON is smaller. Zeros, which a file may end with after a power cut, would pass for an empty one whose sum is right. */
const SMALLEST = 5;

/**
 * Reads entry by entry, each good until `each` returns, and stops at the first that isn't whole; where whole ones follow, it goes on with them and tells `damaged` from where to where it left something out.
 */
export const readEntries = (
  file: number,
  from: number,
  each: (entry: Buffer, place: Place) => void,
  damaged: (from: number, to: number) => void,
): void => {
  let start = from;
  for (;;) {
    const stopped = readWhole(file, start, each);
    const next = nextWhole(file, stopped);
    if (next === null) return;
    damaged(stopped, next);
    start = next;
  }
};

/** Where the next whole entry begins behind a place at which none does: the length before it and the one that its BSON begins with are the same. `null` for none. */
const nextWhole = (file: number, from: number): number | null => {
  const { size } = fstatSync(file);
  if (size - from <= HEADER + SMALLEST) return null;
  const rest = readExactly(file, from, size - from);
  for (let at = 1; at + HEADER + SMALLEST <= rest.length; at += 1) {
    const length = rest.readUInt32LE(at);
    const end = at + HEADER + length;
    if (length < SMALLEST || end > rest.length || rest.readUInt32LE(at + HEADER) !== length) continue;
    if (crc32(rest.subarray(at + HEADER, end)) === rest.readUInt32LE(at + 4)) return from + at;
  }
  return null;
};

/** Reads until an entry isn't whole, and answers where that is. */
const readWhole = (file: number, from: number, each: (entry: Buffer, place: Place) => void): number => {
  const { size } = fstatSync(file);
  let buffer = Buffer.allocUnsafe(AT_ONCE);
  /** Where in the file the buffer begins, and how much of it was read. */
  let start = from;
  let filled = 0;
  for (;;) {
    const read = readSync(file, buffer, filled, buffer.length - filled, start + filled);
    if (read === 0) return start;
    filled += read;
    let at = 0;
    let wanted = HEADER;
    while (filled - at >= HEADER) {
      const length = buffer.readUInt32LE(at);
      wanted = HEADER + length;
      if (filled - at < wanted) break;
      const entry = buffer.subarray(at + HEADER, at + wanted);
      if (length < SMALLEST || crc32(entry) !== buffer.readUInt32LE(at + 4)) return start + at;
      each(entry, { at: start + at + HEADER, length });
      at += wanted;
    }
    if (start + at + wanted > size) return start + at;
    // What is left begins the next round, in a larger buffer if it is the beginning of an entry that takes one.
    const next = wanted > buffer.length ? Buffer.allocUnsafe(2 * wanted) : buffer;
    buffer.copy(next, 0, at, filled);
    start += at;
    filled -= at;
    buffer = next;
  }
};
