import { GatewayError } from '../content/errors.ts';
import type { RateLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';

/** For a document in which the operation that is wanted can't be told. */
export const refuseOperation = (wanted: string | null | undefined): Refusal =>
  Refusal.for(
    new GatewayError(
      'OPERATION_RESOLUTION_FAILURE',
      wanted ? 'The document has no operation of that name.' : 'The document has more than one operation.',
    ),
  );

/** Takes root fields from what a client may have executed. Throws RATE_LIMITED. */
export const takeAllowance = (
  rateLimit: RateLimit | null,
  client: string | undefined,
  rootFields: number,
): void => {
  const retryAfter = client === undefined ? 0 : (rateLimit?.take(client, rootFields) ?? 0);
  if (retryAfter > 0) throw new GatewayError('RATE_LIMITED', undefined, { more: { retryAfter } });
};

export const tooCostly = (cost: number, maximum: number): Refusal =>
  Refusal.for(
    new GatewayError('QUERY_TOO_COSTLY', `This may touch ${cost} things; the limit is ${maximum}.`, {
      more: { cost, maximum },
    }),
  );
