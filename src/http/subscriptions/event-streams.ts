import { setTimeout as pause } from 'node:timers/promises';
import type { ExecutionResult } from 'graphql';
import { print } from 'graphql-sse';
import { GatewayError } from '../../content/errors.ts';
import { EVENT_STREAM_TYPE } from '../../graphql/answer-status.ts';
import type { GraphQLRequest } from '../../graphql/graphql-request.ts';
import type { GraphQLServer } from '../../graphql/server.ts';
import type { Subscription } from '../../graphql/subscriptions.ts';
import type { Log } from '../../observe/log.ts';
import type { Exchange } from '../exchange.ts';
import { ClientGone } from '../request-signal.ts';
import { SECURITY_HEADERS, sendErrors } from '../send.ts';
import type { OpenSubscriptions, SubscriptionLife } from './open-subscriptions.ts';
import { isResumable } from './resumable.ts';

export interface EventStreamsOptions {
  readonly graphql: Pick<GraphQLServer, 'subscribe'>;
  readonly open: OpenSubscriptions;
  /** How long a client may leave what it was sent in the line. */
  readonly stallMs: number;
  readonly log: Log;
}

/** How often a stream that is silent says that it lives. */
const KEEP_ALIVE_MS = 12_000;
/** How long a stream's last words may take. */
const LAST_WORDS_MS = 2_000;

type Stream = Pick<Exchange, 'response'> & { readonly subscription: Subscription };

/**
 * Subscriptions as Server-Sent Events: the "distinct connections mode" of the GraphQL over SSE protocol, with the id of each event, so that a browser's `EventSource` that lost its
 * line goes on where it was. The next event is asked for when the client has taken the one before: what a slow client has coming is in the log, and nowhere else. The handler of
 * `graphql-sse` does neither, which is why only its words are used here.
 */
export class EventStreams {
  readonly #options: EventStreamsOptions;
  readonly #streams = new Set<Stream>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: EventStreamsOptions) {
    this.#options = options;
  }

  /** Answers a request with a stream, or with why there is none. Resolves when it is over. */
  async handle(exchange: Exchange, asked: Omit<GraphQLRequest, 'signal'>): Promise<void> {
    const { response, headers } = exchange;
    const { open, graphql } = this.#options;
    const life = open.begin(asked.viewer);
    response.once('close', () => life.end(new ClientGone('The client went away.')));
    try {
      const given = headers['last-event-id'];
      const lastEventId = typeof given === 'string' && given !== '' ? given : null;
      const subscription = await graphql.subscribe({ ...asked, lastEventId, signal: life.signal });
      if ('errors' in subscription)
        return await sendErrors(exchange, subscription.status, subscription.errors);
      await this.#stream(exchange, subscription, life);
    } finally {
      life.end(new ClientGone('The stream is over.'));
    }
  }

  async #stream({ response, requestId }: Exchange, subscription: Subscription, life: SubscriptionLife) {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    response.writeHead(200, {
      'content-type': `${EVENT_STREAM_TYPE}; charset=utf-8`,
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no', // Or nginx would keep events until it has a buffer full.
      'x-request-id': requestId,
    });
    const stream = { response, subscription };
    this.#keepAlive(stream);
    let ended: unknown = null;
    try {
      await this.#write(response, aliveLines(subscription), life);
      for await (const { eventId, result } of subscription.results) {
        await this.#write(response, `id: ${eventId}\n${textOf(result)}`, life);
      }
    } catch (error) {
      ended = error;
    } finally {
      this.#streams.delete(stream);
      await subscription.results.return();
    }
    await this.#close(response, ended, requestId);
  }

  /** Hands text over, and waits until the client has taken what is before it. */
  async #write(response: Exchange['response'], text: string, life: SubscriptionLife): Promise<void> {
    if (response.write(text)) return;
    const { stallMs } = this.#options;
    await new Promise<void>((resolve, reject) => {
      const settle = (outcome: () => void) => (): void => {
        clearTimeout(timer);
        response.off('drain', taken);
        life.signal.removeEventListener('abort', over);
        outcome();
      };
      const taken = settle(resolve);
      const over = settle(() => reject(life.signal.reason));
      const timer = setTimeout(
        settle(() => reject(new GatewayError('SUBSCRIBER_TOO_SLOW'))),
        stallMs,
      );
      response.once('drain', taken);
      life.signal.addEventListener('abort', over);
    });
  }

  /** Says why, and whether there is a point in coming back: a stream that ends without `complete` is asked for again by its client. */
  async #close(response: Exchange['response'], reason: unknown, requestId: string): Promise<void> {
    if (response.destroyed || reason instanceof ClientGone) return void response.destroy();
    const known = reason instanceof GatewayError || reason === null;
    if (!known) this.#options.log.error({ err: reason, requestId }, 'A subscription failed.');
    const error = reason instanceof GatewayError ? reason : new GatewayError('INTERNAL_SERVER_ERROR');
    if (reason !== null) {
      const { message, code } = error;
      response.write(
        print({ event: 'next', data: { errors: [{ message, extensions: { code } }] } as never }),
      );
    }
    if (reason === null || !isResumable(error)) response.write(print({ event: 'complete', data: null }));
    response.end();
    const gone = new Promise((resolve) => response.once('close', resolve));
    await Promise.race([gone, pause(LAST_WORDS_MS, undefined, { ref: false })]);
    response.destroy();
  }

  /** All streams on one timer: they are many, and silent most of the time. */
  #keepAlive(stream: Stream): void {
    this.#streams.add(stream);
    this.#timer ??= setInterval(() => {
      for (const { response, subscription } of this.#streams)
        if (!response.writableNeedDrain) response.write(aliveLines(subscription));
    }, KEEP_ALIVE_MS).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

/** A comment, and where to go on from: who was told of nothing since doesn't go back to where they began. */
const aliveLines = (subscription: Subscription): string => `:\n\nid: ${subscription.place()}\n\n`;

/** Many may be given one result: it becomes text once. */
const texts = new WeakMap<ExecutionResult, string>();

const textOf = (result: ExecutionResult): string => {
  let text = texts.get(result);
  if (text === undefined) {
    text = print({ event: 'next', data: result });
    texts.set(result, text);
  }
  return text;
};
