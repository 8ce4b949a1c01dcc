import { type Collection, type Document, MongoServerError } from 'mongodb';
import type { RevisionHead, RevisionRecord } from '../content/records.ts';
import { DURABLE } from './durable.ts';
import { inOneUnion } from './in-one-union.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { oneOfKeys, plainKey } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import type { RevisionList, RevisionStore } from './store.ts';
import { isDuplicate } from './store-errors.ts';

const HEAD = { 'article.blocks': 0 } as const;

export class MongodbRevisionStore implements RevisionStore {
  readonly #questions: Questions;
  readonly #revisions: Collection<RevisionRecord>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('revisions');
    this.#revisions = connection.collection<RevisionRecord>('revisions');
  }

  async lists(lists: readonly RevisionList[]): Promise<RevisionHead[][]> {
    const [only] = lists;
    if (lists.length === 1 && only !== undefined) return [await this.#list(only)];
    return await inOneUnion<RevisionHead>(
      this.#questions,
      this.#revisions,
      lists.map((list) => [
        { $match: filterOf(list) },
        { $sort: { version: -1 } },
        { $limit: list.limit },
        { $project: HEAD },
      ]),
    );
  }

  byIds(ids: readonly string[]): Promise<RevisionRecord[]> {
    return this.#questions.read((deadline) =>
      this.#revisions.find<RevisionRecord>({ _id: oneOfKeys(ids) }, deadline).toArray(),
    );
  }

  async add(revision: RevisionRecord): Promise<void> {
    await this.#questions.run(async () => {
      try {
        await this.#revisions.insertOne(revision, DURABLE);
      } catch (error) {
        // It is there already: a version has one revision, whoever writes it.
        if (!(error instanceof MongoServerError && isDuplicate(error))) throw error;
      }
    });
  }

  async put(revisions: readonly RevisionRecord[]): Promise<void> {
    await this.#questions.run(() => putAll(this.#revisions, revisions));
  }

  #list(list: RevisionList): Promise<RevisionHead[]> {
    return this.#questions.read((deadline) =>
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
