import { type Document, Long } from 'bson';
import {
  arrayOf,
  type Bytes,
  documentOf,
  EMBEDDED_DOCUMENT,
  element,
  elementsOf,
  encode,
} from './bson-bytes.ts';
import { CommandError } from './command-error.ts';

/** A reply must stay below what the driver takes in one message, with room for the rest of it. */
const MAX_BATCH_BYTES = 15 * 1024 * 1024;
const FIRST_BATCH = 101;
const IDLE_MS = 10 * 60_000;
/** How long a tail waits that is told nothing else. */
const AWAIT_MS = 1_000;

export interface TailBatch {
  readonly rows: readonly Bytes[];
  /** Where to go on after it. */
  readonly token: Document;
  /** Nothing will ever follow. */
  readonly over: boolean;
}

/** Rows without an end: what there is now, and waiting for more. */
export interface Tail {
  batch(size: number): TailBatch;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

interface OpenTail {
  readonly namespace: string;
  readonly tail: Tail;
  readonly killed: AbortController;
  usedAt: number;
}

interface OpenCursor {
  readonly namespace: string;
  readonly rows: Iterator<Bytes>;
  /** A row that didn't fit into the last batch. */
  held: Bytes | null;
  usedAt: number;
}

/** Cursors that have more to give than their first batch. One that nobody asks for in ten minutes is forgotten, as MongoDB does. */
export class Cursors {
  readonly #open = new Map<string, OpenCursor>();
  readonly #tails = new Map<string, OpenTail>();
  #next = 1;

  /** The reply to a command that opens a cursor, as bytes. */
  firstBatch(
    namespace: string,
    rows: Iterable<Bytes>,
    batchSize: number | undefined,
    single: boolean,
  ): Bytes {
    const cursor: OpenCursor = { namespace, rows: rows[Symbol.iterator](), held: null, usedAt: Date.now() };
    const { batch, more } = fill(cursor, batchSize ?? FIRST_BATCH);
    if (!more || single) return reply('firstBatch', batch, Long.ZERO, namespace);
    const id = this.#newId();
    this.#open.set(id.toString(), cursor);
    return reply('firstBatch', batch, id, namespace);
  }

  /** The same for rows without an end: what there is now. */
  firstOfTail(namespace: string, tail: Tail, batchSize: number | undefined, more: Document): Bytes {
    const { rows, token, over } = tail.batch(batchSize ?? FIRST_BATCH);
    const id = over ? Long.ZERO : this.#newId();
    if (!over)
      this.#tails.set(id.toString(), { namespace, tail, killed: new AbortController(), usedAt: Date.now() });
    return reply('firstBatch', rows, id, namespace, token, more);
  }

  #newId(): Long {
    const id = Long.fromNumber(this.#next);
    this.#next += 1;
    return id;
  }

  /** `awaitMs` is how long a tail that has nothing more may wait for something. */
  nextBatch(id: Long, batchSize: number | undefined, awaitMs = AWAIT_MS): Bytes | Promise<Bytes> {
    this.#forgetIdle();
    const tail = this.#tails.get(id.toString());
    if (tail !== undefined) return this.#nextOfTail(id, tail, batchSize, awaitMs);
    const cursor = this.#open.get(id.toString());
    if (cursor === undefined)
      throw new CommandError('CursorNotFound', `cursor id ${id.toString()} not found`);
    cursor.usedAt = Date.now();
    const { batch, more } = fill(cursor, batchSize ?? Number.POSITIVE_INFINITY);
    if (!more) this.#open.delete(id.toString());
    return reply('nextBatch', batch, more ? id : Long.ZERO, cursor.namespace);
  }

  async #nextOfTail(
    id: Long,
    open: OpenTail,
    batchSize: number | undefined,
    awaitMs: number,
  ): Promise<Bytes> {
    const { namespace, tail, killed } = open;
    const size = batchSize ?? Number.POSITIVE_INFINITY;
    try {
      const until = performance.now() + awaitMs;
      for (;;) {
        open.usedAt = Date.now();
        const { rows, token, over } = tail.batch(size);
        if (over) this.#tails.delete(id.toString());
        const left = until - performance.now();
        if (rows.length > 0 || over || left <= 0)
          return reply('nextBatch', rows, over ? Long.ZERO : id, namespace, token);
        await tail.wait(left, killed.signal);
        if (killed.signal.aborted)
          throw new CommandError('CursorKilled', 'operation was interrupted because the cursor was killed');
      }
    } catch (error) {
      this.#tails.delete(id.toString());
      throw error;
    }
  }

  kill(ids: readonly Long[]): Long[] {
    return ids.filter((id) => {
      const key = id.toString();
      this.#tails.get(key)?.killed.abort();
      return this.#tails.delete(key) || this.#open.delete(key);
    });
  }

  #forgetIdle(): void {
    for (const cursors of [this.#open, this.#tails])
      for (const [id, { usedAt }] of cursors) if (usedAt < Date.now() - IDLE_MS) cursors.delete(id);
  }
}

const fill = (cursor: OpenCursor, size: number): { batch: Bytes[]; more: boolean } => {
  const batch: Bytes[] = [];
  let bytes = 0;
  const take = (): Bytes | null => {
    const held = cursor.held;
    cursor.held = null;
    if (held !== null) return held;
    const next = cursor.rows.next();
    return next.done === true ? null : next.value;
  };
  for (let row = take(); row !== null; row = take()) {
    if (batch.length >= size || (batch.length > 0 && bytes + row.byteLength > MAX_BATCH_BYTES)) {
      cursor.held = row;
      return { batch, more: true };
    }
    batch.push(row);
    bytes += row.byteLength;
  }
  return { batch, more: false };
};

const reply = (
  name: 'firstBatch' | 'nextBatch',
  batch: readonly Bytes[],
  id: Long,
  namespace: string,
  token: Document | null = null,
  more: Document = {},
): Bytes => {
  const rest = { id, ns: namespace, ...(token !== null && { postBatchResumeToken: token }) };
  return documentOf([
    element(EMBEDDED_DOCUMENT, 'cursor', documentOf([arrayOf(name, batch), elementsOf(encode(rest))])),
    elementsOf(encode({ ok: 1, ...more })),
  ]);
};
