import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  print,
  validate,
} from 'graphql';
import { randomNumbers } from '../../src/ingest/synthetic-words.ts';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface RandomOperationOptions {
  readonly schema: GraphQLSchema;
  readonly seed: number;
  readonly depth?: number;
  /** A value for a scalar argument, as JSON; `undefined` leaves the argument out where that is allowed. */
  readonly scalar: (argument: string, type: string, random: () => number) => unknown;
}

interface Fragment {
  readonly name: string;
  readonly text: string;
}

/** Writes one operation: fields, aliases, arguments in place and as variables, defaults, `@skip` and `@include`, fragments inline and named, on objects, interfaces and unions. */
class Writer {
  readonly #options: RandomOperationOptions;
  readonly #random: () => number;
  readonly #variables: Record<string, unknown> = {};
  readonly #definitions: string[] = [];
  readonly #fragments: Fragment[] = [];
  #names = 0;
  #fields = 0;

  constructor(options: RandomOperationOptions) {
    this.#options = options;
    this.#random = randomNumbers(options.seed);
  }

  write(): RandomOperation {
    const query = this.#options.schema.getQueryType();
    if (!query) throw new TypeError('The schema has no queries.');
    const body = this.#selection(query, this.#options.depth ?? 5);
    const head = this.#definitions.length === 0 ? '' : `(${this.#definitions.join(', ')})`;
    const fragments = this.#fragments.map(({ text }) => text).join(' ');
    return { query: `query Q${head} ${body} ${fragments}`, variables: this.#variables };
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
    const usable = fields.filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const count = 1 + Math.floor(this.#random() * 4);
    for (let at = 0; at < count && usable.length > 0 && this.#fields < 120; at += 1) {
      parts.push(this.#field(this.#pick(usable), depth));
    }
    if (this.#chance(0.2)) parts.push(`${this.#chance(0.5) ? `${this.#name('t')}: ` : ''}__typename`);
    if (depth > 0 && (isAbstractType(type) || this.#chance(0.15))) {
      const { schema } = this.#options;
      const into = isAbstractType(type)
        ? [...schema.getPossibleTypes(type), type]
        : [type, ...(isObjectType(type) ? type.getInterfaces() : [])];
      for (let at = 0; at < (isAbstractType(type) ? 3 : 1); at += 1)
        parts.push(this.#fragment(this.#pick(into), depth - 1));
    }
    if (parts.length === 0) parts.push('__typename');
    return `{ ${parts.join(' ')} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    this.#fields += 1;
    const args = field.args.flatMap((argument) => this.#argument(argument));
    const type = getNamedType(field.type);
    const below = isCompositeType(type) ? ` ${this.#selection(type, depth - 1)}` : '';
    // Without an alias, equal names may meet with other arguments.
    const alias = args.length > 0 || this.#chance(0.3) ? `${this.#name('a')}: ` : '';
    return `${alias}${field.name}${args.length === 0 ? '' : `(${args.join(', ')})`}${this.#directive()}${below}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    if (this.#chance(0.5)) return `... on ${type.name}${this.#directive()} ${this.#selection(type, depth)}`;
    const name = this.#name('F');
    this.#fragments.push({ name, text: `fragment ${name} on ${type.name} ${this.#selection(type, depth)}` });
    return `...${name}${this.#directive()}${this.#chance(0.3) ? ` ...${name}` : ''}`;
  }

  #directive(): string {
    if (!this.#chance(0.12)) return '';
    const value = this.#chance(0.7);
    const which = this.#pick(['skip', 'include']);
    if (this.#chance(0.5)) return ` @${which}(if: ${value})`;
    const name = this.#name('if');
    this.#definitions.push(`$${name}: Boolean${this.#chance(0.5) ? '!' : ` = ${value}`}`);
    if (this.#definitions.at(-1)?.endsWith('!') || this.#chance(0.5)) this.#variables[name] = value;
    return ` @${which}(if: $${name})`;
  }

  #argument(argument: GraphQLArgument): string[] {
    const required = isNonNullType(argument.type) && argument.defaultValue === undefined;
    if (!required && this.#chance(0.5)) return [];
    const value = this.#value(argument.name, argument.type);
    if (value === undefined) return [];
    if (this.#chance(0.5)) return [`${argument.name}: ${this.#literal(value, argument.type)}`];
    const name = this.#name('v');
    this.#definitions.push(`$${name}: ${String(argument.type)}`);
    this.#variables[name] = value;
    return [`${argument.name}: $${name}`];
  }

  #value(name: string, type: GraphQLInputType, depth = 2): unknown {
    if (isNonNullType(type)) return this.#value(name, type.ofType, depth);
    if (isListType(type)) {
      const item = this.#value(name, type.ofType, depth);
      return item === undefined ? undefined : [item];
    }
    if (isEnumType(type)) return this.#pick(type.getValues()).name;
    if (!isInputObjectType(type)) return this.#options.scalar(name, type.name, this.#random);
    const object: Record<string, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      const required = isNonNullType(field.type) && field.defaultValue === undefined;
      if (!required && (depth === 0 || this.#chance(0.7))) continue;
      const value = this.#value(field.name, field.type, depth - 1);
      if (value !== undefined) object[field.name] = value;
    }
    return object;
  }

  #literal(value: unknown, type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.#literal(value, type.ofType);
    if (value === null) return 'null';
    if (isListType(type)) {
      return `[${(value as unknown[]).map((item) => this.#literal(item, type.ofType)).join(', ')}]`;
    }
    if (isEnumType(type)) return String(value);
    if (!isInputObjectType(type)) return JSON.stringify(value);
    const fields = Object.entries(value as Record<string, unknown>).map(([name, part]) => {
      const field = type.getFields()[name];
      if (field === undefined) throw new TypeError(`${type.name} has no field ${name}.`);
      return `${name}: ${this.#literal(part, field.type)}`;
    });
    return `{ ${fields.join(', ')} }`;
  }
}

/** A valid operation over a schema, the same for the same seed. Seeds whose fields would collide are passed over. */
export const randomOperation = (options: RandomOperationOptions): RandomOperation => {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const made = new Writer({ ...options, seed: options.seed * 64 + attempt + 1 }).write();
    const document = parse(made.query);
    if (validate(options.schema, document).length === 0) return { ...made, query: print(document) };
  }
  throw new Error(`Seed ${options.seed} made no valid operation.`);
};
