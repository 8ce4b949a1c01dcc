import {
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  type ResponsePath,
} from 'graphql';
import { isIterableObject } from 'graphql/jsutils/isIterableObject.js';
import type { FieldInfo } from './field-info.ts';
import type { FieldPlace } from './field-place.ts';
import type { Complete, Leaf } from './field-plan.ts';
import { leafText } from './leaf-text.ts';
import type { Run } from './run.ts';
import { isPending, joined, type Pending, type Text } from './text.ts';

/** A value where it stands: the field's own, or an item of its list. */
export type CompleteAt = (run: Run, value: unknown, info: FieldInfo, path: ResponsePath) => Pending<Text>;

type Named = `${string}.${string}`;

const nullRefused = (name: Named): Error => new Error(`Cannot return null for non-nullable field ${name}.`);

/** How a scalar or an enum, and one that may not be null, becomes JSON. */
const completeLeaf = (type: GraphQLOutputType, name: Named): Leaf | null => {
  const inner = isNonNullType(type) ? type.ofType : type;
  if (!isLeafType(inner)) return null;
  const text = leafText(inner);
  const nonNull = inner !== type;
  return (value) => {
    if (value === null || value === undefined) {
      if (nonNull) throw nullRefused(name);
      return null;
    }
    if (typeof value === 'object' && value instanceof Error) throw value;
    return text(value);
  };
};

/** Items that nobody waits for any more may fail all the same: graphql-js leaves that to the process, which would end. */
const ignore = (values: readonly unknown[]): void => {
  for (const value of values) if (isPending(value)) value.then(undefined, () => {});
};

const completeItems = (
  run: Run,
  items: readonly unknown[],
  info: FieldInfo,
  path: ResponsePath,
  place: FieldPlace,
  item: CompleteAt,
  nonNull: boolean,
): Pending<Text> => {
  let text = '';
  let parts: Pending<Text>[] | null = null;
  for (let at = 0; at < items.length; at += 1) {
    const value = items[at];
    const itemPath: ResponsePath = { prev: path, key: at, typename: undefined };
    try {
      const completed: Pending<Text> = isPending(value)
        ? value.then((resolved) => item(run, resolved, info, itemPath))
        : item(run, value, info, itemPath);
      if (typeof completed !== 'string' && isPending(completed)) {
        // From here on in parts, the first of which is what is written already.
        parts ??= at === 0 ? [] : [text];
        parts.push(completed.then(undefined, (raw: unknown) => run.fail(raw, place, itemPath, nonNull)));
      } else if (parts === null) text += at === 0 ? joined(completed) : `,${joined(completed)}`;
      else parts.push(completed);
    } catch (raw) {
      if (nonNull) ignore([...(parts ?? []), ...items.slice(at + 1)]);
      const failed = run.fail(raw, place, itemPath, nonNull);
      if (parts === null) text += at === 0 ? joined(failed) : `,${joined(failed)}`;
      else parts.push(failed);
    }
  }
  return parts === null ? `[${text}]` : Promise.all(parts);
};

const completeList = (itemType: GraphQLOutputType, item: CompleteAt, name: Named): CompleteAt => {
  const nonNull = isNonNullType(itemType);
  return (run, value, info, path) => {
    if (!isIterableObject(value)) {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${name}".`);
    }
    const items = Array.isArray(value) ? (value as unknown[]) : Array.from(value);
    return completeItems(run, items, info, path, info.place, item, nonNull);
  };
};

/** How values of a type become JSON, `object` being how objects of its named type do. */
const completeAt = (type: GraphQLOutputType, object: CompleteAt, name: Named): CompleteAt => {
  const leaf = completeLeaf(type, name);
  if (leaf !== null) return (_, value) => leaf(value);
  if (isNonNullType(type)) {
    const inner = completeAt(type.ofType, object, name);
    return (run, value, info, path) => {
      const completed = inner(run, value, info, path);
      if (completed === null) throw nullRefused(name);
      return completed;
    };
  }
  const present = isListType(type)
    ? completeList(type.ofType, completeAt(type.ofType, object, name), name)
    : object;
  return (run, value, info, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return present(run, value, info, path);
  };
};

/** How the values of one field become JSON. `object` is asked for objects, which are never null. */
export const completion = (
  parent: GraphQLObjectType,
  { name, type }: GraphQLField<unknown, unknown>,
  object: CompleteAt,
): { readonly leaf: Leaf } | { readonly complete: Complete } => {
  const named: Named = `${parent.name}.${name}`;
  const leaf = completeLeaf(type, named);
  if (leaf !== null) return { leaf };
  const complete = completeAt(type, object, named);
  return { complete: (run, value, info) => complete(run, value, info, info.path) };
};
