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
import type { IndexSpec, OrderedIndex } from './ordered-index.ts';
import { type FilePart, isWhole, PartWriter, readExactly, readPart } from './snapshot-file.ts';
import { type Block, type RunTable, SortedRun, writeRun } from './sorted-run.ts';
import type { TextIndexSpec } from './text-index.ts';

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
    readonly text: TextIndexSpec | null;
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
/** The file's end: where the contents are, how long they are, and what all before the end adds up to, each in eight bytes. */
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
    const { at, size } = out.write(encode(contents));
    const end = Buffer.alloc(END);
    for (const [place, value] of [at, size, out.whole.crc].entries()) end.writeDoubleLE(value, 8 * place);
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
    text: collection.textSpec,
    documents: write(bytes.written),
    indexes: [...collection.indexes.values()].map((index) => ({
      spec: index.spec,
      multikey: [...index.multikey],
      run: writeTable(writeRun(placed(index, places), write), write),
    })),
  };
};

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
    const before = fstatSync(file).size - END;
    const end = readExactly(file, before, END);
    const [at, size, crc] = [end.readDoubleLE(0), end.readDoubleLE(8), end.readDoubleLE(16)];
    if (!isWhole(file, { at: 0, size: before, crc })) throw new Error('The snapshot is damaged.');
    const contents = deserialize(readExactly(file, at, size)) as Contents;
    if (contents.form === FORM && journal.continues(contents.mark)) {
      readCollections(contents, database, (part) => readPart(file, part));
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

const readCollections = (
  { collections }: Contents,
  database: Database,
  read: (part: FilePart) => Buffer,
): void => {
  const recent = new LRUCache<number, Block>({ max: RECENT_BLOCKS });
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
      const sorted = SortedRun.read(parseTable(read(run)), read, recent);
      collection.declareIndex(spec, { run: sorted, ids }, multikey);
    }
    if (text !== null) collection.declareTextIndex(text);
    collection.validatorDocument = validator;
    database.collections.set(ns, collection);
  }
};
