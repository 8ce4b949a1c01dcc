import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Signatures as Standard Webhooks has them (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, in base64 behind `v1,`; several with spaces between
 * them while a secret is being changed for another.
 */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  /** Seconds since the epoch. */
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** How far a message's moment may lie from ours. */
const TOLERANCE_S = 300;
const MAX_ID = 200;

/** The keys of a setting: one secret, or more with spaces between them. `whsec_` is before base64; anything else is taken letter for letter. */
export const webhookKeys = (secret: string): readonly Buffer[] =>
  secret
    .trim()
    .split(/\s+/)
    .map((one) =>
      one.startsWith('whsec_') ? Buffer.from(one.slice('whsec_'.length), 'base64') : Buffer.from(one),
    );

const signatureOf = (key: Buffer, id: string, timestamp: string, body: string | Buffer): string =>
  `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;

/** The headers that a message goes out with; `now` is in milliseconds. */
export const signedHeaders = (
  keys: readonly Buffer[],
  id: string,
  body: string,
  now: number,
): SignedHeaders => {
  const timestamp = String(Math.floor(now / 1_000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map((key) => signatureOf(key, id, timestamp, body)).join(' '),
  };
};

const isEqual = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Why a message isn't taken; `null` if it is. Nothing is said that would help to forge one. */
export const signatureProblem = (
  keys: readonly Buffer[],
  headers: Readonly<Partial<SignedHeaders>>,
  body: Buffer,
  now: number,
): string | null => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
  if (!id || id.length > MAX_ID || !timestamp || !signature)
    return 'It takes the headers `webhook-id`, `webhook-timestamp` and `webhook-signature`.';
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > TOLERANCE_S)
    return `\`webhook-timestamp\` is more than ${TOLERANCE_S} seconds from now.`;
  const given = signature.split(' ');
  const good = keys.some((key) => {
    const wanted = signatureOf(key, id, timestamp, body);
    return given.some((one) => isEqual(one, wanted));
  });
  return good ? null : 'The signature is not that of this message.';
};
