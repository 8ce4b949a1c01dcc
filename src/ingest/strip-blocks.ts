import { plainOf } from '../content/rich-text.ts';
import { leadsAway, linkedPart, textsOf, wordsOf } from './block-words.ts';
import { flat } from './flat.ts';
import { isFurniture } from './furniture.ts';
import { isAgency } from './organisations.ts';
import { type AuthorDraft, type BlockDraft, excerpt } from './page-draft.ts';
import { endsSentence } from './page-lines.ts';
import { readByline } from './read-byline.ts';
import { readMoment } from './read-moment.ts';
import { splitCredit } from './split-credit.ts';

/** What the head of a story says already, and what of it may stand in the text too. */
export interface ToldApart {
  readonly headline: string | null;
  readonly standfirst: string | null;
  readonly authors: readonly AuthorDraft[];
  readonly byline: string | null;
  readonly siteName: string | null;
  /** The lines of the page's pictures. */
  readonly captions: ReadonlySet<string>;
}

/** When the story was published, in words of its own, among its paragraphs. */
const PUBLISHED =
  /^(?:published|posted|updated|last updated|first published|publiziert|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato)\b.{0,30}\d.{0,80}$/iu;
/** A moment to the minute and next to nothing else, in any language. */
const STAMP = /\b(?:19|20)\d\d\b/;
const CLOCK = /\b\d{1,2}[:.h]\d{2}\b/;

const isDateLine = (line: string): boolean => {
  if (line.length > 90 || !/\d/.test(line)) return false;
  if (STAMP.test(line) && CLOCK.test(line) && line.split(/\s+/).length <= 10 && !/[.!?]$/.test(line))
    return true;
  return line.length < 60 && readMoment(line) !== null;
};

/** Who wrote and edited it, behind the last paragraph, as agencies sign. */
const CONTRIBUTORS =
  /^[([]?(?:(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Ee]dited|[Ww]ritten)(?: and (?:writing|editing|reporting))? by\b|[\p{Lu}][\p{L}.’'-]+(?: [\p{Lu}][\p{L}.’'-]+)*(?:,? and [\p{Lu}][\p{L}.’' -]+)? (?:reported|contributed) (?:from|to|reporting)\b)/u;

const LONG = 120;
/** Fewer words than a repeated phrase of a poem or of an interview. */
const REPEATED_WORDS = 4;
const TWICE = 2;
/** A picture's line stands twice in some pages; a paragraph so long doesn't. */
const LONGEST_TWIN = 300;
const MOST_TRIMMED = 12;

/** Before whoever is named as the source of a text or a picture. */
const SOURCE =
  /^[([]?(?:mit(?: material von)?|with|avec|con|quelle|source|fuente|fonte|bron|foto|photo|bild|image|picture|credit)s?\s*:?\s*/iu;
const LONGEST_SIGNATURE = 60;

/** A line that but names the author, the paper or an agency. */
const isSignature = (line: string, { authors, byline, siteName }: ToldApart): boolean => {
  if (line.length > LONGEST_SIGNATURE) return false;
  const named = line.replace(SOURCE, '').replace(/[)\].]+$/, '');
  const said = flat(named);
  const signs = [...authors.map(({ name }) => name), byline, siteName];
  return (
    said !== '' &&
    (signs.some((name) => name !== null && flat(name) === said) ||
      named.split(/\s*[/,&]\s*|\s+(?:and|und|et|y)\s+/u).every(isAgency) ||
      (named !== line && /^[^:]*:/.test(line) && splitCredit(line).caption === null))
  );
};

const MOST_KICKER = 60;
/** The headline, or it with a kicker. */
const isHeadline = (same: string, headline: string | null): boolean => {
  const own = flat(headline ?? '');
  return own !== '' && (same === own || (same.endsWith(own) && same.length - own.length <= MOST_KICKER));
};

/** What stands in the text and is told apart: headline, standfirst, byline, date; and what is the page's own. */
const isTold = (told: ToldApart, atHead: boolean, block: BlockDraft, seen: Map<string, number>): boolean => {
  const words = wordsOf(block);
  const same = flat(words);
  const times = seen.get(same) ?? 0;
  if (isFurniture(words) || PUBLISHED.test(words)) return true;
  const repeats = isHeadline(same, told.headline) || same === flat(told.standfirst ?? '');
  if (repeats && (atHead || block.type === 'Heading')) return true;
  if (block.type === 'List') return textsOf(block).every(leadsAway) && block.items.length > 1;
  if (block.type !== 'Paragraph') return block.type === 'Heading' && textsOf(block).every(leadsAway);
  if (atHead && words.length < LONG && readByline(words).length > 0) return true;
  if (
    times > TWICE &&
    words.length < LONG &&
    same.split(' ').length >= REPEATED_WORDS &&
    !/[?？:]$/.test(words)
  )
    return true;
  return (
    isDateLine(words) ||
    leadsAway(block.content) ||
    told.captions.has(same) ||
    isSignature(words, told) ||
    CONTRIBUTORS.test(words)
  );
};

const isTail = (block: BlockDraft): boolean => {
  if (block.type === 'Heading' || block.type === 'Divider') return true;
  if (block.type !== 'Paragraph' && block.type !== 'List') return false;
  const words = wordsOf(block);
  return (linkedPart(block) > 0.5 && words.length < LONG) || (words.length < 50 && !endsSentence(words));
};

/** Behind the last sentence a page leads elsewhere: headings with nothing below, links, names, labels. */
const trimTail = (kept: BlockDraft[], dropped: string[]): void => {
  const prose = kept.filter((block) => block.type === 'Paragraph' && wordsOf(block).length >= LONG);
  const isOver =
    prose.length < 2 ? ({ type }: BlockDraft) => type === 'Heading' || type === 'Divider' : isTail;
  for (let trimmed = 0; trimmed < MOST_TRIMMED; trimmed += 1) {
    const last = kept.at(-1);
    if (last === undefined || !isOver(last)) return;
    kept.pop();
    if (wordsOf(last) !== '') dropped.push(excerpt(wordsOf(last)));
  }
};

/** The blocks of a text that are the story's. */
export const stripBlocks = (
  blocks: readonly BlockDraft[],
  told: ToldApart,
  dropped: string[],
): BlockDraft[] => {
  const firstProse = blocks.findIndex((block) => block.type === 'Paragraph' && wordsOf(block).length >= LONG);
  const seen = new Map<string, number>();
  for (const block of blocks)
    if (block.type === 'Paragraph') {
      const same = flat(plainOf(block.content));
      seen.set(same, (seen.get(same) ?? 0) + 1);
    }
  let last = '';
  const kept = blocks.filter((block, index) => {
    const words = wordsOf(block);
    if (words === '') return true;
    const atHead = index < Math.max(firstProse, 1) || index < 3;
    const isTwin = block.type === 'Paragraph' && words.length < LONGEST_TWIN && flat(words) === last;
    if (!isTwin && !isTold(told, atHead, block, seen)) {
      last = flat(words);
      return true;
    }
    dropped.push(excerpt(words));
    return false;
  });
  // A text that is but headings and pictures' lines is all that there is: nothing is cut from its end.
  if (kept.some((block) => block.type === 'Paragraph')) trimTail(kept, dropped);
  return kept;
};
