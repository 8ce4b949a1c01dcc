import { blockPage } from './block-page.ts';
import type { Resolvers } from './types.generated.ts';

/** Fields that a block's record doesn't have by their names; the other fields are the record's own. */
export const blockResolvers: Pick<
  Resolvers,
  'Block' | 'SocialEmbed' | 'RelatedLink' | 'Correction' | 'LiveEntry'
> = {
  // A record says its type by the name that the schema has for it.
  Block: { __resolveType: ({ type }) => type },
  SocialEmbed: {
    socialPost: ({ socialPostId }, _, { loaders }) => loaders.socialPosts.embedded.load(socialPostId),
  },
  RelatedLink: {
    article: ({ articleId }, _, { loaders }) =>
      articleId === null ? null : loaders.articles.byId.load(articleId),
  },
  Correction: { type: ({ correctionType }) => correctionType },
  LiveEntry: {
    title: ({ headline }) => headline,
    blocks: ({ blocks, locale }, args) => blockPage(blocks, locale, args),
  },
};
