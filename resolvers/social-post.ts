import type { Loaders } from '../loaders/loaders.ts';
import type { Loaded } from '../src/content/loaded.ts';
import { postKey } from '../src/content/post-key.ts';
import type { SocialPostRecord } from '../src/content/records.ts';
import { postHtml, postMedia, postText } from '../src/content/social-post-view.ts';
import { canonicalPost } from '../src/embeds/canonical-post.ts';
import { articleList } from './article-list.ts';
import { exactlyOne } from './exactly-one.ts';
import type { QueryResolvers, Resolvers } from './types.generated.ts';

/** The post at an address, whichever of its platform's addresses it is. */
export const postAt = (
  address: string,
  { socialPosts }: Pick<Loaders, 'socialPosts'>,
): Loaded<SocialPostRecord | null> => {
  const post = canonicalPost(address);
  return post === null ? socialPosts.byUrl.load(address) : socialPosts.byPostKey.load(postKey(post));
};

export const socialPostQueries: Pick<QueryResolvers, 'socialPost'> = {
  socialPost: (_, args, { loaders }) => {
    const { name, value } = exactlyOne(args, ['id', 'url']);
    return name === 'id' ? loaders.socialPosts.byId.load(value) : postAt(value, loaders);
  },
};

export const socialPostResolvers: Pick<Resolvers, 'SocialPost'> = {
  SocialPost: {
    id: ({ _id }) => _id,
    text: (post) => postText(post),
    html: (post) => postHtml(post),
    media: (post) => postMedia(post),
    articles: ({ _id }, args, context) => articleList(args, context, { kind: 'socialPost', ids: [_id] }),
  },
};
