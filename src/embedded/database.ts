import type { Document } from 'bson';
import {
  type Bytes,
  decode,
  decodeFields,
  documentOf,
  EMBEDDED_DOCUMENT,
  element,
  encode,
} from './bson-bytes.ts';
import { Collection } from './collection.ts';
import type { Journal } from './journal.ts';
import type { IndexSpec } from './ordered-index.ts';
import { valueKey } from './sort-key.ts';
import type { TextIndexSpec } from './text-index.ts';

/** An entry of the journal: one thing that happened. */
type Entry =
  | { readonly op: 'put'; readonly ns: string; readonly doc: Document }
  | { readonly op: 'delete'; readonly ns: string; readonly id: unknown }
  | { readonly op: 'create'; readonly ns: string; readonly validator: Document | null }
  | { readonly op: 'drop'; readonly ns: string }
  | { readonly op: 'index'; readonly ns: string; readonly spec: IndexSpec | TextIndexSpec }
  | { readonly op: 'dropIndex'; readonly ns: string; readonly name: string };

const putEntry = (ns: string, bytes: Bytes): Buffer =>
  documentOf([fieldsOf({ op: 'put', ns }), element(EMBEDDED_DOCUMENT, 'doc', bytes)]);

/** The elements of a document, without its length and its end. */
const fieldsOf = (document: Document): Buffer => encode(document).subarray(4, -1);

/** All collections of all databases, by namespace (`database.collection`), and their journal. Every change goes through here. */
export class Database {
  readonly collections = new Map<string, Collection>();
  #journal: Journal | null = null;
  #restoring = new Map<
    string,
    { validator: Document | null; specs: Map<string, IndexSpec | TextIndexSpec> }
  >();

  /** A collection, made if it isn't there: reading an unknown one finds nothing, as in MongoDB. */
  collection(namespace: string): Collection {
    const present = this.collections.get(namespace);
    if (present !== undefined) return present;
    return new Collection(namespace);
  }

  /** The same for a write: it stays. */
  #written(namespace: string): Collection {
    const present = this.collections.get(namespace);
    if (present !== undefined) return present;
    this.create(namespace, null);
    return this.collection(namespace);
  }

  create(namespace: string, validator: Document | null): void {
    const collection = new Collection(namespace);
    collection.setValidator(validator);
    this.collections.set(namespace, collection);
    this.#log({ op: 'create', ns: namespace, validator });
  }

  setValidator(namespace: string, validator: Document | null): void {
    this.collection(namespace).setValidator(validator);
    this.#log({ op: 'create', ns: namespace, validator });
  }

  drop(namespace: string): boolean {
    const dropped = this.collections.delete(namespace);
    if (dropped) this.#log({ op: 'drop', ns: namespace });
    return dropped;
  }

  createIndex(namespace: string, spec: IndexSpec | TextIndexSpec): void {
    const collection = this.#written(namespace);
    if ('weights' in spec) collection.declareTextIndex(spec);
    else collection.createIndex(spec);
    this.#log({ op: 'index', ns: namespace, spec });
  }

  dropIndex(namespace: string, name: string): boolean {
    const dropped = this.collection(namespace).dropIndex(name);
    if (dropped) this.#log({ op: 'dropIndex', ns: namespace, name });
    return dropped;
  }

  insert(namespace: string, document: Document): void {
    const bytes = encode(document);
    this.#written(namespace).insert(document, bytes);
    this.#journal?.append(putEntry(namespace, bytes));
  }

  replace(namespace: string, document: Document): void {
    const bytes = encode(document);
    this.collection(namespace).replace(document, bytes);
    this.#journal?.append(putEntry(namespace, bytes));
  }

  remove(namespace: string, id: unknown): void {
    this.collection(namespace).remove(valueKey(id));
    this.#log({ op: 'delete', ns: namespace, id });
  }

  /** Resolves when what was written so far will survive a crash. */
  flushed(): Promise<void> {
    return this.#journal?.flushed() ?? Promise.resolve();
  }

  #log(entry: Entry): void {
    this.#journal?.append(encode(entry));
  }

  /** Takes an entry of the journal back in. Indexes are filled at the end, by `attach`. */
  restore(bytes: Buffer): void {
    const { op, ns } = decodeFields(bytes, HEAD_FIELDS) as Pick<Entry, 'op' | 'ns'>;
    const collection = this.collections.get(ns) ?? new Collection(ns);
    this.collections.set(ns, collection);
    const kept = this.#restoring.get(ns) ?? {
      validator: null,
      specs: new Map<string, IndexSpec | TextIndexSpec>(),
    };
    this.#restoring.set(ns, kept);
    if (op === 'put') {
      // Only the id is looked at: the rest is kept as it lies.
      const document = documentOfPut(bytes);
      collection.restore(valueKey(decodeFields(document, ID_FIELD)._id), document);
      return;
    }
    const entry = decode(bytes) as Exclude<Entry, { op: 'put' }>;
    if (entry.op === 'delete') collection.restore(valueKey(entry.id), null);
    else if (entry.op === 'create') kept.validator = entry.validator;
    else if (entry.op === 'index') kept.specs.set(entry.spec.name, entry.spec);
    else if (entry.op === 'dropIndex') kept.specs.delete(entry.name);
    else {
      this.collections.delete(ns);
      this.#restoring.delete(ns);
    }
  }

  /** Ends the restoring: sets validators, fills all indexes, and from now on writes to the journal. */
  attach(journal: Journal): void {
    for (const [ns, { validator, specs }] of this.#restoring) {
      const collection = this.collection(ns);
      for (const spec of specs.values()) {
        if ('weights' in spec) collection.declareTextIndex(spec);
        else collection.declareIndex(spec);
      }
      collection.fillForStart();
      collection.setValidator(validator);
    }
    this.#restoring.clear();
    this.#journal = journal;
  }

  /** What a journal would have to say for all this to be there: one entry a thing. */
  *entries(): Generator<Bytes> {
    for (const [ns, collection] of this.collections) {
      yield encode({ op: 'create', ns, validator: collection.validatorDocument });
      for (const { spec } of collection.indexes.values())
        if (spec.name !== '_id_') yield encode({ op: 'index', ns, spec });
      if (collection.textSpec !== null) yield encode({ op: 'index', ns, spec: collection.textSpec });
      for (const bytes of collection.documents.values()) yield putEntry(ns, bytes);
    }
  }
}

const HEAD_FIELDS: ReadonlySet<string> = new Set(['op', 'ns']);
const ID_FIELD: ReadonlySet<string> = new Set(['_id']);

// `doc` is the entry's last field: its bytes end just before the entry's own end.
const documentOfPut = (entry: Buffer): Bytes => {
  const marker = entry.indexOf('\x03doc\0', 4, 'latin1');
  return entry.subarray(marker + 5, entry.byteLength - 1);
};
