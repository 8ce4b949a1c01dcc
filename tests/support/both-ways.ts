import { execute, type GraphQLSchema, getOperationAST, getVariableValues, parse } from 'graphql';
import { CompiledOperation, type Outcome } from '../../src/graphql/compiled/compiled-operation.ts';

export interface Asked {
  readonly schema: GraphQLSchema;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Executes with coerced variables. */
export type Execute = (
  operation: CompiledOperation,
  variables: Readonly<Record<string, unknown>>,
) => Promise<Outcome>;

export const honest: Execute = async (operation, variables) => {
  const outcome = await operation.execute(variables, undefined);
  if (outcome === null) throw new Error('The operation was not compiled.');
  return outcome;
};

/** Hears every promise that is derived meanwhile: graphql-js leaves some unheard, of a list whose other item failed at once, and that would fail the test or end the process. */
const hearing = async <T>(work: () => Promise<T>): Promise<T> => {
  const { then } = Promise.prototype;
  // biome-ignore lint/suspicious/noThenProperty: put back below.
  Promise.prototype.then = function (this: Promise<unknown>, ...callbacks: Parameters<typeof then>) {
    const derived = then.apply(this, callbacks);
    void then.call(derived, undefined, () => {});
    return derived;
  } as typeof then;
  try {
    return await work();
  } finally {
    // biome-ignore lint/suspicious/noThenProperty: as it was.
    Promise.prototype.then = then;
  }
};

/** What graphql-js answers, as the JSON text that goes out. */
export const byGraphqlJs = async ({ schema, query, variables }: Asked): Promise<string> => {
  const { errors, data } = await hearing(
    async () => await execute({ schema, document: parse(query), variableValues: variables }),
  );
  return JSON.stringify({ errors, data });
};

/** What the compiled operation answers, likewise. */
export const byCompiled = async ({ schema, query, variables }: Asked, run = honest): Promise<string> => {
  const document = parse(query);
  const operation = getOperationAST(document);
  const compiled = operation && CompiledOperation.of(schema, document, operation);
  if (!operation || !compiled) throw new Error(`Not compiled: ${query}`);
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return JSON.stringify({ errors: coerced.errors });
  const { errors, data } = await run(compiled, coerced.coerced);
  return `{${errors.length === 0 ? '' : `"errors":${JSON.stringify(errors)},`}"data":${data ?? 'null'}}`;
};
