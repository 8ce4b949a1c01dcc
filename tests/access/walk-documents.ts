import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { leastArguments, type Samples } from './argument-values.ts';
import { objectsOf, type Path, type Step } from './schema-paths.ts';

/** A path with the arguments of the steps that are not to have the least; by the step's place. */
export interface Route {
  readonly path: Path;
  readonly given: ReadonlyMap<number, string>;
}

/** The operation that walks, and one in the same document that does nothing, with which it can be registered as a persisted query. */
export const WALK = 'Walk';
export const REGISTER = 'Register';

/** How a document spells its selections: a guard must not hang on any of it. */
export type Spelling = 'plain' | 'fragments' | 'interfaces';

export interface WalkDocument {
  readonly query: string;
  /** `Type.field` of each field that it asks for. */
  readonly coordinates: ReadonlySet<string>;
  /** Where in the answer each route leads, by its aliases with dots between them. */
  readonly places: readonly string[];
}

interface Branch {
  readonly step: Step;
  readonly args: string;
  /** Told apart by arguments: the same field asked for in other ways. */
  readonly alias: string;
  readonly branches: Map<string, Branch>;
}

/** The fields of a type that have no selection and ask for nothing. */
const leavesOf = (type: GraphQLObjectType): readonly GraphQLField<unknown, unknown>[] =>
  Object.values(type.getFields()).filter(
    ({ type: given, args }) => isLeafType(getNamedType(given)) && !args.some(isRequiredArgument),
  );

const LEAF_TURNS = 5;

/** Writes documents that walk many routes at once: each field under an alias that says `Type_field`, so that an answer says what it holds. */
export class WalkWriter {
  readonly #schema: GraphQLSchema;
  readonly #samples: Samples;
  readonly #target: string;
  #tastes = 0;
  #meetings = 0;

  constructor(schema: GraphQLSchema, samples: Samples, target: string) {
    this.#schema = schema;
    this.#samples = samples;
    this.#target = target;
  }

  write(routes: readonly Route[], spelling: Spelling = 'plain'): WalkDocument {
    const root: Map<string, Branch> = new Map();
    const aliases = new Map<string, string>();
    const places = routes.map(({ path, given }) => {
      let branches = root;
      const place: string[] = [];
      for (const [at, step] of path.entries()) {
        const args = given.get(at) ?? leastArguments(step, this.#samples);
        const key = `${step.parent.name}_${step.field.name}`;
        const told = `${key}${args}`;
        let alias = aliases.get(told);
        if (alias === undefined) {
          alias = args === '' ? key : `${key}__${aliases.size}`;
          aliases.set(told, alias);
        }
        const branch: Branch = branches.get(told) ?? { step, args, alias, branches: new Map() };
        branches.set(told, branch);
        branches = branch.branches;
        place.push(branch.alias);
      }
      return place.join('.');
    });
    const coordinates = new Set<string>();
    const fragments = new Map<string, string>();
    const write = { coordinates, fragments, spelling };
    const body = [...root.values()].map((branch) => this.#branch(branch, write)).join('\n');
    const [first] = routes;
    const operation = first === undefined ? 'Query' : (first.path[0]?.parent.name ?? 'Query');
    const keyword = operation === this.#schema.getMutationType()?.name ? 'mutation' : 'query';
    return {
      query: `${keyword} ${WALK} {\n${body}\n}\nquery ${REGISTER} { __typename }\n${[...fragments.values()].join('\n')}`,
      coordinates,
      places,
    };
  }

  #branch({ step, args, alias, branches }: Branch, write: Writing): string {
    const type = getNamedType(step.field.type);
    write.coordinates.add(`${step.parent.name}.${step.field.name}`);
    if (isLeafType(type)) return `${alias}: ${step.field.name}${args}`;
    const objects = objectsOf(this.#schema, type);
    const parts = objects.map((object) => {
      const inner = [...branches.values()].filter((branch) => branch.step.parent === object);
      const selection = `${this.#leaves(object, write)} ${inner.map((branch) => this.#branch(branch, write)).join(' ')}`;
      if (object === type && write.spelling === 'plain') return selection;
      if (write.spelling === 'interfaces') {
        const [face] = object.getInterfaces();
        return `... on ${object.name} { ${face === undefined ? selection : `... on ${face.name} { ... on ${object.name} { ${selection} } }`} }`;
      }
      return `... on ${object.name} { ${selection} }`;
    });
    return `${alias}: ${step.field.name}${args} { __typename ${parts.join(' ')} }`;
  }

  /** Everything that a type says without being asked more, and of the target a taste of what is long. */
  #leaves(type: GraphQLObjectType, write: Writing): string {
    const taste = type.name === this.#target ? this.#taste(type) : '';
    const leaves = this.#leavesHere(type).map(({ name }) => {
      write.coordinates.add(`${type.name}.${name}`);
      return `${type.name}_${name}: ${name}`;
    });
    const selection = `${leaves.join(' ')} ${taste}`;
    if (write.spelling === 'plain') return selection;
    const name = `Leaves${type.name}${type.name === this.#target ? this.#meetings % LEAF_TURNS : ''}`;
    if (!write.fragments.has(name))
      write.fragments.set(name, `fragment ${name} on ${type.name} { __typename ${selection} }`);
    return `...${name}`;
  }

  /** The target is met at every turn: there its ids are always asked for, and of its other leaves each one every few times. */
  #leavesHere(type: GraphQLObjectType): readonly GraphQLField<unknown, unknown>[] {
    const leaves = leavesOf(type);
    if (type.name !== this.#target) return leaves;
    this.#meetings += 1;
    return leaves.filter(
      (leaf, at) => getNamedType(leaf.type).name === 'ID' || (at + this.#meetings) % LEAF_TURNS === 0,
    );
  }

  /** Fields of the target that give a union of its own, such as its text: one leaf of each type that they come as, in turn, since texts are long. */
  #taste(type: GraphQLObjectType): string {
    return Object.values(type.getFields())
      .filter((field) => {
        const given = getNamedType(field.type);
        return !isLeafType(given) && !isObjectType(given) && !field.args.some(isRequiredArgument);
      })
      .map((field) => {
        this.#tastes += 1;
        const parts = objectsOf(this.#schema, getNamedType(field.type)).map((object) => {
          const leaves = leavesOf(object);
          const leaf = leaves[this.#tastes % leaves.length];
          return leaf === undefined
            ? ''
            : `... on ${object.name} { ${object.name}_${leaf.name}: ${leaf.name} }`;
        });
        return `taste_${field.name}: ${field.name} { __typename ${parts.join(' ')} }`;
      })
      .join(' ');
  }
}

interface Writing {
  readonly coordinates: Set<string>;
  readonly fragments: Map<string, string>;
  readonly spelling: Spelling;
}

/** Reads from the text of an answer which `Type.field` came with something in it, by the aliases. */
export const coordinatesIn = (text: string, found: Set<string>): void => {
  for (const [, type, field] of text.matchAll(/"_?([A-Z]\w*?)_(_?[a-z]\w*?)(?:__\d+)?":(?!null|\[\])/g))
    found.add(`${type}.${field}`);
};

/** The route with the least arguments everywhere but at the steps given. */
export const route = (path: Path, given: Readonly<Record<number, string>> = {}): Route => ({
  path,
  given: new Map(Object.entries(given).map(([at, args]) => [Number(at), args])),
});
