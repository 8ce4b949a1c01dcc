import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ViewerTier } from '../../content/viewer.ts';
import type { KeyedRequest } from '../../graphql/answer-keys.ts';

/** Longer requests are known by their hash. */
const LONGEST = 4_096;
const ENTRY_BYTES = 300;

/** Which kept answer the bytes of a request lead to, so that the same bytes need not be understood again. Bounded by the bytes it keeps. */
export class RawRequests {
  readonly #keys: LRUCache<string, KeyedRequest>;

  constructor(maximumBytes: number) {
    this.#keys = new LRUCache({
      maxSize: maximumBytes,
      sizeCalculation: ({ key }, raw) => raw.length + key.length + ENTRY_BYTES,
    });
  }

  get extent(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#keys.size, bytes: this.#keys.calculatedSize };
  }

  get(raw: string): KeyedRequest | undefined {
    return this.#keys.get(raw);
  }

  set(raw: string, { key, maxAge, details }: KeyedRequest): void {
    this.#keys.set(raw, { key, maxAge, details });
  }
}

/** The name of a request's bytes for a viewer of this tier. */
export const rawName = (tier: ViewerTier, search: string, body: Buffer): string => {
  const length = search.length + body.length;
  if (length > LONGEST)
    return `${tier[0]}#${createHash('sha256').update(search).update('\0').update(body).digest('base64')}`;
  return body.length === 0 ? `${tier[0]}?${search}` : `${tier[0]}${search}\0${body.toString('latin1')}`;
};
