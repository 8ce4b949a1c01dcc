import { isLabelled } from './byline-words.ts';
import { isAgency, isOrganisation } from './organisations.ts';
import type { DomDocument, DomElement } from './page-dom.ts';
import { byPlace, isElsewhere } from './page-places.ts';
import { partedLine } from './parted-line.ts';
import { namesIn, namesPerson, partsOf, SAYS_BY, withoutMoment } from './read-byline.ts';

/** Whom a page shows as its writers, and the line in which it does so. */
export interface ShownByline {
  readonly names: readonly string[];
  readonly line: string | null;
}

const PARTS = 'address, p, div, span, cite, li, h2, h3, h4, h5, section, header';
const MARKED = [
  '[itemprop="author"]',
  '[rel="author"]',
  ['author', 'authors', 'autor', 'autoren', 'auteur', 'by', 'editors', 'writer', 'contributor', 'journalist']
    .map((folder) => `a[href*="/${folder}/"]`)
    .join(', '),
  '[class*="byline" i], [data-testid*="byline" i]',
  'address',
  '[class*="author" i], [class*="autor" i], [class*="auteur" i], [id="author"], [id="authors"]',
];
const MARKED_AS_BYLINE =
  '[itemprop="author"], [class*="byline" i], [class*="author" i], [class*="autor" i], [class*="auteur" i], [data-testid*="byline" i], address';
const MOST_AUTHORS = 8;
const LONGEST_LINE = 160;
const LONGEST_SAID = 140;
/** With the white space and the scripts that a page sets among the words. */
const LONGEST_MARKED = 2000;

/** A day before the word for who wrote: `Tuesday 15 October 2019 by Ana Ruiz`. */
const DAY_BEFORE =
  /^(?:posted|published|on|\P{L}|\p{L}+day|\p{L}{3,9}\.?\s(?=\d)|\d+\.?\s\p{L}{3,9}\s)*\d[^|]{0,12}?[\s|,·•–-]+(?=(?:by|par|von|por)\s)/iu;
/** `De` begins too many lines for a part of a page that nothing else marks. */
const saysWho = (line: string): boolean =>
  (SAYS_BY.test(line) && !/^d[ea]\s/i.test(line)) || (isLabelled(line) && partsOf(line).every(namesPerson));

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

export const namesOf = (line: string, paper: readonly string[]): string[] => [
  ...new Set(
    namesIn(line)
      .filter((name) => !isOrganisation(name, paper))
      .map(capitals),
  ),
];

/** Rows that go on with the names: after a comma or an `and`. What else stands below is what they are, or another thing. */
const firstRow = (line: string): string => {
  const [first = '', ...rest] = line.split(' | ');
  const [next] = rest;
  const goesOn =
    next !== undefined &&
    (/(?:,|&|\s(?:and|und|et|y|e))$/i.test(first) || /^(?:,|&|and|und|et)\s/i.test(next));
  return goesOn ? firstRow(`${first} ${rest.join(' | ')}`) : first;
};

const said = (
  element: DomElement,
  paper: readonly string[],
): { names: string[]; line: string | null } | null => {
  if (element.textContent.length > LONGEST_MARKED) return null;
  const line = partedLine(element).replace(DAY_BEFORE, '');
  if (line.length > LONGEST_SAID || !saysWho(line)) return null;
  const row = firstRow(line);
  return { names: namesOf(row, paper), line: isLabelled(row) ? null : withoutMoment(row) };
};

/** The first small part of the page that says `By` and names people. */
const saidNames = (
  document: DomDocument,
  paper: readonly string[],
  marked: boolean,
  asides = false,
): ShownByline | null => {
  for (const element of byPlace(document)([...document.querySelectorAll(PARTS)])) {
    if (marked && element.closest(MARKED_AS_BYLINE) === null) continue;
    const found = said(element, paper);
    if (found === null || isElsewhere(element, asides)) continue;
    if (found.names.length > 0) {
      // What stands behind the line in the same box, such as the agency's or the place's name, is none of the last name.
      const inner = [...element.querySelectorAll(PARTS)]
        .map((part) => said(part, paper))
        .findLast((part) => part?.names.length === found.names.length);
      return inner ?? found;
    }
    const [agency] = partsOf(found.line ?? '');
    if (agency !== undefined && isAgency(agency)) return { names: [], line: agency };
  }
  return null;
};

/** Elements that a page marks as its author's, those near the headline first, by one mark after the other. */
export function* markedAuthors(document: DomDocument, asides = false): Generator<readonly DomElement[]> {
  const sort = byPlace(document);
  for (const selector of MARKED)
    yield sort(
      [...document.querySelectorAll(selector)].filter(
        (element) =>
          element.textContent.length < LONGEST_MARKED &&
          partedLine(element).length < LONGEST_LINE &&
          !isElsewhere(element, asides),
      ),
    );
}

/** The largest box round a name that is still as short as a line. */
const boxOf = (element: DomElement): DomElement => {
  let box = element;
  while (box.parentElement !== null && box.parentElement.textContent.length < LONGEST_LINE)
    box = box.parentElement;
  return box;
};

const markedNames = (
  document: DomDocument,
  paper: readonly string[],
  asides: boolean,
): ShownByline | null => {
  for (const marked of markedAuthors(document, asides)) {
    const named = (element: DomElement): string[] =>
      partedLine(element)
        .split(' | ')
        .map((row) => namesOf(row, paper))
        .find(({ length }) => length > 0) ?? [];
    const one = marked.find((element) => named(element).length > 0);
    if (one === undefined) continue;
    const near = marked.filter(
      (element) => element.parentElement === one.parentElement || boxOf(one).contains(element),
    );
    const names = [...new Set(near.flatMap(named))];
    if (names.length <= MOST_AUTHORS) return { names, line: null };
  }
  return null;
};

/** The line in which a page says by whom the story is, at a place that it marks as the byline's. */
export const saidByline = (document: DomDocument, paper: readonly string[]): ShownByline | null =>
  saidNames(document, paper, true);

/** Names that the page itself shows near its headline: those of the first part that is marked as such, and of its neighbours. */
export const shownNames = (document: DomDocument, paper: readonly string[]): ShownByline =>
  saidNames(document, paper, true) ??
  markedNames(document, paper, false) ??
  saidNames(document, paper, false) ??
  saidNames(document, paper, true, true) ??
  markedNames(document, paper, true) ?? { names: [], line: null };
