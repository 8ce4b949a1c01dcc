import type { GraphQLRequestContext } from '@apollo/server';
import { getArgumentValues, getDirectiveValues } from 'graphql';
import { ERRORS, type ErrorCode } from '../content/errors.ts';
import type { PageVerdict } from '../content/page-verdict.ts';
import { statusHeaders } from './answer-status.ts';
import { DIRECTIVE, markedFieldOf } from './marked-field.ts';
import { maskError } from './mask-error.ts';
import { coerceVariables } from './variables.ts';

/** A marked field of a request, as it was answered. */
export interface MarkedField {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly gated: boolean;
  readonly there: boolean;
}

/** Gives the verdict on a marked field from the request's context. */
export type JudgePage<T> = (marked: MarkedField, context: T) => Promise<PageVerdict>;

const statusOf = (code: unknown): number =>
  typeof code === 'string' && Object.hasOwn(ERRORS, code)
    ? ERRORS[code as ErrorCode].status
    : ERRORS.INTERNAL_SERVER_ERROR.status;

/**
 * Gives an answer the HTTP status of the page that its marked field decides. A former slug is 200 here: a redirect would send the client's own
 * request to a page. A field that failed says nothing of its page, so its error's status counts.
 */
export const decidePage = async <T extends { readonly requestId: string; readonly signal: AbortSignal }>(
  context: GraphQLRequestContext<T>,
  judge: JudgePage<T>,
): Promise<void> => {
  const { document, operation, schema, request, response } = context;
  if (document === undefined || operation == null || response.body?.kind !== 'single') return;
  const node = markedFieldOf(operation, document);
  const { singleResult } = response.body;
  const { data, errors } = singleResult;
  const key = (node?.alias ?? node?.name)?.value;
  const definition = node === null ? undefined : schema.getQueryType()?.getFields()[node.name.value];
  if (node === null || key === undefined || definition === undefined || data == null || !(key in data))
    return;

  const answer = (status: number): void => {
    for (const [name, value] of statusHeaders(status)) response.http.headers.set(name, value);
    response.http.status = status;
  };
  const there = data[key] !== null;
  const failures = (errors ?? []).filter(({ path }) => path?.[0] === key);
  if (!there && failures.length > 0) {
    answer(Math.max(...failures.map(({ extensions }) => statusOf(extensions?.['code']))));
    return;
  }
  const values = coerceVariables(schema, operation, request.variables ?? {}, false).values ?? {};
  const directive = schema.getDirective(DIRECTIVE);
  const given = directive == null ? undefined : getDirectiveValues(directive, node, values);
  const args = getArgumentValues(definition, node, values);
  let verdict: PageVerdict;
  try {
    const marked = { field: node.name.value, args, gated: given?.['gated'] !== false, there };
    verdict = await judge(marked, context.contextValue);
  } catch (error) {
    // The store went away between the answer and the question whether it was ever there. The error is told, so that nobody keeps the answer.
    const { formatted, status } = maskError(error, context.contextValue);
    singleResult.errors = [...(errors ?? []), formatted];
    answer(status);
    return;
  }
  answer(verdict.status === 301 ? 200 : verdict.status);
  if (verdict.location !== null)
    response.http.headers.set('link', `<${new URL(verdict.location).href}>; rel="canonical"`);
  singleResult.extensions = { ...singleResult.extensions, page: verdict };
};
