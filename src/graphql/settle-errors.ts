import type { GraphQLError } from 'graphql';
import type { Log } from '../observe/log.ts';
import { answerStatus } from './answer-status.ts';
import { MAX_FIELD_ERRORS } from './limits.ts';
import { type Masked, maskError } from './mask-error.ts';
import type { RequestScope } from './request-scope.ts';

/** Lines that one request may add to the log: a field that fails for each of a thousand rows is one fault. */
const MAX_LOGGED = 5;

/** What is known of an answer that has errors. */
export interface Failed<Data = unknown> {
  readonly scope: RequestScope;
  readonly operation: string | null | undefined;
  readonly accept: string | undefined;
  /** `undefined` where nothing was executed, `null` where nothing is left of it. */
  readonly data: Data;
  readonly raised: readonly GraphQLError[];
  /** Whether a limit of ours refused the request, rather than GraphQL's rules. */
  readonly refused: boolean;
}

const reportHidden = (log: Log, { scope, operation }: Failed, errors: readonly Masked[]): void => {
  const { requestId } = scope;
  const hidden = errors.filter(({ hidden }) => hidden !== null);
  for (const { hidden: err, formatted } of hidden.slice(0, MAX_LOGGED)) {
    log.error({ err, requestId, operation, path: formatted.path?.join('.') }, 'A request failed.');
  }
  if (hidden.length > MAX_LOGGED) {
    log.error({ requestId, operation, more: hidden.length - MAX_LOGGED }, 'It failed in more places.');
  }
};

/** So the planner of a supergraph marks what it can't plan. That concerns the whole operation: what was found until then would look like an answer to it. */
const isOfTheWhole = ({ extensions }: GraphQLError): boolean => extensions['CRITICAL_ERROR'] === true;

/** Decides what is said of errors and with which HTTP status, what stands beside them, and logs what isn't said: the same for every way that leads to an answer. */
export const settleErrors = <Data>(
  log: Log,
  failed: Failed<Data>,
): {
  readonly errors: readonly Masked['formatted'][];
  readonly status: number;
  readonly data: Data | null;
} => {
  const errors = failed.raised.slice(0, MAX_FIELD_ERRORS).map((error) => maskError(error, failed.scope));
  reportHidden(log, failed, errors);
  const { accept, refused } = failed;
  const data = failed.raised.some(isOfTheWhole) ? null : failed.data;
  return {
    errors: errors.map(({ formatted }) => formatted),
    status: answerStatus({ accept, data, errors, refused }),
    data,
  };
};
