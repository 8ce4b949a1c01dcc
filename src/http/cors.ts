import type { Exchange } from './exchange.ts';

/** Origins of pages that may call from a browser; `*` for every one. Tokens go in a header, so no cookie rides along. */
export type CorsOrigins = readonly string[];

const ALLOWED_HEADERS =
  'accept, apollo-require-preflight, apollographql-client-name, apollographql-client-version, authorization, content-type, idempotency-key, last-event-id, x-apollo-operation-name, x-dateline-debug, x-request-id';
const EXPOSED_HEADERS = 'retry-after, x-request-id';

/** Says to the browser whether the page that asks may read the answer. */
export const applyCors = ({ request, response, headers }: Exchange, origins: CorsOrigins): void => {
  const everyone = origins.includes('*');
  if (!everyone) response.appendHeader('vary', 'Origin');
  const { origin } = headers;
  if (origin === undefined || !(everyone || origins.includes(origin))) return;
  response.setHeader('access-control-allow-origin', everyone ? '*' : origin);
  response.setHeader('access-control-expose-headers', EXPOSED_HEADERS);
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-headers', ALLOWED_HEADERS);
  response.setHeader('access-control-max-age', '7200');
};
