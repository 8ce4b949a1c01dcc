import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { CompiledOperation, type Outcome } from './compiled/compiled-operation.ts';
import { isPending, type Pending } from './compiled/text.ts';
import { Note } from './note.ts';

/** How often which engine executed. */
export interface EngineStats {
  readonly compiled: number;
  /** Operations that the compiler doesn't take, and those that were met only once. */
  readonly graphqlJs: number;
}

const textOf = ({ data, errors = [] }: ExecutionResult): Outcome => ({
  data: data === null || data === undefined ? null : JSON.stringify(data),
  errors,
});

const resultOf = ({ data, errors }: Outcome): ExecutionResult => ({
  data: data === null ? null : JSON.parse(data),
  ...(errors.length > 0 && { errors }),
});

export interface Execution {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client gave them: graphql-js coerces them itself. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

/**
 * Executes operations: the first time by graphql-js, for most operations of a flood are never met again, and from then on compiled. The compiled form lives as long as
 * the document does. What the compiler doesn't take, graphql-js executes always.
 */
export class Executor {
  readonly #schema: GraphQLSchema;
  readonly #operations = new Note<OperationDefinitionNode, CompiledOperation | 'MET' | null>();
  readonly #compile: boolean;
  #compiled = 0;
  #graphqlJs = 0;

  /** @param compile whether operations may be compiled: not where something watches the schema's resolvers. */
  constructor(schema: GraphQLSchema, { compile = true }: { readonly compile?: boolean } = {}) {
    this.#schema = schema;
    this.#compile = compile;
  }

  get stats(): EngineStats {
    return { compiled: this.#compiled, graphqlJs: this.#graphqlJs };
  }

  /** The JSON of what was asked. Never rejects for what a resolver does. */
  toText(execution: Execution): Pending<Outcome> {
    const outcome = this.#byPlan(execution);
    if (outcome !== null) return outcome;
    const result = this.#byGraphqlJs(execution);
    return isPending(result) ? result.then(textOf) : textOf(result);
  }

  /** The same as a value, for Apollo Server, which makes JSON of it. */
  toResult(execution: Execution): Pending<ExecutionResult> {
    const outcome = this.#byPlan(execution);
    if (outcome === null) return this.#byGraphqlJs(execution);
    return isPending(outcome) ? outcome.then(resultOf) : resultOf(outcome);
  }

  #byPlan(execution: Execution): Pending<Outcome> | null {
    const { variables, context } = execution;
    const outcome = this.#compiledFor(execution)?.execute(variables, context) ?? null;
    if (outcome !== null) this.#compiled += 1;
    return outcome;
  }

  #compiledFor({ document, operation }: Execution): CompiledOperation | null {
    if (!this.#compile) return null;
    const known = this.#operations.get(operation);
    if (known === undefined) {
      this.#operations.set(operation, 'MET');
      return null;
    }
    if (known !== 'MET') return known;
    const compiled = CompiledOperation.of(this.#schema, document, operation);
    this.#operations.set(operation, compiled);
    return compiled;
  }

  #byGraphqlJs({ document, operation, given, context }: Execution): Pending<ExecutionResult> {
    this.#graphqlJs += 1;
    return execute({
      schema: this.#schema,
      document,
      operationName: operation.name?.value ?? null,
      variableValues: given,
      contextValue: context,
    });
  }
}
