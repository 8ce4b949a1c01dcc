import type { cachedReads } from '../../loaders/cached-reads.ts';
import { createLoaders } from '../../loaders/create-loaders.ts';
import { keptStories } from '../../loaders/kept-stories.ts';
import { readTogether } from '../../loaders/read-together.ts';
import { ANEW } from '../../loaders/rooms.ts';
import { watchedReads } from '../../loaders/watched-reads.ts';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { Clock } from '../content/clock.ts';
import type { Newsroom } from '../content/newsroom.ts';
import { isStaff } from '../content/viewer.ts';
import { commandKeys } from '../desk/command-keys.ts';
import { createDesk, type Desk } from '../desk/desk.ts';
import type { DeskParts } from '../desk/desk-parts.ts';
import type { OpenPeers } from '../federation/peers.ts';
import type { ContextSource } from '../graphql/server.ts';
import type { EventFeed } from '../live/event-feed.ts';
import { createSubscriber, type Subscriber } from '../live/subscriber.ts';
import type { Storage } from './open-storage.ts';

type Context = GatewayContext & Record<string, unknown>;

export interface RequestContextsOptions {
  readonly storage: Storage;
  readonly cached: ReturnType<typeof cachedReads>;
  readonly parts: DeskParts;
  readonly feed: EventFeed;
  readonly peersFor: OpenPeers['forReading'];
  readonly newsroom: Newsroom;
  readonly clock: Clock;
}

/** Makes what resolvers get for one request, or for one subscription. */
export const requestContexts = (
  options: RequestContextsOptions,
): ((source: ContextSource) => Context | Promise<Context>) => {
  const { storage, cached, parts, feed, peersFor, newsroom, clock } = options;
  const { database, hotness } = storage;
  const kept = keptStories(storage.cache);
  const together = readTogether();
  const contextOf = (source: ContextSource, subscriber: Subscriber | null): Context => {
    const { viewer, client, requestId, signal, reading, onStory, onBatch } = source;
    // Editors see what is stored, drafts and all; what is kept for readers is kept apart from that.
    const plain = isStaff(viewer) ? database : cached(reading);
    const reads = onBatch === undefined ? plain : watchedReads(plain, onBatch);
    const loaders = createLoaders({ reads, viewer, clock });
    let desk: Desk | undefined;
    const context: Context = {
      viewer,
      client,
      requestId,
      signal,
      clock,
      newsroom,
      peers: peersFor(reading),
      wireKey: () => database.secrets.secret('wire cursors'),
      hotness,
      kept,
      countRead: onStory ?? (() => {}),
      loaders,
      /** Made for those who write. */
      get desk() {
        desk ??= createDesk({ ...parts, onCommand: () => loaders[ANEW]() }, viewer);
        return desk;
      },
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
  const subscribing = async (source: ContextSource): Promise<Context> => {
    const { lastEventId = null, signal } = source;
    const key = await database.secrets.secret('event places');
    return contextOf(source, createSubscriber({ feed, key, lastEventId, signal }));
  };
  return (source) => (source.lastEventId === undefined ? contextOf(source, null) : subscribing(source));
};
