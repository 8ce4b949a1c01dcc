import {
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { isJsonObject, type JsonObject } from '../content/json-object.ts';
import type { GraphEntities } from './supergraph-graphs.ts';

/** Prefix of the names under which the keys of what was asked for are asked back. */
const ALIAS = '_asked_';

/** A field `_entities` of a request: under which name it is answered, and what was asked for. Requests that were merged have several. */
export interface EntityField {
  readonly responseKey: string;
  readonly representations: readonly JsonObject[];
}

const operationOf = ({ definitions }: DocumentNode): OperationDefinitionNode | undefined =>
  definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);

const representationsOf = (node: FieldNode, variables: unknown): readonly JsonObject[] => {
  const value = node.arguments?.find(({ name }) => name.value === 'representations')?.value;
  const given =
    value?.kind === Kind.VARIABLE && isJsonObject(variables) ? variables[value.name.value] : undefined;
  return Array.isArray(given) ? given.filter(isJsonObject) : [];
};

/** The fields of a request that ask for entities. */
export const entityFieldsOf = (document: DocumentNode, variables: unknown): readonly EntityField[] =>
  (operationOf(document)?.selectionSet.selections ?? []).flatMap((node) =>
    node.kind === Kind.FIELD && node.name.value === '_entities'
      ? [
          {
            responseKey: node.alias?.value ?? node.name.value,
            representations: representationsOf(node, variables),
          },
        ]
      : [],
  );

/** Whether a thing of a type may stand for what was asked for: it is of that very type, or of one that implements it. */
const stands = (type: unknown, asked: unknown, { implementers }: GraphEntities): boolean =>
  type === asked || implementers.get(String(asked))?.has(String(type)) === true;

/** Plain values of a representation that its type can be asked for again. */
const plainKeys = (
  representations: readonly JsonObject[],
  typename: string,
  entities: GraphEntities,
): string[] => {
  const sample = representations.find((one) => stands(typename, one['__typename'], entities));
  return Object.entries(sample ?? {}).flatMap(([name, value]) =>
    name !== '__typename' && (typeof value === 'string' || typeof value === 'number') ? [name] : [],
  );
};

const field = (name: string, alias?: string): FieldNode => ({
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: name },
  ...(alias !== undefined && { alias: { kind: Kind.NAME, value: alias } }),
});

/**
 * The same request, asking also for the type and keys of what comes back, so that it can be held against what was asked for. Only the fields of a type's keys
 * are asked for, which the service surely has.
 */
export const askKeysBack = (
  document: DocumentNode,
  variables: unknown,
  entities: GraphEntities,
): DocumentNode =>
  visit(document, {
    Field: {
      enter: (node) => {
        if (node.name.value !== '_entities') return undefined;
        const representations = representationsOf(node, variables);
        const selections = (node.selectionSet?.selections ?? []).map((selection) => {
          if (selection.kind !== Kind.INLINE_FRAGMENT) return selection;
          const type = selection.typeCondition?.name.value ?? '';
          const names = plainKeys(representations, type, entities).filter((name) =>
            entities.keys.get(type)?.has(name),
          );
          const asked: InlineFragmentNode = {
            ...selection,
            selectionSet: {
              ...selection.selectionSet,
              selections: [
                ...selection.selectionSet.selections,
                ...names.map((name) => field(name, ALIAS + name)),
              ],
            },
          };
          return asked;
        });
        return {
          ...node,
          selectionSet: {
            kind: Kind.SELECTION_SET as const,
            selections: [...selections, field('__typename')],
          },
        };
      },
    },
  });

/** Whether what came back is what stood there. A service that names no key of it can't be held to one. */
const isAsked = (
  entity: Readonly<Record<string, unknown>>,
  representation: JsonObject,
  entities: GraphEntities,
): boolean => {
  const { __typename: type } = entity;
  if (type !== undefined && !stands(type, representation['__typename'], entities)) return false;
  return Object.entries(entity).every(([name, value]) => {
    if (!name.startsWith(ALIAS)) return true;
    const asked = representation[name.slice(ALIAS.length)];
    return asked === undefined || String(asked) === String(value);
  });
};

export interface CheckedEntities {
  readonly entities: readonly unknown[];
  /** Places at which something else came back than was asked for. */
  readonly strangers: readonly number[];
}

/**
 * Holds what came back against what was asked for: one entity a representation, in its order, of its type and key. Strangers become `null`;
 * a list of another length can't be trusted at all, and gives `null`.
 */
export const checkEntities = (
  given: unknown,
  representations: readonly JsonObject[],
  entities: GraphEntities,
): CheckedEntities | null => {
  if (!Array.isArray(given) || given.length !== representations.length) return null;
  const strangers: number[] = [];
  const checked = given.map((entity: unknown, at) => {
    if (entity === null) return null;
    if (!isJsonObject(entity) || !isAsked(entity, representations[at] ?? {}, entities)) {
      strangers.push(at);
      return null;
    }
    return Object.fromEntries(Object.entries(entity).filter(([name]) => !name.startsWith(ALIAS)));
  });
  return { entities: checked, strangers };
};
