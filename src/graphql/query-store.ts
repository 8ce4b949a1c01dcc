import { LRUCache } from 'lru-cache';

/** What Apollo Server puts before the hash, and so into keys. */
const APQ_PREFIX = 'apq:';

/** Texts of automatically persisted queries by their hash, in a store of their own that is bounded by bytes. */
export class QueryStore {
  readonly #texts: LRUCache<string, string>;

  constructor(maximumBytes: number) {
    this.#texts = new LRUCache({
      maxSize: maximumBytes,
      sizeCalculation: (text, key) => 200 + 2 * (text.length + key.length),
    });
  }

  get extent(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#texts.size, bytes: this.#texts.calculatedSize };
  }

  async get(key: string): Promise<string | undefined> {
    return this.#texts.get(key);
  }

  /** The text of this hash, without a promise. */
  known(hash: string): string | undefined {
    return this.#texts.get(APQ_PREFIX + hash);
  }

  async set(key: string, text: string): Promise<void> {
    this.#texts.set(key, text);
  }

  async delete(key: string): Promise<boolean> {
    return this.#texts.delete(key);
  }
}
