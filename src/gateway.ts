import { cachedReads } from '../loaders/cached-reads.ts';
import { createLoaders } from '../loaders/create-loaders.ts';
import { keptStories } from '../loaders/kept-stories.ts';
import { readTogether } from '../loaders/read-together.ts';
import { renewableLoaders } from '../loaders/renewable-loaders.ts';
import { watchedReads } from '../loaders/watched-reads.ts';
import type { GatewayContext } from '../resolvers/context.ts';
import { pageVerdict } from '../resolvers/page-verdict.ts';
import type { Cache } from './cache/cache.ts';
import { createCache } from './cache/create-cache.ts';
import { createHotness } from './cache/hotness.ts';
import { createLease } from './cache/lease.ts';
import { openSharedLine } from './cache/shared-line.ts';
import { type Environment, limitsOf } from './config.ts';
import { type Clock, systemClock } from './content/clock.ts';
import type { Newsroom } from './content/newsroom.ts';
import { EDITION_LISTS, FRONT } from './content/surrogate-tags.ts';
import { isStaff } from './content/viewer.ts';
import { announcedStore } from './desk/announced-store.ts';
import { createAppearances } from './desk/appearances.ts';
import { commandKeys } from './desk/command-keys.ts';
import { takeContentMessage } from './desk/content-messages.ts';
import { createDesk } from './desk/desk.ts';
import type { DeskParts } from './desk/desk-parts.ts';
import { createEventWriter } from './desk/event-writer.ts';
import { createPublishClock } from './desk/publish-clock.ts';
import { createRepair } from './desk/repair.ts';
import { createTurns } from './desk/turns.ts';
import type { PeerConfig } from './federation/peer-config.ts';
import { openPeers } from './federation/peers.ts';
import { createAuthenticator } from './graphql/authenticate.ts';
import { type Remotes, serveSchemas } from './graphql/serve-schemas.ts';
import type { ContextSource } from './graphql/server.ts';
import { openTrustedDocuments } from './graphql/trusted/open-trusted-documents.ts';
import { KeptAnswers } from './http/answers/kept-answers.ts';
import type { PageHandler } from './http/router.ts';
import { createHttpServer } from './http/server.ts';
import type { EventFeed } from './live/event-feed.ts';
import { createInProcessEvents, type InProcessEvents } from './live/in-process-events.ts';
import { openEventFeed } from './live/open-event-feed.ts';
import { createSubscriber, type Subscriber } from './live/subscriber.ts';
import type { WebhookTarget } from './live/webhook-config.ts';
import { createWebhooks } from './live/webhooks.ts';
import type { Log } from './observe/log.ts';
import { Watching } from './observe/watching.ts';
import { keepMigrating } from './store/keep-migrating.ts';
import type { ConnectionOptions } from './store/mongodb-connection.ts';
import { createStore } from './store/mongodb-store.ts';
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
  /** Begins to listen, whether MongoDB is there yet or not: `/health/ready` says when it is. */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Stops from the outside in: requests under way finish first, connections to MongoDB close last. */
  close(): Promise<void>;
}

/** What instances share beside the cache is asked for by nobody who waits. */
const SHARED_ANSWER_MS = 500;

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
  const database = createStore({
    url: mongodbUrl,
    database: config.DATELINE_DATABASE,
    pool: config.DATELINE_MONGODB_POOL,
    timeoutMs: config.DATELINE_MONGODB_TIMEOUT_MS,
    onCommand,
    watcher: watching?.find,
  });
  const migration = keepMigrating(database, log);
  const publishClock = createPublishClock(
    [(after) => database.articles.nextVisible(after), (after) => database.editions.nextPublished(after)],
    clock,
    (moment) => appearances.expect(moment),
  );
  const onRedisError = (error: Error): void => log.debug({ err: error }, 'Redis does not answer.');
  const line =
    config.REDIS_URL === undefined
      ? null
      : openSharedLine({
          redisUrl: config.REDIS_URL,
          prefix: config.DATELINE_CACHE_PREFIX,
          answerMs: SHARED_ANSWER_MS,
          onError: onRedisError,
        });
  const cache = createCache({
    redisUrl: config.REDIS_URL ?? null,
    prefix: config.DATELINE_CACHE_PREFIX,
    version: `${VERSION}/2`,
    memoryBytes: config.DATELINE_CACHE_MEMORY_MB * 1_048_576,
    freshMs: config.DATELINE_CACHE_FRESH_MS,
    graceMs: config.DATELINE_CACHE_GRACE_MS,
    redisMs: config.DATELINE_REDIS_TIMEOUT_MS,
    unheardMs: config.DATELINE_CACHE_UNHEARD_MS,
    clock,
    onPurge: (tags) => void ((tags.includes(FRONT) || tags.includes(EDITION_LISTS)) && publishClock.look()),
    onError: onRedisError,
    watcher: watching?.find,
  });
  const store = announcedStore(database, cache);
  const events = createInProcessEvents((error) => log.error({ err: error }, 'A listener to events failed.'));
  const parts: DeskParts = {
    store,
    purge: (tags) => cache.purge(tags),
    events: createEventWriter(database.events, events),
    turn: createTurns(),
    clock,
    newsroom: {
      locale: config.DATELINE_LOCALE,
      siteUrl: config.DATELINE_SITE_URL.replace(/\/+$/, ''),
    },
    onCommand: () => {},
    onFailure: (error) =>
      log.error({ err: error }, 'What a command left to be done failed; it is tried again.'),
  };
  const repair = createRepair(parts);
  const appearances = createAppearances({
    election: createLease(line, 'publish-clock'),
    articles: database.articles,
    editions: database.editions,
    purge: (tags) => cache.purge(tags),
    announce: parts.events.write,
    clock,
    onFailure: (error) =>
      log.warn({ err: error }, 'What appeared by itself was not announced; it is tried again.'),
  });
  const hotness = createHotness(line, clock);
  const kept = keptStories(cache);
  const cached = cachedReads({ store: database, cache, nextMoment: publishClock.next, clock });

  const live = openEventFeed({
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
    feed: live.feed,
    deliveries: database.deliveries,
    subjects: database,
    clock,
    worldClock: systemClock,
    log,
  });
  const peersFor = openPeers({ peers: options.peers ?? [], cache, clock, log });
  const together = readTogether();
  const contextOf = (
    source: ContextSource,
    subscriber: Subscriber | null,
  ): GatewayContext & Record<string, unknown> => {
    const { viewer, client, requestId, signal, reading, onStory, onBatch } = source;
    // Editors see what is stored, drafts and all; what is kept for readers is kept apart from that.
    const plain = isStaff(viewer) ? database : cached(reading);
    const reads = onBatch === undefined ? plain : watchedReads(plain, onBatch);
    const { loaders, renew } = renewableLoaders(() => createLoaders({ reads, viewer, clock }));
    const context: GatewayContext & Record<string, unknown> = {
      viewer,
      client,
      requestId,
      signal,
      clock,
      newsroom,
      peers: peersFor(reading),
      hotness,
      kept,
      countRead: onStory ?? (() => {}),
      loaders,
      desk: createDesk({ ...parts, onCommand: renew }, viewer),
      commandKey: commandKeys(source.headers),
      subscriber,
      deliver: (event) => {
        // Whoever wrote it may have a clock that is a little ahead.
        const then = (): number => Math.max(clock(), event.at.getTime());
        const read = () => createLoaders({ reads, viewer, clock: then });
        return { ...context, clock: then, loaders: together(event, viewer, read) };
      },
    };
    return context;
  };
  const subscribing = async (source: ContextSource) => {
    const { lastEventId = null, signal } = source;
    const key = await database.secrets.secret('event places');
    return contextOf(source, createSubscriber({ feed: live.feed, key, lastEventId, signal }));
  };

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
      context: (source) => (source.lastEventId === undefined ? contextOf(source, null) : subscribing(source)),
      log,
    },
    fieldsPerMinute: config.DATELINE_MAX_FIELDS_PER_MINUTE,
    asSubgraph: config.DATELINE_SUBGRAPH,
    remotes: options.remotes ?? null,
    clock,
    onSchema: (schema) => documents?.report(schema),
  });

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
    ready: async () => {
      const reached = await database.ping().then(
        () => true,
        () => false,
      );
      const { state } = cache.stats().redis;
      return {
        parts: {
          mongodb: reached && migration.isDone() ? 'UP' : 'DOWN',
          ...(state !== 'NONE' && { redis: state === 'UP' ? 'UP' : 'DEGRADED' }),
        },
      };
    },
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
    ...(config.DATELINE_KEEP_ANSWERS && {
      kept: new KeptAnswers({
        cache,
        clock,
        rawBytes: config.DATELINE_CACHE_MEMORY_MB * 131_072,
        vary: 'Authorization, Accept, Accept-Encoding, Origin',
      }),
    }),
    ...(pages !== undefined && { pages }),
    ...(served.subgraph !== null && {
      subgraph: { graphql: served.subgraph, secret: config.DATELINE_SUBGRAPH_SECRET ?? null },
    }),
    ...(config.DATELINE_HOOKS_SECRET !== undefined && {
      contentHook: { secret: config.DATELINE_HOOKS_SECRET, clock, take: takeContentMessage(parts) },
    }),
  });

  return {
    store,
    purge: (tags) => cache.purge(tags),
    events,
    feed: live.feed,
    reloadRemotes: served.reload,
    async listen() {
      await migration.attempt();
      // What a crash left half done is whole before anybody reads it.
      if (migration.isDone()) await repair.run().catch(parts.onFailure);
      repair.start();
      publishClock.look();
      appearances.start();
      webhooks.start();
      return await http.listen();
    },
    async close() {
      await http.close();
      migration.stop();
      publishClock.stop();
      repair.stop();
      await appearances.stop();
      await webhooks.stop();
      await served.close();
      await cache.close();
      await hotness.close();
      live.close();
      line?.close();
      await database.close();
    },
  };
};
