import { GatewayError } from '../content/errors.ts';
import { openPlace, sealPlace } from '../content/event-place.ts';
import type { NewsroomEvent } from '../content/newsroom-event.ts';
import type { EventFeed } from './event-feed.ts';

/** An event as one subscriber is told of it: what a resolver made of it, and the context in which the rest is read. */
export interface Told<Context, Value> {
  readonly eventId: string;
  readonly value: Value;
  readonly context: Context;
  /** The same for those who read together: equal questions of theirs have equal answers. */
  readonly readings: object;
}

/** One subscription's way through the log of events. Places go in and out as `event-place.ts` seals them. */
export interface Subscriber {
  /** Every event after this one and those to come; for `null`, those to come. Rejects with BAD_USER_INPUT and EVENTS_FORGOTTEN. */
  follow(afterEvent: string | null): Promise<AsyncIterable<NewsroomEvent>>;
  /** An event's id, as subscribers know it. */
  idOf(event: NewsroomEvent): string;
  /** Where to go on from if the stream ended now. */
  place(): string;
}

export interface SubscriberOptions {
  readonly feed: Pick<EventFeed, 'place' | 'follow'>;
  /** Of `event-place.ts`. */
  readonly key: Buffer;
  /** Where the transport says that its client was: it goes before what the operation says, which a reconnecting client sends as it was. */
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
}

export const createSubscriber = ({ feed, key, lastEventId, signal }: SubscriberOptions): Subscriber => {
  let at = '';
  const opened = (sealed: string | null): string | null => {
    if (sealed === null) return null;
    const id = openPlace(key, sealed);
    if (id === null)
      throw new GatewayError('BAD_USER_INPUT', 'This is no `eventId` that was given out here.');
    return id;
  };
  return {
    follow: async (afterEvent) => {
      at = await feed.place(opened(lastEventId ?? afterEvent));
      return follow();
    },
    idOf: ({ id }) => sealPlace(key, id, { salted: false }),
    place: () => sealPlace(key, at, { salted: true }),
  };

  async function* follow(): AsyncGenerator<NewsroomEvent, void, void> {
    for await (const event of feed.follow(at, signal)) {
      yield event;
      // Whoever asks for the next one is done with this one.
      at = event.id;
    }
  }
};
