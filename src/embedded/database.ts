import type { Document } from 'bson';
import { type Bytes, decode, encode } from './bson-bytes.ts';
import { ChangeHistory, type ChangeNote } from './change-history.ts';
import { Collection } from './collection.ts';
import type { Journal } from './journal.ts';
import {
  type Entry,
  headOfEntry,
  idOf,
  type Noted,
  putDocument,
  putEntry,
  watchedEntry,
} from './journal-entry.ts';
import type { IndexSpec } from './ordered-index.ts';
import { valueKey } from './sort-key.ts';
import type { TextIndexSpec } from './text-index.ts';
import { describeUpdate } from './update-description.ts';

/** All collections of all databases, by namespace (`database.collection`), and their journal. Every change goes through here. */
export class Database {
  readonly collections = new Map<string, Collection>();
  readonly history = new ChangeHistory();
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
    if (dropped)
      this.#log({ op: 'drop', ns: namespace, ...this.#note(namespace, undefined, null, { kind: 'drop' }) });
    return dropped;
  }

  dropDatabase(db: string): void {
    for (const namespace of [...this.collections.keys()])
      if (namespace.startsWith(`${db}.`)) this.drop(namespace);
    const noted = this.#note(db, undefined, null, { kind: 'dropDatabase' });
    if (noted.change !== undefined) this.#log({ op: 'dropDatabase', ns: db, ...noted });
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
    const noted = this.#note(namespace, document._id, bytes, { kind: 'insert' });
    this.#journal?.append(putEntry(namespace, bytes, noted));
  }

  /** `by` is the update that led from `before` to this document; without it the document replaces another one. */
  replace(
    namespace: string,
    document: Document,
    by: { readonly before: Document; readonly change: Document } | null,
  ): void {
    const bytes = encode(document);
    this.collection(namespace).replace(document, bytes);
    const noted = this.#note(namespace, document._id, bytes, () =>
      by === null
        ? { kind: 'replace' }
        : { kind: 'update', ...describeUpdate(by.before, document, by.change) },
    );
    this.#journal?.append(putEntry(namespace, bytes, noted));
  }

  remove(namespace: string, id: unknown): void {
    this.collection(namespace).remove(valueKey(id));
    this.#log({ op: 'delete', ns: namespace, id, ...this.#note(namespace, id, null, { kind: 'delete' }) });
  }

  /** A document as it is now. */
  document(namespace: string, id: unknown): Bytes | null {
    return this.collection(namespace).documents.get(valueKey(id)) ?? null;
  }

  /** Resolves when what was written so far will survive a crash. Only then is it told to those who watch. */
  async flushed(): Promise<void> {
    const { last } = this.history;
    await this.#journal?.flushed();
    this.history.reveal(last);
  }

  /** Keeps what happens from now on, if it wasn't kept already. */
  watch(): void {
    if (this.history.era !== null && !this.history.isUnwatched()) return;
    this.history.begin();
    this.#log(watchedEntry(this.history));
  }

  /** Takes a change into the history, and answers with what the journal needs to bring it back. Nothing while nobody watches. */
  #note(
    ns: string,
    id: unknown,
    document: Bytes | null,
    how: Omit<ChangeNote, 'at'> | (() => Omit<ChangeNote, 'at'>),
  ): Noted {
    if (this.history.era === null) return {};
    if (this.history.isUnwatched()) {
      this.history.end();
      this.#log({ op: 'unwatched', ns: '' });
      return {};
    }
    const note: ChangeNote = { ...(typeof how === 'function' ? how() : how), at: Date.now() };
    this.history.record({ ns, id, document, ...note });
    return { change: JSON.stringify(note) };
  }

  #log(entry: Entry): void {
    this.#journal?.append(encode(entry));
  }

  /** Takes an entry of the journal back in. Indexes are filled at the end, by `attach`. */
  restore(bytes: Buffer): void {
    const { op, ns, change } = headOfEntry(bytes);
    const again = (id: unknown, document: Bytes | null): void => {
      if (change === undefined) return;
      this.history.record({ ns, id, document, ...(JSON.parse(change) as ChangeNote) });
      this.history.reveal(this.history.last);
    };
    if (op === 'watched') {
      const { era, position } = decode(bytes) as Extract<Entry, { op: 'watched' }>;
      this.history.begin(era, position);
    } else if (op === 'unwatched') this.history.end();
    else if (op === 'dropDatabase') again(undefined, null);
    else if (op === 'put') {
      // Only the id is looked at: the rest is kept as it lies.
      const document = putDocument(bytes);
      const _id = idOf(document);
      this.#restored(ns).restore(valueKey(_id), document);
      again(_id, document);
    } else if (op === 'delete') {
      const { id } = decode(bytes) as Extract<Entry, { op: 'delete' }>;
      this.#restored(ns).restore(valueKey(id), null);
      again(id, null);
    } else if (op === 'drop') {
      this.collections.delete(ns);
      this.#restoring.delete(ns);
      again(undefined, null);
    } else this.#restoreShape(decode(bytes) as Extract<Entry, { op: 'create' | 'index' | 'dropIndex' }>);
  }

  #restored(ns: string): Collection {
    const collection = this.collections.get(ns) ?? new Collection(ns);
    this.collections.set(ns, collection);
    return collection;
  }

  #restoreShape(entry: Extract<Entry, { op: 'create' | 'index' | 'dropIndex' }>): void {
    this.#restored(entry.ns);
    const kept = this.#restoring.get(entry.ns) ?? {
      validator: null,
      specs: new Map<string, IndexSpec | TextIndexSpec>(),
    };
    this.#restoring.set(entry.ns, kept);
    if (entry.op === 'create') kept.validator = entry.validator;
    else if (entry.op === 'index') kept.specs.set(entry.spec.name, entry.spec);
    else kept.specs.delete(entry.name);
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
    if (this.history.era !== null) yield encode(watchedEntry(this.history));
  }
}
