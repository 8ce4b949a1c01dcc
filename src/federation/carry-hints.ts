import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';

/** What a supergraph leaves out, and caches need: how long what a field shows may be kept, and whether lists show it too. */
const CARRIED: ReadonlySet<string> = new Set(['cacheControl', 'detail']);

type Described = TypeDefinitionNode | TypeExtensionNode;
interface Hints {
  readonly type: ConstDirectiveNode[];
  readonly fields: Map<string, ConstDirectiveNode[]>;
}

const hintsIn = ({
  directives = [],
}: {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}): ConstDirectiveNode[] => directives.filter(({ name }) => CARRIED.has(name.value));

const fieldsOf = (node: Described): readonly FieldDefinitionNode[] =>
  'fields' in node && node.fields !== undefined ? (node.fields as readonly FieldDefinitionNode[]) : [];

/** The hints of all subgraphs, by type. A type or field that several of them define has the hints of the first that gives any. */
const collect = (documents: readonly DocumentNode[]): ReadonlyMap<string, Hints> => {
  const found = new Map<string, Hints>();
  for (const { definitions } of documents) {
    for (const node of definitions) {
      if (!('name' in node) || node.name === undefined || !('directives' in node)) continue;
      const hints: Hints = found.get(node.name.value) ?? { type: [], fields: new Map() };
      if (hints.type.length === 0) hints.type.push(...hintsIn(node as Described));
      for (const field of fieldsOf(node as Described)) {
        const said = hintsIn(field);
        if (said.length > 0 && !hints.fields.has(field.name.value)) hints.fields.set(field.name.value, said);
      }
      found.set(node.name.value, hints);
    }
  }
  return found;
};

/** Writes the subgraphs' hints onto the supergraph's schema, where the cache policy of an operation looks for them. */
export const carryHints = (schema: GraphQLSchema, documents: readonly DocumentNode[]): void => {
  for (const [name, { type: typeHints, fields }] of collect(documents)) {
    const type = schema.getType(name);
    if (type === undefined) continue;
    if (type.astNode != null && typeHints.length > 0)
      type.astNode = {
        ...type.astNode,
        directives: [...(type.astNode.directives ?? []), ...typeHints],
      } as never;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const [field, hints] of fields) {
      const definition = type.getFields()[field];
      if (definition?.astNode == null) continue;
      definition.astNode = {
        ...definition.astNode,
        directives: [...(definition.astNode.directives ?? []), ...hints],
      };
    }
  }
};
