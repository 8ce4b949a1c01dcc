import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import {
  ASSUMED_SIZE,
  ASSUMED_SIZES,
  COMMAND_WEIGHT,
  HEAVY,
  LIST_ARGUMENTS,
  PAGE,
  PAGES,
  PART_WEIGHT,
  type PageBounds,
  READ_APART,
} from './list-sizes.ts';

/** How many things stand below one field: known from the schema, but for the values of arguments. */
export type Size =
  | { readonly kind: 'FIXED'; readonly count: number }
  /** A connection: `first`, `last` or the default say how many rows its `edges` and `nodes` have. */
  | { readonly kind: 'PAGE'; readonly bounds: PageBounds }
  /** `edges` or `nodes` of a connection: as many as the field above said. */
  | { readonly kind: 'ROWS' }
  /** As many as this argument has. */
  | { readonly kind: 'ARGUMENT'; readonly name: string }
  /** A plain list cut by `first`. */
  | { readonly kind: 'FIRST'; readonly bounds: PageBounds };

export interface FieldCost {
  readonly size: Size;
  readonly weight: number;
}

type Field = GraphQLField<unknown, unknown>;
const ONE: Size = { kind: 'FIXED', count: 1 };

const isConnection = (type: GraphQLNamedType): boolean =>
  isObjectType(type) && type.name.endsWith('Connection') && type.getFields()['pageInfo'] !== undefined;

/** A record of its own, rather than a part of one. */
const isRecord = (type: GraphQLNamedType): boolean =>
  type.name === 'Node' ||
  type.name === '_Entity' ||
  ((isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().some(({ name }) => name === 'Node'));

const sizeOf = (parent: GraphQLNamedType, field: Field, coordinate: string): Size => {
  const type = getNamedType(field.type);
  const takes = (name: string) => field.args.some((argument) => argument.name === name);
  if (isConnection(type)) return { kind: 'PAGE', bounds: PAGES[coordinate] ?? PAGE };
  let list = getNullableType(field.type);
  if (!isListType(list)) return ONE;
  if (isConnection(parent)) return { kind: 'ROWS' };
  const name = LIST_ARGUMENTS.find(takes);
  if (name !== undefined) return { kind: 'ARGUMENT', name };
  if (takes('first')) return { kind: 'FIRST', bounds: PAGES[coordinate] ?? PAGE };
  let count = ASSUMED_SIZES[coordinate] ?? ASSUMED_SIZE;
  for (list = getNullableType(list.ofType); isListType(list); list = getNullableType(list.ofType)) {
    count *= ASSUMED_SIZE; // A list of lists, such as the rows of a table.
  }
  return { kind: 'FIXED', count };
};

/** What selecting a composite field costs: its weight, and how often what is below it counts. */
export const fieldCost = (parent: GraphQLNamedType, field: Field): FieldCost => {
  const coordinate = `${parent.name}.${field.name}`;
  const type = getNamedType(field.type);
  const size = sizeOf(parent, field, coordinate);
  const heavy = HEAVY[coordinate];
  if (heavy !== undefined) return { size, weight: heavy };
  if (type.name === 'PageInfo' || (isConnection(parent) && !isRecord(type))) return { size, weight: 0 };
  if (parent.name === 'Mutation') return { size, weight: COMMAND_WEIGHT };
  const whole = isRecord(type) || isConnection(type) || READ_APART.has(coordinate);
  return { size, weight: whole ? 1 : PART_WEIGHT };
};
