import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';
import { thenLoaded } from '../content/loaded.ts';
import { isRemoteField } from './remote-fields.ts';

/**
 * Says what it means in a supergraph that nothing came of a field that mustn't be null. A thing that another service refers to may not be here, or not for this viewer: then all its fields are
 * missing, and that is nobody's fault. What another service leaves out is its own.
 */
export const tellOfMissing = (supergraph: GraphQLSchema, entities: ReadonlySet<string>): void => {
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isNonNullType(field.type)) continue;
      if (isRemoteField(field)) demand(field, `\`${type.name}.${field.name}\``, 'SUBGRAPH_FAILED');
      else if (entities.has(type.name)) demand(field, `\`${type.name}\``, 'ENTITY_NOT_FOUND');
    }
  }
};

const demand = (
  field: GraphQLField<unknown, unknown>,
  what: string,
  code: 'SUBGRAPH_FAILED' | 'ENTITY_NOT_FOUND',
): void => {
  const { resolve } = field;
  if (resolve === undefined) return;
  const present = (value: unknown): unknown => {
    if (value === null || value === undefined) throw new GatewayError(code, `${what} is missing.`);
    return value;
  };
  const resolvePresent: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) =>
    thenLoaded<unknown, unknown>(resolve(source, args, context, info), present);
  field.resolve = resolvePresent;
};
