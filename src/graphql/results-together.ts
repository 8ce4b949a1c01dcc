import type { ExecutionResult, OperationDefinitionNode } from 'graphql';

type ByVariables = Map<string, Promise<ExecutionResult>>;

/**
 * Results of subscribers who read together and ask the same: thousands of readers of one page are told of a story by one execution. Equal texts are one operation as long as the
 * store of documents knows them. A result lives as long as what it was read with.
 */
export class ResultsTogether {
  readonly #results = new WeakMap<object, WeakMap<OperationDefinitionNode, ByVariables>>();

  once(
    readings: object,
    operation: OperationDefinitionNode,
    variables: string,
    execute: () => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    let byOperation = this.#results.get(readings);
    if (byOperation === undefined) {
      byOperation = new WeakMap();
      this.#results.set(readings, byOperation);
    }
    let byVariables = byOperation.get(operation);
    if (byVariables === undefined) {
      byVariables = new Map();
      byOperation.set(operation, byVariables);
    }
    let result = byVariables.get(variables);
    if (result === undefined) {
      result = execute();
      byVariables.set(variables, result);
    }
    return result;
  }
}
