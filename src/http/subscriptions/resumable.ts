import type { ErrorCode, GatewayError } from '../../content/errors.ts';

/** Ends after which the same question, from the last event on, gets an answer. */
const RESUMABLE: ReadonlySet<ErrorCode> = new Set([
  'SUBSCRIBER_TOO_SLOW',
  'SHUTTING_DOWN',
  'STORE_UNAVAILABLE',
  'GATEWAY_TIMEOUT',
]);

/** Whether a subscription that ended with this is to be asked for again. */
export const isResumable = ({ code }: GatewayError): boolean => RESUMABLE.has(code);
