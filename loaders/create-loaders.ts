import type { Clock } from '../src/content/clock.ts';
import { postKey } from '../src/content/post-key.ts';
import type { SocialPostRecord } from '../src/content/records.ts';
import { isStaff, type Viewer } from '../src/content/viewer.ts';
import type { SearchStore } from '../src/store/search-store.ts';
import type { DashboardStore, EditionStore, SocialPostStore } from '../src/store/store.ts';
import { type ArticleReads, createArticleLoaders } from './article-loaders.ts';
import { createBatchLoader } from './batch.ts';
import { type CorrespondentReads, createCorrespondentLoaders } from './correspondent-loaders.ts';
import { createDashboardLoaders } from './dashboard-loaders.ts';
import { createEditionLoaders } from './edition-loaders.ts';
import { createFormerMatches } from './former-stories.ts';
import type { Loader, Loaders } from './loaders.ts';
import type { Peekable, PeekableReads } from './peekable.ts';
import { onlyInSight } from './posts-in-sight.ts';
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
  readonly socialPosts: PeekableReads<Omit<SocialPostStore, 'put'>>;
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
  const posts = (
    read: (keys: readonly string[]) => Promise<SocialPostRecord[]>,
    peek: Peekable<string, SocialPostRecord>['peek'],
    keyOf: (post: SocialPostRecord) => string,
  ) =>
    createBatchLoader({
      collection: 'socialPosts',
      read,
      peek,
      keysOf: (post) => [keyOf(post)],
      show: (post: SocialPostRecord) => post,
    });
  const stories = createArticleLoaders(reads.articles, viewer, clock, { tags, correspondents });
  const articles = {
    ...stories,
    matched: createFormerMatches(reads.revisions, stories.conditions),
  };
  const embedded = posts(
    (ids) => reads.socialPosts.byIds(ids),
    reads.socialPosts.byIds.peek,
    ({ _id }) => _id,
  );
  const inSight = (found: Loader<string, SocialPostRecord>): Loader<string, SocialPostRecord> =>
    isStaff(viewer) ? found : onlyInSight(found, articles.postsInSight);
  return {
    articles,
    searches: createSearchLoaders(reads.searches, viewer, articles),
    dashboards: createDashboardLoaders(reads.dashboards, viewer, clock, { articles, tags }),
    correspondents,
    tags,
    socialPosts: {
      embedded,
      byId: inSight(embedded),
      byUrl: inSight(
        posts(
          (urls) => reads.socialPosts.byUrls(urls),
          reads.socialPosts.byUrls.peek,
          ({ url }) => url,
        ),
      ),
      byPostKey: inSight(
        posts((keys) => reads.socialPosts.byPostKeys(keys), reads.socialPosts.byPostKeys.peek, postKey),
      ),
    },
    editions: createEditionLoaders(reads.editions, viewer, clock),
    revisions: createRevisionLoaders(reads.revisions, viewer),
  };
};
