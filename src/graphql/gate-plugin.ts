import {
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLRequestContextDidResolveOperation,
  HeaderMap,
} from '@apollo/server';
import { type FormattedExecutionResult, GraphQLError } from 'graphql';
import { GatewayError } from '../content/errors.ts';
import type { Log } from '../observe/log.ts';
import { refuseOperation, takeAllowance, tooCostly } from './admission.ts';
import type { DocumentStore } from './document-store.ts';
import { evaluateCost } from './evaluate-cost.ts';
import type { DocumentExaminer } from './examine-document.ts';
import type { Executor } from './executor.ts';
import type { KnownOperations } from './known-operations.ts';
import type { Limits } from './limits.ts';
import { markedFieldOf } from './marked-field.ts';
import { decidePage, type JudgePage } from './page-status.ts';
import type { RateLimit } from './rate-limit.ts';
import { Refusal } from './refusal.ts';
import type { RequestScope } from './request-scope.ts';
import { settleErrors } from './settle-errors.ts';
import { coerceVariables } from './variables.ts';

interface Gate<T> {
  readonly examiner: DocumentExaminer;
  readonly documents: DocumentStore;
  /** Learns what was let through. */
  readonly known: KnownOperations;
  /** Executes what is let through; `null` where Apollo Server itself does. */
  readonly executor: Executor | null;
  readonly limits: Limits;
  /** `null` where clients may ask as much as they like. */
  readonly rateLimit: RateLimit | null;
  readonly introspection: boolean;
  readonly log: Log;
  /** Decides the status of a page by the field that the client marked; `null` where none can be. */
  readonly judgePage: JudgePage<T> | null;
}

/** Operations of a batch share one allowance; they share the request's signal too, and that is how they are known. */
const spent = new WeakMap<AbortSignal, number>();

/** The request's variables, as the operation's types take them. Throws what is wrong. */
const admit = <T extends RequestScope>(
  gate: Gate<T>,
  context: GraphQLRequestContextDidResolveOperation<T>,
): Readonly<Record<string, unknown>> => {
  const { document, request, schema } = context;
  gate.examiner.admit(document);
  const stays = gate.documents.keep(document);
  const operation = context.operation as typeof context.operation | undefined; // Apollo's type says it is there: it may not be.
  if (operation === undefined) throw refuseOperation(request.operationName);
  if (schema.getRootType(operation.operation) === undefined || operation.operation === 'subscription') {
    throw Refusal.for(
      new GatewayError(
        'BAD_REQUEST',
        'Subscribe with `Accept: text/event-stream`, or over a WebSocket: see docs/live.md.',
      ),
    );
  }
  const { values, errors } = coerceVariables(schema, operation, request.variables ?? {}, gate.introspection);
  if (errors !== undefined) throw new Refusal(errors);
  const plan = gate.examiner.planOf(document, operation);
  const { cost, problems } = evaluateCost(plan, values);
  if (problems.length > 0) throw Refusal.for(...problems.slice(0, 10));
  const { signal, client } = context.contextValue;
  const total = cost + (spent.get(signal) ?? 0);
  spent.set(signal, total);
  if (total <= gate.limits.cost) {
    const rootFields = gate.examiner.rootFieldsOf(document, operation);
    takeAllowance(gate.rateLimit, client, rootFields);
    // An answer with a page's status is given the long way.
    const isPlain = operation.operation === 'query' && markedFieldOf(operation, document) === null;
    if (stays && isPlain && context.source !== undefined) {
      gate.known.remember(context.source, request.operationName, {
        document,
        operation,
        cost: plan,
        rootFields,
      });
    }
    return values;
  }
  throw tooCostly(total, gate.limits.cost);
};

const settle = <T extends RequestScope>(
  gate: Gate<T>,
  context: GraphQLRequestContext<T>,
  refusal: Refusal | null,
  raised: readonly GraphQLError[],
): void => {
  const { body, http } = context.response;
  if (body?.kind !== 'single') return;
  const { singleResult } = body;
  const { errors, status, data } = settleErrors(gate.log, {
    scope: context.contextValue,
    operation: context.operationName,
    accept: context.request.http?.headers.get('accept'),
    data: singleResult.data,
    raised,
    refused: refusal?.mistake === false,
  });
  singleResult.errors = errors;
  if (data !== undefined) singleResult.data = data;
  const retryAfter = errors[0]?.extensions?.['retryAfter'];
  if (typeof retryAfter === 'number') http.headers.set('retry-after', String(retryAfter));
  http.status = status;
};

/**
 * Stands between Apollo Server and execution: judges the document once, applies variables to its cost on every request, and decides what
 * is said of errors and with which HTTP status. Every request passes here, also those whose document Apollo knows already.
 */
export const gatePlugin = <T extends RequestScope>(gate: Gate<T>): ApolloServerPlugin<T> => ({
  async requestDidStart() {
    let refusal: Refusal | null = null;
    let variables: Readonly<Record<string, unknown>> = {};
    let met: readonly GraphQLError[] = [];
    return {
      async didResolveOperation(context) {
        try {
          variables = admit(gate, context);
        } catch (error) {
          refusal =
            error instanceof GatewayError ? Refusal.for(error) : error instanceof Refusal ? error : null;
          throw refusal === null ? error : new GraphQLError(refusal.message, { originalError: refusal });
        }
      },
      // Here, and not behind Apollo Server's extension point for executors: what it makes for one of those outlives the small collections of garbage, with all that the request needed.
      async responseForOperation({ document, operation, request, contextValue }) {
        if (gate.executor === null) return null;
        const given = request.variables ?? {};
        const execution = { document, operation, given, variables, context: contextValue };
        const result = await gate.executor.toResult(execution);
        met = result.errors ?? [];
        return {
          http: { headers: new HeaderMap() },
          body: { kind: 'single', singleResult: result as FormattedExecutionResult },
        };
      },
      async willSendResponse(context) {
        const raised = refusal?.errors ?? context.errors ?? met;
        if (raised.length > 0) settle(gate, context, refusal, raised);
        if (gate.judgePage !== null) await decidePage(context, gate.judgePage);
      },
    };
  },
  async unexpectedErrorProcessingRequest({ error, requestContext }) {
    gate.log.error({ err: error, requestId: requestContext.contextValue.requestId }, 'A request failed.');
  },
});
