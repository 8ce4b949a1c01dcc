import { isObject, type Json, listOf, textOf, withoutEntities } from './json-ld.ts';
import { isAgency, isOrganisation, isPaper } from './organisations.ts';
import { type DomDocument, type DomNode, isElement, isText, lineOf } from './page-dom.ts';
import type { AuthorDraft } from './page-draft.ts';
import { isName, namesIn, namesPerson, partsOf, readBio, withoutMoment } from './read-byline.ts';
import { SILENT } from './rich-text-of-html.ts';

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
const namesOf = (line: string, paper: readonly string[]): string[] => [
  ...new Set(
    namesIn(line)
      .filter((name) => !isOrganisation(name, paper))
      .map(capitals),
  ),
];

/** The first small part of the page that says `By` and names people. */
const saidNames = (
  document: DomDocument,
  paper: readonly string[],
  marked: boolean,
): { names: string[]; line: string } | null => {
  for (const element of document.querySelectorAll(PARTS)) {
    if (marked && element.closest(MARKED_AS_BYLINE) === null) continue;
    if (element.textContent.length > 400) continue;
    const line = spacedLine(element);
    if (line.length > 140 || !SAID.test(line) || element.closest(ELSEWHERE) !== null) continue;
    const names = namesOf(line, paper);
    if (names.length > 0) return { names, line: withoutMoment(line) };
    const [agency] = partsOf(line);
    if (agency !== undefined && isAgency(agency)) return { names: [], line: agency };
  }
  return null;
};

/** Names that the page itself shows near its headline: those of the first part that is marked as such, and of its neighbours. */
const shownNames = (
  document: DomDocument,
  paper: readonly string[],
): { names: string[]; line: string | null } => {
  const said = saidNames(document, paper, true);
  if (said !== null) return said;
  for (const selector of MARKED) {
    const marked = [...document.querySelectorAll(selector)].filter(
      (element) => element.closest(ELSEWHERE) === null,
    );
    const first = marked.find(
      (element) => spacedLine(element).length < 160 && namesOf(spacedLine(element), paper).length > 0,
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
          .flatMap((line) => namesOf(line, paper)),
      ),
    ];
    if (names.length <= MOST_AUTHORS) return { names, line: null };
  }
  return saidNames(document, paper, false) ?? { names: [], line: null };
};

/** A person's name, or its two halves in a row. */
const nameOf = (person: Json): unknown =>
  person['name'] ??
  [person['givenName'], person['familyName']].filter((part) => typeof part === 'string').join(' ');

interface Credit {
  readonly name: string;
  readonly title: string | null;
  readonly bio: string | null;
  readonly isPerson: boolean;
  /** Whether the page says that it is an organisation. */
  readonly isTyped: boolean;
}
/** An address or a handle where a name should be; a bare domain is what some papers sign with. */
const NO_NAME = /^https?:|^www\.|@|\/|\.(?:com|net|org)\/|^(?:null|undefined|none|n\/a)$/i;
const LONGEST_NAME = 80;

/** Names as machines are told them, one each, in order. */
const creditsIn = (text: string | null, known: Partial<Credit>, paper: readonly string[]): Credit[] => {
  if (text === null || (NO_NAME.test(text) && !/^[\p{L}\d.]+\/[\p{L}\d.]+$/u.test(text))) return [];
  const whole = withoutEntities(text);
  // A staff may have an `and` in its name; people who are told as one are two.
  const parts = isOrganisation(whole, paper) || known.isTyped === true ? [whole] : partsOf(whole);
  return parts
    .filter((name) => name.length <= LONGEST_NAME)
    .map((name) => ({
      title: null,
      bio: null,
      isTyped: false,
      ...known,
      name,
      isPerson: known.isTyped !== true && namesPerson(name) && !isOrganisation(name, paper),
    }));
};

const structuredCredits = (article: Json, paper: readonly string[]): Credit[] =>
  listOf(article['author']).flatMap((author) => {
    const record = isObject(author) ? author : { name: author };
    const types = listOf(record['@type']);
    const known = {
      title: textOf(record['jobTitle']),
      bio: textOf(record['description']),
      isTyped: types.some((type) => typeof type === 'string' && /Organization$/.test(type)),
    };
    return listOf(nameOf(record)).flatMap((name) => creditsIn(textOf(name), known, paper));
  });

const distinct = (credits: readonly Credit[]): Credit[] => [
  ...new Map(credits.map((credit) => [credit.name.toLowerCase(), credit])).values(),
];

const isAgencys = ({ name, isTyped }: Credit, paper: readonly string[]): boolean =>
  !isPaper(name, paper) && (isTyped || isAgency(name));

/**
 * Who signs the story: people as authors; agencies, staffs and initials in the line alone. In this order: people that JSON-LD or meta elements name; agencies that they
 * name; people that the page shows; an agency that it shows; whoever else it is that machines are told, at last the paper itself.
 */
export const authorsOf = (
  document: DomDocument,
  article: Json,
  meta: string | null,
  paper: readonly string[],
): { authors: readonly AuthorDraft[]; line: string | null } => {
  const told = [structuredCredits(article, paper), creditsIn(meta, {}, paper)].map(distinct);
  const signed =
    told.find((credits) => credits.some(({ isPerson }) => isPerson)) ??
    told.find((credits) => credits.some((credit) => isAgencys(credit, paper)));
  const shown = signed === undefined ? shownNames(document, paper) : { names: [], line: null };
  if (shown.names.length > 0 || shown.line !== null)
    return {
      authors: shown.names.map((name) => ({ name, title: null, bio: null, role: 'AUTHOR' })),
      line: shown.line,
    };
  const credits =
    signed ??
    told.find((one) => one.some(({ name }) => !isPaper(name, paper))) ??
    told.find(({ length }) => length > 0) ??
    [];
  const people = credits.filter(({ isPerson }) => isPerson);
  const all = credits.map(({ name, isPerson }) => (isPerson ? capitals(name) : name));
  return {
    authors: people.map(({ name, title, bio }) => ({ name: capitals(name), title, bio, role: 'AUTHOR' })),
    line: people.length === credits.length ? null : all.join(', '),
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
