import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { FrequencySketch } from '../cache/frequency-sketch.ts';
import { Note } from './note.ts';

/** What a parsed document takes in memory for each character of its text: measured at 40 to 90 bytes, with its tokens. */
const BYTES_PER_CHARACTER = 100;
const ENTRY_BYTES = 2_000;

/** Room for documents that are new, until their requests have taken them. */
const NEWCOMERS = 64;
/** One request may ask twice, for the key of its answer and to execute: who asks a third time is another. */
const ASKED_AGAIN = 3;

/**
 * Parsed documents by the hash of their text, bounded by the memory they take. A document enters when it has been admitted, and stays when it is asked for by another
 * request: a flood of documents that are refused, or that nobody asks for again, pushes nothing out and leaves little for the garbage collector.
 */
export class DocumentStore {
  readonly #documents: LRUCache<string, DocumentNode>;
  readonly #newcomers = new LRUCache<string, DocumentNode>({ max: NEWCOMERS });
  readonly #asked = new FrequencySketch();
  readonly #keys = new Note<DocumentNode, string>();

  constructor(maximumBytes: number) {
    this.#documents = new LRUCache({
      maxSize: maximumBytes,
      sizeCalculation: (document) =>
        ENTRY_BYTES + (document.loc?.source.body.length ?? 0) * BYTES_PER_CHARACTER,
    });
  }

  /** Entries that stay, and the bytes that they are taken to have. */
  get extent(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#documents.size, bytes: this.#documents.calculatedSize };
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.known(hashIn(key));
  }

  /** The document whose text has this SHA-256, in hexadecimal, without a promise. */
  known(hash: string): DocumentNode | undefined {
    this.#asked.count(hash);
    const document = this.#documents.get(hash);
    if (document !== undefined) return document;
    const newcomer = this.#newcomers.get(hash);
    if (newcomer !== undefined) this.enter(hash, newcomer);
    return newcomer;
  }

  /** Takes in a document that has been admitted. */
  enter(hash: string, document: DocumentNode): void {
    this.#keys.set(document, hash);
    if (this.#asked.estimate(hash) >= ASKED_AGAIN) {
      this.#newcomers.delete(hash);
      this.#documents.set(hash, document);
    } else this.#newcomers.set(hash, document);
  }

  /** Apollo Server calls this as soon as a document parses: it only learns the key. */
  async set(key: string, document: DocumentNode): Promise<void> {
    this.#keys.set(document, hashIn(key));
  }

  async delete(key: string): Promise<boolean> {
    const hash = hashIn(key);
    return this.#newcomers.delete(hash) || this.#documents.delete(hash);
  }

  /** Takes in a document that has been admitted, by the key that it was parsed under, and says whether it stays. */
  keep(document: DocumentNode): boolean {
    const hash = this.#keys.get(document);
    if (hash === undefined) return false;
    if (this.#documents.peek(hash) !== document) this.enter(hash, document);
    const stays = this.#documents.peek(hash) === document;
    // Its request has it. What is held on to for a while, and then let go, is what costs the garbage collector most.
    if (!stays) this.#newcomers.delete(hash);
    return stays;
  }
}

/** Apollo Server puts the schema's hash before the text's. */
const hashIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1);
