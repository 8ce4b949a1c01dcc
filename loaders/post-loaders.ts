import type { Clock } from '../src/content/clock.ts';
import { type MetPost, postInSight } from '../src/content/met-post.ts';
import { postKey } from '../src/content/post-key.ts';
import type { SocialPostRecord } from '../src/content/records.ts';
import type { Viewer } from '../src/content/viewer.ts';
import type { SocialPostStore } from '../src/store/store.ts';
import { createBatch, createBatchLoader } from './batch.ts';
import type { Loaders } from './loaders.ts';
import type { PeekableReads } from './peekable.ts';

export type PostReads = PeekableReads<Pick<SocialPostStore, 'byIds' | 'met'>>;

/** Posts for one viewer: those that stand in what they were given, and those that they ask for by themselves, which they may have seen nowhere. */
export const createPostLoaders = (reads: PostReads, viewer: Viewer, clock: Clock): Loaders['socialPosts'] => {
  const by = createBatch<MetPost, SocialPostRecord>({
    collection: 'socialPosts',
    read: (asked) => reads.met(asked),
    show: (met) => postInSight(met, viewer, clock()),
  });
  const { peeks } = reads.met;
  return {
    embedded: createBatchLoader({
      collection: 'socialPosts',
      read: (ids) => reads.byIds(ids),
      peek: reads.byIds.peek,
      keysOf: ({ _id }: SocialPostRecord) => [_id],
      show: (post) => post,
    }),
    byId: by('id', { peek: peeks?.id, keysOf: ({ _id }) => [_id] }),
    byUrl: by('url', { peek: peeks?.url, keysOf: ({ post }) => [post.url] }),
    byPostKey: by('postKey', { peek: peeks?.postKey, keysOf: ({ post }) => [postKey(post)] }),
  };
};
