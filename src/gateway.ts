import { cachedReads } from '../loaders/cached-reads.ts';
import { pageVerdict } from '../resolvers/page-verdict.ts';
import type { Cache } from './cache/cache.ts';
import { createLease } from './cache/lease.ts';
import { type Environment, limitsOf } from './config.ts';
import { type Clock, systemClock } from './content/clock.ts';
import type { Newsroom } from './content/newsroom.ts';
import { takeContentMessage } from './desk/content-messages.ts';
import type { PeerConfig } from './federation/peer-config.ts';
import { openPeers } from './federation/peers.ts';
import { openStorage } from './gateway/open-storage.ts';
import { openWriteSide } from './gateway/open-write-side.ts';
import { readiness } from './gateway/readiness.ts';
import { requestContexts } from './gateway/request-contexts.ts';
import { createAuthenticator } from './graphql/authenticate.ts';
import type { Remotes } from './graphql/open-remotes.ts';
import { serveSchemas } from './graphql/serve-schemas.ts';
import { openTrustedDocuments } from './graphql/trusted/open-trusted-documents.ts';
import { KeptAnswers } from './http/answers/kept-answers.ts';
import type { PageHandler } from './http/router.ts';
import { createHttpServer } from './http/server.ts';
import type { EventFeed } from './live/event-feed.ts';
import type { InProcessEvents } from './live/in-process-events.ts';
import { openEventFeed } from './live/open-event-feed.ts';
import type { WebhookTarget } from './live/webhook-config.ts';
import { createWebhooks } from './live/webhooks.ts';
import type { Log } from './observe/log.ts';
import { Watching } from './observe/watching.ts';
import type { ConnectionOptions } from './store/mongodb-connection.ts';
import type { Store } from './store/store.ts';
import { VERSION } from './version.ts';

export interface GatewayOptions {
  readonly config: Environment;
  /** Where MongoDB is: the one of the configuration, or the embedded one. */
  readonly mongodbUrl: string;
  readonly log: Log;
  readonly clock?: Clock;
  /** Pages for people, such as the sandbox. */
  readonly pages?: PageHandler;
  /** Other services to serve beside our own content, loaded anew at each `reloadRemotes`. */
  readonly remotes?: () => Promise<Remotes>;
  /** Other newsrooms, whose stories stand beside ours on the wire. */
  readonly peers?: readonly PeerConfig[];
  /** Where events go. */
  readonly webhooks?: readonly WebhookTarget[];
  /** Told of each command that goes to MongoDB. */
  readonly onCommand?: ConnectionOptions['onCommand'];
}

export interface Gateway {
  /** Where to write: each write ends what is cached of what it replaces. */
  readonly store: Store;
  /** Ends what is cached under these surrogate tags, on every instance; `everything` ends all of it. */
  readonly purge: Cache['purge'];
  /** What happens in the newsroom, as this instance tells of it. */
  readonly events: Pick<InProcessEvents, 'subscribe'>;
  /** What happens in the newsroom, wherever it was written: the log as a stream, from any place on. */
  readonly feed: Pick<EventFeed, 'place' | 'follow'>;
  /** Takes up another supergraph. Rejects, and keeps the old one, where that can't be done. */
  reloadRemotes(): Promise<void>;
  /** Has these newsrooms on the wire from now on, instead of those before. */
  readonly replacePeers: (peers: readonly PeerConfig[]) => Promise<void>;
  /**
   * Begins to listen, whether MongoDB is there yet or not: `/health/ready` says when it is. What `first` writes into a database that is ready is there before anybody reads.
   */
  listen(first?: (store: Store) => Promise<void>): Promise<{ readonly url: string; readonly port: number }>;
  /** Stops from the outside in: requests under way finish first, connections to MongoDB close last. */
  close(): Promise<void>;
}

/** The composition root: from here on, each room gets what it needs and looks for nothing. */
export const createGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { config, mongodbUrl, log, clock = systemClock, pages, onCommand } = options;
  const development = config.NODE_ENV !== 'production';
  const newsroom: Newsroom = {
    name: config.DATELINE_SITE_NAME,
    locale: config.DATELINE_LOCALE,
    siteUrl: config.DATELINE_SITE_URL,
    logoUrl: config.DATELINE_LOGO_URL ?? null,
    tagPath: config.DATELINE_TAG_PATH,
    correspondentPath: config.DATELINE_AUTHOR_PATH,
  };

  const looker = config.DATELINE_DEBUG ?? (development ? 'anyone' : 'off');
  const watching = looker === 'off' ? null : new Watching();
  const storage = openStorage({
    ...{ config, mongodbUrl, clock, log, watching, onCommand },
    onMoment: (moment) => appearances.expect(moment),
  });
  const { database, migration, publishClock, cache, hotness, line, onRedisError } = storage;
  const { parts, events, repair, appearances, cmsWrites } = openWriteSide({ config, storage, clock, log });
  const cached = cachedReads({ store: database, cache, nextMoment: publishClock.next, clock });

  const { feed, close: stopFeed } = openEventFeed({
    log: database.events,
    events,
    cache,
    heads: (ids) => cached().articles.heads(ids),
    redis:
      config.REDIS_URL === undefined || line === null
        ? null
        : { url: config.REDIS_URL, prefix: config.DATELINE_CACHE_PREFIX, line },
    onError: (error) => log.warn({ err: error }, 'The log of events was not read; it is tried again.'),
    onRedisError,
  });

  const webhooks = createWebhooks({
    targets: options.webhooks ?? [],
    election: createLease(line, 'webhooks'),
    feed,
    deliveries: database.deliveries,
    subjects: database,
    clock,
    worldClock: systemClock,
    log,
  });
  const peers = openPeers({ peers: options.peers ?? [], cache, clock, log });
  const limits = limitsOf(config);
  const documents = await openTrustedDocuments({
    path: config.DATELINE_TRUSTED_DOCUMENTS,
    mode: config.DATELINE_TRUSTED_DOCUMENTS_MODE,
    exempt: config.DATELINE_TRUSTED_DOCUMENTS_EXEMPT,
    limits,
    log,
  });
  const served = await serveSchemas({
    settings: {
      introspection: config.DATELINE_INTROSPECTION ?? development,
      judgePage: pageVerdict,
      salt: `${VERSION} ${JSON.stringify(newsroom)}`,
      limits,
      context: requestContexts({ storage, cached, parts, feed, peersFor: peers.forReading, newsroom, clock }),
      log,
    },
    fieldsPerMinute: config.DATELINE_MAX_FIELDS_PER_MINUTE,
    asSubgraph: config.DATELINE_SUBGRAPH,
    remotes: options.remotes ?? null,
    unions: config.DATELINE_UNION_MEMBERS,
    clock,
    vouch: () => cache.vouch(),
    onSchema: (schema) => documents?.report(schema),
  });

  const kept = config.DATELINE_KEEP_ANSWERS
    ? new KeptAnswers({
        cache,
        clock,
        freshMs: config.DATELINE_CACHE_FRESH_MS,
        rawBytes: config.DATELINE_CACHE_MEMORY_MB * 131_072,
        vary: 'Authorization, Accept, Accept-Encoding, Origin',
      })
    : null;
  const http = createHttpServer({
    host: config.HOST,
    port: config.PORT,
    graphql: served.graphql,
    authenticate: createAuthenticator({
      secret: config.DATELINE_JWT_SECRET,
      jwksUrl: config.DATELINE_JWKS_URL,
      issuer: config.DATELINE_JWT_ISSUER,
      audience: config.DATELINE_JWT_AUDIENCE,
      log,
      clock,
    }),
    ready: readiness(storage, cmsWrites, config.DATELINE_CHANGE_STREAM, systemClock),
    corsOrigins: config.DATELINE_CORS_ORIGINS?.split(',').map((origin) => origin.trim()) ?? [],
    maxBodyBytes: config.DATELINE_MAX_BODY_BYTES,
    maxConcurrency: config.DATELINE_MAX_CONCURRENCY,
    clientHeader: config.DATELINE_CLIENT_HEADER ?? null,
    subscriptions: {
      maximum: config.DATELINE_MAX_SUBSCRIPTIONS,
      perSocket: config.DATELINE_MAX_SUBSCRIPTIONS_PER_SOCKET,
      stallMs: config.DATELINE_SUBSCRIBER_STALL_MS,
      clock,
    },
    requestTimeoutMs: config.DATELINE_REQUEST_TIMEOUT_MS,
    drainMs: config.DATELINE_DRAIN_MS,
    readinessLeadMs: config.DATELINE_READINESS_LEAD_MS,
    log,
    countRead: hotness.countRead,
    ...(looker !== 'off' &&
      watching !== null && {
        inside: { looker, watching, clock, freshMs: config.DATELINE_CACHE_FRESH_MS },
      }),
    ...(documents !== null && { trusted: documents.trusted }),
    ...(kept !== null && { kept }),
    ...(pages !== undefined && { pages }),
    ...(served.subgraph !== null && {
      subgraph: { graphql: served.subgraph, secret: config.DATELINE_SUBGRAPH_SECRET ?? null },
    }),
    ...(config.DATELINE_HOOKS_SECRET !== undefined && {
      contentHook: { secret: config.DATELINE_HOOKS_SECRET, clock, take: takeContentMessage(parts) },
    }),
  });

  let closing = false;
  return {
    store: parts.store,
    purge: (tags) => cache.purge(tags),
    events,
    feed,
    async reloadRemotes() {
      await served.reload();
      kept?.forgetRequests();
    },
    replacePeers: peers.replace,
    async listen(first) {
      await migration.attempt();
      // What a crash left half done is whole before anybody reads it.
      if (migration.isDone()) await repair.run().catch(parts.onFailure);
      await first?.(parts.store);
      if (closing) throw new Error('The gateway was closed before it listened.');
      repair.start();
      publishClock.look();
      appearances.start();
      cmsWrites.start();
      webhooks.start();
      return await http.listen();
    },
    async close() {
      closing = true;
      await http.close();
      migration.stop();
      publishClock.stop();
      repair.stop();
      await cmsWrites.stop();
      await appearances.stop();
      await webhooks.stop();
      await served.close();
      await cache.close();
      await hotness.close();
      stopFeed();
      line?.close();
      await database.close();
    },
  };
};
