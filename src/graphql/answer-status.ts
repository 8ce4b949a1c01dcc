import Negotiator from 'negotiator';
import type { ErrorCode } from '../content/errors.ts';
import { remembered } from './remembered.ts';

export const JSON_TYPE = 'application/json';
export const GRAPHQL_TYPE = 'application/graphql-response+json';

type AnswerType = typeof JSON_TYPE | typeof GRAPHQL_TYPE;

/** `NONE` for those that take neither. */
const choose = remembered((accept): AnswerType | 'NONE' => {
  const chosen = new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]);
  return chosen === JSON_TYPE || chosen === GRAPHQL_TYPE ? chosen : 'NONE';
});

/** The media type that an answer to this `Accept` has; `null` where the client takes neither. */
export const answerType = (accept: string | undefined): AnswerType | null => {
  if (accept === undefined || accept === '') return JSON_TYPE;
  const chosen = choose(accept);
  return chosen === 'NONE' ? null : chosen;
};

/** What a client accepts that subscribes over HTTP. */
export const EVENT_STREAM_TYPE = 'text/event-stream';

/** Whether the client would rather have a stream of events than one answer. */
export const wantsEventStream = (accept: string | undefined): boolean =>
  accept?.includes(EVENT_STREAM_TYPE) === true &&
  new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE, EVENT_STREAM_TYPE]) ===
    EVENT_STREAM_TYPE;

/** Whether the client asked for `application/json` by name, and prefers it. */
const wantsPlainJson = (accept: string | undefined): boolean =>
  accept !== undefined && /application\/json/i.test(accept) && answerType(accept) === JSON_TYPE;

/** Headers that RFC 9110 asks for with a status. */
export const statusHeaders = (status: number): readonly (readonly [string, string])[] => {
  if (status === 401) return [['www-authenticate', 'Bearer realm="dateline"']];
  return status === 503 ? [['retry-after', '1']] : [];
};

const MISTAKES: ReadonlySet<ErrorCode> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

interface Outcome {
  readonly accept: string | undefined;
  readonly data: unknown;
  readonly errors: readonly { readonly code: ErrorCode; readonly status: number }[];
  /** Whether a limit of ours refused the request, rather than GraphQL's rules. */
  readonly refused: boolean;
}

/**
 * The HTTP status of a well-formed request's answer, by GraphQL over HTTP. Data, even in part, is 200 whatever the errors say. Without any,
 * the gravest error's status counts; but a client that asked for `application/json` by name gets 200 for a document that doesn't parse, validate or take its
 * variables, and for a null answer, since such clients take another status for a failure of the transport.
 */
export const answerStatus = ({ accept, data, errors, refused }: Outcome): number => {
  if (errors.length === 0 || (data !== null && data !== undefined)) return 200;
  const gravest = Math.max(...errors.map(({ status }) => status));
  if (data === null) return wantsPlainJson(accept) ? 200 : gravest;
  if (!refused && wantsPlainJson(accept) && errors.every(({ code }) => MISTAKES.has(code))) return 200;
  return gravest < 400 && answerType(accept) === GRAPHQL_TYPE ? 400 : gravest;
};
