import { MIMEType } from 'node:util';
import { GatewayError } from '../content/errors.ts';

/** Deeper input is nobody's: the deepest filter that the schema takes has a dozen levels. */
export const MAX_NESTING = 64;
const decoder = new TextDecoder('utf-8', { fatal: true });

const mediaType = (value: string): MIMEType | null => {
  try {
    return new MIMEType(value);
  } catch {
    return null;
  }
};

/** Takes `application/json` in UTF-8, and nothing else: what a form or a script can send without asking is refused. */
export const checkMediaType = (
  contentType: string | undefined,
  contentEncoding: string | undefined,
): void => {
  const type = contentType === undefined ? null : mediaType(contentType);
  if (type?.essence !== 'application/json') throw new GatewayError('UNSUPPORTED_MEDIA_TYPE');
  const charset = type.params.get('charset');
  if (charset !== null && !/^utf-?8$/i.test(charset)) throw new GatewayError('UNSUPPORTED_MEDIA_TYPE');
  if (contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity') {
    throw new GatewayError('UNSUPPORTED_MEDIA_TYPE');
  }
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** How deep the brackets of a JSON text go, in UTF-8. What is in strings doesn't count. */
export const nestingOf = (bytes: Buffer): number => {
  let [depth, deepest, inString] = [0, 0, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
      continue;
    }
    if (byte === QUOTE) inString = true;
    // `[` and `{` differ in one bit, and so do `]` and `}`.
    else if ((byte | 0x20) === 0x7b) deepest = Math.max(deepest, ++depth);
    else if ((byte | 0x20) === 0x7d) depth -= 1;
  }
  return deepest;
};

/** Parses a body. A UTF-8 byte order mark is skipped; UTF-16 and UTF-32 are refused by theirs. Throws a `GatewayError`. */
export const decodeJson = (bytes: Buffer): unknown => {
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe)) {
    throw new GatewayError('UNSUPPORTED_MEDIA_TYPE');
  }
  if (bytes.length === 0) throw new GatewayError('BAD_REQUEST', 'The body is empty.');
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new GatewayError('BAD_REQUEST', 'The body is not UTF-8.');
  }
  if (nestingOf(bytes) > MAX_NESTING) {
    throw new GatewayError('BAD_REQUEST', `The body is nested deeper than ${MAX_NESTING} levels.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError('BAD_REQUEST', 'The body is not JSON.');
  }
};
