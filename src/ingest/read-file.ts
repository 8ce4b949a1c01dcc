import { open, readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { decodePage } from './decode-page.ts';
import { type PageDraft, UnreadablePage } from './page-draft.ts';
import { readNdjsonLine } from './read-ndjson-line.ts';
import { readPageHtml } from './read-page-html.ts';
import { readPageText } from './read-page-text.ts';

/** A page beyond this is no page of a paper. */
const MAX_PAGE_BYTES = 10 * 1024 * 1024;
/** MongoDB keeps documents of up to 16 MB; a story stays well below. */
const MAX_LINE_BYTES = 12 * 1024 * 1024;

export type FileKind = 'text' | 'html' | 'ndjson';

const sizeOf = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** What stands behind the comments at the beginning. */
const behindComments = (text: string): string => {
  let rest = text.trimStart();
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    if (end === -1) return '';
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
};

/** A page begins with an element, whichever; or a server wrote something above its beginning. */
const isHtml = (text: string): boolean => {
  if (/^<(?:!doctype html|\?xml|[a-z][a-z0-9-]*[\s>/])/i.test(behindComments(text))) return true;
  const beginning = text.search(/^<!doctype html\b/im);
  return beginning !== -1 && /<body\b/i.test(text.slice(beginning));
};

/** By its name; pages are told apart by how they begin. */
const isNdjson = (file: string): boolean => /\.(?:nd|l)?jsonl?$/i.test(file);

/** Refuses a page that can't be one, before it is read. */
const readPage = async (file: string): Promise<{ kind: FileKind; draft: PageDraft }> => {
  const { size } = await stat(file);
  if (size === 0) throw new UnreadablePage('EMPTY', 'The file is empty: save the page again.');
  if (size > MAX_PAGE_BYTES) {
    const most = sizeOf(MAX_PAGE_BYTES);
    throw new UnreadablePage(
      'TOO_LARGE',
      `The file has ${sizeOf(size)}, a page at most ${most}: save the page alone.`,
    );
  }
  const text = decodePage(await readFile(file));
  if (text.trim() === '') throw new UnreadablePage('EMPTY', 'The file is empty: save the page again.');
  return isHtml(text)
    ? { kind: 'html', draft: readPageHtml(text) }
    : { kind: 'text', draft: readPageText(text) };
};

type OnBad = (error: UnreadablePage) => void;
const fail: OnBad = (error) => {
  throw error;
};

/** A line as its bytes, one a character. */
const readLine = (bytes: string, number: number): PageDraft => {
  if (bytes.length > MAX_LINE_BYTES) {
    const most = sizeOf(MAX_LINE_BYTES);
    throw new UnreadablePage(
      'TOO_LARGE',
      `The line has ${sizeOf(bytes.length)}, a story at most ${most}.`,
      number,
    );
  }
  return readNdjsonLine(decodeLine(Buffer.from(bytes, 'latin1'), number), number);
};

const decodeLine = (bytes: Buffer, number: number): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadablePage('BINARY', 'The line is not UTF-8: save the file in UTF-8.', number);
  }
};

/** The lines of an NDJSON file, one draft each; blank lines are skipped. Throws UnreadablePage with the number of the line. */
async function* readNdjson(file: string, onBad: OnBad = fail): AsyncGenerator<PageDraft> {
  const handle = await open(file);
  let number = 0;
  try {
    // Read by bytes: what isn’t UTF-8 is to be refused, and U+2028, which JSON allows in its strings, would end a line from Node 24 on.
    const input = handle.createReadStream({ encoding: 'latin1' });
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number += 1;
      if (line.trim() === '') continue;
      try {
        yield readLine(line, number);
      } catch (error) {
        if (!(error instanceof UnreadablePage)) throw error;
        onBad(error);
      }
    }
  } finally {
    await handle.close();
  }
  if (number === 0) throw new UnreadablePage('EMPTY', 'The file is empty.');
}

/** The stories of a file, one at a time, so that a file may be larger than memory. A bad one ends the reading unless `onBad` takes it. */
export interface StorySource {
  readonly kind: FileKind;
  readonly drafts: (onBad?: OnBad) => AsyncIterable<PageDraft>;
}

export const readFileDrafts = async (file: string): Promise<StorySource> => {
  if (isNdjson(file)) return { kind: 'ndjson', drafts: (onBad) => readNdjson(file, onBad) };
  const { kind, draft } = await readPage(file);
  return {
    kind,
    drafts: async function* () {
      yield draft;
    },
  };
};
