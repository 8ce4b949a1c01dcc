import { closeSync, fstatSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, deserialize } from 'bson';
import { LRUCache } from 'lru-cache';
import { encode } from './bson-bytes.ts';
import { ByteReader, ByteWriter } from './byte-stream.ts';
import type { Collection } from './collection.ts';
import type { Database } from './database.ts';
import { entriesOf, takeChange } from './history-entries.ts';
import type { Journal, Mark } from './journal.ts';
import type { LateTextIndex } from './late-text-index.ts';
import type { IndexSpec, OrderedIndex } from './ordered-index.ts';
import { type FilePart, PartWriter, readExactly, readPart, readPiece, writePiece } from './snapshot-file.ts';
import { type Block, type RunTable, SortedRun, writeRun } from './sorted-run.ts';
import type { TextIndex, TextIndexSpec } from './text-index.ts';

/**
 * What a start would otherwise work out of the whole journal: where each document is in it, and the entries of the indexes, in order. It tells of a
 * journal's beginning, up to a mark; what comes after is replayed. It is never needed: without it the journal alone says everything.
 */
interface Contents {
  readonly form: number;
  readonly mark: Mark;
  /** The entries of what happened lately, if somebody watches. */
  readonly history: FilePart;
  readonly collections: readonly {
    readonly ns: string;
    readonly validator: Document | null;
    /** Its postings, if it was filled. */
    readonly text: { readonly spec: TextIndexSpec; readonly run: FilePart | null } | null;
    readonly documents: FilePart;
    readonly indexes: readonly {
      readonly spec: IndexSpec;
      readonly multikey: readonly string[];
      readonly run: FilePart;
    }[];
  }[];
}

/** The number of this form: a snapshot in another one counts for nothing. */
const FORM = 1;
/** The file's end: where the contents are, how long they are, and what they add up to, each in eight bytes. */
const END = 24;
/** Blocks of indexes that stay in memory, of some 20 KB each. */
const RECENT_BLOCKS = 2_000;

const pathIn = (folder: string): string => join(folder, 'snapshot.bin');

export const removeSnapshot = (folder: string): void => rmSync(pathIn(folder), { force: true });

/** Writes a snapshot of all there is, which must be on the disk: a crash leaves the one before or this one. */
export const writeSnapshot = (folder: string, database: Database, journal: Journal): void => {
  const next = `${pathIn(folder)}.next`;
  const out = new PartWriter(next);
  try {
    const contents: Contents = {
      form: FORM,
      mark: journal.mark,
      history: writeHistory(database, out.write),
      collections: [...database.collections].map(([ns, collection]) => ({
        ns,
        ...writeCollection(collection, out.write),
      })),
    };
    const { at, size, crc } = out.write(encode(contents));
    const end = Buffer.alloc(END);
    for (const [place, value] of [at, size, crc].entries()) end.writeDoubleLE(value, 8 * place);
    out.write(end);
  } catch (error) {
    out.abandon();
    throw error;
  }
  out.end();
  renameSync(next, pathIn(folder));
};

const writeHistory = ({ history }: Database, write: (bytes: Buffer) => FilePart): FilePart => {
  const bytes = new ByteWriter();
  for (const entry of entriesOf(history)) bytes.bytes(entry);
  return write(bytes.written);
};

const writeCollection = (collection: Collection, write: (bytes: Buffer) => FilePart) => {
  const bytes = new ByteWriter();
  const places = new Map<string, number>();
  for (const [id, { at, length }] of collection.documents.places()) {
    places.set(id, places.size);
    bytes.text(id);
    bytes.number(at);
    bytes.number(length);
  }
  return {
    validator: collection.validatorDocument,
    text: writeText(collection.text, places, write),
    documents: write(bytes.written),
    indexes: [...collection.indexes.values()].map((index) => ({
      spec: index.spec,
      multikey: [...index.multikey],
      run: writeTable(writeRun(placed(index, places), write), write),
    })),
  };
};

const writeText = (
  { spec, whole }: LateTextIndex,
  places: ReadonlyMap<string, number>,
  write: (bytes: Buffer) => FilePart,
): Contents['collections'][number]['text'] =>
  spec === null
    ? null
    : { spec, run: whole === null ? null : writeTable(writeRun(posted(whole, places, write), write), write) };

/** Writes the posting of each word, and gives where it is. */
function* posted(
  index: TextIndex,
  places: ReadonlyMap<string, number>,
  write: (bytes: Buffer) => FilePart,
): Generator<[string, number]> {
  const bytes = new ByteWriter();
  for (const [key, posting] of index.postings(places)) {
    bytes.clear();
    posting.write(bytes);
    yield [key, writePiece(bytes.written, write)];
  }
}

/** All entries of an index, with the places of their documents. */
function* placed(index: OrderedIndex, places: ReadonlyMap<string, number>): Generator<[string, number]> {
  for (const [key, id] of index.walk('', '\uffff', 1)) yield [key, places.get(id) ?? 0];
}

const writeTable = ({ blocks, firsts }: RunTable, write: (bytes: Buffer) => FilePart): FilePart => {
  const bytes = new ByteWriter();
  for (const [place, { at, size, crc }] of blocks.entries()) {
    for (const value of [at, size, crc]) bytes.number(value);
    bytes.text(firsts[place] ?? '');
  }
  return write(bytes.written);
};

const parseTable = (bytes: Buffer): RunTable => {
  const reader = new ByteReader(bytes);
  const blocks: FilePart[] = [];
  const firsts: string[] = [];
  while (!reader.ended) {
    blocks.push({ at: reader.number(), size: reader.number(), crc: reader.number() });
    firsts.push(reader.text());
  }
  return { blocks, firsts };
};

/** Puts what the snapshot of a folder says into an empty database, and gives the mark from which the journal goes on; `null` if there is none, or none that is of this journal. */
export const readSnapshot = (folder: string, database: Database, journal: Journal): Mark | null => {
  let file: number;
  try {
    file = openSync(pathIn(folder), 'r');
  } catch {
    return null;
  }
  try {
    const end = readExactly(file, fstatSync(file).size - END, END);
    const [at, size, crc] = [end.readDoubleLE(0), end.readDoubleLE(8), end.readDoubleLE(16)];
    const contents = deserialize(readPart(file, { at, size, crc })) as Contents;
    if (contents.form === FORM && journal.continues(contents.mark)) {
      readCollections(contents, database, {
        read: (part) => orRemove(folder, () => readPart(file, part)),
        piece: (place) => orRemove(folder, () => readPiece(file, place)),
      });
      const history = new ByteReader(readPart(file, contents.history));
      while (!history.ended) takeChange(database.history, history.bytes());
      return contents.mark;
    }
  } catch {
    // Cut short, or changed: as good as none.
    database.collections.clear();
    database.history.end();
  }
  closeSync(file);
  return null;
};

/** A snapshot of which a part has changed is taken away, so that the next start makes another one of the journal. */
const orRemove = (folder: string, read: () => Buffer): Buffer => {
  try {
    return read();
  } catch (error) {
    removeSnapshot(folder);
    throw error;
  }
};

const readCollections = (
  { collections }: Contents,
  database: Database,
  { read, piece }: { read(part: FilePart): Buffer; piece(at: number): Buffer },
): void => {
  const recent = new LRUCache<number, Block>({ max: RECENT_BLOCKS });
  const runOf = (table: FilePart): SortedRun => SortedRun.read(parseTable(read(table)), read, recent);
  for (const { ns, validator, text, documents, indexes } of collections) {
    const collection = database.empty(ns);
    const ids: string[] = [];
    const reader = new ByteReader(read(documents));
    while (!reader.ended) {
      const id = reader.text();
      collection.documents.set(id, { at: reader.number(), length: reader.number() });
      ids.push(id);
    }
    for (const { spec, multikey, run } of indexes) {
      collection.declareIndex(spec, { run: runOf(run), ids }, multikey);
    }
    if (text !== null) {
      const base = text.run === null ? null : { run: runOf(text.run), posting: piece, ids };
      collection.text.declare(text.spec, base);
    }
    collection.validatorDocument = validator;
    database.collections.set(ns, collection);
  }
};
