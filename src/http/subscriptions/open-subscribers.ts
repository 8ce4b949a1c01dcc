import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../content/clock.ts';
import { EventStreams, type EventStreamsOptions } from './event-streams.ts';
import { OpenSubscriptions } from './open-subscriptions.ts';
import { WebSockets, type WebSocketsOptions } from './web-sockets.ts';

export interface SubscriptionOptions {
  /** The most subscriptions, and the most WebSockets, of this instance. */
  readonly maximum: number;
  /** The most subscriptions of one WebSocket. */
  readonly perSocket: number;
  /** How long a client may leave what it was sent in the line. */
  readonly stallMs: number;
  readonly clock: Clock;
}

export interface Subscribers {
  readonly streams: EventStreams;
  /** Takes a server's upgrades to WebSockets. */
  listen(server: Server, release: (line: Duplex) => void): void;
  /** Takes no more, and ends those that there are, in words. */
  stop(): void;
}

type Given = Omit<EventStreamsOptions, 'open' | 'stallMs'> &
  Omit<WebSocketsOptions, 'open' | 'stallMs' | 'perSocket' | 'corsOrigins'> &
  Partial<Pick<WebSocketsOptions, 'corsOrigins'>>;

/** Both ways to subscribe, under one limit. */
export const openSubscribers = (
  { graphql, authenticate, trusted, clientHeader = null, corsOrigins = [], maxBodyBytes, log }: Given,
  { maximum, perSocket, stallMs, clock }: SubscriptionOptions,
): Subscribers => {
  const open = new OpenSubscriptions({ maximum, clock });
  const streams = new EventStreams({ graphql, open, stallMs, log });
  const sockets = new WebSockets({
    ...{ graphql, authenticate, open, perSocket, stallMs, clientHeader, corsOrigins, maxBodyBytes, log },
    ...(trusted !== undefined && { trusted }),
  });
  return {
    streams,
    listen: (server, release) => sockets.listen(server, release),
    stop: () => {
      sockets.stop();
      open.stop();
      streams.close();
    },
  };
};
