import type { Document } from 'bson';
import { valuesAt } from './paths.ts';
import { codeOf } from './sort-key.ts';

interface Codes {
  /** Each once. */
  readonly texts: readonly string[];
  /** Whether there was an array on the way. */
  readonly array: boolean;
}

/** The codes of one document's values, each worked out once however many indexes are made of it: most lists end in the same three fields. */
export class DocumentCodes {
  readonly #document: Document;
  readonly #rising = new Map<string, Codes>();
  readonly #falling = new Map<string, Codes>();

  constructor(document: Document) {
    this.#document = document;
  }

  at(path: string, direction: 1 | -1): Codes {
    const known = direction === 1 ? this.#rising : this.#falling;
    let codes = known.get(path);
    if (codes === undefined) {
      codes = codesAt(this.#document, path, direction);
      known.set(path, codes);
    }
    return codes;
  }
}

const codesAt = (document: Document, path: string, direction: 1 | -1): Codes => {
  const { values, array } = valuesAt(document, path);
  const texts = values.map((value) => codeOf(value, direction));
  return { texts: texts.length > 1 ? [...new Set(texts)] : texts, array };
};
