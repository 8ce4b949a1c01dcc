import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isJsonObject } from '../content/json-object.ts';

type Sets = readonly SelectionSetNode[];
/** What is asked of a thing, by the names under which it is answered, with what is asked below; nothing is asked below plain values. */
type Fields = ReadonlyMap<string, Sets>;

class Cutter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #objects: ReadonlySet<string>;
  /** Things of one list are asked the same. */
  readonly #fields = new Map<Sets, Map<unknown, Fields>>();

  constructor({ definitions }: DocumentNode, objects: ReadonlySet<string>) {
    this.#objects = objects;
    this.#fragments = new Map(
      definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  cut(value: unknown, sets: Sets): unknown {
    // Lists of plain values, too, are new ones: what stitches answers together writes errors into them, and several requests may share what was answered.
    if (Array.isArray(value)) return value.map((one) => this.cut(one, sets));
    if (sets.length === 0 || !isJsonObject(value)) return value;
    const kept: [string, unknown][] = [];
    for (const [name, below] of this.#fieldsOf(sets, value['__typename']))
      if (Object.hasOwn(value, name)) kept.push([name, this.cut(value[name], below)]);
    return Object.fromEntries(kept);
  }

  #fieldsOf(sets: Sets, type: unknown): Fields {
    const ofSets = this.#fields.get(sets) ?? new Map<unknown, Fields>();
    this.#fields.set(sets, ofSets);
    let fields = ofSets.get(type);
    if (fields === undefined) {
      const found = new Map<string, SelectionSetNode[]>([['__typename', []]]);
      for (const set of sets) this.#collect(set, type, found);
      fields = found;
      ofSets.set(type, fields);
    }
    return fields;
  }

  #collect({ selections }: SelectionSetNode, type: unknown, found: Map<string, SelectionSetNode[]>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const { alias, name, selectionSet } = selection;
        const key = (alias ?? name).value;
        const below = found.get(key) ?? [];
        found.set(key, selectionSet === undefined ? below : [...below, selectionSet]);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (fragment !== undefined && this.#mayBe(type, fragment.typeCondition?.name.value))
        this.#collect(fragment.selectionSet, type, found);
    }
  }

  /** Of interfaces and unions it isn't known here who belongs to them; a thing that says that it is something else is no such object. */
  #mayBe(type: unknown, condition: string | undefined): boolean {
    return (
      condition === undefined ||
      typeof type !== 'string' ||
      type === condition ||
      !this.#objects.has(condition)
    );
  }
}

/**
 * What a service answered, without what it wasn't asked for. A supergraph's answer is put together of several services' by the names of fields: what one of them added would be taken for another's word.
 * `objects` are the names of the supergraph's object types.
 */
export const onlyAsked = (
  data: Readonly<Record<string, unknown>>,
  document: DocumentNode,
  objects: ReadonlySet<string>,
): Readonly<Record<string, unknown>> => {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) return {};
  return new Cutter(document, objects).cut(data, [operation.selectionSet]) as Record<string, unknown>;
};
