import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';

/** The fields of a key, e.g. `sku variation { id }`: each name with the fields below it, or `null` for a leaf. */
export type KeyFields = ReadonlyMap<string, KeyFields | null>;

/** What a representation of one type may carry. */
export interface EntityKeys {
  readonly keys: readonly KeyFields[];
  /** Fields that another service gives so that ours can be worked out (`@external`, named by a `@requires`). */
  readonly external: ReadonlySet<string>;
}

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

const isObject = ({ kind }: { readonly kind: Kind }): boolean =>
  kind === Kind.OBJECT_TYPE_DEFINITION || kind === Kind.OBJECT_TYPE_EXTENSION;

const fieldsOf = (set: SelectionSetNode): KeyFields =>
  new Map(
    set.selections
      .filter((selection): selection is FieldNode => selection.kind === Kind.FIELD)
      .map(({ name, selectionSet }) => [
        name.value,
        selectionSet === undefined ? null : fieldsOf(selectionSet),
      ]),
  );

/** Reads a set of fields, as `@key(fields:)` has it. */
export const parseFieldSet = (text: string): KeyFields => {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`${text} is not a set of fields.`);
  return fieldsOf(definition.selectionSet);
};

const keysOf = ({ directives = [] }: ObjectNode): KeyFields[] =>
  directives.flatMap(({ name, arguments: given = [] }) => {
    const fields = given.find((argument) => argument.name.value === 'fields')?.value;
    return name.value === 'key' && fields?.kind === Kind.STRING ? [parseFieldSet(fields.value)] : [];
  });

const externalOf = ({ fields = [] }: ObjectNode): string[] =>
  fields
    .filter(({ directives = [] }) => directives.some(({ name }) => name.value === 'external'))
    .map(({ name }) => name.value);

/** The types of a subgraph's SDL that have a key, with what their representations may carry. */
export const readEntityKeys = ({ definitions }: DocumentNode): ReadonlyMap<string, EntityKeys> => {
  const found = new Map<string, { keys: KeyFields[]; external: Set<string> }>();
  for (const node of definitions) {
    if (!isObject(node)) continue;
    const type = node as ObjectNode;
    const entity = found.get(type.name.value) ?? { keys: [], external: new Set() };
    entity.keys.push(...keysOf(type));
    for (const name of externalOf(type)) entity.external.add(name);
    found.set(type.name.value, entity);
  }
  return new Map([...found].filter(([, { keys }]) => keys.length > 0));
};
