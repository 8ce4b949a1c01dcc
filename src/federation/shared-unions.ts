import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { isSet, isUnset, named, text } from './join-directives.ts';

type Graphs = ReadonlySet<string>;

interface SharedField {
  readonly type: string;
  /** The subgraphs that resolve it. */
  readonly graphs: Graphs;
}

interface SharedType {
  readonly graphs: Graphs;
  /** The subgraphs that can be asked for a thing of it by a key. */
  readonly byKey: Graphs;
  readonly fields: ReadonlyMap<string, SharedField>;
}

interface Shared {
  readonly roots: Readonly<Record<OperationDefinitionNode['operation'], string>>;
  readonly types: ReadonlyMap<string, SharedType>;
  /** Of each union the members that each subgraph knows. */
  readonly unions: ReadonlyMap<string, ReadonlyMap<string, Graphs>>;
}

/** A request to the subgraph of this symbol, without the members of unions that others who could be asked don't know. */
export type SieveUnions = (symbol: string, request: DocumentNode) => DocumentNode;

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);

const graphsOf = (directives: readonly ConstDirectiveNode[]): Graphs =>
  new Set(directives.flatMap((directive) => text(directive, 'graph') ?? []));

/** Without a word about it, a field is resolved by every subgraph that has its type. */
const resolversOf = (directives: readonly ConstDirectiveNode[] | undefined, ofType: Graphs): Graphs => {
  const said = named(directives, 'join__field');
  if (said.length === 0) return ofType;
  return graphsOf(said.filter((one) => !isSet(one, 'external') && !isSet(one, 'usedOverridden')));
};

const readShared = ({ definitions }: DocumentNode): Shared => {
  const types = new Map<string, SharedType>();
  const unions = new Map<string, Map<string, Set<string>>>();
  const roots = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  for (const node of definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION)
      for (const { operation, type } of node.operationTypes) roots[operation] = type.name.value;
    if (node.kind === Kind.UNION_TYPE_DEFINITION) {
      const members = new Map<string, Set<string>>();
      for (const member of named(node.directives, 'join__unionMember')) {
        const graph = text(member, 'graph') ?? '';
        members.set(graph, (members.get(graph) ?? new Set()).add(text(member, 'member') ?? ''));
      }
      unions.set(node.name.value, members);
    }
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const there = named(node.directives, 'join__type');
    const graphs = graphsOf(there);
    types.set(node.name.value, {
      graphs,
      byKey: graphsOf(there.filter((one) => text(one, 'key') !== null && !isUnset(one, 'resolvable'))),
      fields: new Map(
        (node.fields ?? []).map(({ name, type, directives }) => [
          name.value,
          { type: nameOf(type), graphs: resolversOf(directives, graphs) },
        ]),
      ),
    });
  }
  return { roots, types, unions };
};

const both = (one: Graphs, other: Graphs): Graphs => new Set([...one].filter((graph) => other.has(graph)));

/**
 * Leaves out of requests what not every subgraph that could answer them knows of a union: as Apollo's and Hive's routers do. Which those are hangs on the path: those that resolved what is above it, and
 * of a thing with a key all that can be asked for it. `null` where every union has the same members everywhere.
 */
export const sieveUnions = (supergraph: DocumentNode): SieveUnions | null => {
  const { roots, types, unions } = readShared(supergraph);
  const isPartial = (members: ReadonlyMap<string, Graphs>): boolean =>
    new Set([...members.values()].map((names) => [...names].sort().join())).size > 1;
  const partial = new Map([...unions].filter(([, members]) => isPartial(members)));
  if (partial.size === 0) return null;

  const sieve = (set: SelectionSetNode, typeName: string, graphs: Graphs): SelectionSetNode => {
    const members = partial.get(typeName);
    const isCommon = (condition: string): boolean =>
      members === undefined ||
      ![...members.values()].some((names) => names.has(condition)) ||
      [...graphs].every((graph) => members.get(graph)?.has(condition) !== false);
    const selections = set.selections.flatMap((node): SelectionNode[] => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return [node];
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value ?? typeName;
        return isCommon(condition)
          ? [{ ...node, selectionSet: sieve(node.selectionSet, condition, graphs) }]
          : [];
      }
      const type = types.get(typeName);
      const field = type?.fields.get(node.name.value);
      if (type === undefined || field === undefined || node.selectionSet === undefined) return [node];
      const next = both(field.graphs, new Set([...graphs, ...type.byKey]));
      return [{ ...node, selectionSet: sieve(node.selectionSet, field.type, next) }];
    });
    // A selection needs something: the name of the type is what every member has.
    return {
      ...set,
      selections:
        selections.length > 0
          ? selections
          : [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
    };
  };

  /** Things by their keys: whoever has their type could have been asked for them. */
  const sieveEntities = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((node) => {
      const condition = node.kind === Kind.INLINE_FRAGMENT ? node.typeCondition?.name.value : undefined;
      return node.kind !== Kind.INLINE_FRAGMENT || condition === undefined
        ? node
        : {
            ...node,
            selectionSet: sieve(node.selectionSet, condition, types.get(condition)?.graphs ?? new Set()),
          };
    }),
  });

  return (symbol, request) => ({
    ...request,
    definitions: request.definitions.map((node) => {
      if (node.kind !== Kind.OPERATION_DEFINITION) return node;
      const root = types.get(roots[node.operation]);
      const selections = node.selectionSet.selections.map((selection) => {
        if (selection.kind !== Kind.FIELD || selection.selectionSet === undefined) return selection;
        const { value: name } = selection.name;
        if (name === '_entities')
          return { ...selection, selectionSet: sieveEntities(selection.selectionSet) };
        const field = root?.fields.get(name);
        if (field === undefined) return selection;
        const graphs = field.graphs.has(symbol) ? field.graphs : new Set([symbol]);
        return { ...selection, selectionSet: sieve(selection.selectionSet, field.type, graphs) };
      });
      return { ...node, selectionSet: { ...node.selectionSet, selections } };
    }),
  });
};
