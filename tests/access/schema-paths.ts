import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from 'graphql';

/** One step of a path: a field of an object type, as the type itself or as a possible type of what an interface or a union stands for. */
export interface Step {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** Whether the step before gives an interface or a union, so that a fragment has to say which type is meant. */
  readonly narrowed: boolean;
}

export type Path = readonly Step[];

export const lastOf = (path: Path): Step => {
  const step = path.at(-1);
  if (step === undefined) throw new Error('A path has at least one step.');
  return step;
};

/** `Query.tag.articles.nodes`, with `<Paragraph>` where an interface or a union is narrowed. */
export const pathName = (path: Path): string =>
  path
    .map(
      ({ parent, field, narrowed }, at) =>
        `${at === 0 ? parent.name : ''}${narrowed ? `<${parent.name}>` : ''}.${field.name}`,
    )
    .join('');

/** The object types that a field may give, each once. */
export const objectsOf = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] => {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
};

const isPlumbing = (type: GraphQLObjectType): boolean => /(Connection|Edge)$/.test(type.name);

export interface PathLimits {
  /** The type whose every arrival is looked for. */
  readonly target: string;
  /** How often a path may pass it. */
  readonly targetVisits: number;
}

/**
 * Every path from a root type over fields with selections, each type met once a path: twice where a field of a type leads straight back to it (`Tag.parent`), and `targetVisits` times the one
 * that is looked for. Connections and edges don't count, being but the way from one thing to the next. Paths that end anywhere are given, not only those that end at the target.
 */
export const pathsFrom = (
  schema: GraphQLSchema,
  root: GraphQLObjectType,
  { target, targetVisits }: PathLimits,
): Path[] => {
  const paths: Path[] = [];
  const visit = (path: Path, parent: GraphQLObjectType, narrowed: boolean, seen: readonly string[]): void => {
    for (const field of Object.values(parent.getFields())) {
      const type = getNamedType(field.type);
      if (!isCompositeType(type)) continue;
      const next = [...path, { parent, field, narrowed }];
      paths.push(next);
      for (const object of objectsOf(schema, type)) {
        const visits = seen.filter((name) => name === object.name).length;
        const most = object.name === target ? targetVisits : object === parent ? 2 : 1;
        const isLast = object.name === target && visits + 1 === targetVisits;
        if (isLast || visits >= most) continue;
        visit(next, object, object !== type, isPlumbing(object) ? seen : [...seen, object.name]);
      }
    }
  };
  visit([], root, false, [root.name]);
  return paths;
};

/** Of paths, those whose last field may give the type. */
export const arrivalsAt = (schema: GraphQLSchema, paths: readonly Path[], target: string): Path[] =>
  paths.filter((path) =>
    objectsOf(schema, getNamedType(lastOf(path).field.type)).some(({ name }) => name === target),
  );
