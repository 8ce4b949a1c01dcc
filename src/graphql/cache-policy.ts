import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { hintOfField, hintOfType, isDetail } from './cache-hints.ts';
import { type Conditions, FieldCollector, type FieldGroup, hold, type Selected } from './collect-fields.ts';

/** How an answer may be kept. */
export interface CachePolicy {
  /** In seconds; 0: not at all. */
  readonly maxAge: number;
  readonly isPrivate: boolean;
  /** Whether it shows what lists don't. */
  readonly details: boolean;
}

/** A policy that holds if one of the conditions does. */
interface Clause extends CachePolicy {
  readonly when: readonly Conditions[];
}

/** The policy of an operation as its document has it: what always holds, and what hangs on variables. */
export interface PolicyPlan {
  readonly always: CachePolicy;
  readonly sometimes: readonly Clause[];
}

/** The longest that anything is kept, in seconds, where nothing says less. */
const LONGEST = 86_400;
const NOTHING: CachePolicy = { maxAge: LONGEST, isPrivate: false, details: false };
const NEVER: PolicyPlan = { always: { maxAge: 0, isPrivate: true, details: true }, sometimes: [] };

const merge = (left: CachePolicy, right: CachePolicy): CachePolicy => ({
  maxAge: Math.min(left.maxAge, right.maxAge),
  isPrivate: left.isPrivate || right.isPrivate,
  details: left.details || right.details,
});

class Planner {
  readonly #schema: GraphQLSchema;
  readonly #collector: FieldCollector;
  always = NOTHING;
  readonly sometimes: Clause[] = [];

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    this.#collector = new FieldCollector(schema, document);
  }

  walk(type: GraphQLObjectType, sets: readonly Selected<SelectionSetNode>[], isRoot: boolean): void {
    for (const group of this.#collector.groups(type, sets).values()) this.#field(type, group, isRoot);
  }

  #field(parent: GraphQLObjectType, group: FieldGroup, isRoot: boolean): void {
    const name = group[0]?.node.name.value;
    if (name === undefined || name === '__typename') return;
    const when = group.map(({ when }) => when);
    const field = parent.getFields()[name];
    if (field === undefined) {
      this.#add({ ...NOTHING, maxAge: 0 }, when); // What describes the schema.
      return;
    }
    const { maxAge, isPrivate } = hintOfField(field, isRoot);
    this.#add({ maxAge: maxAge ?? LONGEST, isPrivate, details: isDetail(field) }, when);
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return;
    const below = group.flatMap(({ node: { selectionSet }, when }) =>
      selectionSet === undefined ? [] : [{ node: selectionSet, when }],
    );
    if (!isAbstractType(type)) {
      this.walk(type, below, false);
      return;
    }
    for (const possible of this.#schema.getPossibleTypes(type)) {
      const hint = hintOfType(possible);
      this.#add({ ...NOTHING, maxAge: hint.maxAge ?? LONGEST, isPrivate: hint.isPrivate }, when);
      this.walk(possible, below, false);
    }
  }

  #add(policy: CachePolicy, when: readonly Conditions[]): void {
    if (policy.maxAge === LONGEST && !policy.isPrivate && !policy.details) return;
    if (when.some((conditions) => conditions.length === 0)) this.always = merge(this.always, policy);
    else this.sometimes.push({ ...policy, when });
  }
}

/**
 * Works out how the answers of an operation may be kept, from its document alone: the least lifetime, private if anything is, merged over every type that an abstract one may turn
 * out to be. Mutations never. The document must be valid.
 */
export const planPolicy = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): PolicyPlan => {
  const root = schema.getQueryType();
  if (operation.operation !== OperationTypeNode.QUERY || root == null) return NEVER;
  const planner = new Planner(schema, document);
  planner.walk(root, [{ node: operation.selectionSet, when: [] }], true);
  return { always: planner.always, sometimes: planner.sometimes };
};

/** The policy of one request, its variables coerced. */
export const policyOf = (
  { always, sometimes }: PolicyPlan,
  values: Readonly<Record<string, unknown>>,
): CachePolicy =>
  sometimes
    .filter(({ when }) => when.some((conditions) => hold(conditions, values)))
    .reduce<CachePolicy>(merge, always);
