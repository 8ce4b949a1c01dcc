import { isFurniture } from './furniture.ts';
import { isAgency, isOrganisation } from './organisations.ts';
import type { AuthorDraft } from './page-draft.ts';
import { excerpt } from './page-draft.ts';
import { isForm, isProse, isUrl, type Line, words } from './page-lines.ts';
import { partsOf, readBio, readByline, SAYS_BY, withoutMoment } from './read-byline.ts';
import { inLatinDigits, readMoment } from './read-moment.ts';
import { type CaptionAndCredit, captionOf } from './split-credit.ts';
import type { TextByline } from './text-byline.ts';

const DATE_LINE =
  /^(?:published|updated|posted|last modified|publié|mis à jour|modifié|le |veröffentlicht|aktualisiert|stand|publicado|actualizado|pubblicato|aggiornato|gepubliceerd)?.{0,20}\d{1,4}.{0,40}$/iu;
const isDateLine = (line: string): boolean =>
  line.length <= 90 && DATE_LINE.test(inLatinDigits(line)) && readMoment(line) !== null;
const isUpdate = (line: string): boolean =>
  /^(?:updated|last modified|mis à jour|modifié|aktualisiert|actualizado|aggiornato)/iu.test(line);

/** A line that but names people, none of them a staff; or one that begins with the word for it. */
const bylineOf = (line: string): readonly AuthorDraft[] =>
  readByline(line).filter(({ name }) => !isOrganisation(name, []));
const namesAgency = (line: string): boolean =>
  line.length <= 60 && SAYS_BY.test(line) && partsOf(withoutMoment(line)).some(isAgency);

/** A line of the head that is certainly not the headline. */
export const isNoHeadline = (text: string): boolean =>
  (!text.includes(' ') && text.includes('.')) ||
  (SAYS_BY.test(text) &&
    (words(text) <= 4 || (words(text) <= 12 && (bylineOf(text).length > 0 || namesAgency(text))))) ||
  isDateLine(text) ||
  captionOf(text) !== null ||
  readBio(text) !== null ||
  readByline(text).length > 0;

/** What stands above a story's first paragraph. */
export interface TextHead {
  headline: string | null;
  standfirst: string | null;
  byline: string | null;
  authors: AuthorDraft[];
  picture: CaptionAndCredit | null;
  publishedAt: Date | null;
  modifiedAt: Date | null;
}

export const emptyHead = (): TextHead => ({
  headline: null,
  standfirst: null,
  byline: null,
  authors: [],
  picture: null,
  publishedAt: null,
  modifiedAt: null,
});

/** Where to read: the line of the headline, `-1` if it is yet to be found; the first line of the text; whether paragraphs stand apart. */
export interface HeadPlace {
  readonly top: number;
  readonly start: number;
  readonly apart: boolean;
  /** The line that signs, if it is known. */
  readonly byline: TextByline | null;
}

/** Dates and names may stand a little above the headline. */
const NEAR_HEADLINE = 4;
const LONG_SENTENCE = 80;

/** Where the writers are known, a sentence on what somebody else is belongs to the story. */
const isWriter = ({ authors }: TextHead, name: string): boolean =>
  authors.length === 0 || authors.some((author) => author.name === name);

/** Takes what a line says of date, picture and people. */
const take = (text: string, head: TextHead, isConfirmed: boolean, unplaced: string[]): boolean => {
  const caption = captionOf(text);
  const bio = readBio(text);
  const byline = bylineOf(text);
  if (isDateLine(text)) {
    if (isUpdate(text)) head.modifiedAt ??= readMoment(text);
    else head.publishedAt ??= readMoment(text);
  } else if (head.headline !== null && caption !== null && words(text) >= 3) {
    if (head.picture === null) head.picture = caption;
    else unplaced.push(excerpt(text));
  } else if (head.headline !== null && bio !== null && isWriter(head, bio.name)) {
    head.authors = [...head.authors.filter(({ name }) => name !== bio.name), bio];
  } else if (byline.length > 0 && (SAYS_BY.test(text) || (head.headline !== null && isConfirmed))) {
    head.byline ??= withoutMoment(text);
    head.authors.push(...byline.filter(({ name }) => !head.authors.some((author) => author.name === name)));
  } else if (namesAgency(text)) head.byline ??= withoutMoment(text);
  else return false;
  return true;
};

/** A name alone signs if a sentence next to it says what the person is. */
const hasBio = (all: readonly Line[], index: number): boolean =>
  all.slice(Math.max(0, index - 2), index + 3).some(({ text }) => readBio(text)?.name === all[index]?.text);

const sign = (head: TextHead, { authors, line }: TextByline): void => {
  head.byline = line;
  head.authors.push(...authors.filter(({ name }) => !head.authors.some((author) => author.name === name)));
};

/** Reads what stands above the first paragraph, and says where that is. */
export const readHead = (
  all: readonly Line[],
  { top, start, apart, byline }: HeadPlace,
  head: TextHead,
  drop: (text: string) => void,
  unplaced: string[],
): number => {
  const said = new Set<string>();
  const from = Math.max(0, top - NEAR_HEADLINE);
  for (const { text } of all.slice(0, from)) drop(text);
  for (const [index, line] of all.entries()) {
    const { text } = line;
    if (index < from || (said.has(text) && index !== top)) continue;
    said.add(text);
    if (index === top) head.headline = text;
    else if (index === byline?.index) sign(head, byline);
    else if (isFurniture(text)) drop(text);
    else if (index < top) {
      if (!((isDateLine(text) || SAYS_BY.test(text)) && take(text, head, false, unplaced))) drop(text);
    } else if (take(text, head, byline === null && hasBio(all, index), unplaced)) continue;
    else if (head.headline === null) {
      if (isForm(line, apart) || line.menu || isUrl(text) || (words(text) < 3 && text.length < 14))
        drop(text);
      else head.headline = text;
    } else if (isProse(text) && !isForm(line, apart)) {
      // A sentence right under the headline is the standfirst if something else stands between it and the text.
      const next = all.slice(index + 1).find((other) => other.text !== text)?.text;
      const between =
        next !== undefined && !isProse(next) && !isUrl(next) && (index < start || !isFurniture(next));
      const isFirst = head.standfirst === null && head.authors.length === 0 && head.picture === null;
      if (isFirst && between) head.standfirst = text;
      else if (index < start && text.length < LONG_SENTENCE) drop(text);
      else return index;
    } else if (head.standfirst === null && words(text) >= 6 && (index === top + 1 || !isForm(line, apart)))
      head.standfirst = text;
    else drop(text);
  }
  return all.length;
};
