import {
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { parseFieldSet } from './entity-keys.ts';
import { argument, named, text } from './join-directives.ts';

/** What answers of a subgraph are held against. */
export interface GraphEntities {
  /** The names of the fields of each type's keys, as far as they are plain and the subgraph answers them: one that is `@external` there may be known to it only from what it is asked. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  /** The types of each interface: asked for a thing by its interface, a subgraph answers with the thing's own type. */
  readonly implementers: ReadonlyMap<string, ReadonlySet<string>>;
  /** The names of the supergraph's object types. */
  readonly objects: ReadonlySet<string>;
}

/** One subgraph, as a supergraph describes it. */
export interface SupergraphGraph extends GraphEntities {
  readonly name: string;
  readonly url: string;
}

/** The enum of a supergraph that lists its subgraphs: https://specs.apollo.dev/join/v0.3 */
const GRAPHS = 'join__Graph';

const addTo = (sets: Map<string, Set<string>>, key: string, values: Iterable<string>): void => {
  const set = sets.get(key) ?? new Set();
  for (const value of values) set.add(value);
  sets.set(key, set);
};

const plainFields = (fieldSet: string): string[] =>
  [...parseFieldSet(fieldSet)].flatMap(([name, below]) => (below === null ? [name] : []));

const isComposite = (
  node: DocumentNode['definitions'][number],
): node is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

/** The subgraphs of a supergraph by the names that stand for them in its directives. */
export const readGraphs = ({ definitions }: DocumentNode): ReadonlyMap<string, SupergraphGraph> => {
  const types = definitions.filter(isComposite);
  const objects = new Set(
    types.flatMap(({ kind, name }) => (kind === Kind.OBJECT_TYPE_DEFINITION ? [name.value] : [])),
  );
  const entitiesOf = (symbol: string): GraphEntities => {
    const keys = new Map<string, Set<string>>();
    const implementers = new Map<string, Set<string>>();
    for (const { name, directives, fields = [] } of types) {
      const external = fields.filter((field) =>
        named(field.directives, 'join__field').some(
          (there) => text(there, 'graph') === symbol && argument(there, 'external') !== undefined,
        ),
      );
      const isAnswered = (field: string) => external.every((one) => one.name.value !== field);
      for (const type of named(directives, 'join__type')) {
        const key = text(type, 'graph') === symbol ? text(type, 'key') : null;
        if (key !== null) addTo(keys, name.value, plainFields(key).filter(isAnswered));
      }
      for (const implemented of named(directives, 'join__implements'))
        if (text(implemented, 'graph') === symbol)
          addTo(implementers, text(implemented, 'interface') ?? '', [name.value]);
    }
    return { keys, implementers, objects };
  };
  const listed = definitions.find((node) => 'name' in node && node.name?.value === GRAPHS);
  const values = listed?.kind === Kind.ENUM_TYPE_DEFINITION ? (listed.values ?? []) : [];
  return new Map(
    values.flatMap(({ name: { value: symbol }, directives }) =>
      named(directives, 'join__graph').map((graph) => {
        const name = text(graph, 'name') ?? symbol;
        return [symbol, { name, url: text(graph, 'url') ?? '', ...entitiesOf(symbol) }] as const;
      }),
    ),
  );
};
