import { DefaultSerializer, deserialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Longer values are deflated where they are to last: a story's text shrinks to a third, a pointer would grow. */
const DEFLATE_FROM = 4_096;
/** What is deflated may not grow beyond this: bytes that somebody else put there are not believed. */
const MAX_BYTES = 32 * 1_048_576;
const PLAIN = 0;
const DEFLATED = 1;

/**
 * What Redis keeps of a value: the format's version, so that another release's is never read, then how it is packed, then its structured form, in which dates stay dates. `lasting`: it
 * will be there for long, and is worth the time that deflating takes.
 */
export const packBytes = (value: unknown, version: string, lasting: boolean): Buffer => {
  const head = Buffer.from(`${version}\n_`, 'latin1');
  head[head.length - 1] = PLAIN;
  const serializer = new DefaultSerializer();
  serializer.writeRawBytes(head);
  serializer.writeHeader();
  serializer.writeValue(value);
  const packed = serializer.releaseBuffer();
  if (!lasting || packed.length - head.length < DEFLATE_FROM) return packed;
  const deflated = Buffer.concat([head, deflateRawSync(packed.subarray(head.length), { level: 1 })]);
  deflated[head.length - 1] = DEFLATED;
  return deflated;
};

/** The value, or `undefined` for bytes that are cut, foreign or of another version. */
export const unpackBytes = (bytes: Buffer, version: string): { readonly value: unknown } | undefined => {
  const head = `${version}\n`;
  if (bytes.subarray(0, head.length).toString('latin1') !== head) return undefined;
  const packed = bytes.subarray(head.length + 1);
  try {
    const plain =
      bytes[head.length] === DEFLATED ? inflateRawSync(packed, { maxOutputLength: MAX_BYTES }) : packed;
    return { value: deserialize(plain) };
  } catch {
    return undefined;
  }
};
