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
  #crc = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w', 0o600);
  }

  /** `bytes` may be used again afterwards. */
  readonly write = (bytes: Buffer): FilePart => {
    const part = { at: this.#size, size: bytes.byteLength, crc: crc32(bytes) };
    this.#crc = crc32(bytes, this.#crc);
    this.#waiting.push(Buffer.from(bytes));
    this.#size += bytes.byteLength;
    if (this.#size - this.#written > AT_ONCE) this.#flush();
    return part;
  };

  /** Everything written so far, as one part. */
  get whole(): FilePart {
    return { at: 0, size: this.#size, crc: this.#crc };
  }

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
      `The bytes from ${at} on of snapshot.bin have changed since they were written: stop, delete that file, and start again. It is made anew from the journal.`,
    );
  return bytes;
};

/** Whether the bytes of a part, which may be all of a large file, are those that were written. */
export const isWhole = (file: number, { at, size, crc }: FilePart): boolean => {
  let sum = 0;
  for (let done = 0; done < size; done += AT_ONCE)
    sum = crc32(readExactly(file, at + done, Math.min(AT_ONCE, size - done)), sum);
  return sum === crc;
};
