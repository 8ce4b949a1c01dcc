import {
  MongoBulkWriteError,
  MongoError,
  MongoInvalidArgumentError,
  MongoMissingCredentialsError,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  type WriteError,
} from 'mongodb';
import { GatewayError } from '../content/errors.ts';
import { INDEXES } from './indexes.ts';

const DUPLICATE_KEY = 11_000;
const VALIDATION_FAILED = 121;
const MAX_TIME_EXPIRED = 50;
const TOO_LARGE = 10_334;

/** What a server says that isn't one to ask just now, or doesn't take our name: https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml. */
const NOT_SERVING: ReadonlySet<unknown> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  11, // UserNotFound
  13, // Unauthorized
  18, // AuthenticationFailed
  89, // NetworkTimeout
  91, // ShutdownInProgress
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  8000, // AtlasError
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
  14031, // OutOfDiskSpace
]);
/** What looking up a name or opening a connection ends with, where the driver hands on the system's own errors. */
const NO_WAY: ReadonlySet<unknown> = new Set([
  'ENOTFOUND',
  'ENODATA',
  'ESERVFAIL',
  'ETIMEOUT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** By its name: what a signal is aborted with is a `DOMException`, which not every realm takes for one of its own errors. */
const isAbort = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  (error.name === 'TimeoutError' || error.name === 'AbortError');

/** Whether no connection was free in time. The driver doesn't export this class of its own. */
export const isPoolTimeout = (error: unknown): boolean =>
  error instanceof MongoError && error.name === 'MongoWaitQueueTimeoutError';

// The serializer has room for 17 MB and says no more than that it ends there; between 16 and 17 MB the driver refuses.
const isTooLarge = (error: unknown): boolean =>
  codeOf(error) === TOO_LARGE ||
  codeOf(error) === 'ERR_OUT_OF_RANGE' ||
  (error instanceof MongoInvalidArgumentError && error.message.includes('larger than'));

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Of a bulk write that failed as a whole, the error that it failed with: the driver wraps all alike. */
const withinBulk = (error: unknown): unknown =>
  error instanceof MongoBulkWriteError && error.errorResponse instanceof MongoError
    ? error.errorResponse
    : error;

/**
 * What an error of the driver means to whoever asked. The driver's own words stay in `cause`, for the log: they may name hosts,
 * collections and keys, and a connection string's password.
 */
export const storeError = (raised: unknown): Error => {
  if (raised instanceof GatewayError) return raised;
  const error = withinBulk(raised);
  if (
    isAbort(error) ||
    error instanceof MongoNetworkTimeoutError ||
    error instanceof MongoOperationTimeoutError
  )
    return new GatewayError('GATEWAY_TIMEOUT', undefined, { cause: error });
  if (
    error instanceof MongoServerSelectionError ||
    error instanceof MongoTopologyClosedError ||
    isPoolTimeout(error) ||
    error instanceof MongoNetworkError ||
    error instanceof MongoMissingCredentialsError ||
    NO_WAY.has(codeOf(error)) ||
    (error instanceof MongoServerError && NOT_SERVING.has(error.code))
  ) {
    return new GatewayError('STORE_UNAVAILABLE', undefined, { cause: error });
  }
  if (isTooLarge(error))
    return new GatewayError('BAD_USER_INPUT', 'The record is larger than a document may be.', {
      cause: error,
    });
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
  const index = duplicateIndex(
    error instanceof MongoBulkWriteError ? failuresOf(error).find(isDuplicate)?.errmsg : error.message,
  );
  const key = Object.keys(
    INDEXES.find(({ name, options }) => name === index && options?.unique)?.key ?? {},
  )[0];
  return key === undefined
    ? 'Another record has this key already.'
    : `Another record has this \`${key}\` already.`;
};

const failuresOf = (error: MongoBulkWriteError): WriteError[] => [error.writeErrors].flat();
/** Whether a write was refused because a unique index has its key already. */
export const isDuplicate = ({ code }: { readonly code?: unknown }): boolean => code === DUPLICATE_KEY;
/** The same of the index on `_id`. */
export const isDuplicateId = (error: MongoServerError): boolean =>
  isDuplicate(error) && duplicateIndex(error.message) === '_id_';
// The driver hands on no more of a write's error than its code and its words.
const duplicateIndex = (message: string | undefined): string | undefined =>
  /index: (\S+) dup key/.exec(message ?? '')?.[1];

/** Whether writes were refused only because a record with the same `_id` is there already, and which ones. */
export const idsOfDuplicates = (error: unknown): { ids: Set<number>; others: boolean } => {
  if (!(error instanceof MongoBulkWriteError)) return { ids: new Set(), others: true };
  const failures = failuresOf(error);
  const onId = failures.filter(
    (failure) => isDuplicate(failure) && duplicateIndex(failure.errmsg) === '_id_',
  );
  // Without any, the whole of it failed: the connection was cut, the disk is full, no majority has it.
  const others = failures.length === 0 || onId.length !== failures.length;
  return { ids: new Set(onId.map(({ index }) => index)), others };
};
