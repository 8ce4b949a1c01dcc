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

/** What of a place lies below a field: the names on the way to the field are the same, the positions in lists may be missing. */
const below = (place: Place, field: Place): Place => {
  let at = 0;
  for (const name of field) {
    if (typeof name === 'number') continue;
    while (typeof place[at] === 'number') at += 1;
    if (place[at] !== name) return [];
    at += 1;
  }
  return place.slice(at);
};

const placed = (error: GraphQLError, path: ResponsePath): GraphQLError => {
  const field = responsePathAsArray(path);
  const { message, nodes, extensions, path: given = [] } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError: error.originalError ?? null,
    extensions,
    path: [...field, ...below(given, field)],
  });
};

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
      const settled = (value: unknown, path: ResponsePath): unknown =>
        value instanceof GraphQLError ? placed(value, path) : value;
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
