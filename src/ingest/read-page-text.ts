import { plainSpans } from '../content/rich-text.ts';
import { canonicalPost } from '../embeds/canonical-post.ts';
import { isFurniture } from './furniture.ts';
import { type AuthorDraft, type BlockDraft, excerpt, type PageDraft, UnreadablePage } from './page-draft.ts';
import {
  endsSentence,
  ITEM,
  isForm,
  isProse,
  isShortSentence,
  isUrl,
  type Line,
  linesOf,
  words,
} from './page-lines.ts';
import { picture } from './picture.ts';
import { readBio, readByline } from './read-byline.ts';
import { inLatinDigits, readMoment } from './read-moment.ts';
import { type CaptionAndCredit, splitCredit } from './split-credit.ts';

const captionOf = (line: string): CaptionAndCredit | null => {
  const split = splitCredit(line);
  return split.credit === null ? null : split;
};

const DATE_LINE =
  /^(?:published|updated|posted|last modified|publié|mis à jour|modifié|le |veröffentlicht|aktualisiert|stand|publicado|actualizado|pubblicato|aggiornato|gepubliceerd)?.{0,20}\d{1,4}.{0,40}$/iu;
const isDateLine = (line: string): boolean =>
  line.length <= 90 && DATE_LINE.test(inLatinDigits(line)) && readMoment(line) !== null;
const isUpdate = (line: string): boolean =>
  /^(?:updated|last modified|mis à jour|modifié|aktualisiert|actualizado|aggiornato)/iu.test(line);

interface Head {
  headline: string | null;
  standfirst: string | null;
  byline: string | null;
  authors: AuthorDraft[];
  picture: CaptionAndCredit | null;
  publishedAt: Date | null;
  modifiedAt: Date | null;
}

/**
 * Reads the text of a saved page. What is what is told by shape and place: the story's paragraphs are sentences that stand apart; above them stand the headline, the standfirst, who wrote
 * it and the lead picture's line; whatever else there is, before and after, is the page's furniture, and is reported.
 */
export const readPageText = (page: string): PageDraft => {
  const all = linesOf(page);
  if (all.length === 0) throw new UnreadablePage('EMPTY', 'The file is empty: save the page again.');
  const prose = all.filter(({ text }) => isProse(text));
  const apart = prose.filter(({ together }) => together === 1).length >= prose.length / 2;
  const dropped: string[] = [];
  const unplaced: string[] = [];
  const drop = (text: string): void => void dropped.push(excerpt(text));

  const head: Head = {
    headline: null,
    standfirst: null,
    byline: null,
    authors: [],
    picture: null,
    publishedAt: null,
    modifiedAt: null,
  };
  const start = readHead(all, apart, head, drop, unplaced);
  if (head.headline === null)
    throw new UnreadablePage(
      'NO_HEADLINE',
      'No line of the page reads as a headline: give the story as HTML or NDJSON.',
    );
  const body = readBody(all.slice(start), apart, head, drop);
  if (body.length === 0)
    throw new UnreadablePage(
      'NO_TEXT',
      'The page has a headline and no paragraphs: save the page with its story open.',
    );

  const named = head.picture?.caption == null ? null : readMoment(head.picture.caption);
  if (head.publishedAt === null) {
    unplaced.push(
      named === null
        ? 'The page gives no date of publication: the story is dated with the import.'
        : `The page gives no date of publication: the story is dated with its lead picture, ${named.toISOString().slice(0, 10)}.`,
    );
  }
  return {
    key: null,
    url: null,
    sourceName: null,
    headline: head.headline,
    kicker: null,
    standfirst: head.standfirst,
    locale: null,
    authors: head.authors,
    byline: head.byline,
    section: null,
    tags: [],
    leadImage: head.picture === null ? null : picture(head.picture),
    access: 'FREE',
    previewBlockCount: null,
    publishedAt: head.publishedAt ?? named,
    modifiedAt: head.modifiedAt,
    blocks: body,
    notes: { dropped, unplaced },
  };
};

/** Reads what stands above the first paragraph, and says where that is. */
const readHead = (
  all: readonly Line[],
  apart: boolean,
  head: Head,
  drop: (text: string) => void,
  unplaced: string[],
): number => {
  const said = new Set<string>();
  for (const [index, line] of all.entries()) {
    const { text } = line;
    if (said.has(text)) continue;
    said.add(text);
    const caption = captionOf(text);
    const bio = readBio(text);
    const byline = readByline(text);
    if (isFurniture(text)) drop(text);
    else if (isDateLine(text)) {
      if (isUpdate(text)) head.modifiedAt = readMoment(text);
      else head.publishedAt ??= readMoment(text);
    } else if (head.headline !== null && caption !== null && words(text) >= 3) {
      if (head.picture === null) head.picture = caption;
      else unplaced.push(excerpt(text));
    } else if (head.headline !== null && bio !== null) {
      head.authors = [...head.authors.filter(({ name }) => name !== bio.name), bio];
    } else if (byline.length > 0 && (head.headline !== null || /^(?:by|par|von)\s/i.test(text))) {
      head.byline ??= text;
      head.authors.push(...byline.filter(({ name }) => !head.authors.some((author) => author.name === name)));
    } else if (head.headline === null) {
      if (isForm(line, apart) || line.menu || isUrl(text) || (words(text) < 3 && text.length < 14))
        drop(text);
      else head.headline = text;
    } else if (isProse(text) && !isForm(line, apart)) {
      // A sentence right under the headline is the standfirst if something else stands between it and the text.
      const next = all.slice(index + 1).find((other) => other.text !== text)?.text;
      const between = next !== undefined && !isProse(next) && !isUrl(next) && !isFurniture(next);
      if (head.standfirst === null && head.authors.length === 0 && head.picture === null && between)
        head.standfirst = text;
      else return index;
    } else if (head.standfirst === null && words(text) >= 6) head.standfirst = text;
    else drop(text);
  }
  return all.length;
};

/** Reads from the first paragraph to the last. Between two paragraphs, a short line is a heading; after the last one it is furniture. */
const readBody = (
  rest: readonly Line[],
  apart: boolean,
  head: Head,
  drop: (text: string) => void,
): BlockDraft[] => {
  const keeps = (line: Line): boolean =>
    !isForm(line, apart) &&
    !line.menu &&
    !isFurniture(line.text) &&
    (isProse(line.text) || isShortSentence(line, apart) || canonicalPost(line.text) !== null);
  const end = rest.findLastIndex(keeps) + 1;
  const blocks: BlockDraft[] = [];
  const leadLine =
    head.picture === null ? null : `${head.picture.caption ?? ''}|${head.picture.credit ?? ''}`;
  for (const [index, line] of rest.entries()) {
    const { text } = line;
    if (index >= end || isFurniture(text) || isForm(line, apart)) {
      drop(text);
      continue;
    }
    const caption = captionOf(text);
    if (caption !== null && words(text) >= 3) {
      if (`${caption.caption ?? ''}|${caption.credit ?? ''}` !== leadLine)
        blocks.push({ type: 'ImageBlock', image: picture(caption) });
      continue;
    }
    const bio = readBio(text);
    if (bio !== null && index === end - 1 && head.authors.some(({ name }) => name === bio.name)) {
      head.authors = head.authors.map((author) =>
        author.name === bio.name ? { ...author, ...bio } : author,
      );
      continue;
    }
    const last = blocks.at(-1);
    const item = ITEM.test(text) ? plainSpans(text.replace(ITEM, '')) : null;
    if (item === null) blocks.push(blockOf(text));
    else if (last?.type === 'List') blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
    else blocks.push({ type: 'List', ordered: false, items: [item] });
  }
  return blocks;
};

const blockOf = (text: string): BlockDraft => {
  const post = isUrl(text) ? canonicalPost(text) : null;
  if (post !== null) return { type: 'SocialEmbed', url: post.url };
  if (isUrl(text)) return { type: 'Paragraph', content: [{ text, marks: [], href: text, articleId: null }] };
  const short =
    text.length <= 90 &&
    words(text) >= 2 &&
    words(text) <= 12 &&
    !endsSentence(text) &&
    !/^["“«„]/u.test(text);
  return short
    ? { type: 'Heading', level: 2, content: plainSpans(text) }
    : { type: 'Paragraph', content: plainSpans(text) };
};
