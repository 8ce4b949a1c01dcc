import { Binary, type Document, Long, ObjectId, Timestamp } from 'bson';
import { valuesAt } from './paths.ts';

/**
 * Values as texts whose order by code unit is MongoDB's order of the values: a byte for the type (BSON comparison order), then the value so that no
 * code is the beginning of another. A compound key is its parts one after the other; a falling part has each unit turned over.
 */
const TYPE = {
  empty: '\x04',
  null: '\x05',
  number: '\x0a',
  string: '\x0f',
  object: '\x14',
  array: '\x19',
  binary: '\x1e',
  objectId: '\x23',
  boolean: '\x28',
  date: '\x2d',
  timestamp: '\x32',
  other: '\x37',
} as const;

const eight = new DataView(new ArrayBuffer(8));

/** A double as eight units: the sign turned over for positive numbers, all bits for negative ones. */
const doubleKey = (value: number): string => {
  eight.setFloat64(0, value === 0 ? 0 : value);
  const negative = (eight.getUint8(0) & 0x80) !== 0;
  let key = '';
  for (let i = 0; i < 8; i += 1) {
    const byte = eight.getUint8(i);
    key += String.fromCharCode(negative ? 255 - byte : i === 0 ? byte ^ 0x80 : byte);
  }
  return key;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL ends a text's code, so it has to be looked for.
const PLAIN = /^[\x01-\x7f]*$/;

const textKey = (text: string): string =>
  PLAIN.test(text)
    ? `${text}\0`
    : `${Buffer.from(text, 'utf8').toString('latin1').replaceAll('\0', '\0\xff')}\0`;

export const valueKey = (value: unknown): string => {
  switch (typeof value) {
    case 'number':
      return TYPE.number + doubleKey(value);
    case 'bigint':
      return TYPE.number + doubleKey(Number(value));
    case 'string':
      return TYPE.string + textKey(value);
    case 'boolean':
      return TYPE.boolean + (value ? '1' : '0');
    case 'object':
      return value === null ? TYPE.null : objectKey(value);
    default:
      return TYPE.null;
  }
};

const objectKey = (value: object): string => {
  if (value instanceof Date) return TYPE.date + doubleKey(value.getTime());
  if (Array.isArray(value)) return `${TYPE.array}${value.map(valueKey).join('')}\0`;
  if (value instanceof ObjectId) return TYPE.objectId + value.toHexString();
  if (value instanceof Timestamp) return TYPE.timestamp + doubleKey(Number(value.toBigInt()));
  if (value instanceof Long) return TYPE.number + doubleKey(value.toNumber());
  if (value instanceof Binary)
    return TYPE.binary + doubleKey(value.length()) + textKey(value.toString('hex'));
  const entries = Object.entries(value as Document).map(
    ([name, part]) => typeOf(part) + textKey(name) + valueKey(part),
  );
  return `${TYPE.object}${entries.join('')}\0`;
};

const typeOf = (value: unknown): string => valueKey(value).charAt(0);

/** Where the codes of a value's type begin and end: comparisons never leave the type (MongoDB's type bracketing). */
export const typeBounds = (value: unknown): readonly [string, string] => {
  const type = typeOf(value);
  return [type, String.fromCharCode(type.charCodeAt(0) + 1)];
};

export const turnOver = (key: string): string => {
  let turned = '';
  for (let i = 0; i < key.length; i += 1) turned += String.fromCharCode(255 - key.charCodeAt(i));
  return turned;
};

const directed = (key: string, direction: 1 | -1): string => (direction === 1 ? key : turnOver(key));

/** A value's code in a part of an index that rises or falls. */
export const codeOf = (value: unknown, direction: 1 | -1): string =>
  directed(Array.isArray(value) && value.length === 0 ? TYPE.empty : valueKey(value), direction);

/** A document's key for a sort: of an array its least value for a rising part, its greatest for a falling one. */
export const sortKeyOf = (document: Document, sort: Readonly<Record<string, 1 | -1>>): string => {
  let key = '';
  for (const [path, direction] of Object.entries(sort)) {
    const codes = valuesAt(document, path).values.map((value) => codeOf(value, direction));
    let least = codes[0] ?? directed(TYPE.null, direction);
    for (const code of codes) if (code < least) least = code;
    key += least;
  }
  return key;
};

/** Where the code that begins at `at` ends, in a key whose part there may be turned over. */
export const codeEnd = (key: string, at: number, turned: boolean): number => {
  const unit = (place: number): number => (turned ? 255 - key.charCodeAt(place) : key.charCodeAt(place));
  const type = String.fromCharCode(unit(at));
  if (type === TYPE.null || type === TYPE.empty) return at + 1;
  if (type === TYPE.number || type === TYPE.date || type === TYPE.timestamp) return at + 9;
  if (type === TYPE.boolean) return at + 2;
  if (type === TYPE.objectId) return at + 25;
  if (type === TYPE.string) return textEnd(unit, at + 1);
  throw new TypeError('Objects, arrays and binary values are not read back from keys.');
};

/** A text ends at a NUL that isn't followed by the sign for a NUL of its own. */
const textEnd = (unit: (place: number) => number, from: number): number => {
  let at = from;
  while (unit(at) !== 0 || unit(at + 1) === 255) at += unit(at) === 0 ? 2 : 1;
  return at + 1;
};
