import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';
import { isJsonObject, type JsonObject } from '../content/json-object.ts';
import type { EntityKeys, KeyFields } from './entity-keys.ts';

/** A representation whose shape has been checked: only fields that a key or `@external` names, coerced by their types. */
export interface Representation {
  readonly typename: string;
  readonly fields: JsonObject;
}

/** Longer ones are no key of anything. */
const MAX_KEY_LENGTH = 2_048;

const own = (value: JsonObject, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;

const refuse = (what: string): GatewayError => new GatewayError('BAD_USER_INPUT', what);

/** Whether every leaf of the key is given. */
const hasKey = (value: JsonObject, key: KeyFields): boolean =>
  [...key].every(([name, below]) => {
    const given = own(value, name);
    if (given === undefined || given === null) return false;
    return below === null || (isJsonObject(given) && hasKey(given, below));
  });

const coerceLeaf = (where: string, type: GraphQLOutputType, value: unknown): unknown => {
  const nullable = getNullableType(type);
  if (value === null) return null;
  if (isListType(nullable)) {
    if (!Array.isArray(value)) throw refuse(`${where} of a representation must be a list.`);
    return value.map((item) => coerceLeaf(where, nullable.ofType, item));
  }
  if (!isLeafType(nullable) || typeof value === 'object')
    throw refuse(`${where} of a representation must be a plain value.`);
  if (typeof value === 'string' && value.length > MAX_KEY_LENGTH)
    throw refuse(`${where} of a representation is longer than ${MAX_KEY_LENGTH} characters.`);
  try {
    return nullable.parseValue(value);
  } catch (cause) {
    throw new GatewayError(
      'BAD_USER_INPUT',
      `${where} of a representation is not of type ${nullable.name}.`,
      {
        cause,
      },
    );
  }
};

const coerceKey = (type: GraphQLObjectType, value: JsonObject, key: KeyFields): Record<string, unknown> => {
  const fields: Record<string, unknown> = {};
  for (const [name, below] of key) {
    const field = type.getFields()[name];
    if (field === undefined)
      throw new TypeError(`The key of ${type.name} names ${name}, which it doesn't have.`);
    const given = own(value, name);
    const named = getNamedType(field.type);
    fields[name] =
      below !== null && isObjectType(named) && isJsonObject(given)
        ? coerceKey(named, given, below)
        : coerceLeaf(`\`${type.name}.${name}\``, field.type, given);
  }
  return fields;
};

/**
 * Reads one representation. What no key and no `@external` names is left out, whatever it says, so that nothing of it can come back as ours.
 * Throws BAD_USER_INPUT for one of another type, without a whole key, or with a value that its field doesn't take.
 */
export const readRepresentation = (
  schema: GraphQLSchema,
  entities: ReadonlyMap<string, EntityKeys>,
  value: unknown,
): Representation => {
  const typename = isJsonObject(value) ? own(value, '__typename') : undefined;
  const entity = typeof typename === 'string' ? entities.get(typename) : undefined;
  const type = typeof typename === 'string' && entity !== undefined ? schema.getType(typename) : undefined;
  if (!isJsonObject(value) || entity === undefined || !isObjectType(type))
    throw refuse('A representation needs the `__typename` of a type that has a key.');
  const key = entity.keys.find((candidate) => hasKey(value, candidate));
  if (key === undefined)
    throw refuse(`A representation of ${type.name} needs all fields of one of its keys.`);
  const fields = coerceKey(type, value, key);
  for (const name of entity.external) {
    const field = type.getFields()[name];
    const given = own(value, name);
    if (field !== undefined && given !== undefined && !(name in fields))
      fields[name] = coerceLeaf(`\`${type.name}.${name}\``, field.type, given);
  }
  return { typename: type.name, fields };
};
