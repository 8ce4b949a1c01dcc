import { flat } from './flat.ts';
import { type DomDocument, type DomElement, lineOf } from './page-dom.ts';

const STANDFIRST =
  '[class*="standfirst" i], [class*="subtitle" i], [class*="chapo" i], [class*="dek" i]:not([class*="desk" i]), [class*="subhead" i], [itemprop="alternativeHeadline"], h1 + h2';
const ELSEWHERE = 'aside, footer, nav, video, [class*="player" i]';

const markedOn = (document: DomDocument): string | null => {
  for (const element of document.querySelectorAll(STANDFIRST)) {
    const line = lineOf(element);
    if (line.length >= 30 && line.length <= 500 && element.closest(ELSEWHERE) === null) return line;
  }
  return null;
};

const LONG = 80;
const ITS_LIKE = 2;

/** Whether the page shows a text as one paragraph among others of the same kind: then it is the story's first, which is told to machines too. */
const isParagraph = (document: DomDocument, text: string): boolean => {
  const same = flat(text);
  const likes = (element: DomElement): boolean =>
    [...(element.parentElement?.querySelectorAll('p') ?? [])].filter(
      (other) =>
        other !== element &&
        other.parentElement === element.parentElement &&
        other.className === element.className &&
        lineOf(other).length > LONG,
    ).length >= ITS_LIKE;
  return [...document.querySelectorAll('p')].some(
    (element) => flat(lineOf(element)) === same && likes(element),
  );
};

/** The standfirst that the page marks as one, else the description that it tells machines unless that is the text's own beginning. */
export const standfirstOf = (document: DomDocument, told: string | null): string | null => {
  const marked = markedOn(document);
  if (marked !== null) return marked;
  return told === null || isParagraph(document, told) ? null : told;
};
