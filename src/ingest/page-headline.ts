import { flat } from './flat.ts';
import { type DomDocument, type DomElement, type DomNode, isElement, isText, lineOf } from './page-dom.ts';

/** What stands at the top of the page. */
export interface PageHeadline {
  readonly headline: string | null;
  /** The words above or before it, where the page shows both as one. */
  readonly kicker: string | null;
}

/** A paper's name is often its page's first heading, and the end of its title. */
const isSiteName = (text: string, title: string, siteName: string | null): boolean => {
  const name = flat(text);
  if (siteName !== null && name === flat(siteName)) return true;
  return (
    name.split(' ').length <= 3 &&
    flat(title).endsWith(` ${name}`) &&
    flat(title).split(' ').length >= name.split(' ').length + 4
  );
};

/** A title without the paper's name behind it. */
const bare = (text: string | null, siteName: string | null): string | null => {
  if (text === null) return null;
  const parts = text.split(/\s+[|–—·»:-]\s+|\s*\|\s*/);
  const [first = text, ...rest] = parts;
  const last = rest.at(-1);
  if (last === undefined || parts.length > 4) return text;
  const isSite =
    siteName !== null &&
    [siteName.toLowerCase(), siteName.toLowerCase().replace(/^the /, '')].some((site) =>
      last.toLowerCase().includes(site),
    );
  const withoutLast = () => text.slice(0, text.lastIndexOf(last)).replace(/[\s|–—·»:-]+$/, '');
  if (isSite || /\|/.test(text)) return parts.length === 2 || isSite ? withoutLast() : first;
  return last.split(' ').length <= 3 && first.split(' ').length >= 4 ? withoutLast() : text;
};

const KICKER =
  /kicker|overline|dachzeile|eyebrow|topline|roofline|spitzmarke|super-?title|pre-?title|surtitre|ante-?titulo|occhiello/i;
const PARTS = new Set(['span', 'div', 'small', 'p', 'br']);
const MOST_KICKER_WORDS = 8;
const LEAST_HEADLINE_WORDS = 3;
const wordCount = (text: string): number => text.split(' ').length;

/** A heading's words, its parts apart where only their setting parts them. */
const spaced = (node: DomNode): string =>
  isText(node)
    ? node.textContent
    : !isElement(node) || node.localName === 'svg' || node.localName === 'style'
      ? ''
      : PARTS.has(node.localName) && node.textContent.trim().length !== 1
        ? ` ${[...node.childNodes].map(spaced).join('')} `
        : [...node.childNodes].map(spaced).join('');

interface Shown {
  readonly whole: string;
  readonly element: DomElement;
}
const shownIn = (element: DomElement): Shown => ({
  whole: [...element.childNodes].map(spaced).join('').replace(/\s+/g, ' ').trim(),
  element,
});

const JOINT = /[\s:|/–—-]+$/;

/** A heading without the kicker that its own marks set apart. */
const withoutMarkedKicker = ({ whole, element }: Shown): PageHeadline => {
  const mark = [...element.querySelectorAll('*')].find((part) => KICKER.test(part.className));
  const kicker = lineOf(mark);
  const headline = whole.slice(kicker.length).replace(/^[\s:|/–—-]+/, '');
  return kicker === '' || headline === '' || !whole.startsWith(kicker)
    ? { headline: whole, kicker: null }
    : { headline, kicker: kicker.replace(JOINT, '') };
};

/**
 * A heading as headline and kicker. What machines are told as the headline is the whole of it, in its own signs where the heading has but its setting (`Elections` above `Who won`);
 * or it is the heading's end, and what stands before is the kicker: `Local news | …`.
 */
const partedBy = (shown: Shown, told: readonly string[]): PageHeadline => {
  const { whole, element } = shown;
  const same = told.find((text) => flat(text) === flat(whole));
  if (same !== undefined) {
    const isParted = [...element.querySelectorAll('span, div, br')].some(
      (part) => part.textContent.trim().length !== 1,
    );
    return { headline: isParted ? same : whole, kicker: null };
  }
  const end = told.find(
    (text) =>
      whole.endsWith(text) &&
      JOINT.test(whole.slice(0, -text.length)) &&
      wordCount(text) >= LEAST_HEADLINE_WORDS &&
      wordCount(whole) - wordCount(text) <= MOST_KICKER_WORDS,
  );
  return end === undefined
    ? withoutMarkedKicker(shown)
    : { headline: end, kicker: whole.slice(0, -end.length).replace(JOINT, '') };
};

const ELSEWHERE = 'aside, footer, nav, dialog, form';
const LEAST_SHARED = 2;
const longWords = (text: string): string[] =>
  flat(text)
    .split(' ')
    .filter((word) => word.length > 3);

/** The headline that the page shows, else the one that it tells machines, without the paper's name behind it. */
export const headlineOf = (
  document: DomDocument,
  structured: string | null,
  og: string | null,
  siteName: string | null,
): PageHeadline => {
  const title = document.title.replace(/\s+/g, ' ').trim();
  const told = [structured, bare(og, siteName), og, bare(title, siteName), title].filter(
    (text): text is string => text !== null && text !== '',
  );
  const flatTold = told.map(flat);
  const headings = [...document.querySelectorAll('h1')].map(shownIn).filter(({ whole }) => whole.length > 3);
  const shown = headings.filter(
    ({ whole }) => !isSiteName(whole, title, siteName) && (wordCount(whole) > 1 || whole.length > 12),
  );
  const confirmed = shown
    .filter(({ whole }) =>
      flatTold.some((other) => other.includes(flat(whole)) || flat(whole).includes(other)),
    )
    .sort((one, other) => other.whole.length - one.whole.length)[0];
  if (confirmed !== undefined) return partedBy(confirmed, told);
  // Papers tell machines another headline than readers. The one shown is the page's only one, or has words of the other.
  const long = shown.filter(
    ({ whole, element }) => wordCount(whole) >= 4 && element.closest(ELSEWHERE) === null,
  );
  const toldWords = new Set(told.flatMap(longWords));
  const shares = long.find(
    ({ whole }) => longWords(whole).filter((word) => toldWords.has(word)).length >= LEAST_SHARED,
  );
  const toldIsShown =
    structured !== null &&
    [...document.querySelectorAll('h2, h3')].some((heading) => flat(lineOf(heading)) === flat(structured));
  const chosen = shares ?? (long.length === 1 && !toldIsShown ? long[0] : undefined);
  if (chosen !== undefined) return withoutMarkedKicker(chosen);
  return {
    headline:
      structured ??
      bare(og, siteName) ??
      bare(title === '' ? null : title, siteName) ??
      headings[0]?.whole ??
      null,
    kicker: null,
  };
};
