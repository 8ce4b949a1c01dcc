import { createRedisClient } from '../cache/redis-client.ts';
import { script } from '../cache/redis-scripts.ts';
import type { SharedLine } from '../cache/shared-line.ts';

export interface EventNotices {
  /** Tells other instances that there is something new in the log. Nobody waits for it: who isn't told looks by itself. */
  tell(id: string): void;
  /** Whether this instance hears what others tell, as far as the connection knows. */
  readonly listening: boolean;
  close(): void;
}

export interface EventNoticesOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  /** By which it is told. */
  readonly line: SharedLine;
  readonly onNotice: () => void;
  readonly onError: (error: Error) => void;
}

const TELL = script('TELL', `redis.call('PUBLISH', p .. ':events', ARGV[1]) return 1`);

/** Notices between instances that the log of events has grown. They carry an id and nothing that anybody believes: what happened is read from the log. */
export const openEventNotices = (options: EventNoticesOptions): EventNotices => {
  const { redisUrl, prefix, line, onNotice, onError } = options;
  const channel = `{${prefix}}:events`;
  const redis = createRedisClient(redisUrl, onError);
  let listening = false;
  const listen = async (): Promise<void> => {
    try {
      await redis.subscribe(channel);
      listening = true;
      onNotice();
    } catch {
      listening = false; // The connection was lost again; the next one tries again.
    }
  };
  const lose = (): void => {
    listening = false;
    onNotice();
  };
  redis.on('message', onNotice);
  redis.on('ready', () => void listen());
  redis.on('close', lose);
  redis.on('end', lose);
  return {
    tell: (id) => void line.asker.ask(TELL, [id]),
    get listening() {
      return listening;
    },
    close: () => redis.disconnect(),
  };
};
