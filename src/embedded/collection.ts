import type { Document } from 'bson';
import { type Bytes, decode, decodeFields } from './bson-bytes.ts';
import { CODES, CommandError } from './command-error.ts';
import { createMatcher, type Matcher } from './matcher.ts';
import { DocumentCodes, type IndexSpec, OrderedIndex } from './ordered-index.ts';
import { valueKey } from './sort-key.ts';
import { TextIndex, type TextIndexSpec } from './text-index.ts';
import { createValidator, type Validator } from './validator.ts';

/** Texts put together from many parts keep their parts alive; a copy in one piece is a quarter of their size. All units are bytes. */
const flat = (key: string): string => Buffer.from(key, 'latin1').toString('latin1');

/** Those that were declared first are the ones that a page asks for first. */
const FILLED_AT_START = 14;

const ID_INDEX: IndexSpec = { name: '_id_', key: { _id: 1 }, unique: true, partialFilterExpression: null };

/** Documents by id as bytes, and the indexes over them. All of it is in memory; the journal makes it last. */
export class Collection {
  readonly namespace: string;
  readonly documents = new Map<string, Bytes>();
  readonly indexes = new Map<string, OrderedIndex>();
  readonly #idIndex: OrderedIndex;
  #text: TextIndex | null = null;
  /** Declared, and filled in the background or when somebody first searches. */
  #textSpec: TextIndexSpec | null = null;
  /** Documents that the text index hasn't looked at yet. */
  #untaken: string[] = [];
  validatorDocument: Document | null = null;
  #validator: Validator | null = null;

  constructor(namespace: string) {
    this.namespace = namespace;
    this.#idIndex = this.#addIndex(ID_INDEX);
  }

  setValidator(validator: Document | null): void {
    this.#validator = validator === null ? null : createValidator(validator);
    this.validatorDocument = validator;
  }

  /** Makes an index over what is there. Throws DuplicateKey if a unique one can't be made. */
  createIndex(spec: IndexSpec): void {
    const present = this.indexes.get(spec.name);
    if (present !== undefined) {
      if (JSON.stringify(present.spec) === JSON.stringify(spec)) return;
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index: ${spec.name}`,
      );
    }
    const index = this.#addIndex(spec);
    try {
      this.fillIndexes([index]);
    } catch (error) {
      this.indexes.delete(spec.name);
      throw error;
    }
  }

  /** Makes an index that `fillIndexes` fills later. */
  declareIndex(spec: IndexSpec): void {
    this.#addIndex(spec);
  }

  get textSpec(): TextIndexSpec | null {
    return this.#textSpec;
  }

  /** Declares the text index, of which there is at most one; it is filled by `fillText`, at the latest when somebody first searches. */
  declareTextIndex(spec: TextIndexSpec): void {
    if (this.#textSpec !== null && JSON.stringify(this.#textSpec) !== JSON.stringify(spec))
      throw new CommandError(
        'IndexOptionsConflict',
        `An equivalent index already exists: ${this.#textSpec.name}`,
      );
    this.#textSpec = spec;
  }

  /** Drops an index of either kind; false if there is none of that name. */
  dropIndex(name: string): boolean {
    if (this.#textSpec?.name !== name) return this.indexes.delete(name);
    this.#textSpec = null;
    this.#text = null;
    this.#untaken = [];
    return true;
  }

  /** The text index, filled. */
  textIndex(): TextIndex {
    if (this.#textSpec === null)
      throw new CommandError('IndexNotFound', 'text index required for $text query');
    this.fillText(Number.POSITIVE_INFINITY);
    return this.#text as TextIndex;
  }

  /** Goes on filling the text index for some milliseconds; true when there is nothing left to do. */
  fillText(forMs: number): boolean {
    if (this.#textSpec === null) return true;
    if (this.#text === null) {
      this.#text = new TextIndex(this.#textSpec);
      this.#untaken = [...this.documents.keys()];
    }
    const until = performance.now() + forMs;
    while (performance.now() < until) {
      const id = this.#untaken.pop();
      if (id === undefined) return true;
      const bytes = this.documents.get(id);
      // What was written meanwhile was taken then.
      if (bytes !== undefined && !this.#text.has(id))
        this.#text.add(decodeFields(bytes, this.#text.roots), id);
    }
    return this.#untaken.length === 0;
  }

  /** Fills indexes from all documents in one pass: each document is decoded once, and no further than the indexes look. */
  fillIndexes(indexes: readonly OrderedIndex[] = [...this.indexes.values()]): void {
    const fields = new Set(indexes.flatMap((index) => [...index.roots]));
    const filled = indexes.map((index) => ({
      index,
      entries: new Map<string, string>(),
      seen: new Set<string>(),
    }));
    for (const [id, bytes] of this.documents) {
      const document = decodeFields(bytes, fields);
      const codes = new DocumentCodes(document);
      for (const { index, entries, seen } of filled) {
        for (const key of index.keysOf(document, codes)) {
          if (index.spec.unique && seen.size === seen.add(key).size) throw this.#duplicate(index, document);
          entries.set(flat(key + id), id);
        }
      }
    }
    for (const { index, entries } of filled) index.fill(entries);
  }

  /** Fills what a start needs, in one pass, and leaves the rest until somebody asks: of an archive with many indexes only some are used at once. */
  fillForStart(): void {
    const all = [...this.indexes.values()];
    const atOnce = all.filter(({ spec }, place) => spec.unique || place < FILLED_AT_START);
    this.fillIndexes(atOnce);
    for (const index of all) if (!atOnce.includes(index)) index.fillLater(() => this.fillIndexes([index]));
  }

  #addIndex(spec: IndexSpec): OrderedIndex {
    const partial: Matcher | null =
      spec.partialFilterExpression === null ? null : createMatcher(spec.partialFilterExpression);
    const index = new OrderedIndex(spec, partial);
    this.indexes.set(spec.name, index);
    return index;
  }

  insert(document: Document, bytes: Bytes): void {
    const id = valueKey(document._id);
    this.#check(document);
    if (this.documents.has(id)) throw this.#duplicate(this.#idIndex, document);
    this.#index(document, id);
    this.#text?.add(document, id);
    this.documents.set(id, bytes);
  }

  replace(document: Document, bytes: Bytes): void {
    const id = valueKey(document._id);
    this.#check(document);
    const before = this.documents.get(id);
    const old = before === undefined ? null : decode(before);
    this.#index(document, id);
    if (old !== null) this.#unindex(old, id, document);
    this.#text?.add(document, id);
    this.documents.set(id, bytes);
  }

  remove(id: string): void {
    const bytes = this.documents.get(id);
    if (bytes === undefined) return;
    this.documents.delete(id);
    this.#unindex(decode(bytes), id, null);
    this.#text?.remove(id);
  }

  /** Puts a document back as it was written, unchecked and unindexed: for the journal, before the indexes are filled. */
  restore(id: string, bytes: Bytes | null): void {
    if (bytes === null) this.documents.delete(id);
    else this.documents.set(id, bytes);
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
      index.fields.map(([path]) => [path, path.split('.').reduce<unknown>(step, document) ?? null]),
    );
    const said = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
    return new CommandError(
      'DuplicateKey',
      `E${CODES.DuplicateKey} duplicate key error collection: ${this.namespace} index: ${index.spec.name} dup key: { ${said.join(', ')} }`,
      { keyPattern: index.spec.key, keyValue },
    );
  }
}

const step = (value: unknown, part: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Document)[part] : undefined;
