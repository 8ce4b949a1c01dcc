/** Every code that may leave the process, with its HTTP status and the sentence that says what to do. `docs/errors.md` is tested against it. */
export const ERRORS = {
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    sentence: 'The document is not GraphQL: mend the syntax at the place named.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    sentence: 'The document does not fit the schema: mend the field or argument named.',
  },
  BAD_USER_INPUT: {
    status: 400,
    sentence: 'A value is not of the shape or range that its argument takes: mend it and ask again.',
  },
  BAD_CURSOR: {
    status: 400,
    sentence: 'The cursor is not one of this list: start again without `after` and `before`.',
  },
  BAD_REQUEST: {
    status: 400,
    sentence: 'The request is not GraphQL over HTTP: see docs/http.md for its forms.',
  },
  OPERATION_RESOLUTION_FAILURE: { status: 400, sentence: 'Name the operation to run with `operationName`.' },
  QUERY_TOO_LARGE: {
    status: 400,
    sentence:
      'The document has too many tokens, levels, aliases, directives or root fields: ask for less at once.',
  },
  QUERY_TOO_COSTLY: {
    status: 400,
    sentence: 'The operation with these variables may touch too many things: ask for shorter lists.',
  },
  FILTER_TOO_BROAD: {
    status: 400,
    sentence: 'No index serves this filter: narrow the part named, by tag, correspondent, section or date.',
  },
  BATCH_REFUSED: {
    status: 400,
    sentence: 'Send one operation a request, or a batch no longer than the limit named.',
  },
  UNAUTHENTICATED: { status: 401, sentence: 'The token is missing, malformed or expired: get a new one.' },
  SIGNATURE_REFUSED: {
    status: 401,
    sentence:
      'Sign the message as docs/webhooks.md says, with the secret that both sides have, and send it at once.',
  },
  FORBIDDEN: { status: 403, sentence: 'The token does not allow this.' },
  NOT_FOUND: { status: 404, sentence: 'There is nothing here: see docs/http.md for the addresses.' },
  METHOD_NOT_ALLOWED: { status: 405, sentence: 'Use one of the methods that the Allow header names.' },
  CONFLICT: {
    status: 409,
    sentence: 'Something else is there already: look at it, then write again with what you know now.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    sentence: 'The request did not arrive in time: send it again on a faster line.',
  },
  EVENTS_FORGOTTEN: {
    status: 410,
    sentence:
      'What happened since then is no longer known here: read anew what you show, then subscribe without `afterEvent`.',
  },
  NOT_ACCEPTABLE: {
    status: 406,
    sentence: 'Accept `application/graphql-response+json` or `application/json`.',
  },
  PAYLOAD_TOO_LARGE: { status: 413, sentence: 'The request is larger than the limit: send a shorter one.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    sentence: 'Send JSON in UTF-8 as `application/json`, not compressed.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    sentence: 'The headers are larger than the limit: send fewer or shorter ones.',
  },
  CSRF_REFUSED: {
    status: 400,
    sentence: 'Send `content-type: application/json`, or a header such as `apollo-require-preflight: true`.',
  },
  REQUEST_CONCURRENCY_LIMITED: {
    status: 503,
    sentence: 'Too many requests are under way: ask again after the seconds in Retry-After.',
  },
  SUBSCRIPTIONS_LIMITED: {
    status: 503,
    sentence:
      'Too many subscriptions are open: end one, or subscribe again after the seconds in Retry-After.',
  },
  SUBSCRIBER_TOO_SLOW: {
    status: 503,
    sentence: 'What was told was not fetched in time: subscribe again after the last event that you have.',
  },
  RATE_LIMITED: {
    status: 429,
    sentence:
      'This client has had its fields of the last minute: ask again after the seconds in Retry-After.',
  },
  AUTHENTICATION_UNAVAILABLE: {
    status: 503,
    sentence:
      'The keys that tokens are checked with cannot be reached: ask again after the seconds in Retry-After.',
  },
  GATEWAY_TIMEOUT: { status: 504, sentence: 'The content took too long to answer: ask again.' },
  STORE_UNAVAILABLE: {
    status: 503,
    sentence: 'The content cannot be reached right now: ask again after the seconds in Retry-After.',
  },
  SHUTTING_DOWN: { status: 503, sentence: 'This instance is stopping: ask again, another one answers.' },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 200,
    sentence: 'The hash is not known: send the document with it once.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 400,
    sentence: 'Persisted queries are off: send the whole document.',
  },
  DOCUMENT_ID_UNKNOWN: {
    status: 404,
    sentence: 'No document has this id: put it into the manifest of the gateway before clients ask for it.',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 403,
    sentence:
      'Only documents of the manifest are answered here: register this one, and ask for it by its id.',
  },
  SUBGRAPH_FAILED: {
    status: 502,
    sentence:
      'Another service of the newsroom failed; the rest of the answer stands: ask again for its part.',
  },
  SUBGRAPH_TIMEOUT: {
    status: 504,
    sentence:
      'Another service of the newsroom took too long; the rest of the answer stands: ask again for its part.',
  },
  SUBGRAPH_ERROR: {
    status: 502,
    sentence:
      'Another service of the newsroom refused its part of the operation; the rest of the answer stands.',
  },
  ENTITY_NOT_FOUND: {
    status: 404,
    sentence:
      'What another service refers to is not here, or not for this viewer: the rest of the answer stands.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    sentence: 'Something failed on our side, and was logged under the request id given.',
  },
} as const satisfies Record<string, { status: number; sentence: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** The only error whose words reach a client. Anything else is masked and logged. */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  /** GraphQL's `extensions`; graphql-js takes them over from the error that a resolver throws. */
  readonly extensions: { readonly code: ErrorCode; readonly http: { readonly status: number } } & Readonly<
    Record<string, unknown>
  >;

  /** @param detail what was wrong with this very input; the table's sentence follows it. */
  constructor(
    code: ErrorCode,
    detail?: string,
    options: { cause?: unknown; more?: Readonly<Record<string, unknown>> } = {},
  ) {
    const { status, sentence } = ERRORS[code];
    super(detail === undefined ? sentence : `${detail} ${sentence}`, { cause: options.cause });
    this.name = 'GatewayError';
    this.code = code;
    this.status = status;
    this.extensions = { ...options.more, code, http: { status } };
  }
}
