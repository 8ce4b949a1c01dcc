import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../content/errors.ts';
import { ClientGone } from './request-signal.ts';

const tooLarge = (maximum: number): GatewayError =>
  new GatewayError('PAYLOAD_TOO_LARGE', `The limit is ${maximum} bytes.`, { more: { maximum } });

/**
 * Reads a request's body. Throws PAYLOAD_TOO_LARGE as soon as its length is known to be over `maximum`, or that many bytes have come:
 * no more than that is ever held. Rejects with `ClientGone` when the client goes away.
 */
export const readBody = (request: IncomingMessage, maximum: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > maximum) {
      reject(tooLarge(maximum));
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (outcome: () => void) => {
      request.off('data', onData);
      request.off('end', onEnd);
      request.off('close', onGone);
      outcome();
    };
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > maximum) settle(() => reject(tooLarge(maximum)));
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks, length)));
    const onGone = () => settle(() => reject(new ClientGone('The client went away.')));
    request.on('data', onData);
    request.on('end', onEnd);
    request.on('close', onGone);
    request.on('error', () => {}); // `close` follows.
  });

/** What is still coming of a body that was refused is taken and dropped, so that the client gets to read the answer; but not for ever. */
const DISCARD_BYTES = 32 * 1024 * 1024;
const DISCARD_MS = 2_000;

/** Drops the rest of a refused request, and the connection if the rest is too long. */
export const discard = (request: IncomingMessage): void => {
  if (request.complete || request.destroyed) return;
  let length = 0;
  const timer = setTimeout(() => request.destroy(), DISCARD_MS).unref();
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > DISCARD_BYTES) request.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.on('error', () => {});
  request.resume();
};
