import type { QueryStore } from './query-store.ts';
import { APQ_PREFIX } from './query-store.ts';

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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Headers that a browser asks permission for: with one of them, a GET is no forgery. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

const partsOfSearch = (search: string): Parts | null => {
  const parts: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    if (name in parts) return null;
    parts[name] = value;
  }
  for (const name of ['variables', 'extensions']) {
    if (parts[name] === undefined) continue;
    try {
      parts[name] = JSON.parse(String(parts[name]));
    } catch {
      return null;
    }
    if (!isRecord(parts[name])) return null;
  }
  return parts;
};

/** The text of a persisted query that is known by its hash, and nothing else about it. */
const persistedText = ({ query, extensions }: Parts, queries: QueryStore): string | undefined => {
  if (query !== undefined || !isRecord(extensions)) return undefined;
  const { persistedQuery, ...more } = extensions;
  if (!isRecord(persistedQuery) || Object.keys(more).length > 0) return undefined;
  const { version, sha256Hash } = persistedQuery;
  return version === 1 && typeof sha256Hash === 'string' ? queries.peek(APQ_PREFIX + sha256Hash) : undefined;
};

/**
 * Reads a request that has nothing odd about it; `null` for all others, which Apollo Server judges: batches, malformed parts, forgeries, a persisted query to be registered,
 * extensions that we don't know.
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
  const parts = request.method === 'GET' ? partsOfSearch(request.search) : request.body;
  if (!isRecord(parts)) return null;
  const { query, operationName, variables, extensions }: Parts = parts;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== undefined && variables !== null && !isRecord(variables)) return null;
  const text =
    extensions === undefined || extensions === null ? query : persistedText({ query, extensions }, queries);
  if (typeof text !== 'string' || text === '') return null;
  return { text, operationName, variables: variables ?? {}, accept };
};
