import { isJsonObject, type JsonObject } from '../content/json-object.ts';

/** What a GraphQL request consists of, read from a body or a query string. */
export interface RequestParams {
  readonly query: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  /** The SHA-256 of a persisted query, in hexadecimal. */
  readonly hash: string | null;
}

const NONE: JsonObject = {};

/** `undefined` for what isn't an object where there should be one or nothing. */
const fieldsOf = (value: unknown): JsonObject | undefined =>
  value === undefined || value === null ? NONE : isJsonObject(value) ? value : undefined;

const textOf = (value: unknown): string | null | undefined =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : undefined;

const readParams = (fields: JsonObject): RequestParams | null => {
  const [query, operationName] = [textOf(fields['query']), textOf(fields['operationName'])];
  const [variables, extensions] = [fieldsOf(fields['variables']), fieldsOf(fields['extensions'])];
  if (query === undefined || operationName === undefined) return null;
  if (variables === undefined || extensions === undefined) return null;
  const persisted = extensions['persistedQuery'] ?? null;
  const hash = persisted === null ? null : hashOf(persisted);
  if (hash === undefined) return null;
  return {
    query: query === '' ? null : query,
    operationName: operationName === '' ? null : operationName,
    variables,
    hash,
  };
};

/** `undefined` for what is no persisted query of the version that there is. */
const hashOf = (persisted: unknown): string | undefined => {
  if (!isJsonObject(persisted) || persisted['version'] !== 1) return undefined;
  return textOf(persisted['sha256Hash']) ?? undefined;
};

/** The parts of a request in a query string; `null` where one comes twice, or isn't the JSON that it should be. */
export const fieldsOfSearch = (search: string): JsonObject | null => {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in fields) return null;
    fields[name] = value;
  }
  for (const name of ['variables', 'extensions']) {
    if (fields[name] === undefined) continue;
    const value = parseJson(String(fields[name]));
    // In a query string `null` is a mistake; in a body it is as good as nothing.
    if (!isJsonObject(value)) return null;
    fields[name] = value;
  }
  return fields;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Headers that a page of somebody else's can't send without being asked: with one of them, a GET is no forgery. */
export const isPreflighted = (headers: Readonly<Record<string, unknown>>): boolean =>
  Boolean(headers['apollo-require-preflight']) ||
  Boolean(headers['x-apollo-operation-name']) ||
  /^application\/(json|graphql)/i.test(String(headers['content-type'] ?? ''));

/**
 * Reads a request that is plainly one operation. `null` for everything else, batches and mistakes included: Apollo Server has the words for those.
 */
export const requestParams = (request: {
  readonly method: string;
  readonly search: string;
  readonly body: unknown;
}): RequestParams | null => {
  const fields = request.method === 'GET' ? fieldsOfSearch(request.search) : request.body;
  return isJsonObject(fields) ? readParams(fields) : null;
};

const EMPTY_NAME = /[?&]operationName=(&|$)/;

/** The request without a name of the operation that is empty: that is none, as graphql-js and GraphQL over HTTP have it. */
export const withoutEmptyName = <R extends { readonly search: string; readonly body: unknown }>(
  request: R,
): R => {
  const { search, body } = request;
  if (isNameEmpty(body)) return { ...request, body: nameless(body) };
  if (Array.isArray(body) && body.some(isNameEmpty))
    return { ...request, body: body.map((one: unknown) => (isNameEmpty(one) ? nameless(one) : one)) };
  if (!EMPTY_NAME.test(search)) return request;
  const params = new URLSearchParams(search);
  // What stands there twice is refused.
  if (params.getAll('operationName').length > 1) return request;
  params.delete('operationName');
  return { ...request, search: `?${params}` };
};

const isNameEmpty = (one: unknown): one is JsonObject => isJsonObject(one) && one['operationName'] === '';

const nameless = ({ operationName: _, ...rest }: JsonObject): JsonObject => rest;
