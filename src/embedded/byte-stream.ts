/** Numbers and texts one after the other in a buffer that grows. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(64 * 1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A whole number from 0 to 2^53 in as many bytes as it takes, seven bits each, the low ones first. */
  number(value: number): void {
    this.#makeRoom(8);
    let left = value;
    while (left > 0x7f) {
      this.#bytes[this.#length++] = (left % 128) | 0x80;
      left = Math.floor(left / 128);
    }
    this.#bytes[this.#length++] = left;
  }

  /** A number of four bytes. */
  float(value: number): void {
    this.#makeRoom(4);
    this.#length = this.#bytes.writeFloatLE(value, this.#length);
  }

  /** A text of units up to 255, from one of them on, with how many follow. */
  text(text: string, from = 0): void {
    const size = text.length - from;
    this.number(size);
    this.#makeRoom(size);
    this.#length += this.#bytes.write(from === 0 ? text : text.slice(from), this.#length, 'latin1');
  }

  /** Bytes, with how many there are. */
  bytes(bytes: Uint8Array): void {
    this.number(bytes.byteLength);
    this.#makeRoom(bytes.byteLength);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.byteLength;
  }

  /** What was written, until the next write. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  #makeRoom(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#length + size));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads what `ByteWriter` wrote. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;
  /** What a text is put together in from the one before it and its own end. */
  #scratch = Buffer.allocUnsafe(512);

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  float(): number {
    const value = this.#bytes.readFloatLE(this.#at);
    this.#at += 4;
    return value;
  }

  /** Bytes of the reader's own. */
  bytes(): Buffer {
    const size = this.number();
    this.#at += size;
    return this.#bytes.subarray(this.#at - size, this.#at);
  }

  /** A text that begins with so many units of the one that was read before it. */
  text(shared = 0): string {
    const size = this.number();
    if (shared + size > this.#scratch.length) {
      const larger = Buffer.allocUnsafe(2 * (shared + size));
      this.#scratch.copy(larger);
      this.#scratch = larger;
    }
    this.#bytes.copy(this.#scratch, shared, this.#at, this.#at + size);
    this.#at += size;
    return this.#scratch.toString('latin1', 0, shared + size);
  }
}
