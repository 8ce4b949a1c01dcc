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
import { roomsOf } from './rooms.ts';
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

interface Source {
  readonly reads: Reads;
  readonly viewer: Viewer;
  readonly clock: Clock;
}

/**
 * Makes the loaders of one request, for one viewer, each when it is asked for. They remember what they read, so they must not outlive it; a request that writes has them made anew, to read
 * its own writes.
 */
export const createLoaders = roomsOf<Source, Loaders>({
  articles: ({ reads, viewer, clock }, { tags, correspondents }) => {
    const stories = createArticleLoaders(reads.articles, viewer, clock, { tags, correspondents });
    return { ...stories, matched: createFormerMatches(reads.revisions, stories.conditions) };
  },
  searches: ({ reads, viewer }, { articles }) => createSearchLoaders(reads.searches, viewer, articles),
  dashboards: ({ reads, viewer, clock }, { articles, tags }) =>
    createDashboardLoaders(reads.dashboards, viewer, clock, { articles, tags }),
  correspondents: ({ reads }, { tags }) => createCorrespondentLoaders(reads.correspondents, tags),
  tags: ({ reads }) => createTagLoaders(reads.tags),
  socialPosts: ({ reads, viewer, clock }) => createPostLoaders(reads.socialPosts, viewer, clock),
  editions: ({ reads, viewer, clock }) => createEditionLoaders(reads.editions, viewer, clock),
  revisions: ({ reads, viewer }) => createRevisionLoaders(reads.revisions, viewer),
});
