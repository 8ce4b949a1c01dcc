import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { UnreadablePage } from './page-draft.ts';

/** The little of the DOM that this room uses. */
export interface DomNode {
  readonly nodeType: number;
  readonly textContent: string;
  readonly childNodes: Iterable<DomNode>;
}
export interface DomElement extends DomNode {
  readonly localName: string;
  readonly className: string;
  readonly parentElement: DomElement | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  closest(selector: string): DomElement | null;
  contains(other: DomNode): boolean;
  append(...nodes: (DomNode | string)[]): void;
  replaceWith(...nodes: (DomNode | string)[]): void;
  remove(): void;
}
export interface DomDocument extends DomElement {
  createElement(name: string): DomElement;
  readonly documentElement: DomElement;
  readonly body: DomElement;
  readonly title: string;
}

/** Deeper than this no paper nests, and a recursion might end. */
const MAX_DEPTH = 512;

/** Counts nesting by one pass over the text, before a tree is made of it: by the tokens of our parser, which knows what ends without an end tag. */
const checkDepth = (html: string): void => {
  let depth = 0;
  const tokens = new Parser({
    onopentag: () => {
      depth += 1;
      if (depth <= MAX_DEPTH) return;
      throw new UnreadablePage(
        'TOO_DEEP',
        `Elements are nested more than ${MAX_DEPTH} deep: this is no page of a paper.`,
        html.slice(0, tokens.startIndex).split('\n').length,
      );
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  tokens.end(html);
};

/** Some papers put a page into a page: a browser passes over the second one's own tags, our parser would end the first there. */
const PAGE_TAGS = /<\/?(?:html|head|body)\b[^>]*(?:>|$)/gi;
const HEAD_END = /<\/head\s*>/gi;
/** What a server wrote above a page's own beginning, styles mostly: a browser takes the page's elements as they come, our parser would take the first as the whole. */
const fromBeginning = (html: string): string => {
  const start = html.search(/<!doctype html\b|<html\b/i);
  return start > 0 && /<[a-z]/i.test(html.slice(0, start)) ? html.slice(start) : html;
};
const withoutInnerPages = (page: string): string => {
  const html = fromBeginning(page);
  const body = /<body\b[^>]*(?:>|$)/i.exec(html);
  if (body === null) return html;
  const start = body.index + body[0].length;
  const rest = html.slice(start).replace(PAGE_TAGS, '');
  // What stands between the head and the body a browser puts into the body; our parser would make an empty one of its own.
  const head = [...html.slice(0, body.index).matchAll(HEAD_END)].at(-1);
  if (head === undefined) return html.slice(0, start) + rest;
  const between = head.index + head[0].length;
  return html.slice(0, between) + body[0] + html.slice(between, body.index) + rest;
};

export const isElement = (node: DomNode): node is DomElement => node.nodeType === 1;
export const isText = (node: DomNode): boolean => node.nodeType === 3;

/** A page's document. Scripts don't run and nothing is fetched. */
export const parsePage = (html: string): DomDocument => {
  checkDepth(html);
  const isWhole = /<html\b|^\s*<(?:!doctype|head|body)\b/i.test(html);
  // In a fragment a body's tag says nothing, as in a browser; our parser would leave out what stands before it.
  const whole = isWhole
    ? withoutInnerPages(html)
    : `<!doctype html><html><body>${html.replace(/<\/?body\b[^>]*(?:>|$)/gi, '')}</body></html>`;
  const document = parseHTML(whole).document as unknown as DomDocument;
  if (!(document.documentElement as DomElement | null))
    throw new UnreadablePage('NO_TEXT', 'The page has no element: save the page again.');
  return document;
};

/** The text of an element on one line. */
export const lineOf = (node: DomNode | null | undefined): string =>
  (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
