import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import { Note } from './note.ts';

export const DIRECTIVE = 'pageStatus';

const isMarked = ({ directives }: FieldNode): boolean =>
  directives?.some(({ name }) => name.value === DIRECTIVE) === true;

/** `@pageStatus` marks one field, of Query, whose absence can be told. */
export const pageStatusRule: ValidationRule = (context) => {
  let marked = 0;
  return {
    Field(node) {
      if (!isMarked(node)) return;
      marked += 1;
      const type = context.getType();
      const parent = context.getParentType();
      if (type == null || parent == null) return; // Another rule says so.
      const wrong =
        parent !== context.getSchema().getQueryType() || isNonNullType(type)
          ? `\`@${DIRECTIVE}\` marks a field of Query that may be null, not ${parent.name}.${node.name.value}.`
          : marked > 1
            ? `\`@${DIRECTIVE}\` marks one field only.`
            : null;
      if (wrong !== null) context.reportError(new GraphQLError(wrong, { nodes: node }));
    },
  };
};

const markedIn = (set: SelectionSetNode, document: DocumentNode): FieldNode | null => {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      if (isMarked(selection)) return selection;
      continue;
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
          );
    const found =
      inner !== undefined && 'selectionSet' in inner && inner.selectionSet !== undefined
        ? markedIn(inner.selectionSet, document)
        : null;
    if (found !== null) return found;
  }
  return null;
};

/** Looked for once in each operation: nothing is asked of the resolvers, so it holds however the operation is executed. */
const known = new Note<OperationDefinitionNode, FieldNode | null>();

/** The field that an operation marks with `@pageStatus`, if it marks one. */
export const markedFieldOf = (
  operation: OperationDefinitionNode,
  document: DocumentNode,
): FieldNode | null => {
  let field = known.get(operation);
  if (field === undefined) {
    field = markedIn(operation.selectionSet, document);
    known.set(operation, field);
  }
  return field;
};
