import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Viewer } from '../content/viewer.ts';

/** One home has a whole /64 of addresses: its first four groups name it. */
const networkOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
};

/**
 * Whom a request's executions are counted for: who the token names, else the client's address, as `header` tells it where there is a balancer. What a
 * client says itself in that header comes before what the balancer adds, so the last address counts.
 */
export const clientOf = (request: IncomingMessage, viewer: Viewer, header: string | null): string => {
  if (viewer.subject !== null) return `subject ${viewer.subject}`;
  const told = header === null ? undefined : request.headers[header];
  const last = (Array.isArray(told) ? told.join(',') : told)?.split(',').at(-1)?.trim();
  return `address ${networkOf(last !== undefined && last !== '' ? last : (request.socket.remoteAddress ?? ''))}`;
};
