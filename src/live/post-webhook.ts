import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { addressIn, ForbiddenAddress, isPublicAddress, publicLookup } from './public-address.ts';
import type { SignedHeaders } from './webhook-signature.ts';

export interface Post {
  readonly url: string;
  readonly headers: SignedHeaders;
  readonly body: string;
  readonly timeoutMs: number;
  readonly allowPrivate: boolean;
}

/** Nobody reads what a target answers; more than this of it isn't waited for. */
const MAX_ANSWER = 65_536;

/**
 * One try. Answers `null` for a target that took the message (any 2xx), else why it didn't, in a word for people and logs. Redirects aren't followed: where they lead
 * nobody has allowed.
 */
export const postWebhook = ({
  url,
  headers,
  body,
  timeoutMs,
  allowPrivate,
}: Post): Promise<string | null> => {
  const target = new URL(url);
  const address = addressIn(target);
  if (!allowPrivate && address !== null && !isPublicAddress(address))
    return Promise.resolve('FORBIDDEN_ADDRESS');
  const signal = AbortSignal.timeout(timeoutMs);
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    signal,
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Dateline-Webhooks',
    },
    ...(!allowPrivate && { lookup: publicLookup }),
  };
  return new Promise((resolve) => {
    const request = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, options);
    request.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MAX_ANSWER) response.destroy();
      });
      response.on('error', () => {}); // The status has been heard.
      if (status >= 200 && status < 300) resolve(null);
      else resolve(status >= 300 && status < 400 ? `REDIRECTED (${status})` : `HTTP ${status}`);
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof ForbiddenAddress) resolve('FORBIDDEN_ADDRESS');
      else resolve(signal.aborted ? 'TIMED_OUT' : (error.code ?? 'REFUSED'));
    });
    request.end(body);
  });
};
