/** What V8 lays out for a value, in bytes, beside the places that name it: measured by snapshots of a gateway's heap. */
const TEXT = 24;
const NUMBER = 16;
const DATE = 112;
const ARRAY = 48;
const PLACE = 8;
const OBJECT = 56;
/** Names that an object has room for without a list of its own. */
const INLINE = 4;
const MORE_NAMES = 24;
/** A view, its buffer and what stands behind that. */
const VIEW = 300;

/** Short texts are taken for one byte a character, longer ones are looked at. */
const LONG = 32;
/** An object with more names than this, put together name by name as the driver does, is a hash table in V8, of three times the size and slow to read; copied, it is a record whose shape it shares with others of its kind. */
const TABLE_FROM = 12;
/** More names are no record's, but a table after all. */
const TABLE_TO = 100;

/** A value as memory keeps it. */
export interface Settled {
  readonly value: unknown;
  /** About what it takes of the heap. */
  readonly bytes: number;
}

/**
 * Freezes a value all through, since what is shared between readers is changed by none of them; has it in as little memory as it can be, and says how much that is. What is given must be the caller's own: parts of
 * it are put into the result. Dates are let be; nobody here sets one. Plain data alone: it ends.
 */
export const settle = (value: unknown): Settled => {
  const settling = new Settling();
  const settled = settling.settle(value);
  return { value: settled, bytes: settling.bytes };
};

class Settling {
  bytes = 0;

  settle(value: unknown): unknown {
    if (typeof value === 'string') this.bytes += textBytes(value);
    else if (typeof value === 'number') this.bytes += Number.isInteger(value) ? 0 : NUMBER;
    else if (typeof value === 'object' && value !== null) return this.#object(value);
    return value;
  }

  #object(value: object): unknown {
    if (Array.isArray(value)) return this.#array(value);
    if (value instanceof Date) {
      this.bytes += DATE;
      return value;
    }
    if (ArrayBuffer.isView(value)) {
      this.bytes += VIEW + value.byteLength;
      return Buffer.isBuffer(value) ? ownBytes(value) : value;
    }
    return this.#record(value);
  }

  /** An array that grew has room to grow on, for sixteen at first: a copy has not. */
  #array(value: readonly unknown[]): readonly unknown[] {
    this.bytes += ARRAY + PLACE * value.length;
    const settled = value.map((part) => this.settle(part));
    return Object.freeze(settled);
  }

  #record(value: object): object {
    const record = value as Record<string, unknown>;
    const names = Object.keys(record);
    const fixed = Object.isFrozen(record);
    this.bytes += OBJECT + (names.length > INLINE ? MORE_NAMES + PLACE * (names.length - INLINE) : 0);
    // Not `{ ...record }`: a copy of what is no table is mostly given a shape of its own, which weighs a kilobyte.
    if (!fixed && names.length > TABLE_FROM && names.length < TABLE_TO)
      return Object.freeze(Object.fromEntries(names.map((name) => [name, this.settle(record[name])])));
    for (const name of names) {
      const part = record[name];
      const settled = this.settle(part);
      if (settled !== part && !fixed) record[name] = settled;
    }
    return Object.freeze(record);
  }
}

/** Short buffers are cut from a piece of 8 kB, and what came over a socket from one of 64, which live as long as anything in them does. */
const ownBytes = (bytes: Buffer): Buffer => {
  if (bytes.buffer.byteLength === bytes.length) return bytes;
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
};

const textBytes = (text: string): number => {
  const { length } = text;
  // What isn't ASCII is taken for what has two bytes a character.
  return TEXT + (length < LONG || Buffer.byteLength(text) === length ? length : 2 * length);
};
