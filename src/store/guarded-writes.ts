import { type Collection, type Document, type Filter, MongoServerError, type WithoutId } from 'mongodb';
import { GatewayError } from '../content/errors.ts';
import type { KeptRecord, PendingWrite } from '../content/pending-write.ts';
import { DURABLE } from './durable.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { oneOfKeys, plainKey } from './plain-keys.ts';
import { sealOf } from './seal.ts';
import type { Amendment, GuardedStore, Versioned, WriteResult } from './store.ts';
import { isDuplicateId } from './store-errors.ts';

/** Beside the record's own fields: what the desk keeps with it. No reader's query projects it. */
interface Bookkeeping {
  readonly desk?: {
    readonly pending?: PendingWrite;
    /** The version that was told last. */
    readonly recorded?: number;
    readonly seal?: string;
    /** Whose it is, for a document may be copied; and under which surrogate tags it stood. */
    readonly stood?: { readonly id: string; readonly tags: readonly string[] };
  };
}

/** Others can write here, too. */
const stoodOf = (id: string, { desk }: Bookkeeping): readonly string[] => {
  const { stood } = desk ?? {};
  if (stood?.id !== id || !Array.isArray(stood.tags)) return [];
  return stood.tags.every((tag) => typeof tag === 'string') ? stood.tags : [];
};

/** What the stored document has that the record doesn't, such as keys derived for an index. */
export interface DerivedFields<R> {
  readonly of: (record: R) => Document;
  readonly names: readonly string[];
}

/** Those who amend the same record at once come one after the other. */
const ATTEMPTS = 20;

/** Lists with what they lacked. */
const added = (record: Document, add: NonNullable<Amendment['add']>): Document =>
  Object.fromEntries(
    Object.entries(add).map(([path, values]) => {
      const list = (record[path] ?? []) as readonly string[];
      return [path, [...list, ...new Set(values.filter((value) => !list.includes(value)))]];
    }),
  );

/** Paths into a generic document are beyond the driver's types. */
const filterOf = <T>(filter: Document): Filter<T> => filter as Filter<T>;

/**
 * Writes of whole records, each allowed only on the version that its writer has seen, in one command: `_id` and `version` are the filter, so of two writers at once one
 * finds nothing to replace. A document whose last write isn't settled is left alone, too.
 */
export class GuardedWrites<R extends Versioned> implements GuardedStore<R> {
  readonly #questions: Questions;
  readonly #collection: Collection<R & Bookkeeping>;
  readonly #derived: DerivedFields<R>;
  readonly #check: (record: R) => void;

  constructor(
    connection: MongodbConnection,
    name: string,
    {
      derived = { of: () => ({}), names: [] },
      check = () => {},
    }: { readonly derived?: DerivedFields<R>; readonly check?: (record: R) => void } = {},
  ) {
    this.#questions = connection.about(name);
    this.#collection = connection.collection<R & Bookkeeping>(name);
    this.#derived = derived;
    this.#check = check;
  }

  kept(ids: readonly string[]): Promise<KeptRecord<R>[]> {
    return this.#find({ _id: oneOfKeys(ids) });
  }

  unsettled(before: Date, limit: number): Promise<KeptRecord<R>[]> {
    return this.#find({ 'desk.pending.event.at': { $lt: before } }, limit);
  }

  following(id: string, limit: number): Promise<KeptRecord<R>[]> {
    return this.#find({ _id: { $gt: plainKey(id) } }, limit, { _id: 1 });
  }

  async write(record: R, expected: number | null, pending: PendingWrite): Promise<WriteResult> {
    this.#check(record);
    const { _id, ...fields } = {
      ...record,
      ...this.#derived.of(record),
      desk: { pending, seal: sealOf(record) },
    };
    return await this.#questions.run(async () => {
      if (expected === null) {
        try {
          await this.#collection.insertOne({ _id, ...fields } as never, DURABLE);
          return { written: true, announced: true };
        } catch (error) {
          if (error instanceof MongoServerError && isDuplicateId(error))
            return { written: false, announced: true };
          throw error;
        }
      }
      const { matchedCount } = await this.#collection.replaceOne(
        filterOf<R & Bookkeeping>({ _id: plainKey(_id), version: expected, 'desk.pending': null }),
        fields as unknown as WithoutId<R & Bookkeeping>,
        DURABLE,
      );
      return { written: matchedCount === 1, announced: true };
    });
  }

  async adopt(
    record: R,
    expected: number,
    fields: readonly (keyof R)[],
    pending: PendingWrite,
  ): Promise<WriteResult> {
    this.#check(record);
    const set = {
      ...Object.fromEntries(fields.map((name) => [name, record[name]])),
      ...this.#derived.of(record),
      version: record.version,
      desk: { pending, seal: sealOf(record) },
    };
    const { matchedCount } = await this.#questions.run(() =>
      this.#collection.updateOne(
        filterOf<R & Bookkeeping>({ _id: plainKey(record._id), version: expected, 'desk.pending': null }),
        { $set: set } as never,
        DURABLE,
      ),
    );
    return { written: matchedCount === 1, announced: true };
  }

  async amend(id: string, { set = {}, add = {} }: Amendment): Promise<void> {
    const missing = [
      ...Object.entries(set).map(([path, value]) => ({ [path]: { $ne: value } })),
      ...Object.entries(add).flatMap(([path, values]) => values.map((value) => ({ [path]: { $ne: value } }))),
    ];
    if (missing.length === 0) return;
    const lists = Object.entries(add).map(([path, values]) => [path, { $each: [...values] }]);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const [kept] = await this.#find({ _id: plainKey(id), $or: missing });
      if (kept === undefined) return;
      const { record } = kept;
      const after = { ...record, ...set, ...added(record, add), version: record.version + 1 };
      // What others wrote meanwhile stays unsealed.
      const fields = { ...set, ...(kept.sealed === true && { 'desk.seal': sealOf(after) }) };
      const { matchedCount } = await this.#questions.run(() =>
        this.#collection.updateOne(
          filterOf<R & Bookkeeping>({ _id: plainKey(id), version: record.version, $or: missing }),
          {
            $inc: { version: 1 },
            ...(Object.keys(fields).length === 0 ? {} : { $set: fields }),
            ...(lists.length === 0 ? {} : { $addToSet: Object.fromEntries(lists) }),
          } as never,
          DURABLE,
        ),
      );
      if (matchedCount === 1) return;
    }
    throw new GatewayError('CONFLICT', `Too many others write ${id} at this moment.`);
  }

  async settle(id: string, { id: pending, event }: Pick<PendingWrite, 'id' | 'event'>): Promise<void> {
    await this.#questions.run(() =>
      this.#collection.updateOne(
        filterOf<R & Bookkeeping>({ _id: plainKey(id), 'desk.pending.id': plainKey(pending) }),
        { $set: { 'desk.recorded': event.version }, $unset: { 'desk.pending': '' } } as never,
        DURABLE,
      ),
    );
  }

  async #find(filter: Document, limit = 0, sort: Document = {}): Promise<KeptRecord<R>[]> {
    const found = await this.#questions.read((deadline) =>
      this.#collection.find<R & Bookkeeping>(filterOf(filter), { ...deadline, limit, sort }).toArray(),
    );
    return found.map((document) => {
      const { desk, ...record } = document as R & Bookkeeping & Document;
      for (const name of this.#derived.names) delete record[name];
      return {
        record: record as unknown as R,
        pending: desk?.pending ?? null,
        recorded: desk?.recorded === document.version,
        sealed: desk?.seal === undefined ? null : desk.seal === sealOf(record),
        stood: stoodOf(document._id, document),
      };
    });
  }
}
