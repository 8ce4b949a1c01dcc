import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { encodeCursor } from '../../src/content/cursor.ts';
import { kindOfId } from '../../src/content/global-id.ts';
import { NOON } from '../support/sample-records.ts';
import { type CanaryNewsroom, canary, HIDDEN_KEYS, VISIBLE_KEYS } from './canary-newsroom.ts';
import type { Step } from './schema-paths.ts';

/** GraphQL literals that an argument or an input field may be given, those that lead to most first. */
export type Literals = readonly string[];

const text = (value: string): string => JSON.stringify(value);
const each = <T>(items: Iterable<T>): readonly T[] => [...new Set(items)];

/** The values of a newsroom, by what arguments ask for. */
export interface Samples {
  readonly ids: Literals;
  readonly slugs: Literals;
  readonly urls: Literals;
  readonly cursors: Literals;
  readonly words: Literals;
  readonly days: Literals;
  /** What another service of a federation refers to a thing by. */
  readonly representations: Literals;
}

export const samplesOf = (newsroom: CanaryNewsroom): Samples => {
  const { articles, tags, correspondents, socialPosts, editions, revisions } = newsroom;
  const hidden = articles.filter(({ slug }) =>
    ['draft', 'embargoed', 'retracted'].some((key) => slug === canary('heads', key)),
  );
  return {
    ids: each(
      [...articles, ...tags, ...correspondents, ...socialPosts, ...editions, ...revisions].map(({ _id }) =>
        text(_id),
      ),
    ),
    slugs: each(
      [
        ...articles.flatMap(({ slug, slugHistory }) => [slug, ...slugHistory]),
        ...tags.flatMap(({ slug, aliases }) => [slug, ...aliases]),
        ...correspondents.flatMap(({ slug, slugHistory }) => [slug, ...slugHistory]),
      ].map(text),
    ),
    urls: each(
      [
        ...articles.flatMap(({ url, urlHistory }) => [url, ...urlHistory]),
        ...socialPosts.map(({ url }) => url),
      ].map(text),
    ),
    cursors: each(
      hidden.flatMap(({ listedAt, updatedAt, _id }) => [
        text(encodeCursor('listedAt', { value: listedAt.getTime(), id: _id })),
        text(encodeCursor('updatedAt', { value: updatedAt.getTime(), id: _id })),
        text(encodeCursor('place', { value: 0, id: _id })),
      ]),
    ),
    words: each(
      [
        'said',
        'headline',
        ...[...VISIBLE_KEYS, ...HIDDEN_KEYS].flatMap((key) =>
          (['heads', 'opens', 'gated'] as const).map((zone) => canary(zone, key)),
        ),
        'zqheads',
      ].map(text),
    ),
    representations: [...articles, ...tags, ...correspondents, ...socialPosts, ...editions].map(
      ({ _id }) => `{ __typename: "${kindOfId(_id)}", id: ${text(_id)} }`,
    ),
    days: each(editions.map(({ date }) => text(date))),
  };
};

const MOMENTS: Literals = [NOON, NOON - 1, NOON - 7_200_000, NOON + 7_200_000].map((at) =>
  text(new Date(at).toISOString()),
);
const LOCALES: Literals = ['en', 'fr', 'fr-CA', 'ar', 'de', 'pt'].map(text);

/** Names of text arguments that take a slug, an alias or an id alike. */
const KEYS = /^(slug|tags?|correspondents?|section|parent|beat|article|author|key)$/i;

/** Thrown for an argument that nobody has told this test how to fill: else a field could escape it by asking for something. */
class UnknownArgument extends Error {
  override readonly name = 'UnknownArgument';
}

const scalarValues = (typeName: string, name: string, said: string, samples: Samples): Literals => {
  switch (typeName) {
    case 'ID':
      return samples.ids;
    case 'URL':
      return samples.urls;
    case '_Any':
      return samples.representations;
    case 'Locale':
      return LOCALES;
    case 'Date':
      return samples.days;
    case 'DateTime':
      return MOMENTS;
    case 'Boolean':
      return ['true', 'false'];
    case 'Int':
    case 'Float':
      return ['100', '1'];
    case 'String':
      if (name === 'after' || name === 'before' || name === 'since') return samples.cursors;
      if (KEYS.test(name)) return [...samples.slugs, ...samples.ids];
      if (/^(query|words?|text|nameStartsWith|phrase)$/.test(name)) return samples.words;
      return unknown(said);
    default:
      return unknown(said);
  }
};

const unknown = (said: string): never => {
  throw new UnknownArgument(
    `The walk does not know what to give ${said}: say in tests/access/argument-values.ts which values of the canary newsroom it takes.`,
  );
};

/** At most so many values of one field of an input object: enough to meet each kind of record. */
const FEW = 5;

/** Every `at`th of a list, so that the first and something of everything is there. */
const some = (values: Literals, most: number): Literals =>
  values.length <= most ? values : values.filter((_, at) => at % Math.ceil(values.length / most) === 0);

const objectValues = (type: GraphQLInputObjectType, samples: Samples, depth: number): Literals => {
  const fields = Object.values(type.getFields());
  const required = fields
    .filter(isRequiredInputField)
    .map(
      (field) =>
        `${field.name}: ${valuesOf(field.type, field.name, `${type.name}.${field.name}`, samples, depth)[0]}`,
    );
  const objects = fields.flatMap((field) => {
    const inner = getNamedType(field.type);
    // A condition inside a condition: once around, so that `not` meets every leaf.
    if (inner === type && depth > 0) return [];
    const values = valuesOf(
      field.type,
      field.name,
      `${type.name}.${field.name}`,
      samples,
      inner === type ? depth + 1 : depth,
    );
    const others = required.filter((given) => !given.startsWith(`${field.name}:`));
    return some(values, inner === type ? 30 : FEW).map(
      (value) => `{ ${[`${field.name}: ${value}`, ...others].join(', ')} }`,
    );
  });
  return objects.length > 0 ? objects : ['{}'];
};

/** The literals to try for a type of this name; `said` is named in the complaint when there are none. */
export const valuesOf = (
  type: GraphQLInputType,
  name: string,
  said: string,
  samples: Samples,
  depth = 0,
): Literals => {
  if (isNonNullType(type)) return valuesOf(type.ofType, name, said, samples, depth);
  if (isListType(type)) {
    const items = valuesOf(type.ofType, name, said, samples, depth);
    // All at once, as far as a list may be long, and then one by one.
    return [`[${items.slice(0, 90).join(', ')}]`, ...items.map((item) => `[${item}]`)];
  }
  if (isEnumType(type)) return type.getValues().map((value) => value.name);
  if (isInputObjectType(type)) return objectValues(type, samples, depth);
  return scalarValues(type.name, name, said, samples);
};

const argumentsText = (given: Readonly<Record<string, string>>): string => {
  const all = Object.entries(given).map(([name, value]) => `${name}: ${value}`);
  return all.length === 0 ? '' : `(${all.join(', ')})`;
};

/** A field's arguments at their least: those that it can't do without. */
export const leastArguments = ({ parent, field }: Pick<Step, 'parent' | 'field'>, samples: Samples): string =>
  argumentsText(
    Object.fromEntries(
      field.args
        .filter(isRequiredArgument)
        .map((arg) => [
          arg.name,
          valuesOf(arg.type, arg.name, `${parent.name}.${field.name}(${arg.name}:)`, samples)[0] ?? '',
        ]),
    ),
  );

/** Arguments that each give a list of one, as arguments that give one list of all. */
export const together = (all: readonly string[]): string =>
  (all[0] ?? '').replace(
    /\[.*\]/,
    () => `[${[...new Set(all)].map((args) => /\[(.*)\]/.exec(args)?.[1] ?? '').join(', ')}]`,
  );

/** A field's arguments in every way that is tried: the least, and with each value of each argument in turn, or with so many of them, taken evenly. */
export const everyArguments = (
  { parent, field }: Pick<Step, 'parent' | 'field'>,
  samples: Samples,
  most = Number.POSITIVE_INFINITY,
): readonly string[] => {
  const values = field.args.map((arg) => ({
    arg,
    tried: some(valuesOf(arg.type, arg.name, `${parent.name}.${field.name}(${arg.name}:)`, samples), most),
  }));
  const least = Object.fromEntries(
    values.filter(({ arg }) => isRequiredArgument(arg)).map(({ arg, tried }) => [arg.name, tried[0] ?? '']),
  );
  return each([
    argumentsText(least),
    ...values.flatMap(({ arg, tried }) =>
      tried.map((value) => argumentsText({ ...least, [arg.name]: value })),
    ),
  ]);
};
