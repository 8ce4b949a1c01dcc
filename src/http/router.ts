import type { IncomingMessage, ServerResponse } from 'node:http';
import { GatewayError } from '../content/errors.ts';
import { wantsPage } from '../graphql/answer-status.ts';
import type { Log } from '../observe/log.ts';
import { applyCors, type CorsOrigins } from './cors.ts';
import { type Exchange, withoutSlash } from './exchange.ts';
import type { GraphQLRoute } from './graphql-route.ts';
import type { Health } from './health.ts';
import { discard } from './read-body.ts';
import { ClientGone } from './request-signal.ts';
import { refuse } from './send.ts';

/**
 * Answers people's browsers: asked for GET and HEAD of any address that isn't ours, and of /graphql when the client prefers HTML.
 * `false` says that it isn't one of its pages, and nothing was written.
 */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

interface RouterOptions {
  readonly health: Health;
  readonly graphql: GraphQLRoute;
  /** Answers /subgraph, where this gateway is a part of a supergraph. */
  readonly subgraph?: (exchange: Exchange) => Promise<void>;
  /** Answers /hooks/content, where a CMS may say what it wrote itself. */
  readonly contentHook?: (exchange: Exchange) => Promise<void>;
  readonly corsOrigins: CorsOrigins;
  readonly log: Log;
  readonly pages?: PageHandler;
}

/** Beside the token, which is judged on its own: what our clients send is a tenth of this. */
const MAX_HEADERS = 100;
const MAX_HEADER_BYTES = 16 * 1024;

/** Whether a request's headers are few and small enough. */
export const headersFit = ({ rawHeaders, url = '', headers }: IncomingMessage): boolean => {
  let bytes = url.length;
  for (const part of rawHeaders) bytes += part.length;
  if (headers.authorization !== undefined && bytes > MAX_HEADER_BYTES)
    for (let at = 0; at < rawHeaders.length; at += 2)
      if (rawHeaders[at]?.toLowerCase() === 'authorization') bytes -= rawHeaders[at + 1]?.length ?? 0;
  return rawHeaders.length / 2 <= MAX_HEADERS && bytes <= MAX_HEADER_BYTES;
};

/** Whether a request names one host, as RFC 9112, 3.2, has it: of two, a cache before us may have heeded the other. */
export const namesOneHost = ({ rawHeaders, httpVersion }: IncomingMessage): boolean => {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
};

const allow = (methods: string): Readonly<Record<string, string>> => ({ allow: methods });

/** Sends each request where it belongs, whatever becomes of it. The result never rejects: a fault of ours is a 500 and a line in the log. */
export const createRouter = (options: RouterOptions): ((exchange: Exchange) => Promise<void>) => {
  const { health, graphql, subgraph, contentHook, corsOrigins, log, pages } = options;

  const route = async (exchange: Exchange): Promise<void> => {
    const { method, request, response } = exchange;
    const path = withoutSlash(exchange.path);
    if (!headersFit(request)) throw new GatewayError('HEADERS_TOO_LARGE');
    if (!namesOneHost(request)) throw new GatewayError('BAD_REQUEST', 'It has no `Host` header, or several.');
    const reads = method === 'GET' || method === 'HEAD';
    if (path === '/health/live' || path === '/health/ready') {
      if (!reads) return await refuse(exchange, new GatewayError('METHOD_NOT_ALLOWED'), allow('GET, HEAD'));
      return await (path === '/health/live' ? health.live(exchange) : health.ready(exchange));
    }
    if (path === '/graphql') {
      applyCors(exchange, corsOrigins);
      if (method === 'OPTIONS') {
        response.writeHead(204, allow('GET, HEAD, POST, OPTIONS')).end();
        return;
      }
      if (reads && wantsPage(exchange.headers.accept) && (await pages?.(request, response))) return;
      return await graphql.handle(exchange);
    }
    if (path === '/subgraph' && subgraph !== undefined) return await subgraph(exchange);
    if (path === '/hooks/content' && contentHook !== undefined) return await contentHook(exchange);
    if (reads && (await pages?.(request, response))) return;
    throw new GatewayError('NOT_FOUND');
  };

  const access = ({ request, response, requestId, method, path }: Exchange): void => {
    const from = performance.now();
    response.once('close', () => {
      const ms = Math.round(performance.now() - from);
      const { statusCode: status } = response;
      // A response whose connection was cut takes itself for finished; the connection knows better.
      const { destroyed, writableFinished: flushed } = request.socket;
      const sent = response.writableFinished && (flushed || !destroyed);
      log.debug(
        { requestId, method, path, status, sent, bytes: response.getHeader('content-length'), ms },
        'request',
      );
    });
  };

  return async (exchange) => {
    if (log.isLevelEnabled('debug')) access(exchange);
    try {
      await route(exchange);
    } catch (error) {
      if (error instanceof ClientGone) return;
      const { requestId } = exchange;
      if (!(error instanceof GatewayError)) log.error({ err: error, requestId }, 'A request failed.');
      const told =
        error instanceof GatewayError
          ? error
          : new GatewayError('INTERNAL_SERVER_ERROR', undefined, { more: { requestId } });
      await refuse(exchange, told).catch((second: unknown) => {
        log.error({ err: second, requestId }, 'A refusal failed.');
        exchange.response.destroy();
      });
    } finally {
      discard(exchange.request);
    }
  };
};
