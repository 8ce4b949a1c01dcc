import type { GraphQLFormattedError } from 'graphql';
import type { GatewayError } from '../content/errors.ts';
import { answerType, GRAPHQL_TYPE, JSON_TYPE, statusHeaders } from '../graphql/answer-status.ts';
import { compress } from './compress.ts';
import type { Exchange } from './exchange.ts';

/** What goes back: the text of the body, its status and headers (lower-case names). */
export interface Answer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string | Buffer;
}

/** On every answer: nothing of ours is a page, may be guessed to be one, framed, or kept without being told so. */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Sends an answer, compressed if the client takes that. Does nothing where the client is gone or has been answered. */
export const send = async (exchange: Exchange, { status, headers, body }: Answer): Promise<void> => {
  const { request, response, requestId, method } = exchange;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const encoded = await compress(bytes, exchange.headers['accept-encoding']?.toString());
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-request-id', requestId);
  for (const [name, value] of statusHeaders(status)) response.setHeader(name, value);
  for (const [name, value] of headers) {
    if (name === 'vary') response.appendHeader(name, value);
    else response.setHeader(name, value);
  }
  response.appendHeader('vary', 'Accept, Accept-Encoding');
  if (encoded.encoding !== null) response.setHeader('content-encoding', encoded.encoding);
  response.setHeader('content-length', encoded.bytes.length);
  const last = method === 'HEAD' ? '' : encoded.bytes;
  if (request.complete || request.destroyed) response.end(last);
  else answerAhead(exchange, last);
};

/**
 * Answers a request that is still coming. The answer is out at once; its end, with which node closes a connection that isn't kept, waits until the rest has come and was dropped
 * (`discard`, which is bounded): closing before that would reset the connection, and the client might never read the answer.
 */
const answerAhead = ({ request, response }: Exchange, bytes: string | Buffer): void => {
  response.flushHeaders();
  if (bytes.length > 0) response.write(bytes);
  const end = (): void => void response.end();
  request.once('end', end);
  request.once('close', end);
};

/** The JSON of a refusal: the form of every answer with errors, whatever refused. */
export const refusalBody = ({ message, extensions: { http: _, ...extensions } }: GatewayError): string =>
  `${JSON.stringify({ errors: [{ message, extensions }] })}\n`;

/** Refuses a request with errors that have been settled. */
export const sendErrors = async (
  exchange: Exchange,
  status: number,
  errors: readonly GraphQLFormattedError[],
): Promise<void> => {
  const retryAfter = errors[0]?.extensions?.['retryAfter'];
  await send(exchange, {
    status,
    headers: [
      ['content-type', `${typeFor(exchange)}; charset=utf-8`],
      ...(typeof retryAfter === 'number' ? [['retry-after', String(retryAfter)] as const] : []),
    ],
    body: `${JSON.stringify({ errors })}\n`,
  });
};

const typeFor = ({ headers }: Exchange): string =>
  answerType(headers.accept) === GRAPHQL_TYPE ? GRAPHQL_TYPE : JSON_TYPE;

/** Refuses a request with its code. `more` are further headers. */
export const refuse = async (
  exchange: Exchange,
  error: GatewayError,
  more: Readonly<Record<string, string>> = {},
): Promise<void> => {
  await send(exchange, {
    status: error.status,
    headers: [['content-type', `${typeFor(exchange)}; charset=utf-8`], ...Object.entries(more)],
    body: refusalBody(error),
  });
};
