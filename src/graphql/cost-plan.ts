import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Conditions, FieldCollector, type FieldGroup, type Selected } from './collect-fields.ts';
import { type FieldCost, fieldCost } from './field-cost.ts';

/** One field that answers with things, its selections merged. */
export interface Step extends FieldCost {
  readonly parent: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Any of the merged nodes: their arguments are equal. */
  readonly node: FieldNode;
  /** The field is there when all conditions of one of these hold. */
  readonly when: readonly Conditions[];
  /** What is below, for each type that the thing may be of; the dearest counts. */
  readonly branches: readonly (readonly Step[])[];
}

class Planner {
  readonly #schema: GraphQLSchema;
  readonly #collector: FieldCollector;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#collector = new FieldCollector(schema, document);
  }

  steps(type: GraphQLObjectType, sets: readonly Selected<SelectionSetNode>[]): readonly Step[] {
    const steps: Step[] = [];
    for (const group of this.#collector.groups(type, sets).values()) {
      const step = this.#step(type, group);
      if (step !== null) steps.push(step);
    }
    return steps;
  }

  #step(parent: GraphQLObjectType, group: FieldGroup): Step | null {
    const node = group[0]?.node;
    const field = node === undefined ? undefined : parent.getFields()[node.name.value];
    if (node === undefined || field === undefined) return null; // `__typename` and the fields that describe the schema.
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return null;
    const below = group.flatMap(({ node: { selectionSet }, when }) =>
      selectionSet === undefined ? [] : [{ node: selectionSet, when }],
    );
    const branches = this.#possible(type).map((possible) => this.steps(possible, below));
    return {
      ...fieldCost(parent, field),
      parent: parent.name,
      field,
      node,
      when: group.map(({ when }) => when),
      branches: branches.filter((steps) => steps.length > 0),
    };
  }

  #possible(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
  }
}

/**
 * What can be known of an operation's cost from its document alone: worked out once, evaluated for each request by `evaluateCost`.
 * The document must be valid. Throws QUERY_TOO_LARGE where even that takes too long.
 */
export const planCost = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly Step[] => {
  const root = schema.getRootType(operation.operation);
  if (root === null || root === undefined) return [];
  return new Planner(schema, document).steps(root, [{ node: operation.selectionSet, when: [] }]);
};
