import type { GraphQLResolveInfo, ResponsePath } from 'graphql';
import type { FieldPlace } from './field-place.ts';
import type { Run } from './run.ts';

/** What a resolver may ask about the execution, read from the run and the place when it asks. */
export class FieldInfo implements GraphQLResolveInfo {
  readonly #run: Run;
  readonly place: FieldPlace;
  readonly path: ResponsePath;

  constructor(run: Run, place: FieldPlace, path: ResponsePath) {
    this.#run = run;
    this.place = place;
    this.path = path;
  }

  /** The same as a plain object, for code that copies it. */
  plain(): GraphQLResolveInfo {
    const { fieldName, fieldNodes, returnType, parentType, path } = this;
    const { schema, fragments, rootValue, operation, variableValues } = this;
    return {
      fieldName,
      fieldNodes,
      returnType,
      parentType,
      path,
      schema,
      fragments,
      rootValue,
      operation,
      variableValues,
    };
  }

  get fieldName() {
    return this.place.field.name;
  }
  get fieldNodes() {
    return this.place.nodes;
  }
  get returnType() {
    return this.place.field.type;
  }
  get parentType() {
    return this.place.parent;
  }
  get schema() {
    return this.#run.program.schema;
  }
  get fragments() {
    return this.#run.program.fragments;
  }
  get rootValue() {
    return undefined;
  }
  get operation() {
    return this.#run.program.operation;
  }
  get variableValues() {
    return this.#run.variables;
  }
}
