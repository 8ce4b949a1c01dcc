import { type Collection, type Document, MongoServerError } from 'mongodb';
import type { RevisionHead, RevisionRecord } from '../content/records.ts';
import type { MongodbConnection } from './mongodb-connection.ts';
import { oneOfKeys, plainKey } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import type { RevisionList, RevisionStore } from './store.ts';
import { isDuplicate } from './store-errors.ts';

/** MongoDB takes at most 1,000 stages; each list is one arm of a union. */
const ARMS = 200;
const HEAD = { 'article.blocks': 0 } as const;

export class MongodbRevisionStore implements RevisionStore {
  readonly #connection: MongodbConnection;
  readonly #revisions: Collection<RevisionRecord>;

  constructor(connection: MongodbConnection) {
    this.#connection = connection;
    this.#revisions = connection.collection<RevisionRecord>('revisions');
  }

  async lists(lists: readonly RevisionList[]): Promise<RevisionHead[][]> {
    const [only] = lists;
    if (lists.length === 1 && only !== undefined) return [await this.#list(only)];
    const rows: { list: number; head: RevisionHead }[] = [];
    for (let start = 0; start < lists.length; start += ARMS) {
      const arms = lists
        .slice(start, start + ARMS)
        .map((list, index): Document[] => [
          { $match: filterOf(list) },
          { $sort: { version: -1 } },
          { $limit: list.limit },
          { $project: HEAD },
          { $project: { _id: 0, list: { $literal: start + index }, head: '$$ROOT' } },
        ]);
      const [first = [], ...others] = arms;
      const pipeline = [
        ...first,
        ...others.map((stages) => ({ $unionWith: { coll: 'revisions', pipeline: stages } })),
      ];
      rows.push(
        ...(await this.#connection.read((deadline) =>
          this.#revisions
            .aggregate<{ list: number; head: RevisionHead }>(pipeline, {
              ...deadline,
            })
            .toArray(),
        )),
      );
    }
    return lists.map((_, index) => rows.filter(({ list }) => list === index).map(({ head }) => head));
  }

  byIds(ids: readonly string[]): Promise<RevisionRecord[]> {
    return this.#connection.read((deadline) =>
      this.#revisions.find<RevisionRecord>({ _id: oneOfKeys(ids) }, deadline).toArray(),
    );
  }

  async add(revision: RevisionRecord): Promise<void> {
    await this.#connection.run(async () => {
      try {
        await this.#revisions.insertOne(revision, { writeConcern: { w: 'majority', journal: true } });
      } catch (error) {
        // It is there already: a version has one revision, whoever writes it.
        if (!(error instanceof MongoServerError && isDuplicate(error))) throw error;
      }
    });
  }

  async put(revisions: readonly RevisionRecord[]): Promise<void> {
    await this.#connection.run(() => putAll(this.#revisions, revisions));
  }

  #list(list: RevisionList): Promise<RevisionHead[]> {
    return this.#connection.read((deadline) =>
      this.#revisions
        .find<RevisionHead>(filterOf(list), {
          ...deadline,
          projection: HEAD,
          sort: { version: -1 },
          limit: list.limit,
        })
        .toArray(),
    );
  }
}

const filterOf = ({ articleId, beforeVersion }: RevisionList): Document => ({
  articleId: plainKey(articleId),
  version: { $lt: beforeVersion ?? Number.MAX_SAFE_INTEGER },
});
