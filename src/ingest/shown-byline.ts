import { isAgency, isNobody, isOrganisation, isPaper } from './organisations.ts';
import { type DomDocument, type DomElement, type DomNode, isElement, isText } from './page-dom.ts';
import { isName, namesIn, partsOf, SAYS_BY, withoutMoment } from './read-byline.ts';
import { SILENT } from './rich-text-of-html.ts';

/** Whom a page shows as its writers, and the line in which it does so. */
export interface ShownByline {
  readonly names: readonly string[];
  readonly line: string | null;
}

/** Where a page's marks are not about the story itself. */
const OTHER_PARTS = 'aside, footer, nav, form, figure';
const OTHER_BOXES =
  '[class*="comment" i], [class*="related" i], [class*="recirc" i], [class*="recommend" i], [class*="popular" i]';
/** Whether an element stands apart from the story; a box with the headline in it is the story's, whatever it is called. */
const isElsewhere = (element: DomElement): boolean => {
  if (element.closest(OTHER_PARTS) !== null) return true;
  const box = element.closest(OTHER_BOXES);
  return box !== null && !/^(?:body|html)$/.test(box.localName) && box.querySelector('h1') === null;
};
const PARTS = 'address, p, div, span, cite, li, h2, h3, h4, h5, section, header';
const MARKED = [
  '[itemprop="author"]',
  '[rel="author"]',
  ['author', 'authors', 'autor', 'autoren', 'auteur', 'by', 'editors', 'writer', 'contributor', 'journalist']
    .map((folder) => `a[href*="/${folder}/"]`)
    .join(', '),
  '[class*="byline" i], [data-testid*="byline" i]',
  '[class*="author" i], [class*="autor" i], [class*="auteur" i], [id="author"], [id="authors"]',
];
const MARKED_AS_BYLINE =
  '[itemprop="author"], [class*="byline" i], [class*="author" i], [class*="autor" i], [class*="auteur" i], [data-testid*="byline" i], address';
/** `De` begins too many lines for a part of a page that nothing else marks. */
const SAID = (line: string): boolean => SAYS_BY.test(line) && !/^d[ea]\s/i.test(line);
const MOST_AUTHORS = 8;
const LONGEST_LINE = 160;
/** With the white space and the scripts that a page sets among the words. */
const LONGEST_MARKED = 2000;
const LONGEST_SIGNATURE = 30;

/** An element that names one: next to another of its kind the two are in a row, though the page sets no comma. */
const isOnes = (node: DomNode | undefined): boolean =>
  node !== undefined &&
  isElement(node) &&
  (node.localName === 'a' || node.localName === 'li' || node.getAttribute('itemprop') === 'name');

/** The words of an element with a space where one part ends and the next begins, and without its moments. */
const spaced = (node: DomNode): string => {
  if (isText(node)) return node.textContent;
  if (!isElement(node)) return '';
  if (node.localName === 'meta' && node.getAttribute('itemprop') === 'name')
    return node.getAttribute('content') ?? '';
  if (SILENT.has(node.localName) || node.localName === 'time') return '';
  let words = '';
  let before: DomNode | undefined;
  for (const child of node.childNodes) {
    const said = spaced(child);
    if (said.trim() === '') continue;
    words += (isOnes(child) && isOnes(before) ? ', ' : ' ') + said;
    before = child;
  }
  return words;
};
const lineOf = (node: DomNode): string =>
  spaced(node)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:])/g, '$1')
    .replace(/,+/g, ',')
    .trim();

/** A name that is written in great letters as others are. */
export const capitals = (name: string): string =>
  name === name.toUpperCase() && /\p{Lu}{3}/u.test(name)
    ? name
        .toLowerCase()
        .replace(
          /(^|[\s'’.-])(\p{Ll})/gu,
          (_, before: string, letter: string) => before + letter.toUpperCase(),
        )
    : name;

const namesOf = (line: string, paper: readonly string[]): string[] => [
  ...new Set(
    namesIn(line)
      .filter((name) => !isOrganisation(name, paper))
      .map(capitals),
  ),
];

const said = (element: DomElement, paper: readonly string[]): { names: string[]; line: string } | null => {
  if (element.textContent.length > LONGEST_MARKED) return null;
  const line = lineOf(element);
  if (line.length > 140 || !SAID(line)) return null;
  return { names: namesOf(line, paper), line: withoutMoment(line) };
};

/** The first small part of the page that says `By` and names people. */
const saidNames = (document: DomDocument, paper: readonly string[], marked: boolean): ShownByline | null => {
  for (const element of document.querySelectorAll(PARTS)) {
    if (marked && element.closest(MARKED_AS_BYLINE) === null) continue;
    const found = said(element, paper);
    if (found === null || isElsewhere(element)) continue;
    if (found.names.length > 0) {
      // What stands behind the line in the same box, such as the agency's or the place's name, is none of the last name.
      const inner = [...element.querySelectorAll(PARTS)]
        .map((part) => said(part, paper))
        .findLast((part) => part?.names.length === found.names.length);
      return inner ?? found;
    }
    const [agency] = partsOf(found.line);
    if (agency !== undefined && isAgency(agency)) return { names: [], line: agency };
  }
  return null;
};

const markedBy = (document: DomDocument, selector: string): DomElement[] =>
  [...document.querySelectorAll(selector)].filter(
    (element) =>
      element.textContent.length < LONGEST_MARKED &&
      lineOf(element).length < LONGEST_LINE &&
      !isElsewhere(element),
  );

/** The largest box round a name that is still as short as a line. */
const boxOf = (element: DomElement): DomElement => {
  let box = element;
  while (box.parentElement !== null && box.parentElement.textContent.length < LONGEST_LINE)
    box = box.parentElement;
  return box;
};

/** Names that the page itself shows near its headline: those of the first part that is marked as such, and of its neighbours. */
export const shownNames = (document: DomDocument, paper: readonly string[]): ShownByline => {
  const first = saidNames(document, paper, true);
  if (first !== null) return first;
  for (const selector of MARKED) {
    const marked = markedBy(document, selector);
    const one = marked.find((element) => namesOf(lineOf(element), paper).length > 0);
    if (one === undefined) continue;
    const near = marked.filter(
      (element) => element.parentElement === one.parentElement || boxOf(one).contains(element),
    );
    const names = [...new Set(near.flatMap((element) => namesOf(lineOf(element), paper)))];
    if (names.length <= MOST_AUTHORS) return { names, line: null };
  }
  return saidNames(document, paper, false) ?? { names: [], line: null };
};

/** A short signature where the page marks the author, that is no person's whole name: `srf/hosb`, `Paul`, `AFP, Manila`. */
export const shownSignature = (document: DomDocument, paper: readonly string[]): string | null => {
  for (const selector of MARKED)
    for (const element of markedBy(document, selector)) {
      const parts = partsOf(lineOf(element)).filter((part) => !isNobody(part) && !isPaper(part, paper));
      const line = parts.join(', ');
      if (line.length < 2 || line.length > LONGEST_SIGNATURE || !/^\p{L}[^:(]*$/u.test(line)) continue;
      if (parts.some(isAgency) || (!isName(line) && line.split(' ').length <= 2)) return line;
    }
  return null;
};
