import { MongodbArticleStore } from './article-store.ts';
import { MongodbCorrespondentStore } from './correspondent-store.ts';
import { MongodbEditionStore } from './edition-store.ts';
import { migrate } from './migrate.ts';
import { type ConnectionOptions, MongodbConnection } from './mongodb-connection.ts';
import { MongodbRevisionStore } from './revision-store.ts';
import { MongodbSocialPostStore } from './social-post-store.ts';
import type { Store } from './store.ts';
import { MongodbTagStore } from './tag-store.ts';
import { MongodbTextSearch } from './text-search.ts';

/** The store on MongoDB. Nothing is connected until the first operation. */
export const createStore = (options: ConnectionOptions): Store => {
  const connection = new MongodbConnection(options);
  return {
    articles: new MongodbArticleStore(connection),
    searches: new MongodbTextSearch(connection),
    correspondents: new MongodbCorrespondentStore(connection),
    tags: new MongodbTagStore(connection),
    socialPosts: new MongodbSocialPostStore(connection),
    editions: new MongodbEditionStore(connection),
    revisions: new MongodbRevisionStore(connection),
    migrate: () => connection.run(() => migrate(connection.db)),
    ping: () => connection.ping(),
    close: () => connection.close(),
  };
};
