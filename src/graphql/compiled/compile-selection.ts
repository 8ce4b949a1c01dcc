import {
  defaultTypeResolver,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { inspect } from 'graphql/jsutils/inspect.js';
import { type CompleteAt, completion } from './complete-value.ts';
import { FieldPlan } from './field-plan.ts';
import type { Program } from './run.ts';
import { runtimeType } from './runtime-type.ts';
import { SelectionPlan } from './selection-plan.ts';
import { isPending } from './text.ts';

type Nodes = readonly FieldNode[];

const fieldOf = (
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined => {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name];
};

const otherType = (type: GraphQLObjectType, value: unknown, nodes: Nodes): GraphQLError =>
  new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`, { nodes });

/** Plans one operation for one outcome of its `@skip` and `@include`: each place once for each object type that is met there, when it is met. */
export class SelectionCompiler {
  readonly #program: Program;
  readonly #conditions: Readonly<Record<string, unknown>>;

  /** @param conditions coerced variables, of which the values of `if` count. */
  constructor(program: Program, conditions: Readonly<Record<string, unknown>>) {
    this.#program = program;
    this.#conditions = conditions;
  }

  root(type: GraphQLObjectType): SelectionPlan {
    const { schema, fragments, operation } = this.#program;
    return this.#plan(type, collectFields(schema, fragments, this.#conditions, type, operation.selectionSet));
  }

  #plan(type: GraphQLObjectType, groups: ReadonlyMap<string, Nodes>): SelectionPlan {
    const fields: FieldPlan[] = [];
    for (const nodes of groups.values()) {
      const [node] = nodes;
      const field = node && fieldOf(this.#program.schema, type, node.name.value);
      if (!node || !field) continue;
      fields.push(
        new FieldPlan(type, field, node, nodes, completion(type, field, this.#object(field, nodes))),
      );
    }
    return new SelectionPlan(fields);
  }

  /** How objects that a field gives become JSON. */
  #object(field: GraphQLField<unknown, unknown>, nodes: Nodes): CompleteAt {
    const type = getNamedType(field.type);
    const plans = new Map<GraphQLObjectType, SelectionPlan>();
    const planOf = (runtime: GraphQLObjectType): SelectionPlan => {
      const known = plans.get(runtime);
      if (known !== undefined) return known;
      const { schema, fragments } = this.#program;
      const plan = this.#plan(runtime, collectSubfields(schema, fragments, this.#conditions, runtime, nodes));
      plans.set(runtime, plan);
      return plan;
    };
    const ofType =
      (runtime: GraphQLObjectType): CompleteAt =>
      (run, value, info, path) => {
        const plan = planOf(runtime);
        const { isTypeOf } = runtime;
        if (!isTypeOf) return plan.execute(run, value, path);
        const its = isTypeOf(value, run.context, info);
        const goOn = (yes: boolean) => {
          if (!yes) throw otherType(runtime, value, nodes);
          return plan.execute(run, value, path);
        };
        return isPending(its) ? its.then(goOn) : goOn(its);
      };
    if (isObjectType(type)) return ofType(type);
    return isAbstractType(type) ? this.#ofAbstract(type, ofType) : () => null;
  }

  #ofAbstract(type: GraphQLAbstractType, ofType: (runtime: GraphQLObjectType) => CompleteAt): CompleteAt {
    const { schema } = this.#program;
    const resolveType = type.resolveType ?? defaultTypeResolver;
    const known = new Map<GraphQLObjectType, CompleteAt>();
    return (run, value, info, path) => {
      const goOn = (name: unknown) => {
        const runtime = runtimeType(schema, type, name, value, info);
        const complete = known.get(runtime) ?? ofType(runtime);
        known.set(runtime, complete);
        return complete(run, value, info, path);
      };
      const name = resolveType(value, run.context, info, type);
      return isPending(name) ? name.then(goOn) : goOn(name);
    };
  }
}
