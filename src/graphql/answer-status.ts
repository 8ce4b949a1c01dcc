import Negotiator from 'negotiator';
import type { ErrorCode } from '../content/errors.ts';
import { remembered } from './remembered.ts';

export const JSON_TYPE = 'application/json';
export const GRAPHQL_TYPE = 'application/graphql-response+json';

export type AnswerType = typeof JSON_TYPE | typeof GRAPHQL_TYPE;

/** As it stands in `Content-Type`: who asks for UTF-8 by name, as GraphQL over HTTP recommends, asks for that. */
const inUtf8 = (type: string): string => `${type}; charset=utf-8`;

const OFFERED: ReadonlyMap<string, AnswerType> = new Map([
  [inUtf8(JSON_TYPE), JSON_TYPE],
  [inUtf8(GRAPHQL_TYPE), GRAPHQL_TYPE],
]);

/** Which of the types of answers, and of `more`, the client likes best. */
const preferred = (accept: string, more: readonly string[] = []): string | undefined =>
  new Negotiator({ headers: { accept } }).mediaType([...OFFERED.keys(), ...more]);

/** `NONE` for those that take neither. */
const choose = remembered((accept): AnswerType | 'NONE' => OFFERED.get(preferred(accept) ?? '') ?? 'NONE');

/** The media type that an answer to this `Accept` has; `null` where the client takes neither. */
export const answerType = (accept: string | undefined): AnswerType | null => {
  if (accept === undefined || accept === '') return JSON_TYPE;
  const chosen = choose(accept);
  return chosen === 'NONE' ? null : chosen;
};

/** What a client accepts that subscribes over HTTP. */
export const EVENT_STREAM_TYPE = 'text/event-stream';

const prefers = (accept: string, type: string): boolean => preferred(accept, [inUtf8(type)]) === inUtf8(type);

const prefersEventStream = remembered((accept) => prefers(accept, EVENT_STREAM_TYPE));

/** Whether the client would rather have a stream of events than one answer. */
export const wantsEventStream = (accept: string | undefined): boolean =>
  accept !== undefined && prefersEventStream(accept);

const prefersPage = remembered((accept) => prefers(accept, 'text/html'));

/** Whether the client would rather have a page for people. */
export const wantsPage = (accept: string | undefined): boolean => accept !== undefined && prefersPage(accept);

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
