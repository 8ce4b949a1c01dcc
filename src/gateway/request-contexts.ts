import type { cachedReads } from '../../loaders/cached-reads.ts';
import { createLoaders, type Reads } from '../../loaders/create-loaders.ts';
import { keptStories } from '../../loaders/kept-stories.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { readTogether } from '../../loaders/read-together.ts';
import { ANEW, type Rooms } from '../../loaders/rooms.ts';
import { watchedReads } from '../../loaders/watched-reads.ts';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { Clock } from '../content/clock.ts';
import type { Newsroom } from '../content/newsroom.ts';
import { isStaff, type Viewer } from '../content/viewer.ts';
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

/** What the contexts of all requests share. */
interface Shared extends RequestContextsOptions {
  readonly kept: GatewayContext['kept'];
  readonly together: ReturnType<typeof readTogether>;
  readonly wireKey: GatewayContext['wireKey'];
}

/**
 * What resolvers get. A class, and not an object that is written down with its getters: V8 takes each of those for one of a kind of its own, which it keeps, with all that the getters reach,
 * until the old generation is collected.
 */
class RequestContext implements GatewayContext {
  [name: string]: unknown;
  readonly shared: Shared;
  readonly source: ContextSource;
  readonly reads: Reads;
  readonly viewer: Viewer;
  readonly client: ContextSource['client'];
  readonly requestId: string;
  readonly clock: Clock;
  readonly newsroom: Newsroom;
  readonly countRead: GatewayContext['countRead'];
  readonly loaders: Rooms<Loaders>;
  readonly subscriber: Subscriber | null;
  made: { desk?: Desk; commandKey?: GatewayContext['commandKey'] } = {};

  constructor(
    shared: Shared,
    source: ContextSource,
    reads: Reads,
    { clock, loaders, subscriber }: Pick<RequestContext, 'clock' | 'loaders' | 'subscriber'>,
  ) {
    this.shared = shared;
    this.source = source;
    this.reads = reads;
    this.viewer = source.viewer;
    this.client = source.client;
    this.requestId = source.requestId;
    this.clock = clock;
    this.newsroom = shared.newsroom;
    this.countRead = source.onStory ?? nobodyCounts;
    this.loaders = loaders;
    this.subscriber = subscriber;
  }

  get signal(): AbortSignal {
    return this.source.signal;
  }

  get hotness(): GatewayContext['hotness'] {
    return this.shared.storage.hotness;
  }

  get kept(): GatewayContext['kept'] {
    return this.shared.kept;
  }

  get wireKey(): GatewayContext['wireKey'] {
    return this.shared.wireKey;
  }

  get peers(): GatewayContext['peers'] {
    return this.shared.peersFor(this.source.reading);
  }

  /** Made for those who write. */
  get desk(): Desk {
    this.made.desk ??= createDesk(
      { ...this.shared.parts, onCommand: () => this.loaders[ANEW]() },
      this.viewer,
    );
    return this.made.desk;
  }

  get commandKey(): GatewayContext['commandKey'] {
    this.made.commandKey ??= commandKeys(this.source.headers);
    return this.made.commandKey;
  }

  get deliver(): GatewayContext['deliver'] {
    return (event) => {
      const { shared, reads, viewer } = this;
      // Whoever wrote it may have a clock that is a little ahead.
      const clock = (): number => Math.max(this.clock(), event.at.getTime());
      const loaders = shared.together(event, viewer, () => createLoaders({ reads, viewer, clock }));
      // With what others have put beside it, such as who asks on behalf of whom.
      const same: RequestContext = Object.create(RequestContext.prototype);
      return Object.assign(same, this, { clock, loaders, made: {} });
    };
  }
}

const nobodyCounts = (): void => {};

/** Makes what resolvers get for one request, or for one subscription. */
export const requestContexts = (
  options: RequestContextsOptions,
): ((source: ContextSource) => Context | Promise<Context>) => {
  const { storage, cached, feed, clock } = options;
  const { database } = storage;
  const shared: Shared = {
    ...options,
    kept: keptStories(storage.cache),
    together: readTogether(),
    wireKey: () => database.secrets.secret('wire cursors'),
  };
  const contextOf = (source: ContextSource, subscriber: Subscriber | null): Context => {
    const { viewer, reading, onBatch } = source;
    // Editors see what is stored, drafts and all; what is kept for readers is kept apart from that.
    const plain = isStaff(viewer) ? database : cached(reading);
    const reads = onBatch === undefined ? plain : watchedReads(plain, onBatch);
    const loaders = createLoaders({ reads, viewer, clock });
    return new RequestContext(shared, source, reads, { clock, loaders, subscriber });
  };
  const subscribing = async (source: ContextSource): Promise<Context> => {
    const { lastEventId = null, signal } = source;
    const key = await database.secrets.secret('event places');
    return contextOf(source, createSubscriber({ feed, key, lastEventId, signal }));
  };
  return (source) => (source.lastEventId === undefined ? contextOf(source, null) : subscribing(source));
};
