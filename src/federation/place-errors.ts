import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  type ResponsePath,
  responsePathAsArray,
} from 'graphql';
import { isRemoteField } from './remote-fields.ts';

type Place = readonly (string | number)[];

/** What of an error's place lies below another: the names on the way there are the same, the positions in lists may be missing. */
const below = (place: Place, other: Place): Place => {
  let at = 0;
  for (const step of other) {
    if (typeof step === 'number') {
      if (typeof place[at] === 'number') at += 1;
      continue;
    }
    while (typeof place[at] === 'number') at += 1;
    if (place[at] !== step) return [];
    at += 1;
  }
  return place.slice(at);
};

/** Several errors that left nothing of one thing come as one that is nobody's: the first of them stands for all, as it does where a field is executed here. */
const oneOf = (error: Error): Error => {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  const [first]: unknown[] = cause instanceof AggregateError ? cause.errors : [];
  return first instanceof Error ? first : error;
};

const placed = (given: Error, at: Place): Error => {
  const error = oneOf(given);
  if (!(error instanceof GraphQLError)) return error;
  const { message, nodes, extensions, originalError, path = [] } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError: originalError ?? null,
    extensions,
    path: [...at, ...below(path, at)],
  });
};

const hasError = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(hasError) : value instanceof Error;

const placedIn = (value: unknown, at: Place): unknown => {
  if (Array.isArray(value)) return value.map((one, index) => placedIn(one, [...at, index]));
  return value instanceof Error ? placed(value, at) : value;
};

const settled = (value: unknown, path: ResponsePath): unknown =>
  hasError(value) ? placedIn(value, responsePathAsArray(path)) : value;

/**
 * Says of errors of other services' fields where in the answer they are, positions in lists included. One request asks for the things of a whole list, so what stitches answers together
 * knows the list, and gives all of its rows one error.
 */
export const placeErrors = (supergraph: GraphQLSchema): void => {
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (resolve === undefined || !isRemoteField(field)) continue;
      const resolvePlaced: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
        const value: unknown = resolve(source, args, context, info);
        if (!(value instanceof Promise)) return settled(value, info.path);
        return value.then(
          (found: unknown) => settled(found, info.path),
          (error: unknown) => {
            throw settled(error, info.path);
          },
        );
      };
      field.resolve = resolvePlaced;
    }
  }
};
