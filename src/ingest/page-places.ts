import type { DomDocument, DomElement } from './page-dom.ts';

/** Where a page's marks are not about the story itself. */
const OTHER_PARTS = 'aside, footer, nav, form, figure';
const NEVER = 'nav, form, figure';
const OTHER_BOXES =
  '[class*="comment" i], [class*="related" i], [class*="recirc" i], [class*="recommend" i], [class*="popular" i]';
const MENUS =
  '[class*="menu" i], [class*="dropdown" i], [class*="navbar" i], [role="navigation"], [role="menu"]';

const isInBox = (element: DomElement, boxes: string): boolean => {
  const box = element.closest(boxes);
  return box !== null && !/^(?:body|html)$/.test(box.localName) && box.querySelector('h1') === null;
};

/**
 * Whether an element stands apart from the story; a box with the headline in it is the story's, whatever it is called. Some papers set what they say of the story into an `aside` or a
 * `footer` of its `article`: those count where nothing else was found.
 */
export const isElsewhere = (element: DomElement, asides = false): boolean => {
  if (element.closest(asides ? NEVER : OTHER_PARTS) !== null) return true;
  if (asides && element.closest('aside, footer')?.closest('article, main') == null) return true;
  return isInBox(element, OTHER_BOXES) || isInBox(element, MENUS);
};

/** This many elements before the headline, and this many behind it, are near. */
const BEFORE = 40;
const BEHIND = 250;

/** Elements by their place: those near the headline first, as it is its own byline that is sought and not that of the story next to it. */
export const byPlace = (document: DomDocument): ((elements: readonly DomElement[]) => DomElement[]) => {
  const places = new Map([...document.querySelectorAll('*')].map((element, place) => [element, place]));
  const headings = [...document.querySelectorAll('h1')].map((heading) => places.get(heading) ?? 0);
  const isNear = (element: DomElement): boolean => {
    const place = places.get(element) ?? 0;
    return headings.some((heading) => place >= heading - BEFORE && place <= heading + BEHIND);
  };
  return (elements) => {
    const near = new Set(elements.filter(isNear));
    return [...near, ...elements.filter((element) => !near.has(element))];
  };
};
