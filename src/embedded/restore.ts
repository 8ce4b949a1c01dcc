import { type Bytes, decode } from './bson-bytes.ts';
import { type Collection, ID_INDEX } from './collection.ts';
import type { Database } from './database.ts';
import type { Place } from './documents.ts';
import { takeChange } from './history-entries.ts';
import { type Entry, headOfEntry, headOfPut, putDocument } from './journal-entry.ts';
import type { IndexSpec } from './ordered-index.ts';
import { valueKey } from './sort-key.ts';
import type { TextIndexSpec } from './text-index.ts';

interface Restored {
  readonly collection: Collection;
  /** What each entry that puts a document into it begins with, behind its length. */
  readonly head: Buffer;
  /** Whether it came from a snapshot: its indexes are kept in step entry by entry. The others are filled at the end, which is quicker. */
  readonly indexed: boolean;
  readonly specs: Map<string, IndexSpec | TextIndexSpec>;
}

/** What happens to a collection, beside what happens to its documents. */
type Shape = Extract<Entry, { op: 'delete' | 'create' | 'index' | 'dropIndex' | 'drop' }>;

const LENGTH = 4;

/** Takes the entries of a journal back into an empty database, or into one that a snapshot began. */
export class Restoration {
  readonly #database: Database;
  readonly #restored = new Map<string, Restored>();
  /** The collection of the entry before: most often it is this one's, too. */
  #recent: Restored | null = null;

  constructor(database: Database) {
    this.#database = database;
    for (const [ns, collection] of database.collections) this.#begin(ns, collection, true);
  }

  #begin(ns: string, collection: Collection, indexed: boolean): Restored {
    const specs = new Map<string, IndexSpec | TextIndexSpec>();
    if (!indexed) collection.declareIndex(ID_INDEX);
    const restored = { collection, head: headOfPut(ns), indexed, specs };
    this.#database.collections.set(ns, collection);
    this.#restored.set(ns, restored);
    return restored;
  }

  /** One entry, where it is in the journal. */
  take(entry: Buffer, place: Place): void {
    const recent = this.#recent;
    if (recent !== null && startsWith(entry, recent.head)) {
      put(recent, entry.subarray(LENGTH + recent.head.length, -1), place);
      return;
    }
    takeChange(this.#database.history, entry);
    const { op, ns } = headOfEntry(entry);
    if (op === 'watched' || op === 'unwatched' || op === 'dropDatabase') return;
    const known = this.#restored.get(ns) ?? this.#begin(ns, this.#database.empty(ns), false);
    this.#recent = known;
    if (op === 'put') put(known, putDocument(entry), place);
    else this.#happen(decode(entry) as Shape, known);
  }

  #happen(entry: Shape, { collection, indexed, specs }: Restored): void {
    if (entry.op === 'delete') {
      if (indexed) collection.remove(valueKey(entry.id));
      else collection.documents.delete(valueKey(entry.id));
    } else if (entry.op === 'create') collection.validatorDocument = entry.validator;
    else if (entry.op === 'index') specs.set(entry.spec.name, entry.spec);
    else if (entry.op === 'dropIndex') {
      specs.delete(entry.name);
      collection.dropIndex(entry.name);
    } else {
      this.#database.collections.delete(entry.ns);
      this.#restored.delete(entry.ns);
      this.#recent = null;
    }
  }

  /** Ends it: makes and fills the indexes that aren't there, and sets the validators. */
  end(): void {
    for (const { collection, specs } of this.#restored.values()) {
      for (const spec of specs.values()) {
        if ('weights' in spec) collection.text.declare(spec);
        else if (!collection.indexes.has(spec.name)) collection.declareIndex(spec);
      }
      collection.fillDeclared();
      collection.setValidator(collection.validatorDocument);
    }
  }
}

const startsWith = (entry: Buffer, head: Buffer): boolean =>
  entry.compare(head, 0, head.length, LENGTH, Math.min(entry.length, LENGTH + head.length)) === 0;

const put = ({ collection, indexed }: Restored, bytes: Bytes, place: Place): void =>
  collection.restore(bytes, place, indexed);
