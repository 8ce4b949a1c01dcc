import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** Some bytes of a file, and what they add up to. */
export interface FilePart {
  readonly at: number;
  readonly size: number;
  readonly crc: number;
}

const AT_ONCE = 1024 * 1024;

/** Writes a file part by part. */
export class PartWriter {
  readonly #file: number;
  #waiting: Buffer[] = [];
  #size = 0;
  #written = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w', 0o600);
  }

  /** `bytes` may be used again afterwards. */
  readonly write = (bytes: Buffer): FilePart => {
    const part = { at: this.#size, size: bytes.byteLength, crc: crc32(bytes) };
    this.#waiting.push(Buffer.from(bytes));
    this.#size += bytes.byteLength;
    if (this.#size - this.#written > AT_ONCE) this.#flush();
    return part;
  };

  #flush(): void {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    let done = 0;
    while (done < bytes.byteLength) done += writeSync(this.#file, bytes, done);
    this.#written += done;
  }

  /** Closes the file; it is then on the disk. */
  end(): void {
    this.#flush();
    fsyncSync(this.#file);
    closeSync(this.#file);
  }

  /** Closes it as it is. */
  abandon(): void {
    closeSync(this.#file);
  }
}

/** Reads exactly these bytes of a file; throws where it hasn't got them. */
export const readExactly = (file: number, at: number, size: number): Buffer => {
  const bytes = Buffer.allocUnsafe(size);
  let done = 0;
  while (done < size) {
    const read = readSync(file, bytes, done, size - done, at + done);
    if (read === 0) throw new Error(`A file ends ${size - done} bytes before what was written to it.`);
    done += read;
  }
  return bytes;
};

/** Reads a part, and throws where its bytes have changed since. */
export const readPart = (file: number, { at, size, crc }: FilePart): Buffer => {
  const bytes = readExactly(file, at, size);
  if (crc32(bytes) !== crc)
    throw new Error(
      `The bytes from ${at} on of snapshot.bin have changed since they were written: start again, and it is made anew from the journal.`,
    );
  return bytes;
};

const PIECE_HEADER = 8;

/** Writes bytes behind their length and what they add up to, so that where they are is all that need be known. */
export const writePiece = (bytes: Buffer, write: (bytes: Buffer) => FilePart): number => {
  const header = Buffer.allocUnsafe(PIECE_HEADER);
  header.writeUInt32LE(bytes.byteLength, 0);
  header.writeUInt32LE(crc32(bytes), 4);
  const { at } = write(header);
  write(bytes);
  return at;
};

export const readPiece = (file: number, at: number): Buffer => {
  const header = readExactly(file, at, PIECE_HEADER);
  return readPart(file, {
    at: at + PIECE_HEADER,
    size: header.readUInt32LE(0),
    crc: header.readUInt32LE(4),
  });
};
