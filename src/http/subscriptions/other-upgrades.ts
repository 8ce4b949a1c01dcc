import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** What asks for another protocol, and belongs to that question. */
const HOP = new Set(['connection', 'upgrade', 'http2-settings']);

export const wantsWebSocket = ({ headers, method }: IncomingMessage): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';

/**
 * Answers a request that asks to go on in a protocol that isn't spoken here, such as HTTP/2 in the clear, as if it hadn't asked, which is its right (RFC 9110, 7.8). Java's client asks
 * each time. Node hands over the bare line as soon as anybody listens for upgrades, so what was read is put back without the question, and read again.
 */
export const answerWithoutUpgrade = (
  server: Server,
  { method, url, httpVersion, rawHeaders }: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void => {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (!HOP.has(rawHeaders[at]?.toLowerCase() ?? '')) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
  server.emit('connection', socket);
};
