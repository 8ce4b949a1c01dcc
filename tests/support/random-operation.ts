import {
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  parse,
  print,
  validate,
} from 'graphql';
import { randomNumbers } from '../../src/ingest/synthetic-words.ts';
import { type RandomScalar, RandomValues, type Variables } from './random-values.ts';

export interface RandomOperation {
  readonly query: string;
  /** Variables of one execution after the other. */
  readonly runs: readonly Variables[];
}

export interface RandomOperationOptions {
  readonly schema: GraphQLSchema;
  readonly seed: number;
  readonly depth?: number;
  readonly scalar: RandomScalar;
  /** Fields, as `Type.field`, that are left alone. */
  readonly without?: readonly string[];
}

interface Fragment {
  readonly name: string;
  readonly on: GraphQLCompositeType;
  readonly text: string;
}

/** The most fields that are written, so that an operation ends. */
const MAX_FIELDS = 100;

/**
 * Writes one operation: fields, aliases that clash, the same field again with another selection, fragments inline and named, met once or more, on whatever types may meet, and what
 * stands in its arguments.
 */
class Writer {
  readonly #options: RandomOperationOptions;
  readonly #random: () => number;
  readonly #values: RandomValues;
  readonly #fragments: Fragment[] = [];
  readonly #composites: readonly GraphQLCompositeType[];
  #names = 0;
  #fields = 0;

  constructor(options: RandomOperationOptions) {
    this.#options = options;
    this.#random = randomNumbers(options.seed);
    this.#values = new RandomValues(this.#random, options.scalar);
    this.#composites = Object.values(options.schema.getTypeMap())
      .filter(isCompositeType)
      .filter(({ name }) => !name.startsWith('__'));
  }

  write(): RandomOperation {
    const query = this.#options.schema.getQueryType();
    if (!query) throw new TypeError('The schema has no queries.');
    const body = this.#selection(query, this.#options.depth ?? 5);
    const { definitions, runs } = this.#values;
    const head = definitions.length === 0 ? '' : `(${definitions.join(', ')})`;
    const fragments = this.#fragments.map(({ text }) => text).join(' ');
    return { query: `query Q${head} ${body} ${fragments}`, runs };
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#random() * all.length)] as T;
  }

  #name(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const usable = fields.filter(
      (field) =>
        (depth > 0 || !isCompositeType(getNamedType(field.type))) &&
        !this.#options.without?.includes(`${type.name}.${field.name}`),
    );
    const count = 1 + Math.floor(this.#random() * 4);
    for (let at = 0; at < count && usable.length > 0 && this.#fields < MAX_FIELDS; at += 1) {
      parts.push(...this.#field(this.#pick(usable), depth, fields));
    }
    if (this.#chance(0.2)) parts.push(`${this.#chance(0.5) ? `${this.#name('t')}: ` : ''}__typename`);
    if (depth > 0 && (isAbstractType(type) || this.#chance(0.2))) {
      const into = this.#composites.filter((other) => doTypesOverlap(this.#options.schema, type, other));
      for (let at = 0; at < (isAbstractType(type) ? 3 : 1); at += 1)
        parts.push(this.#fragment(this.#pick(into), type, depth - 1));
    }
    if (parts.length === 0) parts.push('__typename');
    if (this.#chance(0.2)) parts.reverse();
    return `{ ${parts.join(' ')} }`;
  }

  /** A field, and now and then the same again: what is below it is to be merged. */
  #field(
    field: GraphQLField<unknown, unknown>,
    depth: number,
    beside: readonly GraphQLField<unknown, unknown>[],
  ): string[] {
    const args = field.args.flatMap((argument) => this.#values.argument(argument));
    const type = getNamedType(field.type);
    const head = `${this.#alias(args.length > 0, beside)}${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}`;
    const written = (): string => {
      this.#fields += 1;
      const below = isCompositeType(type) ? ` ${this.#selection(type, depth - 1)}` : '';
      return `${head}${this.#values.directives()}${below}`;
    };
    const first = written();
    if (!this.#chance(0.15)) return [first];
    return [first, this.#chance(0.5) ? written() : `...${this.#values.directives()} { ${written()} }`];
  }

  /** Without an alias, equal names may meet with other arguments. */
  #alias(needed: boolean, beside: readonly GraphQLField<unknown, unknown>[]): string {
    if (beside.length > 0 && this.#chance(0.05)) return `${this.#pick(beside).name}: `;
    return needed || this.#chance(0.3) ? `${this.#name('a')}: ` : '';
  }

  #fragment(on: GraphQLCompositeType, inside: GraphQLCompositeType, depth: number): string {
    const directives = this.#values.directives();
    const known = this.#fragments.filter((one) => doTypesOverlap(this.#options.schema, one.on, inside));
    if (known.length > 0 && this.#chance(0.3)) return `...${this.#pick(known).name}${directives}`;
    if (this.#chance(0.5)) return `... on ${on.name}${directives} ${this.#selection(on, depth)}`;
    const name = this.#name('F');
    this.#fragments.push({ name, on, text: `fragment ${name} on ${on.name} ${this.#selection(on, depth)}` });
    return `...${name}${directives}${this.#chance(0.3) ? ` ...${name}` : ''}`;
  }
}

/** A valid operation over a schema, the same for the same seed. What would collide is passed over. */
export const randomOperation = (options: RandomOperationOptions): RandomOperation => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const made = new Writer({ ...options, seed: options.seed * 64 + attempt + 1 }).write();
    const document = parse(made.query);
    if (validate(options.schema, document).length === 0) return { ...made, query: print(document) };
  }
  throw new Error(`Seed ${options.seed} made no valid operation.`);
};
