import { Long } from 'bson';
import { arrayOf, type Bytes, documentOf, EMBEDDED_DOCUMENT, element, encode } from './bson-bytes.ts';
import { CommandError } from './command-error.ts';

/** A reply must stay below what the driver takes in one message, with room for the rest of it. */
const MAX_BATCH_BYTES = 15 * 1024 * 1024;
const FIRST_BATCH = 101;
const IDLE_MS = 10 * 60_000;

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
    const id = Long.fromNumber(this.#next);
    this.#next += 1;
    this.#open.set(id.toString(), cursor);
    return reply('firstBatch', batch, id, namespace);
  }

  nextBatch(id: Long, batchSize: number | undefined): Bytes {
    this.#forgetIdle();
    const cursor = this.#open.get(id.toString());
    if (cursor === undefined)
      throw new CommandError('CursorNotFound', `cursor id ${id.toString()} not found`);
    cursor.usedAt = Date.now();
    const { batch, more } = fill(cursor, batchSize ?? Number.POSITIVE_INFINITY);
    if (!more) this.#open.delete(id.toString());
    return reply('nextBatch', batch, more ? id : Long.ZERO, cursor.namespace);
  }

  kill(ids: readonly Long[]): Long[] {
    return ids.filter((id) => this.#open.delete(id.toString()));
  }

  #forgetIdle(): void {
    for (const [id, { usedAt }] of this.#open) if (usedAt < Date.now() - IDLE_MS) this.#open.delete(id);
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
): Bytes =>
  documentOf([
    element(
      EMBEDDED_DOCUMENT,
      'cursor',
      documentOf([arrayOf(name, batch), encode({ id, ns: namespace }).subarray(4, -1)]),
    ),
    encode({ ok: 1 }).subarray(4, -1),
  ]);
