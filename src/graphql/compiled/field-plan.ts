import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  getArgumentValues,
  isNonNullType,
  Kind,
  type ResponsePath,
  type ValueNode,
} from 'graphql';
import { FieldInfo } from './field-info.ts';
import type { FieldPlace } from './field-place.ts';
import type { Arguments, Run } from './run.ts';
import { isPending, type Pending, type Text } from './text.ts';

/** Makes JSON of a field's value. Throws, or rejects, where the value doesn't fit the type. */
export type Complete = (run: Run, value: unknown, info: FieldInfo) => Pending<Text>;

/** The same for a scalar or an enum, whose values become JSON without a look at where they stand. */
export type Leaf = (value: unknown) => string | null;

const notLeaf: Leaf = () => null;

const hasVariable = (value: ValueNode): boolean => {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => hasVariable(field.value));
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** One field of one object type in one place of an operation. Resolvers get arguments that are shared between rows, and must not change them. */
export class FieldPlan implements FieldPlace {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly responseName: string;
  readonly #node: FieldNode;
  readonly #name: string;
  readonly #resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']> | null;
  readonly #nonNull: boolean;
  readonly #complete: Complete;
  readonly #leaf: Leaf;
  readonly #isPlain: boolean;
  /** Whether the resolver declares that it takes it, or doesn't say what it takes. */
  readonly #takesInfo: boolean;
  readonly #hasVariables: boolean;
  #constant: Arguments | null = null;

  constructor(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    nodes: readonly FieldNode[],
    completion: { readonly leaf: Leaf } | { readonly complete: Complete },
  ) {
    this.parent = parent;
    this.field = field;
    this.#node = node;
    this.nodes = nodes;
    this.responseName = (node.alias ?? node.name).value;
    this.#name = field.name;
    this.#resolve =
      field.resolve === undefined || field.resolve === defaultFieldResolver ? null : field.resolve;
    this.#takesInfo = this.#resolve !== null && (this.#resolve.length === 0 || this.#resolve.length > 3);
    this.#nonNull = isNonNullType(field.type);
    if ('leaf' in completion) {
      const { leaf } = completion;
      this.#leaf = leaf;
      this.#complete = (_, value) => leaf(value);
    } else {
      this.#leaf = notLeaf;
      this.#complete = completion.complete;
    }
    this.#isPlain = 'leaf' in completion && this.#resolve === null && field.args.length === 0;
    this.#hasVariables = node.arguments?.some(({ value }) => hasVariable(value)) ?? false;
    if (field.args.length === 0) this.#constant = {};
  }

  execute(run: Run, source: unknown, above: ResponsePath | undefined): Pending<Text> {
    return this.#isPlain
      ? this.#read(run, source, above)
      : this.#executeFully(run, source, this.#path(above));
  }

  /** A property of the record that is a scalar: most fields of most answers. */
  #read(run: Run, source: unknown, above: ResponsePath | undefined): Pending<Text> {
    try {
      const value = isObject(source) ? source[this.#name] : undefined;
      if (typeof value === 'string' || (typeof value !== 'function' && !isPending(value))) {
        return this.#leaf(value);
      }
    } catch (raw) {
      return run.fail(raw, this, this.#path(above), this.#nonNull);
    }
    return this.#executeFully(run, source, this.#path(above));
  }

  #path(above: ResponsePath | undefined): ResponsePath {
    return { prev: above, key: this.responseName, typename: this.parent.name };
  }

  #executeFully(run: Run, source: unknown, path: ResponsePath): Pending<Text> {
    const info = new FieldInfo(run, this, path);
    try {
      const value = this.#value(run, source, info);
      const completed: Pending<Text> = isPending(value)
        ? value.then((resolved) => this.#complete(run, resolved, info))
        : this.#complete(run, value, info);
      if (typeof completed === 'string' || !isPending(completed)) return completed;
      return completed.then(undefined, (raw: unknown) => run.fail(raw, this, path, this.#nonNull));
    } catch (raw) {
      return run.fail(raw, this, path, this.#nonNull);
    }
  }

  #value(run: Run, source: unknown, info: FieldInfo): unknown {
    const args = this.#arguments(run);
    if (this.#resolve !== null)
      return this.#resolve(source, args, run.context, this.#takesInfo ? info.plain() : info);
    if (!isObject(source)) return undefined;
    const property = source[this.#name];
    return typeof property === 'function' ? property.call(source, args, run.context, info.plain()) : property;
  }

  #arguments(run: Run): Arguments {
    if (this.#constant !== null) return this.#constant;
    const make = () => getArgumentValues(this.field, this.#node, run.variables);
    if (this.#hasVariables) return run.argumentsOf(this, make);
    this.#constant = make();
    return this.#constant;
  }
}
