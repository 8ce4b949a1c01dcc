import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { SelectionCompiler } from './compile-selection.ts';
import { type Program, Run } from './run.ts';
import type { SelectionPlan } from './selection-plan.ts';
import { isPending, type Pending } from './text.ts';

/** The outcome of an execution: the JSON of `data`, `null` where an error left nothing of it. */
export interface Outcome {
  readonly data: string | null;
  readonly errors: readonly GraphQLError[];
}

/** Plans of one operation, one for each combination of the variables that `@skip` and `@include` hang on. */
const MAX_VARIANTS = 16;

/** Variables that decide which fields there are. */
const conditionsIn = (document: DocumentNode): readonly string[] => {
  const names = new Set<string>();
  visit(document, {
    Directive: (node) => {
      if (node.name.value !== 'skip' && node.name.value !== 'include') return;
      for (const { value } of node.arguments ?? []) {
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      }
    },
  });
  return [...names];
};

const asError = (raw: unknown): GraphQLError =>
  raw instanceof GraphQLError
    ? raw
    : new GraphQLError(String(raw), raw instanceof Error ? { originalError: raw } : {});

/**
 * A query made into a plan that writes its answer's JSON directly. What it answers is what graphql-js answers, to the byte: data, errors, their paths and
 * their order; fields are executed in the same order, and what comes at once is written at once.
 */
export class CompiledOperation {
  readonly #program: Program;
  readonly #conditions: readonly string[];
  readonly #variants = new Map<string, SelectionPlan>();

  private constructor(program: Program, conditions: readonly string[]) {
    this.#program = program;
    this.#conditions = conditions;
  }

  /** `null` for what graphql-js has to do: everything but queries. The document must be valid. */
  static of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): CompiledOperation | null {
    if (operation.operation !== OperationTypeNode.QUERY) return null;
    const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
    }
    return new CompiledOperation({ schema, operation, fragments }, conditionsIn(document));
  }

  /** Executes with coerced variables. `null` where the operation has been met in too many variants. Never rejects. */
  execute(variables: Readonly<Record<string, unknown>>, context: unknown): Pending<Outcome> | null {
    const key = this.#conditions.map((name) => `${String(variables[name])} `).join('');
    if (this.#variants.size >= MAX_VARIANTS && !this.#variants.has(key)) return null;
    const run = new Run(this.#program, variables, context);
    const failed = (raw: unknown): Outcome => {
      run.note(asError(raw), undefined);
      return { data: null, errors: run.errors };
    };
    try {
      const data = this.#variant(key, variables).execute(run, undefined, undefined);
      return isPending(data)
        ? data.then((text) => ({ data: text, errors: run.errors }), failed)
        : { data, errors: run.errors };
    } catch (raw) {
      return failed(raw);
    }
  }

  #variant(key: string, variables: Readonly<Record<string, unknown>>): SelectionPlan {
    const known = this.#variants.get(key);
    if (known !== undefined) return known;
    const { schema } = this.#program;
    const type = schema.getQueryType();
    if (!type)
      throw new GraphQLError('Schema is not configured to execute query operation.', {
        nodes: this.#program.operation,
      });
    const plan = new SelectionCompiler(this.#program, variables).root(type);
    this.#variants.set(key, plan);
    return plan;
  }
}
