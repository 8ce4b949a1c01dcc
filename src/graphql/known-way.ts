import type { GraphQLSchema } from 'graphql';
import type { Log } from '../observe/log.ts';
import { answerType } from './answer-status.ts';
import type { Outcome } from './compiled/compiled-operation.ts';
import { isPending, type Pending } from './compiled/text.ts';
import { evaluateCost } from './evaluate-cost.ts';
import type { Executor } from './executor.ts';
import type { GraphQLAnswer, GraphQLRequest } from './graphql-request.ts';
import type { KnownOperation, KnownOperations } from './known-operations.ts';
import { plainRequest } from './plain-request.ts';
import type { QueryStore } from './query-store.ts';
import type { RateLimit } from './rate-limit.ts';
import type { RequestScope } from './request-scope.ts';
import { settleErrors } from './settle-errors.ts';
import { coerceVariables } from './variables.ts';

export interface KnownWayOptions<T extends RequestScope> {
  readonly schema: GraphQLSchema;
  readonly known: KnownOperations;
  readonly queries: QueryStore;
  readonly executor: Executor;
  readonly context: (request: GraphQLRequest) => T | Promise<T>;
  readonly maximumCost: number;
  /** `null` where clients may ask as much as they like. */
  readonly rateLimit: RateLimit | null;
  readonly introspection: boolean;
  readonly log: Log;
}

/**
 * The short way to an answer, past Apollo Server, for operations that were let through before. Variables and cost are judged on every request as there; whatever
 * would be refused, and whatever is odd, takes the long way, where the words for it are. Both ways give the same bytes, headers and status: a test compares them.
 */
export class KnownWay<T extends RequestScope> {
  readonly #options: KnownWayOptions<T>;
  #taken = 0;

  constructor(options: KnownWayOptions<T>) {
    this.#options = options;
  }

  /** Requests that went this way. */
  get taken(): number {
    return this.#taken;
  }

  /** `null` where the long way has to be taken. */
  answer(request: GraphQLRequest): Pending<GraphQLAnswer> | null {
    const { known, queries, executor, rateLimit, context } = this.#options;
    const plain = plainRequest(request, queries);
    const type = plain === null ? null : answerType(plain.accept);
    const found = plain === null || type === null ? undefined : known.get(plain.text, plain.operationName);
    if (plain === null || found === undefined) return null;
    const { document, operation, rootFields } = found;
    const { client, judged } = request;
    const values = judged?.operation === operation ? judged.values : this.#judge(found, plain.variables);
    if (values === null) return null;
    if (client !== undefined && rateLimit !== null && rateLimit.take(client, rootFields) > 0) return null;

    const run = (scope: T): Pending<GraphQLAnswer> => {
      const execution = { document, operation, given: plain.variables, variables: values, context: scope };
      const outcome = executor.toText(execution);
      const name = operation.name?.value ?? null;
      const answer = (told: Outcome) =>
        this.#answer(told, scope, name, plain.accept, `${type}; charset=utf-8`);
      return isPending(outcome) ? outcome.then(answer) : answer(outcome);
    };
    this.#taken += 1;
    const scope = context(request);
    return isPending(scope) ? scope.then(run) : run(scope);
  }

  /** The variables as the operation's types take them; `null` for what is to be refused. */
  #judge(
    { operation, cost: plan }: KnownOperation,
    given: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> | null {
    const { schema, maximumCost, introspection } = this.#options;
    const { values } = coerceVariables(schema, operation, given, introspection);
    if (values === undefined) return null;
    const { cost, problems } = evaluateCost(plan, values);
    return problems.length > 0 || cost > maximumCost ? null : values;
  }

  #answer(
    { data, errors: raised }: Outcome,
    scope: T,
    operation: string | null,
    accept: string | undefined,
    type: string,
  ): GraphQLAnswer {
    const headers = new Map([['content-type', type]]);
    if (raised.length === 0) return { status: 200, headers, body: `{"data":${data}}\n` };
    const {
      errors,
      status,
      data: left,
    } = settleErrors(this.#options.log, {
      scope,
      operation,
      accept,
      data,
      raised,
      refused: false,
    });
    return { status, headers, body: `{"errors":${JSON.stringify(errors)},"data":${left}}\n` };
  }
}
