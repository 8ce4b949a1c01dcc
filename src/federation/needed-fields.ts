import {
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';

const NEEDED = 'dateline:needed';

/** For each type the names of fields that are asked for beside what a client asks, so that other services can be asked by them. */
export type NeededFields = ReadonlyMap<string, ReadonlySet<string>>;

/** What is read of the stitcher's own notes: what it asks for with each field of each type. */
interface StitchingInfo {
  readonly fieldNodesByField?: Readonly<Record<string, Readonly<Record<string, readonly FieldNode[]>>>>;
}

/** Notes at a supergraph what is asked for in it unasked: keys, and what other fields are worked out from. */
export const markNeededFields = (supergraph: GraphQLSchema): void => {
  const needed = new Map<string, Set<string>>();
  const add = (typeName: string, selections: readonly SelectionNode[]): void => {
    const type = supergraph.getType(typeName);
    const names = needed.get(typeName) ?? new Set();
    needed.set(typeName, names);
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT)
        add(node.typeCondition?.name.value ?? typeName, node.selectionSet.selections);
      if (node.kind !== Kind.FIELD) continue;
      names.add((node.alias ?? node.name).value);
      if (node.selectionSet === undefined || !(isObjectType(type) || isInterfaceType(type))) continue;
      const field = type.getFields()[node.name.value];
      if (field !== undefined) add(getNamedType(field.type).name, node.selectionSet.selections);
    }
  };
  const { fieldNodesByField = {} } = supergraph.extensions['stitchingInfo'] as StitchingInfo;
  for (const [type, fields] of Object.entries(fieldNodesByField))
    for (const nodes of Object.values(fields)) add(type, nodes);
  supergraph.extensions = { ...supergraph.extensions, [NEEDED]: needed };
};

/** `null` for a schema that is no supergraph. */
export const neededFieldsOf = ({ extensions }: GraphQLSchema): NeededFields | null =>
  (extensions[NEEDED] as NeededFields | undefined) ?? null;
