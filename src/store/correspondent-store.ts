import type { Collection, Document, Filter } from 'mongodb';
import type { Page } from '../content/paging.ts';
import type { CorrespondentRecord } from '../content/records.ts';
import { asPage, keyPage, startsWith } from './key-page.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { anyOfKeys, oneOfKeys } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import { sealed } from './seal.ts';
import type { CorrespondentList, CorrespondentStore, KeysBy } from './store.ts';

export class MongodbCorrespondentStore implements CorrespondentStore {
  readonly #questions: Questions;
  readonly #correspondents: Collection<CorrespondentRecord>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('correspondents');
    this.#correspondents = connection.collection<CorrespondentRecord>('correspondents');
  }

  byAnyKey({ id, slug }: KeysBy<'id' | 'slug'>): Promise<CorrespondentRecord[]> {
    return this.#find(
      anyOfKeys([
        ['_id', id],
        ['mergedFromIds', id],
        ['slug', slug],
        ['slugHistory', slug],
        ['mergedSlugs', slug],
      ]),
    );
  }

  byIds(ids: readonly string[]): Promise<CorrespondentRecord[]> {
    return this.#find({ _id: oneOfKeys(ids) });
  }

  bySlugs(slugs: readonly string[]): Promise<CorrespondentRecord[]> {
    return this.#find(
      anyOfKeys([
        ['slug', slugs],
        ['slugHistory', slugs],
      ]),
    );
  }

  byNameKeys(nameKeys: readonly string[]): Promise<CorrespondentRecord[]> {
    return this.#find({ nameKey: oneOfKeys(nameKeys) });
  }

  async page({ page, ...list }: CorrespondentList): Promise<Page<CorrespondentRecord>> {
    const { conditions, sort, limit } = keyPage('nameKey', page);
    const filter = { $and: [inList(list), ...conditions] } as Filter<CorrespondentRecord>;
    return asPage(await this.#find(filter, { sort, limit }), page);
  }

  count(list: Omit<CorrespondentList, 'page'>): Promise<number> {
    return this.#questions.read((deadline) => this.#correspondents.countDocuments(inList(list), deadline));
  }

  async put(correspondents: readonly CorrespondentRecord[]): Promise<void> {
    await this.#questions.run(() =>
      putAll(
        this.#correspondents,
        correspondents.map((record) => ({ ...record, ...sealed(record) })),
      ),
    );
  }

  #find(
    filter: Filter<CorrespondentRecord>,
    options: { sort?: Record<string, 1 | -1>; limit?: number } = {},
  ): Promise<CorrespondentRecord[]> {
    return this.#questions.read((deadline) =>
      this.#correspondents
        .find<CorrespondentRecord>(filter, {
          ...deadline,
          projection: { desk: 0 },
          ...options,
        })
        .toArray(),
    );
  }
}

const inList = ({ nameKeyPrefix, beatTagIds }: Omit<CorrespondentList, 'page'>): Document => ({
  mergedInto: null,
  ...(beatTagIds === null ? {} : { beatTagIds: oneOfKeys(beatTagIds) }),
  // Named even without a prefix, so that the index by name is what serves the list and its order.
  nameKey: nameKeyPrefix === null ? { $gte: '' } : startsWith(nameKeyPrefix),
});
