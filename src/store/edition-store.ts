import type { Collection, Filter } from 'mongodb';
import type { EditionRecord } from '../content/records.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { oneOfKeys, plainKey } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import { sealed } from './seal.ts';
import type { EditionKey, EditionStore } from './store.ts';

export class MongodbEditionStore implements EditionStore {
  readonly #questions: Questions;
  readonly #editions: Collection<EditionRecord>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('editions');
    this.#editions = connection.collection<EditionRecord>('editions');
  }

  byIds(ids: readonly string[]): Promise<EditionRecord[]> {
    return this.#find({ _id: oneOfKeys(ids) });
  }

  async byKeys(keys: readonly EditionKey[]): Promise<EditionRecord[]> {
    if (keys.length === 0) return []; // MongoDB takes no empty `$or`.
    return await this.#find({
      $or: keys.map(({ locale, date }) => ({ locale: plainKey(locale), date: plainKey(date) })),
    });
  }

  async nearest({
    locale,
    date,
    side,
    now,
  }: Parameters<EditionStore['nearest']>[0]): Promise<EditionRecord | null> {
    const days =
      date === null ? { $gte: '' } : side === 'before' ? { $lt: plainKey(date) } : { $gt: plainKey(date) };
    const filter = {
      locale: plainKey(locale),
      date: days,
      publishedAt: { $lte: now },
    } as Filter<EditionRecord>;
    const sort = { date: side === 'before' || date === null ? -1 : 1 } as const;
    const found = await this.#find(filter, { sort, limit: 1 });
    return found[0] ?? null;
  }

  async nextPublished(after: Date): Promise<Date | null> {
    const [next] = await this.#find({ publishedAt: { $gt: after } }, { sort: { publishedAt: 1 }, limit: 1 });
    return next?.publishedAt ?? null;
  }

  appeared(after: Date, until: Date, limit: number): Promise<EditionRecord[]> {
    return this.#find({ publishedAt: { $gt: after, $lte: until } }, { sort: { publishedAt: 1 }, limit });
  }

  async put(editions: readonly EditionRecord[]): Promise<void> {
    await this.#questions.run(() =>
      putAll(
        this.#editions,
        editions.map((record) => ({ ...record, ...sealed(record) })),
      ),
    );
  }

  #find(
    filter: Filter<EditionRecord>,
    options: { sort?: Record<string, 1 | -1>; limit?: number } = {},
  ): Promise<EditionRecord[]> {
    return this.#questions.read((deadline) =>
      this.#editions
        .find<EditionRecord>(filter, { ...deadline, projection: { desk: 0 }, ...options })
        .toArray(),
    );
  }
}
