import type { Clock } from '../src/content/clock.ts';
import type { Viewer } from '../src/content/viewer.ts';
import type { SearchStore } from '../src/store/search-store.ts';
import type { DashboardStore, EditionStore } from '../src/store/store.ts';
import { type ArticleReads, createArticleLoaders } from './article-loaders.ts';
import { type CorrespondentReads, createCorrespondentLoaders } from './correspondent-loaders.ts';
import { createDashboardLoaders } from './dashboard-loaders.ts';
import { createEditionLoaders } from './edition-loaders.ts';
import { createFormerMatches } from './former-stories.ts';
import type { Loaders } from './loaders.ts';
import type { PeekableReads } from './peekable.ts';
import { createPostLoaders, type PostReads } from './post-loaders.ts';
import { createRevisionLoaders, type RevisionReads } from './revision-loaders.ts';
import { createSearchLoaders } from './search-loaders.ts';
import { createTagLoaders, type TagReads } from './tag-loaders.ts';

/** What the loaders read: the store, or something before it that answers alike. */
export interface Reads {
  readonly articles: ArticleReads;
  readonly searches: SearchStore;
  readonly dashboards: DashboardStore;
  readonly correspondents: CorrespondentReads;
  readonly tags: TagReads;
  readonly socialPosts: PostReads;
  readonly editions: PeekableReads<Omit<EditionStore, 'put' | 'appeared'>>;
  readonly revisions: RevisionReads;
}

/** Makes the loaders of one request, for one viewer. They remember what they read, so they must not outlive it. */
export const createLoaders = ({
  reads,
  viewer,
  clock,
}: {
  reads: Reads;
  viewer: Viewer;
  clock: Clock;
}): Loaders => {
  const tags = createTagLoaders(reads.tags);
  const correspondents = createCorrespondentLoaders(reads.correspondents, tags);
  const stories = createArticleLoaders(reads.articles, viewer, clock, { tags, correspondents });
  const articles = {
    ...stories,
    matched: createFormerMatches(reads.revisions, stories.conditions),
  };
  return {
    articles,
    searches: createSearchLoaders(reads.searches, viewer, articles),
    dashboards: createDashboardLoaders(reads.dashboards, viewer, clock, { articles, tags }),
    correspondents,
    tags,
    socialPosts: createPostLoaders(reads.socialPosts, viewer, clock),
    editions: createEditionLoaders(reads.editions, viewer, clock),
    revisions: createRevisionLoaders(reads.revisions, viewer),
  };
};
