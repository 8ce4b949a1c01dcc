import {
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';
import { MAX_VARIABLE_ERRORS } from './limits.ts';
import { shorten } from './shorten.ts';

const NONE: readonly VariableDefinitionNode[] = [];

/** Leaves out what a scalar's own code threw unawares: only words meant for the client go out. */
const wordsOf = (error: GraphQLError): string => {
  let cause: Error | undefined = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  if (cause instanceof GraphQLError || cause instanceof GatewayError) return error.message;
  return error.message.replace(/(Expected type "[^"]*"\.).*$/s, '$1');
};

export type Coerced =
  | { readonly values: Readonly<Record<string, unknown>>; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLError[]; readonly values?: undefined };

/**
 * The variables of an operation as its types take them, defaults applied. At most `MAX_VARIABLE_ERRORS` errors, all BAD_USER_INPUT,
 * each short: a thousand bad items don't make a large answer.
 */
export const coerceVariables = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  introspection: boolean,
): Coerced => {
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? NONE, given, {
    maxErrors: MAX_VARIABLE_ERRORS - 1,
    hideSuggestions: !introspection,
  });
  if (errors === undefined) return { values: coerced };
  return {
    errors: errors.map(
      (error) =>
        new GraphQLError(shorten(wordsOf(error)), {
          nodes: error.nodes ?? null,
          extensions: { code: 'BAD_USER_INPUT' },
        }),
    ),
  };
};
