import { ApolloServer, type ApolloServerOptions, type BaseContext, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import type { GraphQLSchema } from 'graphql';
import { GatewayError } from '../content/errors.ts';
import type { Log } from '../observe/log.ts';
import { AnswerKeys, type JudgedRequest } from './answer-keys.ts';
import { isPending } from './compiled/text.ts';
import { DocumentStore } from './document-store.ts';
import { DocumentExaminer } from './examine-document.ts';
import { type EngineStats, Executor } from './executor.ts';
import { gatePlugin } from './gate-plugin.ts';
import type { GraphQLAnswer, GraphQLRequest } from './graphql-request.ts';
import { KnownOperations } from './known-operations.ts';
import { KnownWay } from './known-way.ts';
import { DEFAULT_LIMITS, type Limits, MAX_DOCUMENT_ERRORS } from './limits.ts';
import { maskError } from './mask-error.ts';
import type { JudgePage } from './page-status.ts';
import { QueryStore } from './query-store.ts';
import type { RateLimit } from './rate-limit.ts';
import { withoutEmptyParts } from './request-params.ts';
import type { RequestScope } from './request-scope.ts';
import {
  type FederatedEvents,
  type NotSubscribed,
  type SubscribeRequest,
  type Subscription,
  Subscriptions,
} from './subscriptions.ts';
import { coerceVariables } from './variables.ts';

/** What a context is made from. */
export type ContextSource = Pick<
  GraphQLRequest,
  'viewer' | 'client' | 'requestId' | 'signal' | 'reading' | 'onStory' | 'onBatch' | 'headers' | 'onSubgraph'
> &
  Partial<Pick<SubscribeRequest, 'lastEventId'>>;

export interface GraphQLServer {
  /** Answers a request. Throws a `GatewayError` for what is refused as a whole, and the signal's reason once it is aborted. */
  answer(request: GraphQLRequest): Promise<GraphQLAnswer>;
  /** Subscribes to what happens, or says why not. */
  subscribe(request: SubscribeRequest): Promise<Subscription | NotSubscribed>;
  /** The key under which the answer to a request may be kept for others; `null` where it may not. */
  keyOf(request: Pick<GraphQLRequest, 'method' | 'search' | 'body' | 'viewer'>): JudgedRequest | null;
  /** What the stores of documents, operations and persisted texts hold. */
  extent(): {
    readonly documents: DocumentStore['extent'];
    readonly operations: KnownOperations['extent'];
    readonly queries: QueryStore['extent'];
  };
  /** How requests were answered: `known` by the short way, and which engine executed. */
  stats(): EngineStats & { readonly known: number };
  close(): Promise<void>;
}

export interface GraphQLServerOptions<T extends RequestScope> {
  readonly schema: GraphQLSchema;
  readonly context: (source: ContextSource) => T | Promise<T>;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
  /** Decides the status of a page by the field that the client marked with `@pageStatus`. */
  readonly judgePage?: JudgePage<T>;
  /** What each client may have executed; servers that share it take from one allowance. */
  readonly rateLimit?: RateLimit | null;
  /** How subscriptions are told where the schema is a supergraph. */
  readonly federatedEvents?: FederatedEvents<T>;
  /** Introspection and suggestions. */
  readonly introspection: boolean;
  /** Memory for parsed documents, for operations that are known, and for the texts of persisted queries. */
  readonly documentBytes?: number;
  readonly operationBytes?: number;
  readonly queryBytes?: number;
  /** A store of persisted texts that another server shares, instead of one of its own. */
  readonly queries?: QueryStore;
  /** Tells routers that ask for it how long each field took. Everything is executed by graphql-js then, past the short way: the schema must be no other server's. */
  readonly inlineTraces?: boolean;
  /** Leaves the short way for known operations alone, to compare. */
  readonly everyRequestThroughApollo?: boolean;
  /** How long an aborted request may still take to answer in part. */
  readonly graceMs?: number;
  /** What answers depend on beside schema and request, such as the newsroom's locale: kept answers of another salt are never found. */
  readonly salt?: string;
}

/** Memory for the texts of persisted queries. */
export const QUERY_BYTES = 8 * 1024 * 1024;

/** Settles when `signal` has been aborted for `graceMs`: time in which resolvers that heed the signal still give a partial answer. */
const abortedFor = (
  signal: AbortSignal,
  graceMs: number,
): { promise: Promise<never>; forget: () => void } => {
  let forget = () => {};
  const promise = new Promise<never>((_, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      timer = setTimeout(() => reject(signal.reason), graceMs);
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    forget = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
  });
  return { promise, forget };
};

const checkBatch = (body: unknown, maximum: number): void => {
  if (!Array.isArray(body) || (body.length > 0 && body.length <= maximum)) return;
  const detail = maximum === 0 ? 'Batches are off.' : `A batch has 1 to ${maximum} operations.`;
  throw new GatewayError('BATCH_REFUSED', detail, { more: { maximum } });
};

/** Apollo Server's own place for another engine, for operations whose fields it times; all others are executed by the gate itself. What comes here was let through by it. */
const ourGateway = (
  schema: GraphQLSchema,
  executor: Executor,
  introspection: boolean,
): NonNullable<ApolloServerOptions<BaseContext>['gateway']> => ({
  onSchemaLoadOrUpdate: (tell) => {
    tell({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => {};
  },
  load: async () => ({
    executor: async ({ document, operation, request, context }) => {
      const given = request.variables ?? {};
      const { values, errors } = coerceVariables(schema, operation, given, introspection);
      if (errors !== undefined) return { errors };
      return await executor.toResult({ document, operation, given, variables: values, context });
    },
  }),
  stop: async () => {},
});

/** Apollo Server with Dateline's limits, masking and stores, ready to answer. */
export const createGraphQLServer = async <T extends RequestScope & BaseContext>(
  options: GraphQLServerOptions<T>,
): Promise<GraphQLServer> => {
  const { schema, introspection, log } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const documents = new DocumentStore(options.documentBytes ?? 32 * 1024 * 1024);
  const queries = options.queries ?? new QueryStore(options.queryBytes ?? QUERY_BYTES);
  const { rateLimit = null } = options;
  const examiner = new DocumentExaminer(schema, limits, introspection);
  const known = new KnownOperations(options.operationBytes ?? 32 * 1024 * 1024);
  const { inlineTraces = false, everyRequestThroughApollo = inlineTraces } = options;
  const executor = new Executor(schema, { compile: !inlineTraces });
  const apollo = new ApolloServer<T>({
    gateway: ourGateway(schema, executor, introspection),
    introspection,
    nodeEnv: 'production', // Nothing of Apollo's depends on where we run: every choice is made here.
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: limits.batch > 0,
    parseOptions: { maxTokens: limits.tokens },
    // `DocumentExaminer` validates instead: after measuring, once for each document, and with the same verdict for a document that is known.
    dangerouslyDisableValidation: true,
    validationOptions: { maxErrors: MAX_DOCUMENT_ERRORS },
    documentStore: documents,
    persistedQueries: { cache: queries },
    logger: log,
    formatError: (_, error) => maskError(error, { requestId: '' }).formatted,
    plugins: [
      gatePlugin<T>({
        examiner,
        documents,
        known,
        executor: inlineTraces ? null : executor,
        limits,
        rateLimit,
        introspection,
        log,
        judgePage: options.judgePage ?? null,
      }),
      ApolloServerPluginCacheControlDisabled(),
      inlineTraces
        ? ApolloServerPluginInlineTrace({ includeErrors: { masked: true } })
        : ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();

  const shortWay = new KnownWay<T>({
    schema,
    known,
    queries,
    executor,
    context: options.context,
    maximumCost: limits.cost,
    rateLimit,
    introspection,
    log,
  });

  const keys = new AnswerKeys({
    ...{ schema, limits, introspection, documents, queries, examiner },
    salt: options.salt ?? '',
  });

  const subscriptions = new Subscriptions<T>({
    ...{ schema, limits, introspection, rateLimit, documents, queries, examiner, log },
    context: options.context,
    federated: options.federatedEvents ?? null,
  });

  const contextOf = async (request: GraphQLRequest): Promise<T> => {
    try {
      return await options.context(request);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      const { requestId } = request;
      log.error({ err: error, requestId }, 'A request failed.');
      throw new GatewayError('INTERNAL_SERVER_ERROR', undefined, { cause: error, more: { requestId } });
    }
  };

  const execute = async (request: GraphQLRequest): Promise<GraphQLAnswer> => {
    const { method, search, body } = request;
    const {
      status,
      headers,
      body: answer,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, search, body, headers: new HeaderMap(request.headers) },
      context: () => contextOf(request),
    });
    if (answer.kind !== 'complete') throw new Error('Answers in parts are not made.');
    return { status: Array.isArray(body) ? 200 : (status ?? 200), headers, body: answer.string };
  };

  return {
    async answer(given) {
      checkBatch(given.body, limits.batch);
      const request = withoutEmptyParts(given);
      const answer = everyRequestThroughApollo ? null : shortWay.answer(request);
      if (answer !== null && !isPending(answer)) return answer;
      const aborted = abortedFor(request.signal, options.graceMs ?? 250);
      try {
        return await Promise.race([answer ?? execute(request), aborted.promise]);
      } finally {
        aborted.forget();
      }
    },
    subscribe: (request) => subscriptions.open(request),
    keyOf: (request) => keys.keyOf(request),
    extent: () => ({ documents: documents.extent, operations: known.extent, queries: queries.extent }),
    stats: () => ({ ...executor.stats, known: shortWay.taken }),
    close: () => apollo.stop(),
  };
};
