import { BSON, type Document, deserialize, serialize } from 'bson';

/** A document as its BSON bytes. Collections keep these: smaller than objects, exact in their types, and quick to cut fields from. */
export type Bytes = Uint8Array;

const NUL = 0;

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

interface Element {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function* elementsOf(bytes: Bytes): Generator<Element> {
  for (const [, nameOffset, nameLength, offset, length] of BSON.onDemand.parseToElements(bytes)) {
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + nameOffset, nameLength).toString('utf8');
    yield { name, start: nameOffset - 1, end: offset + length };
  }
}

/** The document with only those top-level fields that `keep` keeps, cut from the bytes. */
export const cutFields = (bytes: Bytes, keep: (name: string) => boolean): Buffer => {
  const kept: Bytes[] = [];
  for (const { name, start, end } of elementsOf(bytes)) if (keep(name)) kept.push(bytes.subarray(start, end));
  return documentOf(kept);
};

/** Reads only these top-level fields of a document. */
export const decodeFields = (bytes: Bytes, fields: ReadonlySet<string>): Document =>
  decode(cutFields(bytes, (name) => fields.has(name)));
