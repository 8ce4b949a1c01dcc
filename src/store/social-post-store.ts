import type { Collection, Filter } from 'mongodb';
import { postIdOf, postKey } from '../content/post-key.ts';
import type { SocialPostRecord } from '../content/records.ts';
import type { MongodbConnection } from './mongodb-connection.ts';
import { oneOfKeys, plainKeys } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import type { SocialPostStore } from './store.ts';

export class MongodbSocialPostStore implements SocialPostStore {
  readonly #connection: MongodbConnection;
  readonly #posts: Collection<SocialPostRecord>;

  constructor(connection: MongodbConnection) {
    this.#connection = connection;
    this.#posts = connection.collection<SocialPostRecord>('socialPosts');
  }

  byIds(ids: readonly string[]): Promise<SocialPostRecord[]> {
    return this.#find({ _id: oneOfKeys(ids) });
  }

  byUrls(urls: readonly string[]): Promise<SocialPostRecord[]> {
    return this.#find({ url: oneOfKeys(urls) });
  }

  async byPostKeys(keys: readonly string[]): Promise<SocialPostRecord[]> {
    const asked = new Set(plainKeys(keys));
    const rows = await this.#find({ postId: { $in: [...asked].map(postIdOf) } });
    // Two platforms, or two channels of one, may count alike.
    return rows.filter((row) => asked.has(postKey(row)));
  }

  async put(posts: readonly SocialPostRecord[]): Promise<void> {
    await this.#connection.run(() => putAll(this.#posts, posts));
  }

  #find(filter: Filter<SocialPostRecord>): Promise<SocialPostRecord[]> {
    return this.#connection.read((deadline) =>
      this.#posts.find<SocialPostRecord>(filter, { ...deadline, projection: { desk: 0 } }).toArray(),
    );
  }
}
