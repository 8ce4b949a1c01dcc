import { webUrl } from '../content/html-text.ts';
import { MARKS, type Mark, type RichTextRecord, type SpanRecord } from '../content/records.ts';
import { type DomNode, isElement, isText } from './page-dom.ts';

const MARK_OF: Readonly<Record<string, Mark>> = {
  b: 'BOLD',
  strong: 'BOLD',
  em: 'ITALIC',
  i: 'ITALIC',
  cite: 'ITALIC',
  u: 'UNDERLINE',
  s: 'STRIKE',
  del: 'STRIKE',
  strike: 'STRIKE',
  code: 'CODE',
  kbd: 'CODE',
  sub: 'SUBSCRIPT',
  sup: 'SUPERSCRIPT',
};

/** Elements whose text is no word of the story. */
export const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'form',
  'button',
  'input',
  'select',
  'textarea',
  'nav',
  'svg',
  'math',
  'object',
  'head',
]);

/** An address as an absolute http or https one, or nothing. */
export const absolute = (href: string | null, base: string | null): string | null => {
  if (href === null || /^\s*(?:#|javascript:|data:|mailto:|tel:)/i.test(href)) return null;
  try {
    return webUrl(new URL(href, base ?? undefined).href);
  } catch {
    return null;
  }
};

const sameSetting = (one: SpanRecord, other: SpanRecord): boolean =>
  one.href === other.href && one.marks.join() === other.marks.join();

/** White space as a browser shows it, equal neighbours joined, nothing at either end. */
const tidy = (spans: readonly SpanRecord[]): RichTextRecord => {
  const joined: SpanRecord[] = [];
  let ended = true; // At the start, and behind a space or a break, another space says nothing.
  for (const span of spans) {
    let text = span.text === '\n' ? '\n' : span.text.replace(/[ \t\r\n\f]+/g, ' ');
    if (ended) text = text.replace(/^ +/, '');
    if (text === '') continue;
    ended = /[ \n]$/.test(text);
    const last = joined.at(-1);
    if (last !== undefined && sameSetting(last, span))
      joined[joined.length - 1] = { ...last, text: last.text + text };
    else joined.push({ ...span, text });
  }
  for (let last = joined.at(-1); last !== undefined; last = joined.at(-1)) {
    const text = last.text.replace(/[ \n]+$/, '');
    joined.pop();
    if (text === '') continue;
    joined.push({ ...last, text });
    break;
  }
  return joined.map((span) => ({ ...span, text: span.text.replace(/ \n/g, '\n') }));
};

/** Nodes as spans. What runs, loads or styles is left behind: only words, marks and web links come through. */
export const richTextOf = (nodes: Iterable<DomNode>, base: string | null): RichTextRecord => {
  const spans: SpanRecord[] = [];
  const visit = (node: DomNode, marks: readonly Mark[], href: string | null): void => {
    if (isText(node)) {
      spans.push({
        text: node.textContent,
        marks: MARKS.filter((mark) => marks.includes(mark)),
        href,
        articleId: null,
      });
      return;
    }
    if (!isElement(node) || SILENT.has(node.localName)) return;
    if (node.localName === 'br') {
      spans.push({ text: '\n', marks: [], href: null, articleId: null });
      return;
    }
    const mark = MARK_OF[node.localName];
    const link = node.localName === 'a' ? absolute(node.getAttribute('href'), base) : null;
    for (const child of node.childNodes)
      visit(child, mark === undefined ? marks : [...marks, mark], link ?? href);
  };
  for (const node of nodes) visit(node, [], null);
  return tidy(spans);
};
