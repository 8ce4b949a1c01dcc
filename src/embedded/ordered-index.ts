import type { Document } from 'bson';
import sortedBtree from 'sorted-btree';
import { CommandError } from './command-error.ts';
import { DocumentCodes } from './document-codes.ts';
import type { Matcher } from './matcher.ts';
import { rootOf } from './paths.ts';
import { SortedRun } from './sorted-run.ts';

const BTree = sortedBtree.default;

export interface IndexSpec {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly partialFilterExpression: Document | null;
}

/** What an index began with. */
export interface IndexBase {
  /** Keys, and for each the place of its id among `ids`. */
  readonly run: SortedRun;
  readonly ids: readonly string[];
}

/**
 * A compound, multikey index: sort keys with the ids of documents. Each entry is the key, then the id, so that equal keys stand side by side. Those that were
 * there from the beginning are a sorted run, which is in the file of a snapshot, if there is one; what was written since is in a B+ tree over it.
 */
export class OrderedIndex {
  readonly spec: IndexSpec;
  readonly fields: readonly (readonly [path: string, direction: 1 | -1])[];
  /** Top-level fields that an entry is made of. */
  readonly roots: ReadonlySet<string>;
  readonly #multikey = new Set<string>();
  readonly #partial: Matcher | null;
  #entries = new BTree<string, string>(undefined, simpleOrder);
  #base: IndexBase | null = null;
  /** Entries of the base that are no more. */
  readonly #gone = new Set<string>();
  #late: (() => void) | null = null;

  constructor(spec: IndexSpec, partial: Matcher | null) {
    this.spec = spec;
    this.fields = Object.entries(spec.key);
    this.#partial = partial;
    this.roots = new Set([...Object.keys(spec.key), ...(partial?.fields ?? [])].map(rootOf));
  }

  /** Lets `fill` be called when the index is first needed. */
  fillLater(fill: () => void): void {
    this.#late = fill;
  }

  /** Whether its entries are there, and not still to be made of all documents. */
  get isFilled(): boolean {
    return this.#late === null;
  }

  #fillNow(): void {
    const late = this.#late;
    this.#late = null;
    late?.();
  }

  /** Paths at which some document has an array: bounds on them may not be intersected. */
  get multikey(): ReadonlySet<string> {
    this.#fillNow();
    return this.#multikey;
  }

  /** The keys of a document, without its id: several for an array. `codes` are those of this document that another index has worked out. */
  keysOf(document: Document, codes = new DocumentCodes(document)): string[] {
    if (this.#partial !== null && !this.#partial.test(document)) return [];
    let keys = [''];
    let arrayAt: string | null = null;
    for (const [path, direction] of this.fields) {
      const { texts, array } = codes.at(path, direction);
      if (array) {
        const root = rootOf(path);
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

  /** An index that isn't filled yet will find the documents as they are by then. */
  add(keys: readonly string[], id: string): void {
    if (this.#late !== null) return;
    for (const key of keys) {
      this.#gone.delete(key + id);
      this.#entries.set(key + id, id);
    }
  }

  remove(keys: readonly string[], id: string): void {
    if (this.#late !== null) return;
    for (const key of keys) {
      this.#entries.delete(key + id);
      if (this.#base !== null) this.#gone.add(key + id);
    }
  }

  /** Begins with the entries of a snapshot. */
  startFrom(base: IndexBase, multikey: readonly string[]): void {
    this.#base = base;
    for (const path of multikey) this.#multikey.add(path);
  }

  /** Fills an empty index at once, which is much quicker than entry by entry. Without a comparison of our own the sort is twice as quick: by code unit is our order. */
  fill(entries: ReadonlyMap<string, number>, ids: readonly string[]): void {
    this.#late = null;
    if (entries.size === 0) return;
    const keys = [...entries.keys()].sort();
    const places = keys.map((key) => entries.get(key) ?? 0);
    this.#base = { run: SortedRun.of(keys, places), ids };
  }

  /** The id of another document that has one of these keys already. */
  conflict(keys: readonly string[], id: string): string | null {
    for (const key of keys)
      for (const [, other] of this.walk(key, `${key}\uffff`, 1)) if (other !== id) return other;
    return null;
  }

  /** Entries from `low` up to but without `high`, or the other way round. */
  *walk(low: string, high: string, direction: 1 | -1): Generator<readonly [key: string, id: string]> {
    this.#fillNow();
    if (this.#base === null) yield* this.#walkTree(low, high, direction);
    else if (this.#entries.size === 0) yield* this.#walkBase(low, high, direction);
    else yield* this.#walkBoth(low, high, direction);
  }

  *#walkTree(low: string, high: string, direction: 1 | -1): Generator<readonly [key: string, id: string]> {
    if (direction === 1) {
      for (const entry of this.#entries.entries(low)) {
        if (entry[0] >= high) return;
        yield entry;
      }
      return;
    }
    for (const entry of this.#entries.entriesReversed(high)) {
      if (entry[0] < low) return;
      if (entry[0] < high) yield entry;
    }
  }

  *#walkBase(low: string, high: string, direction: 1 | -1): Generator<readonly [key: string, id: string]> {
    if (this.#base === null) return;
    const { run, ids } = this.#base;
    for (const [key, place] of run.walk(low, high, direction))
      if (!this.#gone.has(key)) yield [key, ids[place] ?? ''];
  }

  *#walkBoth(low: string, high: string, direction: 1 | -1): Generator<readonly [key: string, id: string]> {
    const old = this.#walkBase(low, high, direction);
    let kept = old.next();
    for (const entry of this.#walkTree(low, high, direction)) {
      while (kept.done !== true && (direction === 1 ? kept.value[0] < entry[0] : kept.value[0] > entry[0])) {
        yield kept.value;
        kept = old.next();
      }
      // Written again as it was.
      if (kept.done !== true && kept.value[0] === entry[0]) kept = old.next();
      yield entry;
    }
    while (kept.done !== true) {
      yield kept.value;
      kept = old.next();
    }
  }
}

function simpleOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
