import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isCalendarDay } from '../src/content/calendar-day.ts';
import { GatewayError } from '../src/content/errors.ts';
import { canonicalLocale } from '../src/content/locale.ts';
import type { Resolvers } from './types.generated.ts';

/** A scalar that travels as text: the same check for literals and variables. */
const textScalar = <T>(
  name: string,
  expected: string,
  parse: (text: string) => T | null,
  serialize: (value: unknown) => string,
) => {
  const read = (value: unknown): T => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) throw new GatewayError('BAD_USER_INPUT', `Expected ${expected}.`);
    return parsed;
  };
  return new GraphQLScalarType<T, string>({
    name,
    serialize,
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : null),
  });
};

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MAX_URL = 2_048;

const readMoment = (text: string): Date | null => {
  const [, day, time, fraction = '', zone] = DATE_TIME.exec(text) ?? [];
  if (day === undefined || time === undefined || zone === undefined || !isCalendarDay(day)) return null;
  const moment = new Date(`${day}T${time}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  // An offset may lead into a year that has no four digits: it could be kept, and not be written again.
  return /^\d{4}-/.test(asIso(moment)) ? moment : null;
};
const asIso = (moment: Date): string => (Number.isNaN(moment.getTime()) ? '' : moment.toISOString());

const readUrl = (text: string): string | null =>
  text.length <= MAX_URL && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    ? new URL(text).href
    : null;

const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  throw new TypeError('The record holds something else than text.');
};

const asWebUrl = (value: unknown): string => {
  const text = asText(value);
  if (/^https?:\/\//i.test(text)) return text;
  throw new TypeError('The record holds an address that is neither http nor https.');
};

/** So many moments are known as texts, by their milliseconds: those of records in memory are written again and again. A `WeakMap` of the records' own would be gone through by every collection. */
const MOMENTS = 5_000;
const written = new Map<number, string>();

const asMoment = (value: unknown): string => {
  if (!(value instanceof Date)) throw new TypeError('The record holds something else than a moment.');
  const at = value.getTime();
  const known = written.get(at);
  if (known !== undefined) return known;
  const text = value.toISOString();
  if (written.size >= MOMENTS) written.clear();
  written.set(at, text);
  return text;
};

export const scalarResolvers: Pick<
  Resolvers,
  'DateTime' | 'Date' | 'URL' | 'Locale' | 'SafeHTML' | 'JSONLD'
> = {
  DateTime: textScalar(
    'DateTime',
    'a moment with its offset, such as `2026-03-29T18:04:00Z`',
    readMoment,
    asMoment,
  ),
  Date: textScalar(
    'Date',
    'a day, such as `2026-03-29`',
    (text) => (DATE.test(text) && isCalendarDay(text) ? text : null),
    asText,
  ),
  URL: textScalar('URL', 'an absolute http or https URL', readUrl, asWebUrl),
  Locale: textScalar(
    'Locale',
    'a BCP 47 language tag, such as `fr-CA`',
    (text) => (text.length <= 35 ? canonicalLocale(text) : null),
    asText,
  ),
  JSONLD: textScalar('JSONLD', 'nothing: JSON-LD is never taken as input', () => null, asText),
  SafeHTML: textScalar('SafeHTML', 'nothing: HTML is never taken as input', () => null, asText),
};
