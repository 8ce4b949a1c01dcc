import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';
import type { Subscriber, Told } from '../live/subscriber.ts';
import type { Log } from '../observe/log.ts';
import { refuseOperation, takeAllowance, tooCostly } from './admission.ts';
import { documentHash } from './document-hash.ts';
import type { DocumentStore } from './document-store.ts';
import { evaluateCost } from './evaluate-cost.ts';
import { eventSourceOf } from './event-source.ts';
import type { DocumentExaminer } from './examine-document.ts';
import type { GraphQLRequest } from './graphql-request.ts';
import type { Limits } from './limits.ts';
import type { QueryStore } from './query-store.ts';
import type { RateLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import { type RequestParams, requestParams } from './request-params.ts';
import type { RequestScope } from './request-scope.ts';
import { ResultsTogether } from './results-together.ts';
import { settleErrors } from './settle-errors.ts';
import { coerceVariables } from './variables.ts';

/** A request to subscribe; `signal` is the subscription's life, and its reason, if it is a `GatewayError`, what the subscriber is told at its end. */
export interface SubscribeRequest extends Omit<GraphQLRequest, 'reading' | 'onStory' | 'onSubgraph'> {
  /** Where the client was, if its transport says so. */
  readonly lastEventId: string | null;
}

/** What a subscriber is given of one event. */
export interface Delivered {
  readonly eventId: string;
  readonly result: ExecutionResult;
}

export interface Subscription {
  /** The operation, for transports that want to look at it. */
  readonly operation: Pick<ExecutionArgs, 'schema' | 'document' | 'operationName'>;
  /** One by one, as fast as they are asked for. Throws what the subscription ends with, unless the subscriber ended it. */
  readonly results: AsyncGenerator<Delivered, void, void>;
  /** Where to go on from if it ended now. */
  place(): string;
}

/** Why there is no subscription. */
export interface NotSubscribed {
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[];
}

/** What executes subscriptions needs of a context. */
export interface SubscribingScope extends RequestScope {
  readonly subscriber: Subscriber | null;
}

/** How subscriptions to a supergraph are told: what happens is ours, and what is told of it may be others', too. */
export interface FederatedEvents<T> {
  /** Our own schema, whose subscriptions say what happens. */
  readonly source: GraphQLSchema;
  /** Whether subscribers who read together are given one result: not where another service is told who asks. */
  readonly isShared: boolean;
  /** The context of one event; `onStale` is called when an old answer of another service stands in. */
  readonly readingOf: (context: T, onStale: () => void) => T;
}

export interface SubscriptionsOptions<T extends RequestScope> {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly introspection: boolean;
  readonly rateLimit: RateLimit | null;
  readonly documents: DocumentStore;
  readonly queries: QueryStore;
  readonly examiner: DocumentExaminer;
  readonly context: (request: SubscribeRequest) => T | Promise<T>;
  /** `null` where the schema is all our own. */
  readonly federated: FederatedEvents<T> | null;
  readonly log: Log;
}

interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly params: RequestParams;
}

const NOT_HERE =
  'Only subscriptions are asked for over an event stream or a WebSocket: send queries and mutations with `Accept: application/json`.';

/** Opens subscriptions within the limits that hold for every operation, and executes them, an event at a time. */
export class Subscriptions<T extends RequestScope> {
  readonly #options: SubscriptionsOptions<T>;
  readonly #together = new ResultsTogether();

  constructor(options: SubscriptionsOptions<T>) {
    this.#options = options;
  }

  async open(request: SubscribeRequest): Promise<Subscription | NotSubscribed> {
    try {
      return await this.#open(request);
    } catch (error) {
      const refusal =
        error instanceof Refusal
          ? error
          : Refusal.for(
              error instanceof GatewayError
                ? error
                : new GatewayError('INTERNAL_SERVER_ERROR', undefined, { cause: error }),
            );
      if (!(error instanceof Refusal || error instanceof GatewayError))
        this.#options.log.error({ err: error, requestId: request.requestId }, 'A request failed.');
      return this.#settled(request, null, undefined, refusal.errors);
    }
  }

  async #open(request: SubscribeRequest): Promise<Subscription | NotSubscribed> {
    const { schema, log, context, federated } = this.#options;
    const asked = this.#admit(request);
    const { document, operation, params } = asked;
    const args = {
      schema,
      document,
      operationName: operation.name?.value ?? null,
      variableValues: params.variables,
    };
    const scope = await context(request);
    const source = await createSourceEventStream({
      ...args,
      ...(federated !== null && {
        schema: federated.source,
        document: eventSourceOf(schema, document, operation),
      }),
      contextValue: scope,
    });
    if (!(Symbol.asyncIterator in source))
      return this.#settled(request, args.operationName, undefined, source.errors ?? []);
    const events = source as AsyncIterable<Told<T, unknown>>;
    log.debug({ requestId: request.requestId, operation: args.operationName }, 'subscribed');
    return {
      operation: args,
      results: this.#results(args, operation, events, request.signal),
      place: () => placeIn(scope),
    };
  }

  async *#results(
    args: Omit<ExecutionArgs, 'contextValue' | 'rootValue'>,
    operation: OperationDefinitionNode,
    events: AsyncIterable<Told<T, unknown>>,
    signal: AbortSignal,
  ): AsyncGenerator<Delivered, void, void> {
    const { variableValues } = args;
    const variables = JSON.stringify(variableValues);
    for await (const told of events) {
      const execute = (): Promise<ExecutionResult> => this.#execute(args, told);
      const result = await (this.#options.federated?.isShared === false
        ? execute()
        : this.#together.once(told.readings, operation, variables, execute));
      if (signal.aborted) break;
      yield { eventId: told.eventId, result };
    }
    if (signal.reason instanceof GatewayError) throw signal.reason;
  }

  async #execute(
    args: Omit<ExecutionArgs, 'contextValue' | 'rootValue'>,
    told: Told<T, unknown>,
  ): Promise<ExecutionResult> {
    const heard = { stale: false };
    const { federated } = this.#options;
    const contextValue =
      federated?.readingOf(told.context, () => {
        heard.stale = true;
      }) ?? told.context;
    const { data = null, errors } = await execute({ ...args, rootValue: told, contextValue });
    const extensions = heard.stale ? { extensions: heard } : {};
    if (errors === undefined) return { data, ...extensions };
    const settled = this.#settled(told.context, args.operationName ?? null, data, errors);
    return { errors: settled.errors, data, ...extensions } as unknown as ExecutionResult;
  }

  #settled(
    scope: RequestScope,
    operation: string | null,
    data: unknown,
    raised: Parameters<typeof settleErrors>[1]['raised'],
  ): NotSubscribed {
    return settleErrors(this.#options.log, {
      scope,
      operation,
      accept: undefined,
      data,
      raised,
      refused: true,
    });
  }

  #admit(request: SubscribeRequest): Asked {
    const { schema, limits, introspection, rateLimit, examiner } = this.#options;
    const params = requestParams(request);
    if (params === null) throw new GatewayError('BAD_REQUEST');
    const document = this.#document(params);
    const operation = getOperationAST(document, params.operationName);
    if (operation == null) throw refuseOperation(params.operationName);
    if (operation.operation !== 'subscription') throw new GatewayError('BAD_REQUEST', NOT_HERE);
    const { values, errors } = coerceVariables(schema, operation, params.variables, introspection);
    if (errors !== undefined) throw new Refusal(errors);
    const { cost, problems } = evaluateCost(examiner.planOf(document, operation), values);
    if (problems.length > 0) throw Refusal.for(...problems.slice(0, 10));
    if (cost > limits.cost) throw tooCostly(cost, limits.cost);
    takeAllowance(rateLimit, request.client, examiner.rootFieldsOf(document, operation));
    return { document, operation, params };
  }

  /** Parsed and judged, if it is new. */
  #document({ query, hash }: RequestParams): DocumentNode {
    const { documents, queries, limits, examiner } = this.#options;
    const text = query ?? (hash === null ? undefined : queries.known(hash));
    if (text === undefined)
      throw new GatewayError(hash === null ? 'BAD_REQUEST' : 'PERSISTED_QUERY_NOT_FOUND');
    const key = documentHash(text);
    const known = documents.known(key);
    if (known !== undefined) return known;
    const document = parsed(text, limits.tokens);
    examiner.admit(document);
    documents.enter(key, document);
    return document;
  }
}

const parsed = (text: string, maxTokens: number): DocumentNode => {
  try {
    return parse(text, { maxTokens });
  } catch (error) {
    const code = /more tha/.test(String(error)) ? 'QUERY_TOO_LARGE' : 'GRAPHQL_PARSE_FAILED';
    throw new GatewayError(code, undefined, { cause: error });
  }
};

const placeIn = (scope: object): string =>
  'subscriber' in scope ? ((scope as SubscribingScope).subscriber?.place() ?? '') : '';
