import {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';
import { GatewayError } from '../content/errors.ts';

const DUPLICATE_KEY = 11_000;
const VALIDATION_FAILED = 121;
const MAX_TIME_EXPIRED = 50;

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

// The driver doesn't export this class of its own.
const isPoolTimeout = (error: unknown): boolean =>
  error instanceof MongoError && error.name === 'MongoWaitQueueTimeoutError';

/**
 * What an error of the driver means to whoever asked. The driver's own words stay in `cause`, for the log: they may name hosts,
 * collections and keys, and a connection string's password.
 */
export const storeError = (error: unknown): Error => {
  if (error instanceof GatewayError) return error;
  if (
    isAbort(error) ||
    error instanceof MongoNetworkTimeoutError ||
    error instanceof MongoOperationTimeoutError
  )
    return new GatewayError('GATEWAY_TIMEOUT', undefined, { cause: error });
  if (
    error instanceof MongoServerSelectionError ||
    isPoolTimeout(error) ||
    error instanceof MongoNetworkError
  ) {
    return new GatewayError('STORE_UNAVAILABLE', undefined, { cause: error });
  }
  if (error instanceof MongoServerError) {
    if (error.code === MAX_TIME_EXPIRED)
      return new GatewayError('GATEWAY_TIMEOUT', undefined, { cause: error });
    if (error.code === DUPLICATE_KEY)
      return new GatewayError('CONFLICT', duplicateDetail(error), { cause: error });
    if (error.code === VALIDATION_FAILED) {
      return new GatewayError('BAD_USER_INPUT', 'The record does not fit its collection.', { cause: error });
    }
  }
  // Not primary, shutting down, pool cleared: the driver has retried already.
  if (error instanceof MongoError && error.hasErrorLabel('RetryableWriteError')) {
    return new GatewayError('STORE_UNAVAILABLE', undefined, { cause: error });
  }
  return error instanceof Error ? error : new Error('The store failed.', { cause: error });
};

const duplicateDetail = (error: MongoServerError): string => {
  const key = Object.keys(error.keyPattern ?? {})[0];
  return key === undefined
    ? 'Another record has this key already.'
    : `Another record has this \`${key}\` already.`;
};

/** Whether a write was refused only because a record with the same `_id` is there already. */
export const idsOfDuplicates = (error: unknown): { ids: Set<number>; others: boolean } => {
  if (!(error instanceof MongoBulkWriteError)) return { ids: new Set(), others: true };
  const failures = [error.writeErrors].flat();
  const onId = failures.filter(
    (failure) =>
      failure.code === DUPLICATE_KEY &&
      '_id' in ((failure.err as { keyPattern?: object }).keyPattern ?? parsePattern(failure.errmsg)),
  );
  return { ids: new Set(onId.map((failure) => failure.index)), others: onId.length !== failures.length };
};

// Older servers put the pattern into the message alone.
const parsePattern = (message: string | undefined): object =>
  message?.includes('index: _id_') === true ? { _id: 1 } : {};
