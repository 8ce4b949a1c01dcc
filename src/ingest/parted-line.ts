import { type DomNode, isElement, isText } from './page-dom.ts';
import { SILENT } from './rich-text-of-html.ts';

/** Elements that stand on lines of their own: what one says and what the next says are two things. */
const ROWS = new Set([
  'div',
  'p',
  'li',
  'ul',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'br',
  'section',
  'address',
]);

/** An element that names one: next to another of its kind the two are in a row, though the page sets no comma. */
const isOnes = (node: DomNode | undefined): boolean =>
  node !== undefined &&
  isElement(node) &&
  (node.localName === 'a' || node.localName === 'li' || node.getAttribute('itemprop') === 'name');
const isRow = (node: DomNode | undefined): boolean =>
  node !== undefined && isElement(node) && ROWS.has(node.localName);

/** The words of an element with a space where one part ends and the next begins, a stroke where a row does, and without its moments. */
const spaced = (node: DomNode): string => {
  if (isText(node)) return node.textContent;
  if (!isElement(node)) return '';
  if (node.localName === 'meta' && node.getAttribute('itemprop') === 'name')
    return node.getAttribute('content') ?? '';
  if (node.localName === 'br') return ' | ';
  if (SILENT.has(node.localName) || node.localName === 'time') return '';
  let words = '';
  let before: DomNode | undefined;
  for (const child of node.childNodes) {
    const said = spaced(child);
    if (said.trim() === '') continue;
    words += (isOnes(child) && isOnes(before) ? ', ' : isRow(child) || isRow(before) ? ' | ' : ' ') + said;
    before = child;
  }
  return words;
};

/** The word for who wrote, with the name in a row below. */
const LABEL_ROW =
  /((?:^|[\s|])(?:by|von|par|por|di|door|av|af|text|words|authors?|author\(s\)|autor(?:in)?(?:\/autor(?:in)?)?|auteurs?|autore|contributors?|redaktion)\s*:?)\s*\|\s*/giu;

/** An element's words on one line: names in a row with commas between, rows with strokes. */
export const partedLine = (node: DomNode): string =>
  spaced(node)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:])/g, '$1')
    .replace(/,+/g, ',')
    .replace(/(?:\s*\|\s*)+/g, ' | ')
    .replace(/^ ?\| | \| ?$/g, '')
    .replace(LABEL_ROW, (_, label: string) => `${label.trimEnd()} `)
    .trim();
