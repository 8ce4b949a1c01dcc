import type { Document } from 'bson';
import { type Bytes, encode } from './bson-bytes.ts';
import { ChangeHistory, type ChangeNote } from './change-history.ts';
import { Collection } from './collection.ts';
import type { Place } from './documents.ts';
import type { Journal } from './journal.ts';
import { type Entry, type Noted, putDocument, putEntry, watchedEntry } from './journal-entry.ts';
import type { IndexSpec } from './ordered-index.ts';
import { valueKey } from './sort-key.ts';
import type { TextIndexSpec } from './text-index.ts';
import { describeUpdate } from './update-description.ts';

/** All collections of all databases, by namespace (`database.collection`), and their journal. Every change goes through here. */
export class Database {
  readonly collections = new Map<string, Collection>();
  readonly history = new ChangeHistory();
  readonly #journal: Journal | null;

  /** Without a journal everything is in memory. */
  constructor(journal: Journal | null) {
    this.#journal = journal;
  }

  /** A collection, made if it isn't there: reading an unknown one finds nothing, as in MongoDB. */
  collection(namespace: string): Collection {
    const present = this.collections.get(namespace);
    if (present !== undefined) return present;
    return this.empty(namespace);
  }

  /** A collection that nobody knows of yet. */
  empty(namespace: string): Collection {
    return new Collection(namespace, (place) => {
      if (this.#journal === null) throw new Error('Without a journal no document has a place in it.');
      return putDocument(this.#journal.read(place));
    });
  }

  /** The same for a write: it stays. */
  #written(namespace: string): Collection {
    const present = this.collections.get(namespace);
    if (present !== undefined) return present;
    this.create(namespace, null);
    return this.collection(namespace);
  }

  create(namespace: string, validator: Document | null): void {
    const collection = this.empty(namespace);
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
    const made = 'weights' in spec ? collection.text.declare(spec) : collection.createIndex(spec);
    if (made) this.#log({ op: 'index', ns: namespace, spec });
  }

  dropIndex(namespace: string, name: string): boolean {
    const dropped = this.collection(namespace).dropIndex(name);
    if (dropped) this.#log({ op: 'dropIndex', ns: namespace, name });
    return dropped;
  }

  insert(namespace: string, document: Document): void {
    const bytes = encode(document);
    this.#written(namespace).insert(document, () =>
      this.#kept(namespace, bytes, this.#note(namespace, document._id, bytes, { kind: 'insert' })),
    );
  }

  /** `by` is the update that led from `before` to this document; without it the document replaces another one. */
  replace(
    namespace: string,
    document: Document,
    by: { readonly before: Document; readonly change: Document } | null,
  ): void {
    const bytes = encode(document);
    this.collection(namespace).replace(document, () => {
      const noted = this.#note(namespace, document._id, bytes, () =>
        by === null
          ? { kind: 'replace' }
          : { kind: 'update', ...describeUpdate(by.before, document, by.change) },
      );
      return this.#kept(namespace, bytes, noted);
    });
  }

  #kept(namespace: string, bytes: Bytes, noted: Noted): Bytes | Place {
    return this.#journal === null ? bytes : this.#journal.append(putEntry(namespace, bytes, noted));
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

  /** What a journal would have to say for all this to be there: one entry a thing. `moved` is told where it is then. */
  *entries(): Generator<{ readonly entry: Bytes; moved(to: Place): void }> {
    const fact = (entry: Entry) => ({ entry: encode(entry), moved: () => {} });
    for (const [ns, collection] of this.collections) {
      yield fact({ op: 'create', ns, validator: collection.validatorDocument });
      for (const { spec } of collection.indexes.values())
        if (spec.name !== '_id_') yield fact({ op: 'index', ns, spec });
      if (collection.text.spec !== null) yield fact({ op: 'index', ns, spec: collection.text.spec });
      for (const [id, bytes] of collection.documents.entries())
        yield { entry: putEntry(ns, bytes), moved: (to) => collection.documents.set(id, to) };
    }
    if (this.history.era !== null) yield fact(watchedEntry(this.history));
  }
}
