import { UnreadablePage } from './page-draft.ts';

/** The line in which UTF-8 breaks: decoding puts U+FFFD there. */
const lineOfFirstFault = (bytes: Buffer): number =>
  bytes.toString('utf8').split('\ufffd')[0]?.split('\n').length ?? 1;

/** What 0x80 to 0x9F are in windows-1252, of which Node before 24 makes control characters: https://encoding.spec.whatwg.org/index-windows-1252.txt */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const CONTROLS = /[\u0080-\u009f]/g;
const withoutControls = (text: string): string =>
  text.replace(CONTROLS, (one) => WINDOWS_1252[one.charCodeAt(0) - 0x80] ?? one);

/** Text in one encoding; `null` if it isn't, or if there is no such encoding. */
const decodeAs = (encoding: string, bytes: Buffer): string | null => {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const text = decoder.decode(bytes);
    return decoder.encoding === 'windows-1252' ? withoutControls(text) : text;
  } catch {
    return null;
  }
};

/** UTF-16 by its byte order mark: nothing else begins so. */
const utf16Of = (bytes: Buffer): string | null => {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : null;
};

/** ISO-2022-JP is ASCII to whoever doesn't look for its escapes, and so UTF-8 as well. */
const ESCAPED = /^(?:cs)?iso-?2022-?jp$/i;

const encodingsOf = (bytes: Buffer): string[] => {
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) return [utf16];
  if (bytes.subarray(0, 8_192).includes(0)) return [];
  const declared = /charset\s*=\s*["']?([\w-]{3,20})/i.exec(bytes.subarray(0, 2_048).toString('latin1'))?.[1];
  if (declared === undefined) return ['utf-8'];
  return ESCAPED.test(declared) ? [declared, 'utf-8'] : ['utf-8', declared];
};

/** A page's bytes as text with plain line ends: UTF-16 by its mark, UTF-8 if they are, else the encoding that the page declares. Throws UnreadablePage. */
export const decodePage = (bytes: Buffer): string => {
  const encodings = encodingsOf(bytes);
  for (const encoding of encodings) {
    const text = decodeAs(encoding, bytes);
    if (text !== null) return text.replace(/\r\n?/g, '\n');
  }
  if (encodings.length === 0 || utf16Of(bytes) !== null)
    throw new UnreadablePage('BINARY', 'The file is not text: save the page as HTML or as text in UTF-8.');
  throw new UnreadablePage(
    'BINARY',
    'The file is not UTF-8 and declares no other encoding: save it in UTF-8.',
    lineOfFirstFault(bytes),
  );
};
