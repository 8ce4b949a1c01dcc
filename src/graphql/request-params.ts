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
    if (value !== null && !isJsonObject(value)) return null;
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

/**
 * Whether a GET has a header that a page of somebody else's can't send without being asked: then it is no forgery. A type of content other than JSON is refused, whatever else is there.
 */
export const isPreflighted = (headers: Readonly<Record<string, unknown>>): boolean =>
  headers['content-type'] === undefined
    ? Boolean(headers['apollo-require-preflight']) || Boolean(headers['x-apollo-operation-name'])
    : /^application\/json\s*(;|$)/i.test(String(headers['content-type']));

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

/** Parts of a query string that are as good as nothing, by GraphQL over HTTP: `null` for a map, and a name that is empty. */
const NOTHING: ReadonlyMap<string, string> = new Map([
  ['operationName', ''],
  ['variables', 'null'],
  ['extensions', 'null'],
]);
const NOTHING_IN = /[?&](operationName=(&|$)|(variables|extensions)=null(&|$))/;

/** The search without parts that are as good as nothing. */
const withoutNothing = (search: string): string => {
  if (!NOTHING_IN.test(search)) return search;
  const params = new URLSearchParams(search);
  for (const [name, nothing] of NOTHING) {
    const given = params.getAll(name);
    // What stands there twice is refused.
    if (given.length === 1 && given[0] === nothing) params.delete(name);
  }
  return `?${params}`;
};

/** The request without parts that are as good as nothing: Apollo Server takes them for mistakes. */
export const withoutEmptyParts = <R extends { readonly search: string; readonly body: unknown }>(
  request: R,
): R => {
  const { search, body } = request;
  if (isNameEmpty(body)) return { ...request, body: nameless(body) };
  if (Array.isArray(body) && body.some(isNameEmpty))
    return { ...request, body: body.map((one: unknown) => (isNameEmpty(one) ? nameless(one) : one)) };
  const less = withoutNothing(search);
  return less === search ? request : { ...request, search: less };
};

const isNameEmpty = (one: unknown): one is JsonObject => isJsonObject(one) && one['operationName'] === '';

const nameless = ({ operationName: _, ...rest }: JsonObject): JsonObject => rest;
