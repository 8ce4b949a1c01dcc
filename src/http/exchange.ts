import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { requestIdOf } from './request-id.ts';

/** One request and the response to it, with what every route asks of them. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly method: string;
  /** Without the query string, as it was sent; empty when the target isn't a path. */
  readonly path: string;
  /** The query string with its `?`, or nothing. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /** The body, where it has been read already. */
  readonly body: Buffer | null;
}

/** `/a?b` of `/a?b`, and of `http://host/a?b`, which proxies may send (RFC 9112, 3.2.2). */
const withoutOrigin = (target: string): string =>
  target.replace(/^https?:\/\/[^/?#]*(?=[/?#]|$)/i, '') || '/';

/** `/a` of `/a/`: one address to people, and to other GraphQL servers. A redirect instead would lose the body of many a client's POST. */
export const withoutSlash = (path: string): string =>
  path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;

export const exchangeOf = (
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | null = null,
): Exchange => {
  const target = withoutOrigin(request.url ?? '');
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const id = request.headers['x-request-id'];
  return {
    request,
    response,
    requestId: requestIdOf(Array.isArray(id) ? id[0] : id),
    method: request.method ?? '',
    path: path.startsWith('/') ? path : '',
    search: mark === -1 ? '' : target.slice(mark),
    headers: request.headers,
    body,
  };
};

/** The values of a header that counts only if it came once; node keeps the first and says nothing. */
export const valuesOf = (request: IncomingMessage, name: string): readonly string[] =>
  request.headersDistinct[name] ?? [];
