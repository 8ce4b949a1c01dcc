import { isJsonObject } from '../content/json-object.ts';
import type { QueryStore } from './query-store.ts';
import { fieldsOfSearch } from './request-params.ts';

/** A request as the fast way takes it: nothing about it is odd. */
export interface PlainRequest {
  readonly text: string;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly accept: string | undefined;
}

interface Parts {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/** Headers that a browser asks permission for: with one of them, a GET is no forgery. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** The text that is given, or that of a persisted query that is known by its hash alone. Nothing comes of other extensions, such as the `clientLibrary` of Apollo's clients. */
const textOf = ({ query, extensions }: Parts, queries: QueryStore): unknown => {
  if (extensions === undefined || extensions === null) return query;
  if (!isJsonObject(extensions)) return undefined;
  const { persistedQuery } = extensions;
  if (persistedQuery === undefined) return query;
  if (query !== undefined || !isJsonObject(persistedQuery)) return undefined;
  const { version, sha256Hash } = persistedQuery;
  return version === 1 && typeof sha256Hash === 'string' ? queries.known(sha256Hash) : undefined;
};

/**
 * Reads a request that has nothing odd about it; `null` for all others, which Apollo Server judges: batches, malformed parts, forgeries, a persisted query to be registered.
 */
export const plainRequest = (
  request: {
    readonly method: string;
    readonly headers: Iterable<readonly [string, string]>;
    readonly search: string;
    readonly body: unknown;
  },
  queries: QueryStore,
): PlainRequest | null => {
  let accept: string | undefined;
  let preflight = false;
  let contentType = false;
  for (const [name, value] of request.headers) {
    if (name === 'accept') accept = value;
    else if (name === 'content-type') contentType = true;
    else if (value.length > 0 && PREFLIGHT_HEADERS.includes(name)) preflight = true;
  }
  if (request.method === 'GET' ? contentType || !preflight : request.method !== 'POST') return null;
  const parts = request.method === 'GET' ? fieldsOfSearch(request.search) : request.body;
  if (!isJsonObject(parts)) return null;
  const { query, operationName, variables, extensions }: Parts = parts;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== undefined && variables !== null && !isJsonObject(variables)) return null;
  const text = textOf({ query, extensions }, queries);
  if (typeof text !== 'string' || text === '') return null;
  return { text, operationName, variables: variables ?? {}, accept };
};
