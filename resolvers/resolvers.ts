import { articleQueries, articleResolvers } from './article.ts';
import { blockConnectionResolvers } from './block-connection.ts';
import { blockResolvers } from './blocks.ts';
import { bodyResolvers } from './body.ts';
import { correspondentQueries, correspondentResolvers } from './correspondent.ts';
import { dashboardQueries, dashboardResolvers } from './dashboard.ts';
import { deskMutations, deskResolvers } from './desk.ts';
import { editionQueries, editionResolvers } from './edition.ts';
import { liveResolvers } from './live.ts';
import { nodeQueries, nodeResolvers } from './node.ts';
import { pageInfoResolvers } from './page-info.ts';
import { purgeMutations } from './purge.ts';
import { revisionResolvers } from './revision.ts';
import { richTextResolvers } from './rich-text.ts';
import { scalarResolvers } from './scalars.ts';
import { searchQueries, searchResolvers } from './search.ts';
import { socialPostQueries, socialPostResolvers } from './social-post.ts';
import { eventResolvers, subscriptionFields } from './subscription.ts';
import { tagQueries, tagResolvers } from './tag.ts';
import { trendingQueries } from './trending.ts';
import type { Resolvers } from './types.generated.ts';
import { wireQueries, wireResolvers } from './wire.ts';

/** A resolver for each field that isn't the record's own by its name. */
export const resolvers: Resolvers = {
  Query: {
    ...articleQueries,
    ...correspondentQueries,
    ...dashboardQueries,
    ...editionQueries,
    ...nodeQueries,
    ...searchQueries,
    ...socialPostQueries,
    ...tagQueries,
    ...trendingQueries,
    ...wireQueries,
    viewer: (_, __, { viewer }) => viewer,
  },
  Mutation: {
    ...purgeMutations,
    ...deskMutations,
  },
  Subscription: subscriptionFields,
  ...eventResolvers,
  ...scalarResolvers,
  ...nodeResolvers,
  ...pageInfoResolvers,
  ...articleResolvers,
  ...bodyResolvers,
  ...blockConnectionResolvers,
  ...blockResolvers,
  ...liveResolvers,
  ...richTextResolvers,
  ...correspondentResolvers,
  ...tagResolvers,
  ...socialPostResolvers,
  ...editionResolvers,
  ...searchResolvers,
  ...dashboardResolvers,
  ...deskResolvers,
  ...revisionResolvers,
  ...wireResolvers,
};
