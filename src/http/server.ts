import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../content/errors.ts';
import type { Log } from '../observe/log.ts';
import { onClientError } from './client-error.ts';
import { Connections } from './connections.ts';
import { type ContentHookOptions, contentHookHandler } from './content-hook.ts';
import type { CorsOrigins } from './cors.ts';
import { exchangeOf } from './exchange.ts';
import { FastPath } from './fast-path.ts';
import { GraphQLRoute, type GraphQLRouteOptions } from './graphql-route.ts';
import { Health, type Readiness } from './health.ts';
import { ListenError } from './listen-error.ts';
import { RequestSignals } from './request-signal.ts';
import { createRouter, type PageHandler } from './router.ts';
import { type SubgraphOptions, subgraphHandler } from './subgraph-route.ts';
import { openSubscribers, type SubscriptionOptions } from './subscriptions/open-subscribers.ts';

export interface HttpServerOptions extends GraphQLRouteOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly log: Log;
  /** Looks at the parts that readiness hangs on. */
  readonly ready: () => Promise<Readiness>;
  /** Pages for people, such as the sandbox. */
  readonly pages?: PageHandler;
  readonly corsOrigins?: CorsOrigins;
  /** Makes this gateway a part of a supergraph, at /subgraph. */
  readonly subgraph?: SubgraphOptions;
  /** Takes messages of a CMS, at /hooks/content. */
  readonly contentHook?: ContentHookOptions;
  /** Lets clients subscribe, over event streams and WebSockets. */
  readonly subscriptions?: SubscriptionOptions;
  readonly requestTimeoutMs: number;
  /** The longest that a stop waits for requests under way. */
  readonly drainMs: number;
  /** How long readiness says 503 before the listener closes: time for a balancer to look away. */
  readonly readinessLeadMs?: number;
  /** How long a request's headers, and the whole request, may take to arrive. */
  readonly headersTimeoutMs?: number;
  readonly arrivalTimeoutMs?: number;
  /** How long a client may take to fetch its answer. */
  readonly writeTimeoutMs?: number;
  /** Longer than the 60 s of common balancers, which must be the ones to close. */
  readonly keepAliveTimeoutMs?: number;
}

export interface HttpServer {
  /** Begins to listen. Rejects where the address can't be had. */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Stops gracefully; every call gives the same promise. It is kept within `drainMs` and a second, whatever clients do. */
  close(): Promise<void>;
}

/** Room for a token of 100 KB, which is refused in words; the router bounds everything else tighter. */
const MAX_HEADER_BYTES = 128 * 1024;
/** After the deadline: time in which those still waiting are told that the process stops. */
const LAST_WORDS_MS = 400;

const urlOf = (server: Server, host: string): { url: string; port: number } => {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${port}`, port };
};

const hasClosed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/** The HTTP server: routes, limits in bytes and time, health, and a stop that loses no request that was accepted. */
export const createHttpServer = (options: HttpServerOptions): HttpServer => {
  const signals = new RequestSignals(options.requestTimeoutMs);
  const headersTimeout = options.headersTimeoutMs ?? 10_000;
  const requestTimeout = options.arrivalTimeoutMs ?? 14_000;
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    // The router asks for it, in words.
    requireHostHeader: false,
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.min(1_000, headersTimeout, requestTimeout),
    keepAliveTimeout: options.keepAliveTimeoutMs ?? 65_000,
    noDelay: true,
  });
  const writeTimeoutMs = options.writeTimeoutMs ?? 30_000;
  const connections = new Connections(server, writeTimeoutMs);
  // Node's own, which `close` calls, cuts off whoever is still fetching an answer that was handed over.
  server.closeIdleConnections = () => connections.closeIdle();
  let closing: Promise<void> | null = null;
  const health = new Health(options.ready, () => closing !== null);
  const subscribers =
    options.subscriptions === undefined ? null : openSubscribers(options, options.subscriptions);
  subscribers?.listen(server, (line) => connections.release(line));
  const { kept: _, trusted: __, inside: ___, subgraph, ...routeOptions } = options;
  const route = createRouter({
    health,
    graphql: new GraphQLRoute(options, signals, subscribers?.streams),
    corsOrigins: options.corsOrigins ?? [],
    log: options.log,
    ...(options.pages !== undefined && { pages: options.pages }),
    ...(options.contentHook !== undefined && { contentHook: contentHookHandler(options.contentHook) }),
    ...(subgraph !== undefined && {
      subgraph: subgraphHandler(
        new GraphQLRoute({ ...routeOptions, graphql: subgraph.graphql }, signals),
        subgraph.secret,
      ),
    }),
  });

  const fast =
    options.kept === undefined || options.log.isLevelEnabled('debug')
      ? null
      : new FastPath({
          kept: options.kept,
          connections,
          countRead: options.countRead ?? null,
          inside: options.inside !== undefined,
          maxBodyBytes: options.maxBodyBytes,
          cors: (options.corsOrigins ?? []).length > 0,
        });

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    if (closing !== null || fast?.take(request, response, (body) => onward(request, response, body)) !== true)
      onward(request, response);
  };
  const onward = (request: IncomingMessage, response: ServerResponse, body: Buffer | null = null): void => {
    connections.track(response);
    if (closing !== null) response.setHeader('connection', 'close');
    response.once('prefinish', () => {
      // The answer is handed over; a client that doesn't fetch it in time loses its connection.
      const timer = setTimeout(() => request.socket.destroy(), writeTimeoutMs).unref();
      response.once('close', () => clearTimeout(timer));
    });
    void route(exchangeOf(request, response, body));
  };
  server.on('request', onRequest);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers['content-length'] ?? 0) <= options.maxBodyBytes) response.writeContinue();
    onRequest(request, response);
  });
  // Whatever else is expected is none of ours, and may be passed over (RFC 9110, 10.1.1).
  server.on('checkExpectation', onRequest);
  server.on('clientError', onClientError(connections));

  const drain = async (): Promise<void> => {
    const deadline = performance.now() + options.drainMs;
    connections.announceClose();
    await sleep(Math.min(options.readinessLeadMs ?? 100, options.drainMs));
    const closed = hasClosed(server);
    subscribers?.stop();
    const inTime = await Promise.race([
      closed.then(() => true),
      sleep(Math.max(0, deadline - performance.now()), false, { ref: false }),
    ]);
    if (inTime) return;
    options.log.warn(
      { requests: signals.underWay, connections: connections.open },
      'Cutting what is still under way.',
    );
    signals.abortAll(new GatewayError('SHUTTING_DOWN'));
    await Promise.race([closed, sleep(LAST_WORDS_MS)]);
    connections.cut();
    await closed;
  };

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        const refuse = (error: NodeJS.ErrnoException): void =>
          reject(new ListenError(error, options.host, options.port));
        server.once('error', refuse);
        server.listen({ host: options.host, port: options.port, backlog: 1_024 }, () => {
          server.off('error', refuse);
          resolve(urlOf(server, options.host));
        });
      }),
    close: () => {
      closing ??= server.listening ? drain() : Promise.resolve();
      return closing;
    },
  };
};
