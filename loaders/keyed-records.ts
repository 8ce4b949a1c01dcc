import type { Fill, Kept } from '../src/cache/cache.ts';
import type { ArticleBody } from '../src/content/records.ts';
import { missTag } from '../src/content/surrogate-tags.ts';
import type { KeysBy, OnText } from '../src/store/store.ts';
import { byName, type NamedKey } from './batch.ts';
import {
  alongside,
  type Identified,
  type KeptKind,
  keptRecord,
  momentOf,
  type RecordKind,
} from './cached-records.ts';

/** A key other than the id: which ids answer to it is kept apart from the records. */
export interface Pointer<R> {
  /** What a key that leads nowhere is known by outside. */
  readonly name: Parameters<typeof missTag>[0];
  readonly keysOf: (row: R) => readonly string[];
}

export interface KeyedRecordsOptions<R extends Identified, Name extends string> {
  readonly kind: RecordKind<R>;
  /** Of records that may be read with their texts: how those are kept. */
  readonly texts?: RecordKind<ArticleBody>;
  /** One command for all keys. */
  readonly read: (asked: KeysBy<'id' | Name>, onText?: OnText) => Promise<R[]>;
  readonly pointers: Readonly<Record<Name, Pointer<R>>>;
}

/** What came of a reading. */
interface KeyedReading<R> {
  readonly rows: readonly R[];
  readonly records: readonly (readonly [string, Kept])[];
  readonly kept: ReadonlyMap<string, Kept>;
}

/** Records that are asked for by their ids and other keys: under which keys of the cache they and what leads to them are kept, and how those are read. */
export class KeyedRecords<R extends Identified, Name extends string> implements KeptKind<R> {
  readonly kind: RecordKind<R>;
  readonly names: readonly Name[];
  readonly pointers: Readonly<Record<Name, Pointer<R>>>;
  readonly #read: KeyedRecordsOptions<R, Name>['read'];
  readonly #texts: RecordKind<ArticleBody> | undefined;
  /** What the keys of the cache begin with. */
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #nameOf: ReadonlyMap<string, string>;

  constructor({ kind, texts, read, pointers }: KeyedRecordsOptions<R, Name>) {
    this.kind = kind;
    this.pointers = pointers;
    this.names = Object.keys(pointers) as Name[];
    this.#read = read;
    this.#texts = texts;
    const collection = kind.prefix.slice(0, -1);
    const prefixes = this.names.map((name) => [name, `${collection}-by-${name}:`] as const);
    this.#prefixes = new Map<string, string>([['id', kind.prefix], ...prefixes]);
    this.#nameOf = new Map([...this.#prefixes].map(([name, prefix]) => [prefix, name]));
  }

  get prefixes(): readonly string[] {
    return [...this.#prefixes.values()];
  }

  /** The key of the cache under which it is kept what is at this key. */
  cacheKey(name: 'id' | Name, key: string): string {
    return `${this.#prefixes.get(name)}${key}`;
  }

  #partOf(cacheKey: string): NamedKey {
    const end = cacheKey.indexOf(':') + 1;
    return { name: this.#nameOf.get(cacheKey.slice(0, end)) ?? 'id', key: cacheKey.slice(end) };
  }

  /** Reads what is at keys of the cache, for whoever asks. */
  readonly fill: Fill = async (cacheKeys) => (await this.read(cacheKeys)).kept;

  /** Reads what is at keys of the cache, with the records' texts if somebody takes them: the records as they came, each as it is kept, and all that is to be kept. */
  async read(cacheKeys: readonly string[], onText?: OnText): Promise<KeyedReading<R>> {
    const texts: ArticleBody[] = [];
    const parts = cacheKeys.map((cacheKey) => this.#partOf(cacheKey));
    const rows = await this.#read(
      byName(parts) as KeysBy<'id' | Name>,
      onText &&
        ((text) => {
          texts.push(text);
          onText(text);
        }),
    );
    const records = await alongside(this.kind, rows);
    const ofTexts = this.#texts === undefined ? [] : await alongside(this.#texts, texts);
    return { rows, records, kept: new Map([...records, ...(await this.#ofParts(parts, rows)), ...ofTexts]) };
  }

  /** What is kept of ids that lead nowhere, and of other keys wherever they lead. */
  async #ofParts(parts: readonly NamedKey[], rows: readonly R[]): Promise<[string, Kept][]> {
    const { kind, pointers } = this;
    const there = new Set(rows.map(({ _id }) => _id));
    const answering = idsByKey(rows, pointers);
    const isThere = ({ name, key }: NamedKey): boolean =>
      name === 'id' ? there.has(key) : answering(name, key).length > 0;
    const moment = parts.every(isThere) ? null : await momentOf(kind, [undefined]);
    return parts.flatMap(({ name, key }): [string, Kept][] => {
      if (name === 'id')
        return there.has(key) ? [] : [[kind.prefix + key, keptRecord(kind, key, undefined, moment)]];
      const at = answering(name, key);
      const tags = [missTag(pointers[name as Name].name, key), ...at.flatMap(kind.tagsOf)];
      return [
        [this.cacheKey(name as Name, key), { value: at, tags, until: at.length === 0 ? moment : null }],
      ];
    });
  }
}

/** Which of the rows answer to a key of a name. */
const idsByKey = <R extends Identified, Name extends string>(
  rows: readonly R[],
  pointers: Readonly<Record<Name, Pointer<R>>>,
): ((name: string, key: string) => readonly string[]) => {
  const ids = new Map<string, Set<string>>();
  for (const [name, { keysOf }] of Object.entries<Pointer<R>>(pointers)) {
    for (const row of rows) {
      for (const key of keysOf(row)) {
        const at = `${name} ${key}`;
        ids.set(at, (ids.get(at) ?? new Set()).add(row._id));
      }
    }
  }
  return (name, key) => [...(ids.get(`${name} ${key}`) ?? [])];
};
