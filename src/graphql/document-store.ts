import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** What a parsed document takes in memory for each character of its text: measured at 40 to 90 bytes, with its tokens. */
const BYTES_PER_CHARACTER = 100;
const ENTRY_BYTES = 2_000;

/**
 * Parsed documents by the hash of their text, bounded by the memory they take. A document enters when it has been admitted: a flood of
 * documents that are refused pushes nothing out.
 */
export class DocumentStore {
  readonly #documents: LRUCache<string, DocumentNode>;
  readonly #keys = new WeakMap<DocumentNode, string>();

  constructor(maximumBytes: number) {
    this.#documents = new LRUCache({
      maxSize: maximumBytes,
      sizeCalculation: (document) =>
        ENTRY_BYTES + (document.loc?.source.body.length ?? 0) * BYTES_PER_CHARACTER,
    });
  }

  /** Entries, and the bytes that they are taken to have. */
  get extent(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#documents.size, bytes: this.#documents.calculatedSize };
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#documents.get(hashIn(key));
  }

  /** The document whose text has this SHA-256, in hexadecimal, without a promise. */
  known(hash: string): DocumentNode | undefined {
    return this.#documents.get(hash);
  }

  /** Takes in a document that has been admitted. */
  enter(hash: string, document: DocumentNode): void {
    this.#documents.set(hash, document);
  }

  /** Apollo Server calls this as soon as a document parses: it only learns the key. */
  async set(key: string, document: DocumentNode): Promise<void> {
    this.#keys.set(document, hashIn(key));
  }

  async delete(key: string): Promise<boolean> {
    return this.#documents.delete(hashIn(key));
  }

  keep(document: DocumentNode): void {
    const key = this.#keys.get(document);
    if (key === undefined) return;
    this.#keys.delete(document);
    this.#documents.set(key, document);
  }
}

/** Apollo Server puts the schema's hash before the text's. */
const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1);
