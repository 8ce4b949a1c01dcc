import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { quoted } from './json-text.ts';

/** The JSON of a value that is neither null nor an error. Throws what graphql-js throws for a value that the type doesn't have. */
export type LeafText = (value: unknown) => string;

/** The long way, by the type's own code. */
const bySerializing =
  (type: GraphQLLeafType): LeafText =>
  (value) => {
    const serialized: unknown = type.serialize(value);
    if (typeof serialized === 'string') return quoted(serialized);
    if (serialized === null || serialized === undefined) {
      throw new Error(
        `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
      );
    }
    return JSON.stringify(serialized) ?? 'null';
  };

const INT = 2_147_483_647;

/** The types that GraphQL itself has: for values of the usual kind their code is known, and need not be asked. */
const SHORT_WAYS: ReadonlyMap<GraphQLLeafType, (otherwise: LeafText) => LeafText> = new Map<
  GraphQLLeafType,
  (otherwise: LeafText) => LeafText
>([
  [GraphQLString, (otherwise) => (value) => (typeof value === 'string' ? quoted(value) : otherwise(value))],
  [GraphQLID, (otherwise) => (value) => (typeof value === 'string' ? quoted(value) : otherwise(value))],
  [
    GraphQLInt,
    (otherwise) => (value) =>
      typeof value === 'number' && Number.isInteger(value) && value <= INT && value >= -INT - 1
        ? `${value}`
        : otherwise(value),
  ],
  [
    GraphQLFloat,
    (otherwise) => (value) =>
      typeof value === 'number' && Number.isFinite(value) ? `${value}` : otherwise(value),
  ],
  [
    GraphQLBoolean,
    (otherwise) => (value) => (value === true ? 'true' : value === false ? 'false' : otherwise(value)),
  ],
]);

/** How values of a scalar or an enum become JSON. */
export const leafText = (type: GraphQLLeafType): LeafText => {
  const otherwise = bySerializing(type);
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ value, name }) => [value, `"${name}"`]));
    return (value) => texts.get(value) ?? otherwise(value);
  }
  return SHORT_WAYS.get(type)?.(otherwise) ?? otherwise;
};
