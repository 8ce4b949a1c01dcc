import type { Document } from 'bson';
import { update as apply } from 'mingo/updater';
import { conjuncts } from './bounds.ts';
import { CommandError } from './command-error.ts';
import { valuesAt } from './paths.ts';
import { isPlain } from './plain-document.ts';
import { valueKey } from './sort-key.ts';

/** The operators of an update that are served; `$setOnInsert` is this server's own. */
export const UPDATE_OPERATORS = [
  '$addToSet',
  '$currentDate',
  '$inc',
  '$max',
  '$min',
  '$mul',
  '$pop',
  '$pull',
  '$pullAll',
  '$push',
  '$rename',
  '$set',
  '$setOnInsert',
  '$unset',
] as const;

export const isReplacement = (change: Document): boolean => Object.keys(change)[0]?.startsWith('$') !== true;

/** A document after an update. `before` is not changed. */
export const updated = (before: Document, change: Document, inserting: boolean): Document => {
  if (isReplacement(change)) {
    if (Object.keys(change).some((key) => key.startsWith('$')))
      throw new CommandError('FailedToParse', 'A replacement may not have update operators');
    if (
      change._id !== undefined &&
      before._id !== undefined &&
      valueKey(change._id) !== valueKey(before._id)
    ) {
      throw new CommandError(
        'ImmutableField',
        "After applying the update, the (immutable) field '_id' was found to have been altered",
      );
    }
    const { _id, ...rest } = change;
    const id = _id ?? before._id;
    return { ...(id === undefined ? {} : { _id: id }), ...rest };
  }
  const { $setOnInsert, ...operators } = change;
  const document = structuredCloneDocument(before);
  for (const [operator, fields] of Object.entries(change))
    checkOperator(document, operator, fields as Document);
  const { _id, ...set } = {
    ...operators.$set,
    ...(inserting ? $setOnInsert : undefined),
  } as Document;
  if (before._id !== undefined && _id !== undefined && valueKey(_id) !== valueKey(before._id)) {
    throw new CommandError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  }
  // An id that is set to what it is already is no change.
  const all = { ...set, ...(before._id === undefined && _id !== undefined && { _id }) };
  const { $set: _, ...others } = operators;
  const expression = { ...others, ...(Object.keys(all).length > 0 && { $set: all }) };
  try {
    if (Object.keys(expression).length > 0) apply(document, expression, [], {}, { cloneMode: 'deep' });
  } catch (error) {
    throw new CommandError('BadValue', error instanceof Error ? error.message : 'the update failed');
  }
  return document;
};

// Only plain objects and arrays are copied: dates, ids and the like are values.
const structuredCloneDocument = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(structuredCloneDocument) as T;
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, structuredCloneDocument(part)]),
  ) as T;
};

const checkOperator = (document: Document, operator: string, fields: Document): void => {
  if (!(UPDATE_OPERATORS as readonly string[]).includes(operator))
    throw new CommandError(
      'FailedToParse',
      `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  for (const path of Object.keys(fields)) {
    const present = valuesAt(document, path);
    const [value] = present.values;
    if ((operator === '$inc' || operator === '$mul') && value !== null && typeof value !== 'number') {
      throw new CommandError(
        'TypeMismatch',
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${String(document._id)}} has the field '${path}' of non-numeric type`,
      );
    }
    if (
      ['$push', '$addToSet', '$pull', '$pullAll', '$pop'].includes(operator) &&
      value !== null &&
      !present.array
    ) {
      throw new CommandError(
        'BadValue',
        `The field '${path}' must be an array but is of another type in document {_id: ${String(document._id)}}`,
      );
    }
  }
};

/** What an upsert begins with: the fields that the filter fixes. */
export const upsertSeed = (filter: Document): Document => {
  const seed: Document = {};
  for (const [path, condition] of conjuncts(filter)) {
    if (path.startsWith('$') || path.includes('.')) continue;
    if (!isPlain(condition)) seed[path] = condition;
    else if ('$eq' in condition) seed[path] = condition.$eq;
  }
  return seed;
};
