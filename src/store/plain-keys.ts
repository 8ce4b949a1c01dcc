import type { Document } from 'mongodb';
import { GatewayError } from '../content/errors.ts';

/** A text to look for. Its type says that it is one; what a stranger sent may not be, and MongoDB would read an object as operators. */
export const plainKey = (key: string): string => {
  if (typeof key !== 'string')
    throw new GatewayError(
      'BAD_USER_INPUT',
      `A key is a text, not ${key === null ? 'null' : `of type ${typeof key}`}.`,
    );
  return key;
};

export const plainKeys = (keys: readonly string[]): string[] => keys.map(plainKey);

/** The condition that a field is one of these. */
export const oneOfKeys = (keys: readonly string[]): { $in: string[] } => ({ $in: plainKeys(keys) });

/** The condition that one of these fields is one of its keys: however many fields, each is looked up in its own index. */
export const anyOfKeys = (
  fields: readonly (readonly [field: string, keys: readonly string[] | undefined])[],
): Document => {
  const branches = fields.flatMap(([field, keys = []]) =>
    keys.length === 0 ? [] : [{ [field]: oneOfKeys(keys) }],
  );
  const [only = { _id: oneOfKeys([]) }] = branches;
  return branches.length > 1 ? { $or: branches } : only;
};
