import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ErrorCode, GatewayError } from '../content/errors.ts';
import { statusHeaders } from '../graphql/answer-status.ts';
import type { Connections } from './connections.ts';
import { refusalBody } from './send.ts';

/** What node's parser and its clock complain of, by their codes; anything else is bytes that aren't HTTP. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'PAYLOAD_TOO_LARGE',
};

/** A whole HTTP/1.1 answer as text, for a connection on which no request came through. `more` are further headers. */
export const rawAnswer = (error: GatewayError, more: Readonly<Record<string, string>> = {}): string => {
  const body = refusalBody(error);
  return [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    'cache-control: no-store',
    'x-content-type-options: nosniff',
    ...[...statusHeaders(error.status), ...Object.entries(more)].map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
};

/** Answers a connection whose bytes never became a request, and closes it; behind the answers to the requests before them, whose clients would take this for theirs. */
export const onClientError =
  (connections: Connections) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable || connections.hasBegun(socket)) {
      socket.destroy();
      return;
    }
    if (connections.closeAfterAnswers(socket)) return;
    socket.end(rawAnswer(new GatewayError(CODES[error.code ?? ''] ?? 'BAD_REQUEST')), () => socket.destroy());
  };
