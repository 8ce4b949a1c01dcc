import { fstatSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Place } from './documents.ts';

/** What frames an entry: its length, and its CRC-32. */
export const HEADER = 8;
const AT_ONCE = 8 * 1024 * 1024;

/** Reads entry by entry, each good until `each` returns, and stops at the first that isn't whole. */
export const readEntries = (
  file: number,
  from: number,
  each: (entry: Buffer, place: Place) => void,
): void => {
  const { size } = fstatSync(file);
  let buffer = Buffer.allocUnsafe(AT_ONCE);
  /** Where in the file the buffer begins, and how much of it was read. */
  let start = from;
  let filled = 0;
  for (;;) {
    const read = readSync(file, buffer, filled, buffer.length - filled, start + filled);
    if (read === 0) return;
    filled += read;
    let at = 0;
    let wanted = HEADER;
    while (filled - at >= HEADER) {
      const length = buffer.readUInt32LE(at);
      wanted = HEADER + length;
      if (filled - at < wanted) break;
      const entry = buffer.subarray(at + HEADER, at + wanted);
      if (crc32(entry) !== buffer.readUInt32LE(at + 4)) return;
      each(entry, { at: start + at + HEADER, length });
      at += wanted;
    }
    if (start + at + wanted > size) return;
    // What is left begins the next round, in a larger buffer if it is the beginning of an entry that takes one.
    const next = wanted > buffer.length ? Buffer.allocUnsafe(2 * wanted) : buffer;
    buffer.copy(next, 0, at, filled);
    start += at;
    filled -= at;
    buffer = next;
  }
};
