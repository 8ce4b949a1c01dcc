import type { Document } from 'bson';
import { CommandError } from './command-error.ts';
import { valueAt } from './paths.ts';
import { isPlain } from './plain-document.ts';

/** `$lookup` as it is served: by equality of two fields, with a pipeline over what is found if one is given. */
export interface Lookup {
  readonly from: string;
  readonly localField: string;
  readonly foreignField: string;
  readonly let?: Readonly<Record<string, unknown>>;
  readonly pipeline?: readonly Document[];
  readonly as: string;
}

/** Reads the stage. Refuses the forms that have no equality for an index to serve. */
export const lookupOf = (stage: unknown): Lookup => {
  const asked = stage as Partial<Lookup>;
  for (const name of ['from', 'localField', 'foreignField', 'as'] as const) {
    if (typeof asked[name] !== 'string')
      throw new CommandError(
        'FailedToParse',
        `$lookup is served with localField and foreignField: '${name}' must be a string`,
      );
  }
  return asked as Lookup;
};

/** What is asked of the other collection for one document. */
export const pipelineFor = (
  { localField, foreignField, let: named = {}, pipeline = [] }: Lookup,
  document: Document,
): Document[] => {
  const local = valueAt(document, localField);
  const variables = Object.fromEntries(
    Object.entries(named).map(([name, expression]) => [name, fieldOf(document, expression)]),
  );
  return [
    { $match: { [foreignField]: Array.isArray(local) ? { $in: local } : { $eq: local ?? null } } },
    ...pipeline.map((stage) => ('$match' in stage ? stage : withVariables(stage, variables))),
  ];
};

const fieldOf = (document: Document, expression: unknown): unknown => {
  if (typeof expression !== 'string' || !/^\$[^$]/.test(expression))
    throw new CommandError('FailedToParse', '$lookup is served with fields in let: a value must be a path');
  return valueAt(document, expression.slice(1)) ?? null;
};

/** Puts the variables in as what they stand for. Filters don't know them: what looks like one there is a text. */
const withVariables = <T>(value: T, variables: Readonly<Record<string, unknown>>): T => {
  if (typeof value === 'string' && value.startsWith('$$')) {
    const name = value.slice(2);
    return (Object.hasOwn(variables, name) ? { $literal: variables[name] } : value) as T;
  }
  if (Array.isArray(value)) return value.map((item) => withVariables(item, variables)) as T;
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withVariables(inner, variables)]),
  ) as T;
};
