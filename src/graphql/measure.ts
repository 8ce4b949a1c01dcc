import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../content/errors.ts';
import type { Limits } from './limits.ts';

/** What a selection set comes to, its fragments followed as often as they are spread. `Infinity` is a possible answer. */
interface Extent {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly selections: number;
  /** Fields of the set itself, not of those below. */
  readonly width: number;
}

type Measured = 'depth' | 'aliases' | 'directives' | 'selections' | 'rootFields';

const NOUNS: Record<Measured, string> = {
  depth: 'levels of fields',
  aliases: 'aliases',
  directives: 'directives',
  selections: 'fields, counting fragments as often as they are spread,',
  rootFields: 'fields at the top',
};

/** Fields that describe the schema: graphql-js bounds their depth itself, and its own introspection query is deep. */
const isIntrospection = (name: string): boolean => name === '__schema' || name === '__type';

class Ruler {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** `null` while a fragment is being measured: meeting it then means that it spreads itself. */
  readonly #extents = new Map<string, Extent | null>();

  constructor(document: DocumentNode) {
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node);
    }
  }

  #fragment(name: string): Extent | null {
    const known = this.#extents.get(name);
    if (known === null)
      throw new GatewayError('GRAPHQL_VALIDATION_FAILED', `Fragment "${name}" spreads itself.`);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return null; // Validation will say so.
    this.#extents.set(name, null);
    const extent = this.extentOf(fragment.selectionSet, fragment.directives?.length ?? 0);
    this.#extents.set(name, extent);
    return extent;
  }

  extentOf(set: SelectionSetNode | undefined, ownDirectives = 0): Extent {
    let [depth, aliases, directives, selections, width] = [0, 0, ownDirectives, 0, 0];
    for (const selection of set?.selections ?? []) {
      directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) {
        const below = this.extentOf(selection.selectionSet);
        depth = Math.max(depth, isIntrospection(selection.name.value) ? 1 : below.depth + 1);
        aliases += below.aliases + (selection.alias === undefined ? 0 : 1);
        directives += below.directives;
        selections += below.selections + 1;
        width += 1;
        continue;
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? this.extentOf(selection.selectionSet)
          : this.#fragment(selection.name.value);
      if (inner === null) continue;
      depth = Math.max(depth, inner.depth);
      aliases += inner.aliases;
      directives += inner.directives;
      selections += inner.selections + 1; // An empty-handed spread costs time too.
      width += inner.width;
    }
    return { depth, aliases, directives, selections, width };
  }
}

/**
 * Holds every operation of a document to the limits, before validation: what validation itself would choke on never reaches it.
 * Linear in the document; fragments are measured once. Throws a `GatewayError` that names the limit. Answers with the fields at the top of each operation.
 */
export const measure = (
  document: DocumentNode,
  limits: Limits,
): ReadonlyMap<OperationDefinitionNode, number> => {
  const ruler = new Ruler(document);
  const rootFields = new Map<OperationDefinitionNode, number>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const onVariables =
      node.variableDefinitions?.reduce((sum, v) => sum + (v.directives?.length ?? 0), 0) ?? 0;
    const extent = ruler.extentOf(node.selectionSet, (node.directives?.length ?? 0) + onVariables);
    const found: Record<Measured, number> = { ...extent, rootFields: extent.width };
    rootFields.set(node, extent.width);
    for (const what of Object.keys(NOUNS) as Measured[]) {
      if (found[what] <= limits[what]) continue;
      throw new GatewayError(
        'QUERY_TOO_LARGE',
        `The operation has more than ${limits[what]} ${NOUNS[what]}.`,
        {
          more: { limit: what, maximum: limits[what] },
        },
      );
    }
  }
  return rootFields;
};
