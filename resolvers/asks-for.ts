import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

type Asked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/** Whether a field is asked for below another, in fragments too, worked out once for each document. What a variable may leave out counts as asked for. */
export const asksFor = (name: string): ((asked: Asked) => boolean) => {
  const known = new WeakMap<FieldNode, boolean>();
  return ({ fieldNodes, fragments }) => {
    const [first] = fieldNodes;
    if (first === undefined) return false;
    let asks = known.get(first);
    if (asks === undefined) {
      asks = fieldNodes.some(({ selectionSet }) => isIn(selectionSet, name, fragments));
      known.set(first, asks);
    }
    return asks;
  };
};

const isIn = (set: SelectionSetNode | undefined, name: string, fragments: Asked['fragments']): boolean =>
  set?.selections.some((selection) => {
    if (selection.kind === 'Field') return selection.name.value === name;
    const { selectionSet } =
      selection.kind === 'InlineFragment' ? selection : (fragments[selection.name.value] ?? {});
    return isIn(selectionSet, name, fragments);
  }) ?? false;
