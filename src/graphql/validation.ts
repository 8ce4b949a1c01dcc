import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import type { ErrorCode } from '../content/errors.ts';
import { aliasRule } from './alias-rule.ts';
import { MAX_DOCUMENT_ERRORS } from './limits.ts';
import { pageStatusRule } from './marked-field.ts';
import { shorten } from './shorten.ts';

/** What graphql-js says when comparing fields that overlap would take too long. */
const ABORTED = 'Validation aborted.';

const codeOf = (error: GraphQLError, values: WeakSet<GraphQLError>): ErrorCode => {
  if (error.message === ABORTED) return 'QUERY_TOO_LARGE';
  return values.has(error) ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
};

/** A literal that doesn't fit its argument is told apart, so that it gets the code that the same value in a variable gets. */
const markingValues =
  (values: WeakSet<GraphQLError>): ValidationRule =>
  (context) => {
    const reportError = (error: GraphQLError): void => {
      values.add(error);
      context.reportError(error);
    };
    // Not an object that inherits from the context: V8 keeps the shape of each of those, and with it the context and its document, until it next collects everything.
    const marking = new Proxy(context, {
      get: (of, name) => (name === 'reportError' ? reportError : Reflect.get(of, name)),
    });
    return ValuesOfCorrectTypeRule(marking);
  };

const withCode = (error: GraphQLError, code: ErrorCode): GraphQLError =>
  new GraphQLError(shorten(error.message), {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code },
  });

/**
 * Validates a document against the schema: at most `MAX_DOCUMENT_ERRORS` errors and one that says there are more, each with its code.
 * Without introspection the schema can't be read, and names of it are not suggested.
 */
export const validateDocument = (
  schema: GraphQLSchema,
  document: DocumentNode,
  introspection: boolean,
): readonly GraphQLError[] => {
  const values = new WeakSet<GraphQLError>();
  const rules = specifiedRules.map((rule) =>
    rule === ValuesOfCorrectTypeRule ? markingValues(values) : rule,
  );
  rules.push(pageStatusRule, aliasRule);
  if (!introspection) rules.push(NoSchemaIntrospectionCustomRule);
  const errors = validate(schema, document, rules, {
    maxErrors: MAX_DOCUMENT_ERRORS,
    hideSuggestions: !introspection,
  });
  return errors.map((error) => withCode(error, codeOf(error, values)));
};
