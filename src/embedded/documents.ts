import type { Bytes } from './bson-bytes.ts';

/** Where an entry of the journal is. */
export interface Place {
  readonly at: number;
  /** Its bytes, without what frames them. */
  readonly length: number;
}

/** A collection's documents by the codes of their ids. Where there is a journal they stay in it, and only their places are in memory: the system's own cache of files holds what is asked for. */
export class Documents {
  readonly #kept = new Map<string, Bytes | Place>();
  readonly #read: (place: Place) => Bytes;

  constructor(read: (place: Place) => Bytes) {
    this.#read = read;
  }

  get size(): number {
    return this.#kept.size;
  }

  get(id: string): Bytes | undefined {
    const kept = this.#kept.get(id);
    return kept === undefined || kept instanceof Uint8Array ? kept : this.#read(kept);
  }

  has(id: string): boolean {
    return this.#kept.has(id);
  }

  set(id: string, kept: Bytes | Place): void {
    this.#kept.set(id, kept);
  }

  delete(id: string): boolean {
    return this.#kept.delete(id);
  }

  keys(): IterableIterator<string> {
    return this.#kept.keys();
  }

  *entries(): Generator<[id: string, bytes: Bytes]> {
    for (const id of this.#kept.keys()) {
      const bytes = this.get(id);
      if (bytes !== undefined) yield [id, bytes];
    }
  }

  /** Where those are that are in the journal. */
  *places(): Generator<[id: string, place: Place]> {
    for (const [id, kept] of this.#kept) if (!(kept instanceof Uint8Array)) yield [id, kept];
  }
}
