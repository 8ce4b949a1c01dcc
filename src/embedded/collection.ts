import type { Document } from 'bson';
import { type Bytes, decode, decodeFields, idOf } from './bson-bytes.ts';
import { CODES, CommandError } from './command-error.ts';
import { DocumentCodes } from './document-codes.ts';
import { Documents, type Place } from './documents.ts';
import { LateTextIndex } from './late-text-index.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { type IndexBase, type IndexSpec, OrderedIndex } from './ordered-index.ts';
import { valueAt } from './paths.ts';
import { valueKey } from './sort-key.ts';
import { createValidator, type Validator } from './validator.ts';

/** Texts put together from many parts keep their parts alive; a copy in one piece is a quarter of their size. All units are bytes. */
const flat = (key: string): string => Buffer.from(key, 'latin1').toString('latin1');

export const ID_INDEX: IndexSpec = {
  name: '_id_',
  key: { _id: 1 },
  unique: true,
  partialFilterExpression: null,
};

/** Documents by id, and the indexes over them. */
export class Collection {
  readonly namespace: string;
  readonly documents: Documents;
  readonly indexes = new Map<string, OrderedIndex>();
  readonly #idIndex: OrderedIndex;
  readonly text: LateTextIndex;
  validatorDocument: Document | null = null;
  #validator: Validator | null = null;

  /** `read` gives a document that is in the journal. */
  constructor(namespace: string, read: (place: Place) => Bytes) {
    this.namespace = namespace;
    this.documents = new Documents(read);
    this.text = new LateTextIndex(this.documents);
    this.#idIndex = this.#addIndex(ID_INDEX);
  }

  setValidator(validator: Document | null): void {
    this.#validator = validator === null ? null : createValidator(validator);
    this.validatorDocument = validator;
  }

  /** Makes an index over what is there; false if it is there already. Throws DuplicateKey if a unique one can't be made. */
  createIndex(spec: IndexSpec): boolean {
    const present = this.indexes.get(spec.name);
    if (present !== undefined) {
      if (JSON.stringify(present.spec) === JSON.stringify(spec)) return false;
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index: ${spec.name}`,
      );
    }
    const index = this.#addIndex(spec);
    try {
      this.fillIndexes([index]);
      return true;
    } catch (error) {
      this.indexes.delete(spec.name);
      throw error;
    }
  }

  /** Makes an index that is filled by `fillDeclared`, or when it is first needed, or that begins as a snapshot has it. */
  declareIndex(spec: IndexSpec, base: IndexBase | null = null, multikey: readonly string[] = []): void {
    const index = spec.name === ID_INDEX.name ? this.#idIndex : this.#addIndex(spec);
    if (base === null) index.fillLater(() => this.fillIndexes([index]));
    else index.startFrom(base, multikey);
  }

  /** Fills all indexes that aren't, in one pass. */
  fillDeclared(): void {
    const empty = [...this.indexes.values()].filter(({ isFilled }) => !isFilled);
    if (empty.length > 0) this.fillIndexes(empty);
  }

  /** Drops an index of either kind; false if there is none of that name. */
  dropIndex(name: string): boolean {
    return this.text.drop(name) || this.indexes.delete(name);
  }

  /** Fills indexes from all documents in one pass: each document is decoded once, and no further than the indexes look. */
  fillIndexes(indexes: readonly OrderedIndex[] = [...this.indexes.values()]): void {
    const fields = new Set(indexes.flatMap((index) => [...index.roots]));
    const filled = indexes.map((index) => ({
      index,
      entries: new Map<string, number>(),
      seen: new Set<string>(),
    }));
    const ids: string[] = [];
    for (const [id, bytes] of this.documents.entries()) {
      const place = ids.push(id) - 1;
      const document = decodeFields(bytes, fields);
      const codes = new DocumentCodes(document);
      for (const { index, entries, seen } of filled) {
        for (const key of index.keysOf(document, codes)) {
          if (index.spec.unique && seen.size === seen.add(key).size) throw this.#duplicate(index, document);
          entries.set(flat(key + id), place);
        }
      }
    }
    for (const { index, entries } of filled) index.fill(entries, ids);
  }

  #addIndex(spec: IndexSpec): OrderedIndex {
    const partial: Matcher | null =
      spec.partialFilterExpression === null ? null : createMatcher(spec.partialFilterExpression);
    const index = new OrderedIndex(spec, partial);
    this.indexes.set(spec.name, index);
    return index;
  }

  /** `keep` says where the document is then. */
  insert(document: Document, keep: () => Bytes | Place): void {
    const id = valueKey(document._id);
    this.#check(document);
    if (this.documents.has(id)) throw this.#duplicate(this.#idIndex, document);
    this.#index(document, id);
    this.text.add(document, id);
    this.documents.set(id, keep());
  }

  replace(document: Document, keep: () => Bytes | Place): void {
    const id = valueKey(document._id);
    this.#check(document);
    const before = this.documents.get(id);
    const old = before === undefined ? null : decode(before);
    this.#index(document, id);
    if (old !== null) this.#unindex(old, id, document);
    this.text.add(document, id);
    this.documents.set(id, keep());
  }

  remove(id: string): void {
    const bytes = this.documents.get(id);
    if (bytes === undefined) return;
    this.documents.delete(id);
    this.#unindex(decode(bytes), id, null);
    this.text.remove(id);
  }

  /** Takes a document in that was written before: it was checked then. Indexes that are filled are kept in step, as long as `indexed`. */
  restore(bytes: Bytes, place: Place, indexed: boolean): void {
    const id = valueKey(idOf(bytes));
    if (indexed) {
      const roots = new Set([...this.indexes.values()].flatMap((index) => [...index.roots]));
      const document = decodeFields(bytes, roots);
      const before = this.documents.get(id);
      for (const index of this.indexes.values()) index.add(index.keysOf(document), id);
      if (before !== undefined) this.#unindex(decodeFields(before, roots), id, document);
    }
    this.documents.set(id, place);
    this.text.outdate(id);
  }

  #check(document: Document): void {
    const failed = this.#validator?.(document) ?? null;
    if (failed !== null) {
      throw new CommandError('DocumentValidationFailure', 'Document failed validation', {
        errInfo: { failingDocumentId: document._id, details: failed },
      });
    }
  }

  /** Adds a document's entries to every index, or to none. */
  #index(document: Document, id: string): void {
    const codes = new DocumentCodes(document);
    const entries = [...this.indexes.values()].map((index) => ({
      index,
      keys: index.keysOf(document, codes),
    }));
    for (const { index, keys } of entries) {
      if (index.spec.unique && index.conflict(keys, id) !== null) throw this.#duplicate(index, document);
    }
    for (const { index, keys } of entries) index.add(keys, id);
  }

  #unindex(old: Document, id: string, now: Document | null): void {
    for (const index of this.indexes.values()) {
      const kept = new Set(now === null ? [] : index.keysOf(now));
      index.remove(
        index.keysOf(old).filter((key) => !kept.has(key)),
        id,
      );
    }
  }

  #duplicate(index: OrderedIndex, document: Document): CommandError {
    const keyValue = Object.fromEntries(
      index.fields.map(([path]) => [path, valueAt(document, path) ?? null]),
    );
    const said = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
    return new CommandError(
      'DuplicateKey',
      `E${CODES.DuplicateKey} duplicate key error collection: ${this.namespace} index: ${index.spec.name} dup key: { ${said.join(', ')} }`,
      { keyPattern: index.spec.key, keyValue },
    );
  }
}
