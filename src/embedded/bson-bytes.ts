import { type Document, deserialize, serialize } from 'bson';

/** A document as its BSON bytes. Collections keep these: smaller than objects, exact in their types, and quick to cut fields from. */
export type Bytes = Uint8Array;

const NUL = 0;
const TEXT = 2;
const ID_NAME = Buffer.from('_id\0');

const int32 = (value: number): Buffer => {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32LE(value);
  return bytes;
};

/** An element of a document from its type, its name and its value's bytes. */
export const element = (type: number, name: string, value: Bytes): Buffer =>
  Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`, 'utf8'), value]);

/** A document from its elements' bytes. */
export const documentOf = (elements: readonly Bytes[]): Buffer => {
  const length = elements.reduce((sum, part) => sum + part.byteLength, 5);
  return Buffer.concat([int32(length), ...elements, Buffer.from([NUL])], length);
};

/** The elements of a document, without its length and its end. */
export const elementsOf = (document: Bytes): Bytes => document.subarray(4, -1);

export const EMBEDDED_DOCUMENT = 3;
const ARRAY = 4;

/** An array element of documents that are bytes already. */
export const arrayOf = (name: string, documents: readonly Bytes[]): Buffer =>
  element(
    ARRAY,
    name,
    documentOf(documents.map((document, index) => element(EMBEDDED_DOCUMENT, String(index), document))),
  );

export const decode = (bytes: Bytes): Document => deserialize(bytes, { promoteValues: true });

export const encode = (document: Document): Buffer =>
  Buffer.from(serialize(document, { ignoreUndefined: false }));

/** How many bytes the value of each type has that has the same number always: https://bsonspec.org/spec.html. */
const FIXED_SIZES: Readonly<Record<number, number>> = {
  1: 8, // double
  6: 0, // undefined
  7: 12, // ObjectId
  8: 1, // boolean
  9: 8, // date
  10: 0, // null
  16: 4, // int32
  17: 8, // timestamp
  18: 8, // int64
  19: 16, // decimal128
  127: 0, // MaxKey
  255: 0, // MinKey
};

const int32At = (bytes: Bytes, at: number): number =>
  (bytes[at] ?? 0) |
  ((bytes[at + 1] ?? 0) << 8) |
  ((bytes[at + 2] ?? 0) << 16) |
  ((bytes[at + 3] ?? 0) << 24);

const afterText = (bytes: Bytes, from: number): number => bytes.indexOf(NUL, from) + 1;

/** Where the value of an element ends that begins at `at`. */
const valueEnd = (bytes: Bytes, type: number, at: number): number => {
  const fixed = FIXED_SIZES[type];
  if (fixed !== undefined) return at + fixed;
  switch (type) {
    case 2: // text
    case 13: // code
    case 14: // symbol
      return at + 4 + int32At(bytes, at);
    case 3: // document
    case 4: // array
    case 15: // code with scope
      return at + int32At(bytes, at);
    case 5: // binary
      return at + 5 + int32At(bytes, at);
    case 11: // regular expression
      return afterText(bytes, afterText(bytes, at));
    case 12: // pointer
      return at + 16 + int32At(bytes, at);
    default:
      throw new TypeError(`A document holds a value of the type ${type}, which BSON doesn't have.`);
  }
};

/**
 * The document with only those top-level fields that `keep` keeps, cut from the bytes. Walked by hand: a start of the database does it for every document,
 * and a general parser takes ten times as long.
 */
export const cutFields = (bytes: Bytes, keep: (name: string) => boolean): Buffer => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.length - 1;
  const kept: Bytes[] = [];
  let from = 4;
  while (from < end) {
    const valueAt = afterText(view, from + 1);
    const next = valueEnd(view, view[from] ?? 0, valueAt);
    if (valueAt === 0 || next < valueAt || next > end) throw new TypeError('A document is cut short.');
    if (keep(view.toString('utf8', from + 1, valueAt - 1))) kept.push(view.subarray(from, next));
    from = next;
  }
  return documentOf(kept);
};

/** Reads only these top-level fields of a document. */
export const decodeFields = (bytes: Bytes, fields: ReadonlySet<string>): Document =>
  decode(cutFields(bytes, (name) => fields.has(name)));

/** A document's `_id`. */
export const idOf = (bytes: Bytes): unknown => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // As nearly all are: a text, and the first of the fields.
  if (view[4] === TEXT && view.compare(ID_NAME, 0, 4, 5, 9) === 0)
    return view.toString('utf8', 13, 12 + view.readInt32LE(9));
  return decodeFields(bytes, ID_FIELD)._id;
};

const ID_FIELD: ReadonlySet<string> = new Set(['_id']);
