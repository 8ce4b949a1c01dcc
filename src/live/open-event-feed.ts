import type { Cache } from '../cache/cache.ts';
import type { SharedLine } from '../cache/shared-line.ts';
import type { ArticleHead } from '../content/records.ts';
import { EventFeed, type EventFeedOptions } from './event-feed.ts';
import { openEventNotices } from './event-notices.ts';
import type { InProcessEvents } from './in-process-events.ts';
import { createKeepPace } from './keep-pace.ts';

export interface OpenEventFeedOptions extends Pick<EventFeedOptions, 'log' | 'onError'> {
  /** What this instance writes. */
  readonly events: Pick<InProcessEvents, 'subscribe'>;
  readonly cache: Pick<Cache, 'heard' | 'purge'>;
  readonly heads: (ids: readonly string[]) => Promise<readonly ArticleHead[]>;
  /** By which instances tell each other; `null` for none. */
  readonly redis: { readonly url: string; readonly prefix: string; readonly line: SharedLine } | null;
  readonly onRedisError: (error: Error) => void;
}

/** The feed of a gateway: it is told at once of what this instance and others write, and what is kept here keeps pace with it. */
export const openEventFeed = (options: OpenEventFeedOptions): { readonly feed: EventFeed; close(): void } => {
  const { log, events, redis, onError, onRedisError } = options;
  const pace = createKeepPace(options.cache, options.heads);
  const feed = new EventFeed({
    log,
    hears: () => notices?.listening === true,
    prepare: pace.before,
    onError,
  });
  const notices =
    redis === null
      ? null
      : openEventNotices({
          redisUrl: redis.url,
          prefix: redis.prefix,
          line: redis.line,
          onNotice: () => feed.notice(),
          onError: onRedisError,
        });
  events.subscribe((event) => {
    pace.wrote(event);
    feed.notice();
    notices?.tell(event.id);
  });
  return { feed, close: () => notices?.close() };
};
