import type { CorrespondentRecord, TagRecord } from '../content/records.ts';
import { checkDerived, MongodbArticleStore } from './article-store.ts';
import { MongodbCommandStore } from './command-store.ts';
import { MongodbCorrespondentStore } from './correspondent-store.ts';
import { MongodbDashboardStore } from './dashboard-store.ts';
import { MongodbEditionStore } from './edition-store.ts';
import { MongodbEventStore } from './event-store.ts';
import { GuardedWrites } from './guarded-writes.ts';
import { fillMergedSlugs } from './merged-slugs.ts';
import { migrate } from './migrate.ts';
import { type ConnectionOptions, MongodbConnection } from './mongodb-connection.ts';
import { MongodbContentChanges } from './mongodb-content-changes.ts';
import { MongodbRevisionStore } from './revision-store.ts';
import { MongodbSecretStore } from './secret-store.ts';
import { MongodbSocialPostStore } from './social-post-store.ts';
import type { Store } from './store.ts';
import { DERIVED_NAMES, derivedFields } from './stored-article.ts';
import { MongodbTagStore, tagKeys } from './tag-store.ts';
import { MongodbTextSearch } from './text-search.ts';
import { MongodbDeliveryStore } from './webhook-deliveries.ts';

/** The store on MongoDB. Nothing is connected until the first operation. */
export const createStore = (options: ConnectionOptions): Store => {
  const connection = new MongodbConnection(options);
  const correspondentWrites = new GuardedWrites<CorrespondentRecord>(connection, 'correspondents');
  const tagWrites = new GuardedWrites<TagRecord>(connection, 'tags', {
    derived: { of: (tag) => ({ keys: tagKeys(tag) }), names: ['keys'] },
  });
  return {
    articles: new MongodbArticleStore(connection),
    searches: new MongodbTextSearch(connection),
    dashboards: new MongodbDashboardStore(connection),
    correspondents: new MongodbCorrespondentStore(connection),
    tags: new MongodbTagStore(connection),
    socialPosts: new MongodbSocialPostStore(connection),
    editions: new MongodbEditionStore(connection),
    revisions: new MongodbRevisionStore(connection),
    events: new MongodbEventStore(connection),
    commands: new MongodbCommandStore(connection),
    deliveries: new MongodbDeliveryStore(connection),
    secrets: new MongodbSecretStore(connection),
    changes: new MongodbContentChanges(connection),
    writes: {
      articles: new GuardedWrites(connection, 'articles', {
        check: checkDerived,
        derived: { of: derivedFields, names: DERIVED_NAMES },
      }),
      correspondents: correspondentWrites,
      tags: tagWrites,
      socialPosts: new GuardedWrites(connection, 'socialPosts'),
      editions: new GuardedWrites(connection, 'editions'),
    },
    migrate: async () => {
      const steps = await connection.unhurried(migrate);
      const filled =
        (await fillMergedSlugs(connection, 'correspondents', correspondentWrites)) +
        (await fillMergedSlugs(connection, 'tags', tagWrites));
      return filled === 0 ? steps : [...steps, `filled in the slugs that lead to ${filled} merged records`];
    },
    ping: () => connection.ping(),
    close: () => connection.close(),
  };
};
