import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import { type Passenger, RemoteExecutor } from './remote-executor.ts';
import type { SieveUnions } from './shared-unions.ts';

/** What the supergraph's executors need of a request's context. */
export interface SupergraphScope {
  readonly passenger: Passenger;
}

export interface SupergraphOptions {
  readonly supergraphSdl: string;
  /** Who answers for the subgraph that a symbol of the SDL stands for: our own schema, asked in process with the context of the request, or another service. */
  readonly answererOf: (symbol: string) => GraphQLSchema | RemoteExecutor;
  /** What is left out of requests, where anything is. */
  readonly sieve?: SieveUnions | null;
}

interface Asked {
  readonly document: DocumentNode;
  readonly variables?: unknown;
  readonly operationType?: string;
  readonly context?: unknown;
  readonly rootValue?: unknown;
}

type Ask = (asked: Asked) => ExecutionResult | Promise<ExecutionResult>;

const operationTypeOf = (type: string | undefined): 'query' | 'mutation' | 'subscription' =>
  type === OperationTypeNode.MUTATION || type === OperationTypeNode.SUBSCRIPTION ? type : 'query';

/**
 * The supergraph as one schema that can be executed: fields of ours are asked in process, without a network hop; those of the others by their executors, with one request
 * for all entities of a level.
 */
export const makeSupergraphSchema = ({
  supergraphSdl,
  answererOf,
  sieve = null,
}: SupergraphOptions): GraphQLSchema => {
  const askOurs =
    (schema: GraphQLSchema): Ask =>
    ({ document, variables, operationType, context, rootValue }) =>
      execute({
        schema,
        document,
        // What is told of an event begins with the event.
        ...(operationType === OperationTypeNode.SUBSCRIPTION && { rootValue }),
        contextValue: context,
        variableValues: (variables ?? {}) as Record<string, unknown>,
      }) as ExecutionResult | Promise<ExecutionResult>;
  const askRemote =
    (executor: RemoteExecutor): Ask =>
    ({ document, variables, operationType, context }) =>
      executor.execute({
        document,
        variables: variables ?? {},
        operationType: operationTypeOf(operationType),
        passenger: (context as SupergraphScope).passenger,
      });
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    batch: true,
    onSubschemaConfig: (config) => {
      const answerer = answererOf(config.name);
      const ask = answerer instanceof RemoteExecutor ? askRemote(answerer) : askOurs(answerer);
      config.executor = (
        sieve === null
          ? ask
          : (asked: Asked) => ask({ ...asked, document: sieve(config.name, asked.document) })
      ) as typeof config.executor;
    },
  });
  // Events come from elsewhere, one by one: for each, the field is asked of its subgraph as a field of a query is, and what is below it of the others.
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {}))
    if (field.subscribe !== undefined) field.resolve = field.subscribe;
  return schema;
};
