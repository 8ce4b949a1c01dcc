import { execute, type GraphQLSchema, getOperationAST, getVariableValues, parse } from 'graphql';
import { CompiledOperation, type Outcome } from '../../src/graphql/compiled/compiled-operation.ts';
import type { Variables } from './random-values.ts';

export interface Asked {
  readonly schema: GraphQLSchema;
  readonly query: string;
  /** Variables of one execution after the other: what is compiled is used again. */
  readonly runs: readonly Variables[];
  /** What resolvers are given, made anew for each execution. */
  readonly context?: () => unknown;
}

/** Executes with coerced variables. */
export type Execute = (
  operation: CompiledOperation,
  variables: Variables,
  context: unknown,
) => Promise<Outcome>;

export const honest: Execute = async (operation, variables, context) => {
  const outcome = await operation.execute(variables, context);
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

/** What graphql-js answers to each run, as the JSON text that goes out. */
export const byGraphqlJs = async ({ schema, query, runs, context }: Asked): Promise<string[]> => {
  const document = parse(query);
  const texts: string[] = [];
  for (const variableValues of runs) {
    const { errors, data } = await hearing(
      async () => await execute({ schema, document, variableValues, contextValue: context?.() }),
    );
    texts.push(JSON.stringify({ errors, data }));
  }
  return texts;
};

/** What the compiled operation answers, likewise. It is compiled once. */
export const byCompiled = async (
  { schema, query, runs, context }: Asked,
  run = honest,
): Promise<string[]> => {
  const document = parse(query);
  const operation = getOperationAST(document);
  const compiled = operation && CompiledOperation.of(schema, document, operation);
  if (!operation || !compiled) throw new Error(`Not compiled: ${query}`);
  const texts: string[] = [];
  for (const variables of runs) {
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
      maxErrors: 50,
    });
    if (coerced.errors) texts.push(JSON.stringify({ errors: coerced.errors }));
    else {
      const { errors, data } = await run(compiled, coerced.coerced, context?.());
      const told = errors.length === 0 ? '' : `"errors":${JSON.stringify(errors)},`;
      texts.push(`{${told}"data":${data ?? 'null'}}`);
    }
  }
  return texts;
};
