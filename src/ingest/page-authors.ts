import { isObject, type Json, listOf, textOf, withoutEntities } from './json-ld.ts';
import { type DomDocument, type DomNode, isElement, isText, lineOf } from './page-dom.ts';
import type { AuthorDraft } from './page-draft.ts';
import { isName, namesIn, readBio } from './read-byline.ts';
import { SILENT } from './rich-text-of-html.ts';

/** Names as a machine writes them, handles and addresses left out. */
const cleanNames = (text: string | null, siteName: string | null): string[] =>
  text === null || /^https?:|^@|\.com\b/i.test(text)
    ? []
    : namesIn(withoutEntities(text)).filter((name) => name.toLowerCase() !== siteName?.toLowerCase());

const capitals = (name: string): string =>
  name === name.toUpperCase() && /\p{Lu}{3}/u.test(name)
    ? name
        .toLowerCase()
        .replace(
          /(^|[\s'’.-])(\p{Ll})/gu,
          (_, before: string, letter: string) => before + letter.toUpperCase(),
        )
    : name;

/** Where a page's marks are not about the story itself. */
const ELSEWHERE =
  'aside, footer, nav, form, [class*="comment" i], [class*="related" i], [class*="recirc" i], [class*="recommend" i], [class*="popular" i]';
const PARTS = 'address, p, div, span, cite, li, h2, h3, h4, h5, section, header';
const MARKED = [
  '[itemprop="author"]',
  '[rel="author"]',
  'a[href*="/author/"], a[href*="/authors/"], a[href*="/by/"], a[href*="/editors/"]',
  '[class*="byline" i], [data-testid*="byline" i]',
  '[class*="author" i]',
];
const MARKED_AS_BYLINE =
  '[itemprop="author"], [class*="byline" i], [class*="author" i], [data-testid*="byline" i], address';
const SAID = /^(?:by|par|von|por|di|door|written by|text:?)\s/i;
const MOST_AUTHORS = 8;

/** The words of an element with a space where one part ends and the next begins. */
const spaced = (node: DomNode): string =>
  isText(node)
    ? node.textContent
    : isElement(node) && !SILENT.has(node.localName)
      ? [...node.childNodes].map(spaced).join(' ')
      : '';
const spacedLine = (node: DomNode): string =>
  spaced(node)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:])/g, '$1')
    .trim();
const namesOf = (line: string): string[] => [...new Set(namesIn(line).map(capitals))];

/** The first small part of the page that says `By` and names people. */
const saidNames = (document: DomDocument, marked: boolean): { names: string[]; line: string } | null => {
  for (const element of document.querySelectorAll(PARTS)) {
    if (marked && element.closest(MARKED_AS_BYLINE) === null) continue;
    if (element.textContent.length > 400) continue;
    const line = spacedLine(element);
    if (line.length > 140 || !SAID.test(line) || element.closest(ELSEWHERE) !== null) continue;
    const names = namesOf(line);
    if (names.length > 0) return { names, line };
  }
  return null;
};

/** Names that the page itself shows near its headline: those of the first part that is marked as such, and of its neighbours. */
const shownNames = (document: DomDocument): { names: string[]; line: string | null } => {
  const said = saidNames(document, true);
  if (said !== null) return said;
  for (const selector of MARKED) {
    const marked = [...document.querySelectorAll(selector)].filter(
      (element) => element.closest(ELSEWHERE) === null,
    );
    const first = marked.find(
      (element) => spacedLine(element).length < 160 && namesOf(spacedLine(element)).length > 0,
    );
    if (first === undefined) continue;
    const near = marked.filter(
      ({ parentElement }) => parentElement !== null && parentElement === first.parentElement,
    );
    const names = [
      ...new Set(
        near
          .map(spacedLine)
          .filter((line) => line.length < 160)
          .flatMap(namesOf),
      ),
    ];
    if (names.length <= MOST_AUTHORS) return { names, line: null };
  }
  return saidNames(document, false) ?? { names: [], line: null };
};

/** A person's name, or its two halves in a row. */
const nameOf = (person: Json): unknown =>
  person['name'] ??
  [person['givenName'], person['familyName']].filter((part) => typeof part === 'string').join(' ');

/** The author as JSON-LD, meta elements or the page's own byline name them, in this order. */
export const authorsOf = (
  document: DomDocument,
  article: Json,
  told: string | null,
  siteName: string | null,
  publisher: string,
) => {
  const structured = listOf(article['author']).flatMap((author): AuthorDraft[] => {
    const record = isObject(author) ? author : { name: author };
    if (listOf(record['@type']).includes('Organization')) return [];
    return listOf(nameOf(record)).flatMap((name) =>
      cleanNames(textOf(name), siteName).map((one) => ({
        name: capitals(one),
        title: textOf(record['jobTitle']),
        bio: textOf(record['description']),
        role: 'AUTHOR' as const,
      })),
    );
  });
  if (structured.length > 0) return { authors: structured, line: null };
  // Templates name the publisher where nobody filled in the author.
  const meta = cleanNames(told, siteName).filter((name) => !publisher.includes(name));
  const { names, line } = meta.length > 0 ? { names: meta, line: null } : shownNames(document);
  const chosen = [...new Set(names.map(capitals))];
  return {
    authors: chosen.map((name): AuthorDraft => ({ name, title: null, bio: null, role: 'AUTHOR' })),
    line,
  };
};

/** A sentence of the page that says what the author is. */
export const withBio = (author: AuthorDraft, document: DomDocument): AuthorDraft => {
  if (author.bio !== null || !isName(author.name)) return author;
  for (const element of document.querySelectorAll('[class*="bio" i], [class*="author" i] p')) {
    const bio = readBio(lineOf(element));
    if (bio?.name === author.name) return { ...author, title: author.title ?? bio.title, bio: bio.bio };
  }
  return author;
};
