import { isJsonObject, type JsonObject } from '../content/json-object.ts';
import { listOf, textOf, withoutEntities } from './json-ld.ts';
import { isNobody, isOrganisation } from './organisations.ts';
import type { DomDocument } from './page-dom.ts';
import { isName, namesPerson, partsOf } from './read-byline.ts';

/** One whom a page names to machines as its author. */
export interface Credit {
  readonly name: string;
  readonly title: string | null;
  readonly bio: string | null;
  readonly isPerson: boolean;
  /** Whether the page says that it is an organisation. */
  readonly isTyped: boolean;
}

/** An address where a name should be; a bare domain is what some papers sign with. */
const ADDRESS = /^https?:|^www\.|^\/|\.(?:com|net|org)\//i;
const LONGEST_NAME = 80;
/** More letters than this are no list of authors. */
const LONGEST_LIST = 1000;

/** `Ana Ruiz (@anaruiz)` and `ana.ruiz@paper.example (Ana Ruiz)` are `Ana Ruiz`. */
const withoutHandles = (text: string): string =>
  text
    .replace(/[(<]?\S*@\S+[)>]?/g, ' ')
    .replace(/\(https?:[^)]*\)/g, ' ')
    .replace(/^\s*\(([^)]+)\)\s*$/, '$1')
    .trim();

/** A person's name, or its two halves in a row. */
const nameOf = (person: JsonObject): unknown =>
  person['name'] ??
  [person['givenName'], person['familyName']].filter((part) => typeof part === 'string').join(' ');

/** Names as machines are told them, one each, in order. */
const creditsIn = (text: string | null, known: Partial<Credit>, paper: readonly string[]): Credit[] => {
  if (text === null || text.length > LONGEST_LIST || ADDRESS.test(text)) return [];
  const whole = withoutEntities(withoutHandles(text));
  // A staff may have an `and` in its name; people who are told as one are two.
  const isOne =
    isOrganisation(whole, paper) &&
    !partsOf(whole).some((part) => isName(part) && !isOrganisation(part, paper));
  const parts = isOne || known.isTyped === true ? [whole] : partsOf(whole);
  return parts
    .filter((name) => name !== '' && name.length <= LONGEST_NAME && !isNobody(name))
    .map((name) => ({
      title: null,
      bio: null,
      isTyped: false,
      ...known,
      name,
      isPerson: known.isTyped !== true && namesPerson(name) && !isOrganisation(name, paper),
    }));
};

const distinct = (credits: readonly Credit[]): Credit[] =>
  credits.filter(
    ({ name }, index) =>
      credits.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) === index,
  );

/** Whom the article's JSON-LD names. */
export const creditsOfArticle = (article: JsonObject, paper: readonly string[]): Credit[] =>
  distinct(
    listOf(article['author']).flatMap((author) => {
      const record = isJsonObject(author) ? author : { name: author };
      const types = listOf(record['@type']);
      const known = {
        title: textOf(record['jobTitle']),
        bio: textOf(record['description']),
        isTyped: types.some((type) => typeof type === 'string' && /Organization$/.test(type)),
      };
      return listOf(nameOf(record)).flatMap((name) => creditsIn(textOf(name), known, paper));
    }),
  );

const AUTHOR_METAS = [
  'byl',
  'author',
  'citation_author',
  'articleauthor',
  'article_author',
  'dc:creator',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'cxenseparse:author',
  'article:author',
  'og:article:author',
  'article:author_name',
  'article:byline',
];
const WRITTEN_BY = /^(?:written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da)/i;

/** Whom the page's meta elements name, a list for each name that such elements have. */
export const creditsOfMetas = (document: DomDocument, paper: readonly string[]): Credit[][] => {
  const told = new Map<string, string[]>();
  for (const meta of document.querySelectorAll('meta[content], meta[value]')) {
    // A property may have several names, as RDFa has them.
    const names = (
      meta.getAttribute('property') ??
      meta.getAttribute('name') ??
      (meta.getAttribute('itemprop') === 'author' ? 'author' : '')
    ).toLowerCase();
    const content = meta.getAttribute('content') ?? meta.getAttribute('value') ?? '';
    if (content.trim() === '') continue;
    for (const name of names.split(/\s+/)) told.set(name, [...(told.get(name) ?? []), content]);
  }
  const label = told.get('twitter:label1')?.[0] ?? '';
  return [
    ...AUTHOR_METAS.map((name) => told.get(name) ?? []),
    WRITTEN_BY.test(label) ? (told.get('twitter:data1') ?? []) : [],
  ]
    .map((texts) => distinct(texts.flatMap((text) => creditsIn(textOf(text), {}, paper))))
    .filter((credits) => credits.length > 0);
};
