import type { Collection, Filter } from 'mongodb';
import type { MetPost } from '../content/met-post.ts';
import { postIdOf, postKey } from '../content/post-key.ts';
import type { AccessLevel, SocialPostRecord } from '../content/records.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { anyOfKeys, plainKeys } from './plain-keys.ts';
import { putAll } from './put-all.ts';
import { sealed } from './seal.ts';
import type { PostKeys, SocialPostStore } from './store.ts';

export class MongodbSocialPostStore implements SocialPostStore {
  readonly #questions: Questions;
  readonly #posts: Collection<SocialPostRecord>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('socialPosts');
    this.#posts = connection.collection<SocialPostRecord>('socialPosts');
  }

  async met(keys: PostKeys): Promise<MetPost[]> {
    const pipeline = [{ $match: filterOf(keys) }, { $project: { desk: 0 } }, STORIES];
    const rows = await this.#questions.read((deadline) =>
      this.#posts.aggregate<MetRow>(pipeline, deadline).toArray(),
    );
    const asked = isAsked(keys);
    return rows.flatMap(({ stories, ...post }) =>
      asked(post)
        ? [{ _id: post._id, post, stories: stories.map(({ _id, from }) => ({ level: _id, from })) }]
        : [],
    );
  }

  byIds(id: readonly string[]): Promise<SocialPostRecord[]> {
    return this.#find({ id });
  }

  byUrls(url: readonly string[]): Promise<SocialPostRecord[]> {
    return this.#find({ url });
  }

  byPostKeys(postKeys: readonly string[]): Promise<SocialPostRecord[]> {
    return this.#find({ postKey: postKeys });
  }

  async put(posts: readonly SocialPostRecord[]): Promise<void> {
    await this.#questions.run(() =>
      putAll(
        this.#posts,
        posts.map((record) => ({ ...record, ...sealed(record) })),
      ),
    );
  }

  async #find(keys: PostKeys): Promise<SocialPostRecord[]> {
    const filter = filterOf(keys);
    const rows = await this.#questions.read((deadline) =>
      this.#posts.find<SocialPostRecord>(filter, { ...deadline, projection: { desk: 0 } }).toArray(),
    );
    return rows.filter(isAsked(keys));
  }
}

/** A post with its stories by the level that reads it in them: what everybody may read of a gated one is everybody's. */
type MetRow = SocialPostRecord & {
  readonly stories: readonly { readonly _id: AccessLevel; readonly from: Date | null }[];
};

const STORIES = {
  $lookup: {
    from: 'articles',
    localField: '_id',
    foreignField: 'socialPostIds',
    let: { post: '$_id' },
    pipeline: [
      { $project: { socialPostIds: 1, previewPostCount: 1, access: 1, visibleFrom: 1 } },
      {
        $group: {
          _id: {
            $cond: [
              { $lt: [{ $indexOfArray: ['$socialPostIds', '$$post'] }, '$previewPostCount'] },
              'FREE',
              '$access',
            ],
          },
          from: { $min: '$visibleFrom' },
        },
      },
    ],
    as: 'stories',
  },
};

const filterOf = ({ id, url, postKey: keys = [] }: PostKeys): Filter<SocialPostRecord> =>
  anyOfKeys([
    ['_id', id],
    ['url', url],
    ['postId', plainKeys(keys).map(postIdOf)],
  ]);

/** Two platforms, or two channels of one, may count alike: what was found by its number alone is looked at again. */
const isAsked = ({
  id = [],
  url = [],
  postKey: keys = [],
}: PostKeys): ((post: SocialPostRecord) => boolean) => {
  const [ids, urls, postKeys] = [new Set(id), new Set(url), new Set(keys)];
  return (post) => ids.has(post._id) || urls.has(post.url) || postKeys.has(postKey(post));
};
