import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { ERRORS, type ErrorCode, GatewayError } from '../content/errors.ts';
import { shorten } from './shorten.ts';

/** An error as it may leave the process. */
export interface Masked {
  readonly formatted: GraphQLFormattedError;
  readonly code: ErrorCode;
  readonly status: number;
  /** What was hidden, to be logged; `null` when nothing was. */
  readonly hidden: unknown;
}

interface Request {
  readonly requestId: string;
  /** An error that follows from an aborted request is nobody's fault. */
  readonly signal?: AbortSignal | undefined;
}

const isCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(ERRORS, code);

/** The error that a resolver or plugin threw, under what GraphQL put around it. */
const rootOf = (error: unknown): unknown => {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
};

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_REQUEST',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

const statusIn = (extensions: Readonly<Record<string, unknown>>): number | null => {
  const http = extensions['http'];
  return typeof http === 'object' && http !== null && 'status' in http && typeof http.status === 'number'
    ? http.status
    : null;
};

/** The code of an error that Apollo Server or graphql-js made before execution; `null` if it isn't one of those. */
const codeBeforeExecution = (error: GraphQLError): ErrorCode | null => {
  if (error.message.startsWith('This operation has been blocked as a potential')) return 'CSRF_REFUSED';
  if (/^Syntax Error: Document contains more tha/.test(error.message)) return 'QUERY_TOO_LARGE';
  const code = error.extensions['code'];
  const status = statusIn(error.extensions);
  if (code === undefined || code === 'BAD_REQUEST')
    return STATUS_CODES[status ?? 0] ?? (isCode(code) ? code : null);
  return isCode(code) ? code : null;
};

/** These say more than their sentence does; the others are told in our own words. */
const OWN_WORDS: ReadonlySet<ErrorCode> = new Set([
  'CSRF_REFUSED',
  'QUERY_TOO_LARGE',
  'METHOD_NOT_ALLOWED',
  'NOT_ACCEPTABLE',
  'UNSUPPORTED_MEDIA_TYPE',
]);

/** An argument that only turned out wrong when its field was reached: the client's doing, in graphql-js's words. */
const isArgumentError = (root: unknown): boolean =>
  root instanceof GraphQLError &&
  root.message.startsWith('Argument "') &&
  root.nodes?.[0] !== undefined &&
  root.nodes[0].kind !== Kind.FIELD_DEFINITION;

const place = (error: unknown): Pick<GraphQLFormattedError, 'locations' | 'path'> => {
  if (!(error instanceof GraphQLError)) return {};
  const { locations, path } = error.toJSON();
  return { ...(locations && { locations }), ...(path && { path }) };
};

const masked = (
  error: unknown,
  code: ErrorCode,
  message: string,
  more: object = {},
  hidden: unknown = null,
): Masked => ({
  formatted: { message, ...place(error), extensions: { ...more, code } },
  code,
  status: ERRORS[code].status,
  hidden,
});

const ofGateway = (error: unknown, root: GatewayError): Masked => {
  const { http: _, ...more } = root.extensions;
  return masked(error, root.code, root.message, more);
};

/**
 * What may be said of an error: a `GatewayError` in its own words, GraphQL's own errors on the request in theirs, anything else
 * as INTERNAL_SERVER_ERROR with the request's id. Never a stack.
 */
export const maskError = (error: unknown, { requestId, signal }: Request): Masked => {
  const root = rootOf(error);
  if (root instanceof GatewayError) return ofGateway(error, root);
  if (error instanceof GraphQLError && error.path === undefined) {
    if (root instanceof RangeError) return masked(error, 'QUERY_TOO_LARGE', ERRORS.QUERY_TOO_LARGE.sentence);
    const code = root instanceof GraphQLError ? codeBeforeExecution(error) : null;
    if (code !== null && code !== 'INTERNAL_SERVER_ERROR') {
      return masked(error, code, OWN_WORDS.has(code) ? ERRORS[code].sentence : shorten(error.message));
    }
  }
  if (error instanceof GraphQLError && isArgumentError(root)) {
    return masked(error, 'BAD_USER_INPUT', shorten(error.message));
  }
  const reason: unknown = signal?.aborted === true ? signal.reason : null;
  if (reason instanceof GatewayError) return ofGateway(error, reason);
  return masked(
    error,
    'INTERNAL_SERVER_ERROR',
    ERRORS.INTERNAL_SERVER_ERROR.sentence,
    { requestId },
    signal?.aborted === true ? null : root,
  );
};
