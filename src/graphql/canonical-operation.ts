import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';

/** An operation as a text that is the same for every way of writing it. */
export interface CanonicalOperation {
  readonly text: string;
  /** Its variables in the order in which the text first names them, as `$0`, `$1`. */
  readonly variables: readonly string[];
}

/** Selections that may be merged with each other without changing the order of an answer's keys. */
interface Entry {
  readonly head: string;
  /** The key that a field has in the answer; `null` for a fragment. */
  readonly key: string | null;
  readonly type: GraphQLCompositeType | null;
  readonly sets: SelectionSetNode[];
}

const MAX_STEPS = 20_000;
const byName = <T extends { readonly name: { readonly value: string } }>(nodes: readonly T[]): T[] =>
  [...nodes].sort((left, right) => (left.name.value < right.name.value ? -1 : 1));

class Writer {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #variables = new Map<string, number>();
  #steps = 0;

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema;
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
  }

  get variables(): readonly string[] {
    return [...this.#variables.keys()];
  }

  set(type: GraphQLCompositeType | null, sets: readonly SelectionSetNode[]): string {
    const entries: Entry[] = [];
    for (const set of sets) this.#collect(type, set, entries);
    return `{${entries
      .map((entry) => entry.head + (entry.sets.length === 0 ? '' : this.set(entry.type, entry.sets)))
      .join(' ')}}`;
  }

  #collect(type: GraphQLCompositeType | null, { selections }: SelectionSetNode, entries: Entry[]): void {
    for (const selection of selections) {
      this.#steps += 1;
      if (this.#steps > MAX_STEPS)
        throw new GatewayError('QUERY_TOO_LARGE', 'The fragments of this document take too long to follow.');
      if (selection.kind === Kind.FIELD) {
        this.#enter(entries, this.#field(type, selection));
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      const name = fragment.typeCondition?.name.value;
      const directives = this.#directives(selection.directives);
      if (directives === '' && this.#always(type, name)) {
        this.#collect(type, fragment.selectionSet, entries);
        continue;
      }
      const named = name === undefined ? type : this.#schema.getType(name);
      this.#enter(entries, {
        key: null,
        head: `...${name === undefined ? '' : `on ${name}`}${directives}`,
        type: isCompositeType(named) ? named : null,
        sets: [fragment.selectionSet],
      });
    }
  }

  /** Merges with what is there under the same head. Nothing is moved past a fragment, or past the same field on another condition: that could change the order of an answer's keys. */
  #enter(entries: Entry[], entry: Entry): void {
    for (let at = entries.length - 1; at >= 0; at -= 1) {
      const present = entries[at];
      if (present === undefined) break;
      if (present.head === entry.head) {
        present.sets.push(...entry.sets);
        return;
      }
      if (present.key === null || entry.key === null || present.key === entry.key) break;
    }
    entries.push(entry);
  }

  #field(parent: GraphQLCompositeType | null, node: FieldNode): Entry {
    const { alias, name, selectionSet } = node;
    const label = alias === undefined || alias.value === name.value ? '' : `${alias.value}:`;
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name.value] : undefined;
    const type = field === undefined ? null : getNamedType(field.type);
    return {
      key: (alias ?? name).value,
      head: `${label}${name.value}${this.#arguments(node.arguments)}${this.#directives(node.directives)}`,
      type: isCompositeType(type) ? type : null,
      sets: selectionSet === undefined ? [] : [selectionSet],
    };
  }

  /** Whether whatever is of `type` is of the type of this name too. */
  #always(type: GraphQLCompositeType | null, name: string | undefined): boolean {
    if (name === undefined || type?.name === name) return true;
    const named = this.#schema.getType(name);
    return (
      (isObjectType(type) || isInterfaceType(type)) &&
      isAbstractType(named) &&
      this.#schema.isSubType(named, type)
    );
  }

  #arguments(nodes: readonly ArgumentNode[] | undefined): string {
    if (nodes === undefined || nodes.length === 0) return '';
    return `(${byName(nodes)
      .map(({ name, value }) => `${name.value}:${this.#value(value)}`)
      .join(',')})`;
  }

  #directives(nodes: readonly DirectiveNode[] | undefined): string {
    return (nodes ?? []).map((node) => `@${node.name.value}${this.#arguments(node.arguments)}`).join('');
  }

  #value(node: ValueNode): string {
    switch (node.kind) {
      case Kind.VARIABLE: {
        const name = node.name.value;
        const place = this.#variables.get(name) ?? this.#variables.size;
        this.#variables.set(name, place);
        return `$${place}`;
      }
      case Kind.LIST:
        return `[${node.values.map((value) => this.#value(value)).join(',')}]`;
      case Kind.OBJECT:
        return `{${byName(node.fields)
          .map(({ name, value }) => `${name.value}:${this.#value(value)}`)
          .join(',')}}`;
      case Kind.STRING:
        return JSON.stringify(node.value);
      case Kind.NULL:
        return 'null';
      default:
        return String(node.value);
    }
  }
}

/**
 * Writes an operation so that whitespace, comments, its name and those of its variables and fragments, the order of arguments, and what is merged anyway make no difference, while
 * aliases, the order of fields and every value do. The document must be valid. Throws QUERY_TOO_LARGE where its fragments unfold into too much.
 */
export const canonicalOperation = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CanonicalOperation => {
  const writer = new Writer(schema, document);
  const text = writer.set(schema.getRootType(operation.operation) ?? null, [operation.selectionSet]);
  return { text, variables: writer.variables };
};

/** A coerced value as a text: equal for equal values whatever the order of an object's keys, and different for different ones. */
export const canonicalValue = (value: unknown): string => {
  if (value === undefined) return '~';
  if (Array.isArray(value)) return `[${value.map(canonicalValue).join(',')}]`;
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value);
  return `{${Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonicalValue(part)}`)
    .join(',')}}`;
};
