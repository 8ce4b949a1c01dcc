import {
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  locatedError,
  type OperationDefinitionNode,
  type ResponsePath,
  responsePathAsArray,
} from 'graphql';
import type { FieldPlace } from './field-place.ts';

/** What the runs of one operation share. */
export interface Program {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** Arguments as a resolver gets them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One execution: what all its fields share, and the errors that they leave. */
export class Run {
  readonly program: Program;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  readonly errors: GraphQLError[] = [];
  /** Where errors stand. What comes late for a place that was nulled already, or for one below it, isn't told. */
  readonly #positions = new Set<ResponsePath | undefined>();
  #arguments: Map<FieldPlace, Arguments> | null = null;

  constructor(program: Program, variables: Readonly<Record<string, unknown>>, context: unknown) {
    this.program = program;
    this.variables = variables;
    this.context = context;
  }

  /** Arguments that hang on variables are the same for all rows of a run: they are made once. */
  argumentsOf(place: FieldPlace, make: () => Arguments): Arguments {
    this.#arguments ??= new Map();
    const made = this.#arguments.get(place);
    if (made !== undefined) return made;
    const args = make();
    this.#arguments.set(place, args);
    return args;
  }

  /** Notes the error of a field or an item of it, and answers with the null that stands there instead; where there may be none, throws for the one above. */
  fail(raw: unknown, place: FieldPlace, path: ResponsePath, nonNull: boolean): null {
    const error = locatedError(raw, place.nodes, responsePathAsArray(path));
    if (nonNull) throw error;
    this.note(error, path);
    return null;
  }

  note(error: GraphQLError, path: ResponsePath | undefined): void {
    for (let at = path; at !== undefined; at = at.prev) if (this.#positions.has(at)) return;
    if (this.#positions.has(undefined)) return;
    this.#positions.add(path);
    this.errors.push(error);
  }
}
