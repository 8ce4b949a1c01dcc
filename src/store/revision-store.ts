import type { Collection } from 'mongodb';
import type { RevisionRecord } from '../content/records.ts';
import type { MongodbConnection } from './mongodb-connection.ts';
import { plainKey } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import type { RevisionStore } from './store.ts';

export class MongodbRevisionStore implements RevisionStore {
  readonly #connection: MongodbConnection;
  readonly #revisions: Collection<RevisionRecord>;

  constructor(connection: MongodbConnection) {
    this.#connection = connection;
    this.#revisions = connection.collection<RevisionRecord>('revisions');
  }

  ofArticle(articleId: string, limit: number, beforeVersion: number | null): Promise<RevisionRecord[]> {
    return this.#connection.run(() =>
      this.#revisions
        .find<RevisionRecord>(
          { articleId: plainKey(articleId), version: { $lt: beforeVersion ?? Number.MAX_SAFE_INTEGER } },
          { ...this.#connection.deadline(), sort: { version: -1 }, limit },
        )
        .toArray(),
    );
  }

  async put(revisions: readonly RevisionRecord[]): Promise<void> {
    await this.#connection.run(() => putAll(this.#revisions, revisions));
  }
}
