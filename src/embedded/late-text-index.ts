import type { Document } from 'bson';
import { decodeFields } from './bson-bytes.ts';
import { CommandError } from './command-error.ts';
import type { Documents } from './documents.ts';
import { type TextBase, TextIndex, type TextIndexSpec } from './text-index.ts';

/** A collection's text index, of which there is at most one: declared, and filled in the background, or when somebody first searches. */
export class LateTextIndex {
  readonly #documents: Documents;
  #spec: TextIndexSpec | null = null;
  #index: TextIndex | null = null;
  /** Documents that the index hasn't looked at yet, the next one last. */
  #untaken: string[] = [];

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  get spec(): TextIndexSpec | null {
    return this.#spec;
  }

  /** False if it is there already. */
  declare(spec: TextIndexSpec, base: TextBase | null = null): boolean {
    if (this.#spec !== null && JSON.stringify(this.#spec) !== JSON.stringify(spec))
      throw new CommandError(
        'IndexOptionsConflict',
        `An equivalent index already exists: ${this.#spec.name}`,
      );
    if (this.#spec !== null) return false;
    this.#spec = spec;
    if (base !== null) this.#index = new TextIndex(spec, base);
    return true;
  }

  /** False if it has another name. */
  drop(name: string): boolean {
    if (this.#spec?.name !== name) return false;
    this.#spec = null;
    this.#index = null;
    this.#untaken = [];
    return true;
  }

  /** The index, filled by now. */
  filled(): TextIndex {
    if (this.#spec === null) throw new CommandError('IndexNotFound', 'text index required for $text query');
    this.fill(Number.POSITIVE_INFINITY);
    return this.#index as TextIndex;
  }

  /** The index, if it has been filled; `null` otherwise. */
  get whole(): TextIndex | null {
    return this.#untaken.length === 0 ? this.#index : null;
  }

  /** Goes on filling it for some milliseconds; true when there is nothing left to do. */
  fill(forMs: number): boolean {
    if (this.#spec === null) return true;
    if (this.#index === null) {
      this.#index = new TextIndex(this.#spec);
      this.#untaken = [...this.#documents.keys()].reverse();
    }
    const until = performance.now() + forMs;
    while (performance.now() < until) {
      const id = this.#untaken.pop();
      if (id === undefined) return true;
      const bytes = this.#documents.get(id);
      // What was written meanwhile was taken then.
      if (bytes !== undefined && !this.#index.has(id))
        this.#index.add(decodeFields(bytes, this.#index.roots), id);
    }
    return this.#untaken.length === 0;
  }

  /** A document as it is from now on; what isn't filled yet will find it. */
  add(document: Document, id: string): void {
    this.#index?.add(document, id);
  }

  remove(id: string): void {
    this.#index?.remove(id);
  }

  /** A document was restored: what is known of it is out of date, and it is looked at later. */
  outdate(id: string): void {
    if (this.#index === null) return;
    this.#index.remove(id);
    this.#untaken.push(id);
  }
}
