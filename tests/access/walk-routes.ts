import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isNonNullType } from 'graphql';
import { everyArguments, leastArguments, type Samples, together } from './argument-values.ts';
import { arrivalsAt, lastOf, objectsOf, type Path, pathName, pathsFrom, type Step } from './schema-paths.ts';
import { type Route, route } from './walk-documents.ts';

/** What a root field answers with, for one set of arguments: the type's name, or `null` for nothing. */
export type Probe = (step: Step, args: readonly string[]) => Promise<readonly (string | null)[]>;

export interface Walk {
  /** Ways from a root to the target, and ways from the target to itself. Put one after the other they are all there are. */
  readonly arrivals: readonly Path[];
  readonly onward: readonly Path[];
  /** What is asked. */
  readonly routes: Readonly<Record<'roots' | 'arriving' | 'going on' | 'arguments', readonly Route[]>>;
}

/** So many things of each kind a root field is asked for on the longer ways: the first of each sample is the one with most in it. */
const THINGS = 2;
/** And so many values an argument of a field that is no root. */
const SOME = 40;

/** The paths that no other one goes on from: to walk these is to walk all. */
const furthest = (paths: readonly Path[]): Path[] =>
  paths.filter((path, at) => (paths[at + 1]?.length ?? 0) <= path.length);

const inTurn = <A, B>(some: readonly A[], all: readonly B[]): [A, B][] =>
  all.flatMap((item, at): [A, B][] => {
    const one = some[at % some.length];
    return one === undefined ? [] : [[one, item]];
  });

const rootSteps = (root: GraphQLObjectType): Step[] =>
  Object.values(root.getFields()).map((field) => ({ parent: root, field, narrowed: false }));

const shortest = (paths: readonly Path[], keyOf: (path: Path) => readonly string[]): Map<string, Path> => {
  const found = new Map<string, Path>();
  for (const path of [...paths].sort((left, right) => left.length - right.length))
    for (const key of keyOf(path)) if (!found.has(key)) found.set(key, path);
  return found;
};

/**
 * Works out from the schema alone what to ask:
 * 1. each root field with every value of every argument;
 * 2. every way from a root to the target, by the first things of each kind;
 * 3. every way from the target to itself, begun at the shortest way to it, and once more at one of the other fields that give a target, in turn (a resolver knows no more of the way to it
 *    than the record that it is given, so nothing is learnt by beginning at every way of 2);
 * 4. every field that takes arguments, with every value of each.
 */
export const planWalk = async (
  schema: GraphQLSchema,
  samples: Samples,
  target: string,
  probe: Probe,
): Promise<Walk> => {
  const root = schema.getQueryType();
  const goal = schema.getType(target);
  if (root == null || goal === undefined) throw new Error(`The schema has no Query or no ${target}.`);
  const paths = pathsFrom(schema, root, { target, targetVisits: 1 });
  const arrivals = arrivalsAt(schema, paths, target);
  const inner = pathsFrom(schema, goal as GraphQLObjectType, { target, targetVisits: 2 });
  const onward = arrivalsAt(schema, inner, target);
  const [ways, innerWays] = [furthest(paths), furthest(inner)];

  const known = new Map<string, ReadonlyMap<string, readonly string[]>>();
  const variants: Route[] = [];
  for (const step of rootSteps(root)) {
    const tried = everyArguments(step, samples);
    variants.push(...tried.map((args) => route([step], { 0: args })));
    known.set(step.field.name, await productive(step, tried, samples, schema, probe));
  }
  /** A path by each thing that its root field is to be asked for. */
  const begun = (path: Path): Route[] => {
    const [first, second] = path;
    const by = first === undefined ? undefined : known.get(first.field.name);
    const wanted = second?.parent.name ?? target;
    return (by?.get(wanted) ?? []).map((args) => route(path, { 0: args }));
  };

  const ends = [
    ...arrivals,
    ...arrivals.filter((path) => path.length === 1).flatMap((path) => onward.map((way) => join(path, way))),
  ];
  const begins = [...shortest(ends, (path) => [coordinate(lastOf(path))]).values()];

  const everywhere = [...paths, ...begins.slice(0, 1).flatMap((path) => inner.map((way) => join(path, way)))];
  const toTypes = shortest(everywhere, (path) =>
    objectsOf(schema, getNamedType(lastOf(path).field.type)).map(({ name }) => name),
  );
  const asked = [...toTypes].flatMap(([name, path]) => {
    const type = schema.getType(name) as GraphQLObjectType;
    const narrowed = getNamedType(lastOf(path).field.type) !== type;
    return Object.values(type.getFields())
      .filter(({ args }) => args.length > 0)
      .flatMap((field) => {
        const step: Step = { parent: type, field, narrowed };
        return everyArguments(step, samples, SOME).flatMap((args) =>
          begun([...path, step])
            .slice(0, path.length > 1 ? THINGS : 1)
            .map(({ path: whole, given }) => ({ path: whole, given: new Map(given).set(path.length, args) })),
        );
      });
  });

  return {
    arrivals,
    onward,
    routes: {
      roots: variants,
      arriving: ways.flatMap((path) => begun(path).slice(0, path.length > 1 ? 1 : THINGS)),
      'going on': [
        ...begins.slice(0, 1).flatMap((path) => innerWays.flatMap((way) => begun(join(path, way)))),
        ...inTurn(begins.slice(1), innerWays).flatMap(([path, way]) => begun(join(path, way)).slice(0, 1)),
      ],
      arguments: asked,
    },
  };
};

export const coordinate = ({ parent, field }: Step): string => `${parent.name}.${field.name}`;

/** A way on, put behind a way to where it begins: narrowed there, if what was met is an interface. */
const join = (path: Path, way: Path): Path => {
  const [first, ...rest] = way;
  if (first === undefined) return path;
  const narrowed = getNamedType(lastOf(path).field.type) !== first.parent;
  return [...path, { ...first, narrowed }, ...rest];
};

/** Which arguments of a root field lead to something, by the type of it. */
const productive = async (
  step: Step,
  tried: readonly string[],
  samples: Samples,
  schema: GraphQLSchema,
  probe: Probe,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const type = getNamedType(step.field.type);
  const objects = objectsOf(schema, type);
  // A list always answers. One of anything is asked for a few things of the kind that is wanted, the last of which is hidden; any other as it stands.
  const list = isNonNullType(step.field.type);
  const all = leastArguments(step, samples);
  if (list && objects.length === 1) return new Map(objects.map(({ name }) => [name, [all]]));
  const found = new Map<string, string[]>();
  const singly = list ? tried.filter((args) => args !== all) : tried;
  for (const [at, name] of (await probe(step, singly)).entries()) {
    const args = singly[at];
    if (name === null || args === undefined) continue;
    found.set(name, [...(found.get(name) ?? []), args]);
  }
  return new Map(
    [...found].map(([name, some]) => [
      name,
      list ? [together([...some.slice(0, THINGS), ...some.slice(-1)])] : some.slice(0, THINGS),
    ]),
  );
};

export const namesOf = (paths: readonly Path[]): string[] => paths.map(pathName);
