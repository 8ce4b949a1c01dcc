import { isAgency, isNobody, isOrganisation, isPaper } from './organisations.ts';
import type { DomDocument } from './page-dom.ts';
import { isElsewhere } from './page-places.ts';
import { partedLine } from './parted-line.ts';
import { isName, partsOf, SAYS_BY } from './read-byline.ts';
import { markedAuthors } from './shown-byline.ts';

const LONGEST = 30;
const MOST_WORDS = 5;
const NAMED_TO_MACHINES = '[itemprop="author"], [rel="author"]';

const wordsIn = (line: string): number => line.split(' ').length;
const partsIn = (line: string): string[] => partsOf(line).filter((part) => !isNobody(part));
const canSign = (line: string): boolean =>
  line.length >= 2 &&
  line.length <= LONGEST &&
  wordsIn(line) <= MOST_WORDS &&
  /^[\p{L}\d][^:(]*$/u.test(line);

const NEAR = 60;
const LONG_PARAGRAPH = 140;
const LONGEST_MARKED = 1000;

/** A short line between the headline and the text that begins with the word for who wrote: `by Amanda`, `By the Harbour Team`. */
const saidNearHeadline = (document: DomDocument): string | null => {
  const elements = [...document.querySelectorAll('h1, p, div, span, li')];
  const heading = elements.findLastIndex((element) => element.localName === 'h1');
  for (const element of elements.slice(heading + 1, heading + NEAR)) {
    if (element.localName === 'p' && element.textContent.length > LONG_PARAGRAPH) return null;
    if (element.textContent.length > LONGEST_MARKED || isElsewhere(element)) continue;
    const [row = ''] = partedLine(element).split(' | ');
    const line = partsIn(row).join(', ');
    if (SAYS_BY.test(row) && !/^d[ea]\s/i.test(row) && canSign(line)) return line;
  }
  return null;
};

/**
 * A short signature where the page marks the author, that is no person's whole name: `srf/hosb`, `Paul`, `AFP, Manila`; behind the word for it also a staff's: `By the Harbour Team`; at last the paper's own.
 */
export const shownSignature = (document: DomDocument, paper: readonly string[]): string | null => {
  let own: string | null = null;
  for (const asides of [false, true])
    for (const marked of markedAuthors(document, asides))
      for (const element of marked) {
        const whole = partedLine(element);
        const parts = partsIn(whole);
        const line = parts.join(', ');
        if (!canSign(line)) continue;
        const isSaid =
          SAYS_BY.test(whole) || isOrganisation(line, []) || element.closest(NAMED_TO_MACHINES) === element;
        if (parts.some((part) => isPaper(part, paper))) own ??= line;
        else if (parts.some(isAgency) || isSaid || (!isName(line) && wordsIn(line) <= 2)) return line;
      }
  return own ?? saidNearHeadline(document);
};
