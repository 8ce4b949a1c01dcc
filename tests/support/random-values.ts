import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** A value for a scalar argument, as JSON; `undefined` leaves the argument out where that is allowed. */
export type RandomScalar = (argument: string, type: string, random: () => number) => unknown;

/** What no type takes where another kind of value belongs. */
const WRONG: readonly unknown[] = [null, 12, 'wrong', { odd: 1 }, [[1]], true, 1.5, ''];

/** How deep input objects nest. */
const DEPTH = 3;

/**
 * Writes the arguments of an operation: literals and variables at every depth of them, defaults, nulls, single values where a list belongs, and the variables of several runs, in which the
 * same variable is given, absent, null or wrong.
 */
export class RandomValues {
  readonly #random: () => number;
  readonly #scalar: RandomScalar;
  readonly definitions: string[] = [];
  readonly runs: readonly Record<string, unknown>[] = [{}, {}, {}];
  readonly #conditions: string[] = [];

  constructor(random: () => number, scalar: RandomScalar) {
    this.#random = random;
    this.#scalar = scalar;
  }

  /** `name: value`, or nothing where it is left out. */
  argument(argument: GraphQLArgument | GraphQLInputField, share = 0.5, depth = DEPTH): string[] {
    const { name, type, defaultValue } = argument;
    const required = isNonNullType(type) && defaultValue === undefined;
    if (!required && (depth <= 0 || !this.#chance(share))) return [];
    const value = this.#value(name, type, depth, defaultValue !== undefined);
    return value === undefined ? [] : [`${name}: ${value}`];
  }

  /** `@skip` or `@include`, both, or neither. */
  directives(): string {
    if (!this.#chance(0.14)) return '';
    const which = this.#chance(0.2) ? ['skip', 'include'] : [this.#pick(['skip', 'include'])];
    return which.map((name) => ` @${name}(if: ${this.#condition(name)})`).join('');
  }

  #condition(directive: string): string {
    const value = (): boolean => this.#chance(directive === 'include' ? 0.75 : 0.3);
    if (this.#chance(0.3)) return String(value());
    if (this.#conditions.length > 0 && this.#chance(0.4)) return this.#pick(this.#conditions);
    const nonNull = this.#chance(0.5);
    const byDefault = !nonNull || this.#chance(0.3);
    const name = this.#define(nonNull ? 'Boolean!' : 'Boolean', byDefault ? String(value()) : null);
    for (const run of this.runs) {
      if (byDefault && this.#chance(0.5)) continue;
      run[name] = this.#chance(0.03) ? this.#pick([null, 'true', 1]) : value();
    }
    this.#conditions.push(`$${name}`);
    return `$${name}`;
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.#random() * all.length)] as T;
  }

  #define(type: string, byDefault: string | null): string {
    const name = `v${this.definitions.length}`;
    this.definitions.push(`$${name}: ${type}${byDefault === null ? '' : ` = ${byDefault}`}`);
    return name;
  }

  #value(name: string, type: GraphQLInputType, depth: number, hasDefault = false): string | undefined {
    if (this.#chance(depth === DEPTH ? 0.4 : 0.25)) return this.#variable(name, type, depth, hasDefault);
    if (!isNonNullType(type) && this.#chance(0.06)) return 'null';
    const inner = getNullableType(type);
    if (isListType(inner)) {
      if (this.#chance(0.15)) return this.#value(name, inner.ofType, depth - 1);
      const items = Array.from({ length: this.#count() }, () => this.#value(name, inner.ofType, depth - 1));
      return `[${items.filter((item) => item !== undefined).join(', ')}]`;
    }
    if (!isInputObjectType(inner)) return this.#written(name, inner, depth);
    const fields = Object.values(inner.getFields());
    return `{ ${fields.flatMap((field) => this.argument(field, 0.25, depth - 1)).join(', ')} }`;
  }

  #count(): number {
    return Math.floor(this.#random() * 4);
  }

  #variable(name: string, type: GraphQLInputType, depth: number, hasDefault: boolean): string | undefined {
    const usual = this.#written(name, type, 1);
    if (usual === undefined) return undefined;
    const mayBeNull = !isNonNullType(type);
    // A nullable variable may stand where null may not, if one of the two places has a default.
    const loose = !mayBeNull && this.#chance(0.2);
    const byDefault = (loose && !hasDefault) || this.#chance(0.25) ? usual : null;
    const declared = loose
      ? String(type).slice(0, -1)
      : mayBeNull && this.#chance(0.2)
        ? `${type}!`
        : `${type}`;
    const takesNull = !declared.endsWith('!');
    const variable = this.#define(declared, byDefault);
    for (const run of this.runs) {
      if ((takesNull || byDefault !== null) && this.#chance(0.3)) continue;
      const wrong = this.#chance(0.03);
      run[variable] =
        takesNull && this.#chance(0.15) ? null : wrong ? this.#pick(WRONG) : this.#json(name, type, depth);
    }
    return `$${variable}`;
  }

  #json(name: string, type: GraphQLInputType, depth: number): unknown {
    const inner = getNullableType(type);
    if (isListType(inner)) {
      if (this.#chance(0.15)) return this.#json(name, inner.ofType, depth);
      const items = Array.from({ length: this.#count() }, () => this.#json(name, inner.ofType, depth));
      return items.filter((item) => item !== undefined);
    }
    if (isEnumType(inner)) return this.#pick(inner.getValues()).name;
    if (!isInputObjectType(inner)) return this.#scalar(name, inner.name, this.#random);
    const object: Record<string, unknown> = {};
    for (const field of Object.values(inner.getFields())) {
      const required = isNonNullType(field.type) && field.defaultValue === undefined;
      if (!required && (depth <= 0 || !this.#chance(0.25))) continue;
      const value = this.#json(field.name, field.type, depth - 1);
      if (value !== undefined) object[field.name] = value;
    }
    return object;
  }

  #written(name: string, type: GraphQLInputType, depth: number): string | undefined {
    const value = this.#json(name, type, depth);
    return value === undefined ? undefined : literal(value, type);
  }
}

const literal = (value: unknown, type: GraphQLInputType): string => {
  const inner = getNullableType(type);
  if (value === null) return 'null';
  if (isListType(inner))
    return Array.isArray(value)
      ? `[${value.map((item) => literal(item, inner.ofType)).join(', ')}]`
      : literal(value, inner.ofType);
  if (isEnumType(inner)) return String(value);
  if (!isInputObjectType(inner)) return JSON.stringify(value);
  const fields = inner.getFields();
  return `{ ${Object.entries(Object(value))
    .flatMap(([name, part]) =>
      fields[name] === undefined ? [] : [`${name}: ${literal(part, fields[name].type)}`],
    )
    .join(', ')} }`;
};
