import type { Document } from 'bson';
import { Context } from 'mingo/core';
import * as expressions from 'mingo/operators/expression';
import {
  $all,
  $and,
  $elemMatch,
  $eq,
  $exists,
  $expr,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $mod,
  $ne,
  $nin,
  $nor,
  $not,
  $or,
  $regex,
  $size,
  $type,
} from 'mingo/operators/query';
import { Query } from 'mingo/query';
import { CommandError } from './command-error.ts';
import { rootOf } from './paths.ts';
import { isOperators } from './plain-document.ts';

/** The operators of a filter, as docs/embedded.md lists them. Anything else is refused, whatever `mingo` could do with it. */
const OPERATORS = {
  $all,
  $and,
  $elemMatch,
  $eq,
  $exists,
  $expr,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $mod,
  $ne,
  $nin,
  $nor,
  $not,
  $or,
  $regex,
  $size,
  $type,
};

export const QUERY_OPERATORS: readonly string[] = Object.keys(OPERATORS);

const { $function: _function, ...expressionOperators } = { ...expressions };
const context = Context.init({ query: OPERATORS, expression: expressionOperators } as Parameters<
  typeof Context.init
>[0]);

/** A filter made ready, and the top-level fields that it looks at. */
export interface Matcher {
  readonly fields: ReadonlySet<string>;
  /** `document` needs to have no more than `fields`. */
  test(document: Document): boolean;
}

/** Makes a filter ready; `$text` has been taken out of it, since an index alone answers that. */
export const createMatcher = (filter: Document): Matcher => {
  checkFilter(filter, true);
  const fields = new Set<string>();
  collectFields(filter, fields);
  const compiled = new Query(filter, { context });
  return { fields, test: (document) => compiled.test(document) };
};

const LOGICAL = new Set(['$and', '$or', '$nor']);

/** Refuses what MongoDB would refuse: `mingo` lets some of it pass, or says it in other words. */
const checkFilter = (filter: Document, top: boolean): void => {
  for (const [key, value] of Object.entries(filter)) {
    if (LOGICAL.has(key)) {
      if (!Array.isArray(value) || value.length === 0)
        throw new CommandError('BadValue', `${key} must be a nonempty array`);
      for (const part of value) checkFilter(part as Document, top);
    } else if (key === '$expr' && top) {
      // An expression names its operators itself; `mingo` refuses those that it hasn't got.
    } else if (key.startsWith('$')) {
      throw new CommandError('BadValue', `unknown top level operator: ${key}`);
    } else if (isOperators(value)) checkOperators(value);
  }
};

const checkOperators = (operators: Document): void => {
  for (const [name, value] of Object.entries(operators)) {
    if (name === '$options') continue;
    if (!QUERY_OPERATORS.includes(name)) throw new CommandError('BadValue', `unknown operator: ${name}`);
    if ((name === '$in' || name === '$nin' || name === '$all') && !Array.isArray(value)) {
      throw new CommandError('BadValue', `${name} needs an array`);
    }
    if (name === '$not' && isOperators(value)) checkOperators(value);
    if (name === '$elemMatch') {
      if (typeof value !== 'object' || value === null)
        throw new CommandError('BadValue', '$elemMatch needs an Object');
      if (isOperators(value)) checkOperators(value);
      else checkFilter(value as Document, false);
    }
  }
};

const collectFields = (filter: Document, fields: Set<string>): void => {
  for (const [key, value] of Object.entries(filter)) {
    if (LOGICAL.has(key)) for (const part of value as Document[]) collectFields(part, fields);
    else if (key === '$expr') collectPaths(value, fields);
    else fields.add(rootOf(key));
  }
};

/** The fields that an expression reads: texts that begin with one `$`, where they aren't literal. */
const collectPaths = (expression: unknown, fields: Set<string>): void => {
  if (typeof expression === 'string') {
    const path = /^\$([^$.][^.]*)/.exec(expression)?.[1];
    if (path !== undefined) fields.add(path);
  } else if (typeof expression === 'object' && expression !== null && !('$literal' in expression))
    for (const part of Object.values(expression)) collectPaths(part, fields);
};
