/** What a GraphQL request consists of, read from a body or a query string. */
export interface RequestParams {
  readonly query: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  /** The SHA-256 of a persisted query, in hexadecimal. */
  readonly hash: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NONE: Fields = {};

/** `undefined` for what isn't an object where there should be one or nothing. */
const fieldsOf = (value: unknown): Fields | undefined =>
  value === undefined || value === null ? NONE : isFields(value) ? value : undefined;

const textOf = (value: unknown): string | null | undefined =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : undefined;

const readParams = (fields: Fields): RequestParams | null => {
  const [query, operationName] = [textOf(fields['query']), textOf(fields['operationName'])];
  const [variables, extensions] = [fieldsOf(fields['variables']), fieldsOf(fields['extensions'])];
  const persisted = fieldsOf(extensions?.['persistedQuery']);
  const hash = textOf(persisted?.['sha256Hash']);
  const understood = query !== undefined && operationName !== undefined && hash !== undefined;
  if (!understood || variables === undefined || persisted === undefined) return null;
  if (hash !== null && persisted['version'] !== 1) return null;
  return {
    query: query === '' ? null : query,
    operationName: operationName === '' ? null : operationName,
    variables,
    hash,
  };
};

const fieldsOfSearch = (search: string): Fields | null => {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in fields) return null;
    fields[name] = name === 'variables' || name === 'extensions' ? parseJson(value) : value;
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
  return isFields(fields) ? readParams(fields) : null;
};
