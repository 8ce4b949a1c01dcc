import type { Collection, Document, Filter } from 'mongodb';
import type { Page } from '../content/paging.ts';
import type { TagRecord } from '../content/records.ts';
import { asPage, keyPage, startsWith } from './key-page.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { anyOfKeys, oneOfKeys, plainKey } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import { sealed } from './seal.ts';
import type { KeysBy, TagList, TagStore } from './store.ts';

/** `keys` is the slug and the aliases together: one unique index over it keeps a slug from being another tag's alias. */
type StoredTag = TagRecord & { readonly keys: readonly string[] };

export const tagKeys = ({ slug, aliases }: Pick<TagRecord, 'slug' | 'aliases'>): string[] => [
  ...new Set([slug, ...aliases]),
];

export class MongodbTagStore implements TagStore {
  readonly #questions: Questions;
  readonly #tags: Collection<StoredTag>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('tags');
    this.#tags = connection.collection<StoredTag>('tags');
  }

  byAnyKey({ id, slug }: KeysBy<'id' | 'slug'>): Promise<TagRecord[]> {
    return this.#find(
      anyOfKeys([
        ['_id', id],
        ['mergedFromIds', id],
        ['keys', slug],
        ['mergedSlugs', slug],
      ]),
    );
  }

  byIds(ids: readonly string[]): Promise<TagRecord[]> {
    return this.#find({ _id: oneOfKeys(ids) });
  }

  bySlugs(slugs: readonly string[]): Promise<TagRecord[]> {
    return this.#find({ keys: oneOfKeys(slugs) });
  }

  childrenOf(parentIds: readonly string[]): Promise<TagRecord[]> {
    return this.#find({ parentId: oneOfKeys(parentIds) });
  }

  descendantsOf(ids: readonly string[]): Promise<TagRecord[]> {
    return this.#find({ ancestorIds: oneOfKeys(ids) });
  }

  async page({ page, ...list }: TagList): Promise<Page<TagRecord>> {
    const { conditions, sort, limit } = keyPage('slug', page);
    const filter = { $and: [inList(list), ...conditions] } as Filter<StoredTag>;
    return asPage(await this.#find(filter, { sort, limit }), page);
  }

  count(list: Omit<TagList, 'page'>): Promise<number> {
    return this.#questions.read((deadline) => this.#tags.countDocuments(inList(list), deadline));
  }

  async put(tags: readonly TagRecord[]): Promise<void> {
    await this.#questions.run(() =>
      putAll(
        this.#tags,
        tags.map((tag) => ({ ...tag, keys: tagKeys(tag), ...sealed(tag) })),
      ),
    );
  }

  #find(
    filter: Filter<StoredTag>,
    options: { sort?: Record<string, 1 | -1>; limit?: number } = {},
  ): Promise<TagRecord[]> {
    return this.#questions.read((deadline) =>
      this.#tags
        .find<TagRecord>(filter, {
          ...deadline,
          projection: { keys: 0, desk: 0 },
          ...options,
        })
        .toArray(),
    );
  }
}

const inList = ({ kind, parentId, nameKeyPrefix }: Omit<TagList, 'page'>): Document => ({
  mergedInto: null,
  retired: false,
  ...(kind === null ? {} : { kind: plainKey(kind) }),
  ...(parentId === null ? {} : { parentId: plainKey(parentId) }),
  ...(nameKeyPrefix === null ? {} : { nameKeys: { $elemMatch: startsWith(nameKeyPrefix) } }),
  slug: { $gte: '' },
});
