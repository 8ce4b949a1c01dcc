import type { Document } from 'bson';
import { type Bytes, decode } from './bson-bytes.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;
const MORE_TO_COME = 2;
/** What the driver may send, and a little: a longer message is not one. */
const MAX_MESSAGE = 49_000_000;

/** A request as it came, by either of the two forms: the first of a connection may still be an OP_QUERY. */
export interface Request {
  readonly id: number;
  readonly command: Document;
  readonly legacy: boolean;
  /** Nobody waits for an answer. */
  readonly silent: boolean;
}

/** Collects bytes and gives whole messages. Chunks are kept apart until a message is whole, so that a large one isn't copied for each of them. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #bytes = 0;

  *push(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#bytes += chunk.byteLength;
    while (this.#bytes >= 4) {
      const length = this.#peekLength();
      if (length < HEADER || length > MAX_MESSAGE) throw new RangeError(`a message of ${length} bytes`);
      if (this.#bytes < length) return;
      const all = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks, this.#bytes);
      if (all === undefined) return;
      this.#chunks = all.byteLength === length ? [] : [all.subarray(length)];
      this.#bytes -= length;
      yield all.subarray(0, length);
    }
  }

  #peekLength(): number {
    const [first] = this.#chunks;
    if (first !== undefined && first.byteLength >= 4) return first.readUInt32LE(0);
    this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]?.readUInt32LE(0) ?? 0;
  }
}

export const parseRequest = (message: Buffer): Request => {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_QUERY) {
    const name = message.indexOf(0, HEADER + 4);
    return {
      id,
      command: {
        ...decode(message.subarray(name + 9)),
        $db: message.toString('utf8', HEADER + 4, name).split('.')[0],
      },
      legacy: true,
      silent: false,
    };
  }
  if (opcode !== OP_MSG) throw new RangeError(`opcode ${opcode}`);
  return {
    id,
    command: sectionsOf(message),
    legacy: false,
    silent: (message.readUInt32LE(HEADER) & MORE_TO_COME) !== 0,
  };
};

/** The body, with the documents of each sequence section put into it under the section's name. */
const sectionsOf = (message: Buffer): Document => {
  let command: Document = {};
  const sequences: Record<string, Document[]> = {};
  let at = HEADER + 4;
  while (at < message.byteLength) {
    const kind = message[at];
    const size = message.readInt32LE(at + 1);
    if (kind === 0) command = decode(message.subarray(at + 1, at + 1 + size));
    else {
      const nameEnd = message.indexOf(0, at + 5);
      const documents: Document[] = [];
      for (let next = nameEnd + 1; next < at + 1 + size; next += message.readInt32LE(next)) {
        documents.push(decode(message.subarray(next, next + message.readInt32LE(next))));
      }
      sequences[message.toString('utf8', at + 5, nameEnd)] = documents;
    }
    at += 1 + size;
  }
  return { ...command, ...sequences };
};

let lastId = 0;

const header = (length: number, responseTo: number, opcode: number): Buffer => {
  const bytes = Buffer.allocUnsafe(HEADER);
  lastId = (lastId + 1) & 0x7fffffff;
  bytes.writeInt32LE(length, 0);
  bytes.writeInt32LE(lastId, 4);
  bytes.writeInt32LE(responseTo, 8);
  bytes.writeInt32LE(opcode, 12);
  return bytes;
};

/** A reply in the form of its request. */
export const replyTo = ({ id, legacy }: Request, document: Bytes): Buffer => {
  if (legacy) {
    const fixed = Buffer.alloc(20);
    fixed.writeInt32LE(8, 0);
    fixed.writeInt32LE(1, 16);
    return Buffer.concat([header(HEADER + 20 + document.byteLength, id, OP_REPLY), fixed, document]);
  }
  return Buffer.concat([header(HEADER + 5 + document.byteLength, id, OP_MSG), Buffer.alloc(5), document]);
};
