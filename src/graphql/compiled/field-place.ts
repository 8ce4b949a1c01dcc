import type { FieldNode, GraphQLField, GraphQLObjectType } from 'graphql';

/** Where a field stands in an operation. */
export interface FieldPlace {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** The nodes of the document that ask for it, merged. */
  readonly nodes: readonly FieldNode[];
  readonly responseName: string;
}
