import type { Document } from 'bson';
import sortedBtree from 'sorted-btree';
import { CommandError } from './command-error.ts';
import type { Matcher } from './matcher.ts';
import { directed, EMPTY_ARRAY, valueKey, valuesAt } from './sort-key.ts';

const BTree = sortedBtree.default;

export interface IndexSpec {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly partialFilterExpression: Document | null;
}

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
  const texts = values.map((value) =>
    directed(Array.isArray(value) && value.length === 0 ? EMPTY_ARRAY : valueKey(value), direction),
  );
  return { texts: texts.length > 1 ? [...new Set(texts)] : texts, array };
};

/** A compound, multikey index: a B+ tree from sort keys to the ids of documents. Each entry is the key, then the id, so that equal keys stand side by side. */
export class OrderedIndex {
  readonly spec: IndexSpec;
  readonly fields: readonly (readonly [path: string, direction: 1 | -1])[];
  /** Top-level fields that an entry is made of. */
  readonly roots: ReadonlySet<string>;
  readonly #multikey = new Set<string>();
  readonly #partial: Matcher | null;
  #entries = new BTree<string, string>(undefined, simpleOrder);
  #late: (() => void) | null = null;

  constructor(spec: IndexSpec, partial: Matcher | null) {
    this.spec = spec;
    this.fields = Object.entries(spec.key);
    this.#partial = partial;
    this.roots = new Set(
      [...Object.keys(spec.key), ...(partial?.fields ?? [])].map((path) => path.split('.')[0] ?? path),
    );
  }

  /** Lets `fill` be called when the index is first needed. */
  fillLater(fill: () => void): void {
    this.#late = fill;
  }

  #fillNow(): void {
    const late = this.#late;
    this.#late = null;
    late?.();
  }

  get #tree(): InstanceType<typeof BTree<string, string>> {
    this.#fillNow();
    return this.#entries;
  }

  /** Paths at which some document has an array: bounds on them may not be intersected. */
  get multikey(): ReadonlySet<string> {
    this.#fillNow();
    return this.#multikey;
  }

  get size(): number {
    return this.#tree.size;
  }

  /** The keys of a document, without its id: several for an array. `codes` are those of this document that another index has worked out. */
  keysOf(document: Document, codes = new DocumentCodes(document)): string[] {
    if (this.#partial !== null && !this.#partial.test(document)) return [];
    let keys = [''];
    let arrayAt: string | null = null;
    for (const [path, direction] of this.fields) {
      const { texts, array } = codes.at(path, direction);
      if (array) {
        const [root = path] = path.split('.');
        if (arrayAt !== null && arrayAt !== root) {
          throw new CommandError(
            'CannotIndexParallelArrays',
            `cannot index parallel arrays [${path}] [${arrayAt}]`,
          );
        }
        arrayAt = root;
        this.#multikey.add(path);
      }
      const [only] = texts;
      keys =
        texts.length === 1
          ? keys.map((key) => key + only)
          : keys.flatMap((key) => texts.map((text) => key + text));
    }
    return keys;
  }

  add(keys: readonly string[], id: string): void {
    for (const key of keys) this.#tree.set(key + id, id);
  }

  remove(keys: readonly string[], id: string): void {
    for (const key of keys) this.#tree.delete(key + id);
  }

  /** Fills an empty index at once, which is much quicker than entry by entry. Without a comparison of our own the sort is twice as quick: by code unit is our order. */
  fill(entries: ReadonlyMap<string, string>): void {
    const keys = [...entries.keys()].sort();
    const pairs = keys.map((key): [string, string] => [key, entries.get(key) ?? '']);
    this.#entries = new BTree<string, string>(pairs, simpleOrder);
  }

  /** The id of another document that has one of these keys already. */
  conflict(keys: readonly string[], id: string): string | null {
    for (const key of keys)
      for (const [, other] of this.walk(key, `${key}\uffff`, 1)) if (other !== id) return other;
    return null;
  }

  /** Entries from `low` up to but without `high`, or the other way round. */
  *walk(low: string, high: string, direction: 1 | -1): Generator<[key: string, id: string]> {
    if (direction === 1) {
      for (const entry of this.#tree.entries(low)) {
        if (entry[0] >= high) return;
        yield entry;
      }
      return;
    }
    for (const entry of this.#tree.entriesReversed(high)) {
      if (entry[0] < low) return;
      if (entry[0] < high) yield entry;
    }
  }
}

function simpleOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
