import { beginsAsHeading, isTrade } from './byline-words.ts';
import { flat } from './flat.ts';
import { isOrganisation } from './organisations.ts';
import { type DomDocument, type DomElement, isElement, lineOf } from './page-dom.ts';
import { isElsewhere } from './page-places.ts';
import { partedLine } from './parted-line.ts';
import { isName, partsOf } from './read-byline.ts';
import { namesOf } from './shown-byline.ts';

const LONG = 80;
const LONGEST_INTRODUCTION = 200;
const LONGEST_NAMES = 80;
/** With the white space that a page sets among the words. */
const LONGEST_MARKED = 1000;
const MOST_NAMES = 4;

/** The names that a line has if it has nothing else. Words of the headline are what the story is about. */
const onlyNames = (line: string, paper: readonly string[], about: string): string[] => {
  if (line.length > LONGEST_NAMES || /[.!?:]$/.test(line)) return [];
  const parts = partsOf(line).filter((part) => !isTrade(part));
  const isPerson = (part: string) =>
    isName(part) &&
    !beginsAsHeading(part) &&
    !isOrganisation(part, paper) &&
    !flat(part)
      .split(' ')
      .some((word) => about.includes(` ${word} `));
  return parts.length > 0 && parts.length <= MOST_NAMES && parts.every(isPerson) ? namesOf(line, paper) : [];
};

const subjectOf = (document: DomDocument): string =>
  ` ${flat([document.title, ...[...document.querySelectorAll('h1')].map(lineOf)].join(' '))} `;

/** Long paragraphs above a line that signs at a text's end. */
const LEAST_ABOVE = 2;

/**
 * A bold line with nothing but names, right above the first paragraph or right below the last: so sign papers whose pages have no place for it. In an interview such a line comes again, and between
 * paragraphs it is a heading.
 */
export const namesAtText = (document: DomDocument, paper: readonly string[]): string[] => {
  const about = subjectOf(document);
  for (const mark of document.querySelectorAll('p strong, p b, p em')) {
    const line = lineOf(mark);
    const paragraph = mark.closest('p');
    if (paragraph?.parentElement == null || line === '' || lineOf(paragraph) !== line) continue;
    const names = onlyNames(line, paper, about);
    if (names.length === 0 || isElsewhere(paragraph)) continue;
    const siblings = [...paragraph.parentElement.childNodes].filter(
      (node): node is DomElement => isElement(node) && lineOf(node) !== '',
    );
    const place = siblings.indexOf(paragraph);
    const isLong = (other: DomElement | undefined): boolean =>
      other?.localName === 'p' && lineOf(other).length > LONG;
    const above = siblings.slice(0, place).reduce((sum, other) => sum + lineOf(other).length, 0);
    const isFirst = above <= LONGEST_INTRODUCTION && isLong(siblings[place + 1]);
    const isLast =
      isLong(siblings[place - 1]) &&
      siblings.slice(0, place).filter(isLong).length >= LEAST_ABOVE &&
      !siblings.slice(place + 1).some(isLong);
    const again = siblings.some((other) => other !== paragraph && lineOf(other).startsWith(line));
    if (!again && (isFirst || isLast)) return names;
  }
  return [];
};

const NEAR = 80;
const LONGEST_BOX = 120;
const LONG_PARAGRAPH = 140;
const MOST_UP = 3;
const ROWS = 'p, div, span, a, li, strong';
const MOMENT = /(?<!\d)(?:19|20)\d\d(?!\d)|\d\s?min(?:ute)?s?(?!\p{L})|\d\s(?:hours?|days?) ago/iu;

/** Whether what stands round a name says that it signs: a portrait, a day, what they are. */
const isSigned = (element: DomElement, name: string): boolean => {
  const isLink = element.closest('a') !== null || element.querySelector('a') !== null;
  let box: DomElement | null = element;
  for (let up = 0; up < MOST_UP && box !== null && lineOf(box).length <= LONGEST_BOX; up += 1) {
    const isPortrait = (image: DomElement) => flat(image.getAttribute('alt') ?? '') === flat(name);
    if ([...box.querySelectorAll('img[alt]')].some(isPortrait)) return true;
    if (!isLink && (box.querySelector('time') !== null || MOMENT.test(lineOf(box)))) return true;
    if (partedLine(box).split(' | ').some(isTrade)) return true;
    box = box.parentElement;
  }
  return false;
};

/** A name that stands alone near the headline, beside a day, a portrait or a trade: many pages mark their byline by its setting alone. */
export const namesNearHeadline = (document: DomDocument, paper: readonly string[]): string[] => {
  const about = subjectOf(document);
  const elements = [...document.querySelectorAll(`h1, ${ROWS}`)];
  const headings = elements.flatMap((element, place) => (element.localName === 'h1' ? [place] : []));
  for (const heading of headings)
    for (const element of elements.slice(heading + 1, heading + NEAR)) {
      const { localName, textContent } = element;
      if (localName === 'h1' || (localName === 'p' && textContent.length > LONG_PARAGRAPH)) break;
      if (textContent.length > LONGEST_MARKED) continue;
      const [row = ''] = partedLine(element).split(' | ');
      const names = onlyNames(row, paper, about);
      if (names[0] !== undefined && !isElsewhere(element) && isSigned(element, names[0])) return names;
    }
  return [];
};
