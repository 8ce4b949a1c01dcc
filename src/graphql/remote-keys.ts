import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { type Clock, systemClock } from '../content/clock.ts';
import { GatewayError } from '../content/errors.ts';
import type { Log } from '../observe/log.ts';

export interface RemoteKeysOptions {
  readonly url: string;
  readonly log: Log;
  readonly clock?: Clock;
  /** Keys older than this are asked for anew, in the background: what an issuer withdrew is forgotten. */
  readonly maxAgeMs?: number;
  /** The least time between two requests to the URL, whatever tokens come and whether it answers. */
  readonly cooldownMs?: number;
  readonly timeoutMs?: number;
}

/** A key set is a few kilobytes. */
const MAX_BYTES = 256 * 1024;

const readBounded = async (response: Response): Promise<unknown> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error('The key set is too large.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
};

/**
 * The public keys that a URL publishes. One request at a time and no more than one each `cooldownMs`: a flood of tokens with unknown keys
 * doesn't become a flood of requests. Keys that are known go on working while the URL doesn't answer.
 * The function throws AUTHENTICATION_UNAVAILABLE as long as no key set was ever had.
 */
export const createRemoteKeys = (options: RemoteKeysOptions): JWTVerifyGetKey => {
  const {
    url,
    log,
    clock = systemClock,
    maxAgeMs = 600_000,
    cooldownMs = 30_000,
    timeoutMs = 3_000,
  } = options;
  let keys: JWTVerifyGetKey | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let gotAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  /** A clock that was set back says nothing: who waited for it to catch up would wait for as long as it was set back by. */
  const hasPassed = (ms: number, since: number): boolean => {
    const gone = clock() - since;
    return gone >= ms || gone < 0;
  };

  const fetchKeys = async (): Promise<void> => {
    const response = await fetch(url, {
      headers: { accept: 'application/jwk-set+json, application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status !== 200) throw new Error(`The key set's URL answered ${response.status}.`);
    keys = createLocalJWKSet((await readBounded(response)) as JSONWebKeySet);
    gotAt = clock();
  };

  /** Resolves when an attempt is over, or at once when it is too early for one. Never rejects. */
  const refresh = async (): Promise<void> => {
    if (underWay === null && hasPassed(cooldownMs, askedAt)) {
      askedAt = clock();
      underWay = fetchKeys()
        .catch((error: unknown) => {
          // Without the address: it may carry credentials, and whoever runs this knows it.
          log.warn({ err: error }, 'The key set of bearer tokens could not be fetched.');
        })
        .finally(() => {
          underWay = null;
        });
    }
    await underWay;
  };

  return async (header, token) => {
    if (keys === null) await refresh();
    if (keys === null) throw new GatewayError('AUTHENTICATION_UNAVAILABLE');
    if (hasPassed(maxAgeMs, gotAt)) void refresh();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return await keys(header, token);
    }
  };
};
