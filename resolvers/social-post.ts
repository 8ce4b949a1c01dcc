import { postKey } from '../src/content/post-key.ts';
import { postHtml, postMedia, postText } from '../src/content/social-post-view.ts';
import { canonicalPost } from '../src/embeds/canonical-post.ts';
import { articleList } from './article-list.ts';
import { exactlyOne } from './exactly-one.ts';
import type { QueryResolvers, Resolvers } from './types.generated.ts';

export const socialPostQueries: Pick<QueryResolvers, 'socialPost'> = {
  socialPost: (_, args, { loaders: { socialPosts } }) => {
    const { name, value } = exactlyOne(args, ['id', 'url']);
    if (name === 'id') return socialPosts.byId.load(value);
    const post = canonicalPost(value);
    return post === null ? socialPosts.byUrl.load(value) : socialPosts.byPostKey.load(postKey(post));
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
