import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';
import { isRemoteField } from '../federation/remote-fields.ts';

/** The one root field of a subscription, wherever it stands; validation has seen to it that there is one. */
const rootFieldOf = (document: DocumentNode, { selectionSet }: OperationDefinitionNode): FieldNode | null => {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node.selectionSet]),
  );
  const firstIn = (selections: SelectionSetNode | undefined): FieldNode | null => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) return selection;
      const below =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection.selectionSet
          : fragments.get(selection.name.value);
      const found = firstIn(below);
      if (found !== null) return found;
    }
    return null;
  };
  return firstIn(selectionSet);
};

/**
 * A subscription to a supergraph, cut down to what it is about: its root field with its arguments, and nothing of what is selected below, which other services may have a part in.
 * Throws BAD_REQUEST for a field that isn't ours: what happens elsewhere isn't told here.
 */
export const eventSourceOf = (
  supergraph: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode => {
  const field = rootFieldOf(document, operation);
  const defined = supergraph.getSubscriptionType()?.getFields()[field?.name.value ?? ''];
  if (field === null || defined === undefined || isRemoteField(defined))
    throw new GatewayError(
      'BAD_REQUEST',
      `What happens in other services isn't told here: subscribe to \`${field?.name.value ?? ''}\` where it happens.`,
    );
  const used = new Set<string>();
  const bare: FieldNode = { ...field, selectionSet: TYPENAME };
  visit(bare, { Variable: ({ name }) => void used.add(name.value) });
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...operation,
        directives: [],
        variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
          used.has(variable.name.value),
        ),
        selectionSet: { kind: Kind.SELECTION_SET, selections: [bare] },
      },
    ],
  };
};

const TYPENAME: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};
