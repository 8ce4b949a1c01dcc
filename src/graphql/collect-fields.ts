import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';

/** A variable that decides whether a selection is there. */
export interface Condition {
  readonly variable: string;
  readonly wanted: boolean;
}
/** All of them must hold. */
export type Conditions = readonly Condition[];

export const hold = (conditions: Conditions, variables: Readonly<Record<string, unknown>>): boolean =>
  conditions.every(({ variable, wanted }) => variables[variable] === wanted);

export interface Selected<T> {
  readonly node: T;
  readonly when: Conditions;
}

/** The fields of one response key, to be merged as execution will merge them. */
export type FieldGroup = readonly Selected<FieldNode>[];

/** `null` when `@skip` or `@include` say so in so many words. */
const conditionsOf = (
  directives: readonly DirectiveNode[] | undefined,
  above: Conditions,
): Conditions | null => {
  const conditions = [...above];
  for (const directive of directives ?? []) {
    const wanted = directive.name.value === 'include';
    if (!wanted && directive.name.value !== 'skip') continue;
    const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, wanted });
    else if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return null;
  }
  return conditions;
};

/** Steps that reading one document may take: a bound on the plan itself, which follows fragments once for each possible type. */
const MAX_STEPS = 20_000;

/** Collects fields as execution does, for a type that is known; conditions on variables are kept instead of decided. */
export class FieldCollector {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  #steps = 0;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
  }

  groups(
    type: GraphQLObjectType,
    sets: readonly Selected<SelectionSetNode>[],
  ): ReadonlyMap<string, FieldGroup> {
    const groups = new Map<string, Selected<FieldNode>[]>();
    const seen = new Set<string>();
    for (const { node, when } of sets) this.#collect(type, node, when, groups, seen);
    return groups;
  }

  #collect(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    above: Conditions,
    groups: Map<string, Selected<FieldNode>[]>,
    seen: Set<string>,
  ): void {
    for (const selection of set.selections) {
      this.#steps += 1;
      if (this.#steps > MAX_STEPS) {
        throw new GatewayError('QUERY_TOO_LARGE', 'The fragments of this document take too long to follow.');
      }
      const when = conditionsOf(selection.directives, above);
      if (when === null) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [{ node: selection, when }]);
        else group.push({ node: selection, when });
        continue;
      }
      const inner = this.#inner(type, selection, when, seen);
      if (inner !== null) this.#collect(type, inner, when, groups, seen);
    }
  }

  #inner(
    type: GraphQLObjectType,
    selection: Exclude<SelectionNode, FieldNode>,
    when: Conditions,
    seen: Set<string>,
  ): SelectionSetNode | null {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return this.#applies(type, selection.typeCondition?.name.value) ? selection.selectionSet : null;
    }
    const name = selection.name.value;
    const visit = `${name} ${JSON.stringify(when)}`;
    const fragment = this.#fragments.get(name);
    if (seen.has(visit) || fragment === undefined) return null;
    seen.add(visit);
    return this.#applies(type, fragment.typeCondition.name.value) ? fragment.selectionSet : null;
  }

  #applies(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = this.#schema.getType(condition);
    return isAbstractType(named) && this.#schema.isSubType(named, type);
  }
}
