import { Binary, type Document, Long, ObjectId } from 'bson';
import { CommandError } from './command-error.ts';
import { createMatcher } from './matcher.ts';

/** Answers `null` for a document that fits, and MongoDB-like details for one that doesn't. */
export type Validator = (document: Document) => Document | null;

type Check = (value: unknown) => string | null;

/** The keywords of `$jsonSchema` that are served; others are refused when the collection is made. */
const SCHEMA_KEYWORDS = [
  'bsonType',
  'required',
  'properties',
  'additionalProperties',
  'items',
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'title',
  'description',
] as const;

export const createValidator = (validator: Document): Validator => {
  const { $jsonSchema: schema, ...filter } = validator;
  const matcher = Object.keys(filter).length === 0 ? null : createMatcher(filter);
  const check = schema === undefined ? null : compile(schema as Document);
  return (document) => {
    if (matcher !== null && !matcher.test(document))
      return { operatorName: '$and', reason: 'failed to match' };
    const reason = check?.(document) ?? null;
    return reason === null ? null : { operatorName: '$jsonSchema', reason };
  };
};

const compile = (schema: Document): Check => {
  for (const keyword of Object.keys(schema)) {
    if (!(SCHEMA_KEYWORDS as readonly string[]).includes(keyword)) {
      throw new CommandError('FailedToParse', `$jsonSchema keyword '${keyword}' is not currently supported`);
    }
  }
  const checks = Object.entries(schema).flatMap(([keyword, value]) => {
    const check = CHECKS[keyword]?.(value, schema);
    return check === undefined ? [] : [check];
  });
  return (value) => {
    for (const check of checks) {
      const reason = check(value);
      if (reason !== null) return reason;
    }
    return null;
  };
};

const at = (name: string, reason: string | null): string | null =>
  reason === null ? null : `${name}: ${reason}`;
const isText = (value: unknown): value is string => typeof value === 'string';

/** Each keyword says nothing of values of a type that it isn't about, as JSON Schema has it. */
const CHECKS: Record<string, (value: unknown, schema: Document) => Check> = {
  bsonType: (types) => {
    const allowed = [types].flat() as string[];
    return (value) =>
      allowed.some((type) => isOfType(value, type)) ? null : `is not of type ${allowed.join(' or ')}`;
  },
  required: (names) => (value) => {
    if (!isObject(value)) return null;
    const missing = (names as string[]).find((name) => value[name] === undefined);
    return missing === undefined ? null : `${missing} is missing`;
  },
  properties: (properties) => {
    const checks = Object.entries(properties as Document).map(
      ([name, schema]) => [name, compile(schema as Document)] as const,
    );
    return (value) => {
      if (!isObject(value)) return null;
      for (const [name, check] of checks) {
        const reason = value[name] === undefined ? null : at(name, check(value[name]));
        if (reason !== null) return reason;
      }
      return null;
    };
  },
  additionalProperties: (allowed, schema) => {
    const known = new Set(Object.keys((schema.properties as Document | undefined) ?? {}));
    const check: Check =
      allowed === false
        ? () => 'is not a known property'
        : allowed === true
          ? () => null
          : compile(allowed as Document);
    return (value) => {
      if (!isObject(value)) return null;
      for (const [name, part] of Object.entries(value)) {
        const reason = known.has(name) ? null : at(name, check(part));
        if (reason !== null) return reason;
      }
      return null;
    };
  },
  items: (schema) => {
    const check = compile(schema as Document);
    return (value) => {
      if (!Array.isArray(value)) return null;
      for (const [index, item] of value.entries()) {
        const reason = at(String(index), check(item));
        if (reason !== null) return reason;
      }
      return null;
    };
  },
  enum: (values) => (value) =>
    (values as unknown[]).includes(value) ? null : 'is not one of the values allowed',
  minimum: (least) => (value) =>
    typeof value === 'number' && value < Number(least) ? `is less than ${String(least)}` : null,
  maximum: (most) => (value) =>
    typeof value === 'number' && value > Number(most) ? `is more than ${String(most)}` : null,
  minLength: (least) => (value) =>
    isText(value) && [...value].length < Number(least) ? `is shorter than ${String(least)}` : null,
  maxLength: (most) => (value) =>
    isText(value) && [...value].length > Number(most) ? `is longer than ${String(most)}` : null,
  minItems: (least) => (value) =>
    Array.isArray(value) && value.length < Number(least) ? `has fewer items than ${String(least)}` : null,
  maxItems: (most) => (value) =>
    Array.isArray(value) && value.length > Number(most) ? `has more items than ${String(most)}` : null,
  pattern: (pattern) => {
    const regex = new RegExp(String(pattern), 'u');
    return (value) => (isText(value) && !regex.test(value) ? `does not match ${String(pattern)}` : null);
  },
};

const isObject = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const isOfType = (value: unknown, type: string): boolean => {
  switch (type) {
    case 'string':
      return isText(value);
    case 'int':
      return Number.isInteger(value) && Math.abs(value as number) <= 0x7fffffff;
    case 'long':
      return value instanceof Long || typeof value === 'bigint' || Number.isSafeInteger(value);
    case 'double':
    case 'number':
      return typeof value === 'number' || (type === 'number' && value instanceof Long);
    case 'bool':
      return typeof value === 'boolean';
    case 'date':
      return value instanceof Date;
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value) && !(value instanceof ObjectId) && !(value instanceof Binary);
    case 'objectId':
      return value instanceof ObjectId;
    case 'binData':
      return value instanceof Binary;
    default:
      throw new CommandError('BadValue', `Unknown type name alias: ${type}`);
  }
};
