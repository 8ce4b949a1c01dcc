import { flat } from './flat.ts';
import { type DomDocument, type DomNode, isElement, isText, lineOf } from './page-dom.ts';
import type { AuthorDraft } from './page-draft.ts';
import { isName, namesIn, readBio } from './read-byline.ts';
import { readIsoMoment, readMoment } from './read-moment.ts';
import { absolute, SILENT } from './rich-text-of-html.ts';

/** What a page says of itself, beside its text. */
export interface PageMetadata {
  readonly headline: string | null;
  readonly standfirst: string | null;
  readonly url: string | null;
  readonly siteName: string | null;
  readonly locale: string | null;
  readonly authors: readonly AuthorDraft[];
  readonly byline: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly imageUrl: string | null;
  readonly publishedAt: Date | null;
  readonly modifiedAt: Date | null;
  readonly isFree: boolean;
  readonly articleBody: string | null;
}

type Json = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value == null ? [] : [value];
const textOf = (value: unknown): string | null => {
  const [first] = listOf(value);
  const text =
    typeof first === 'string'
      ? first
          .replace(/<[^>]*>/g, '')
          .replace(/\s+/g, ' ')
          .trim()
      : '';
  return text === '' ? null : text;
};

const ARTICLE = /(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$/;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  '#39': "'",
  '#039': "'",
};
const withoutEntities = (text: string): string =>
  text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);

/** The article among a page's JSON-LD, after schema.org; what isn't JSON is passed over. */
const findArticle = (document: DomDocument): Json => {
  const found: Json[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > 4) return;
    for (const item of listOf(value)) {
      if (!isObject(item)) continue;
      if (listOf(item['@type']).some((type) => typeof type === 'string' && ARTICLE.test(type)))
        found.push(item);
      visit(item['@graph'], depth + 1);
      visit(item['mainEntity'], depth + 1);
    }
  };
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      visit(
        JSON.parse(
          script.textContent
            .replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, '')
            .replace(/[\n\r\t]/g, ' '),
        ),
        0,
      );
    } catch {
      // Not JSON: the page says the rest elsewhere.
    }
  }
  return found.find((item) => item['headline'] !== undefined) ?? found[0] ?? {};
};

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

/** The author as JSON-LD, meta elements or the page's own byline name them, in this order. */
const authorsOf = (
  document: DomDocument,
  article: Json,
  told: string | null,
  siteName: string | null,
  publisher: string,
) => {
  const structured = listOf(article['author']).flatMap((author): AuthorDraft[] => {
    const record = isObject(author) ? author : { name: author };
    if (listOf(record['@type']).includes('Organization')) return [];
    return listOf(record['name']).flatMap((name) =>
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

/** The headline that the page shows, else the one that it tells machines, without the paper's name behind it. */
const headlineOf = (
  document: DomDocument,
  structured: string | null,
  og: string | null,
  siteName: string | null,
): string | null => {
  const bare = (text: string | null): string | null => {
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
    if (isSite || /\|/.test(text))
      return parts.length === 2 || isSite
        ? text.slice(0, text.lastIndexOf(last)).replace(/[\s|–—·»:-]+$/, '')
        : first;
    return last.split(' ').length <= 3 && first.split(' ').length >= 4
      ? text.slice(0, text.lastIndexOf(last)).replace(/[\s|–—·»:-]+$/, '')
      : text;
  };
  const title = document.title.replace(/\s+/g, ' ').trim();
  const told = [structured, og, title]
    .filter((text) => text !== null && text !== '')
    .map((text) => flat(text ?? ''));
  const shown = [...document.querySelectorAll('h1')].map(lineOf).filter((text) => text.length > 3);
  const confirmed = shown
    .filter((text) => told.some((other) => other.includes(flat(text)) || flat(text).includes(other)))
    .filter((text) => !isSiteName(text, title, siteName) && (text.split(' ').length > 1 || text.length > 12))
    .sort((one, other) => other.length - one.length)[0];
  if (confirmed !== undefined) return confirmed;
  const long = shown.filter((text) => text.split(' ').length >= 4);
  const [alone] = long.length === 1 ? long : [];
  return structured ?? alone ?? bare(og) ?? bare(title === '' ? null : title) ?? shown[0] ?? null;
};

/** Reads JSON-LD, Open Graph, meta elements and the page's own marks. */
export const readMetadata = (document: DomDocument): PageMetadata => {
  const article = findArticle(document);
  const metas = new Map<string, string>();
  for (const meta of document.querySelectorAll('meta')) {
    const name = (
      meta.getAttribute('property') ??
      meta.getAttribute('name') ??
      meta.getAttribute('itemprop') ??
      ''
    ).toLowerCase();
    const content = (meta.getAttribute('content') ?? meta.getAttribute('value') ?? '').trim();
    if (name !== '' && content !== '' && !metas.has(name)) metas.set(name, content);
  }
  const meta = (...names: readonly string[]): string | null =>
    names.map((name) => metas.get(name)).find((value) => value !== undefined) ?? null;
  const publisher = isObject(article['publisher']) ? textOf(article['publisher']['name']) : null;
  const siteName = meta('og:site_name', 'application-name') ?? publisher;
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null;
  const structured = textOf(article['headline']);
  const url = absolute(canonical ?? meta('og:url') ?? textOf(article['url']), null);
  const moment = (text: string | null): Date | null =>
    readIsoMoment(text) ?? (text === null ? null : readMoment(text));
  const time = document.querySelector('time[datetime], [itemprop="datePublished"]');
  const { authors, line } = authorsOf(
    document,
    article,
    meta(
      'byl',
      'author',
      'parsely-author',
      'sailthru.author',
      'dc.creator',
      'dcterms.creator',
      'cxenseparse:author',
      'article:author',
      'article:author_name',
    ),
    siteName,
    meta('copyright', 'dcterms.rightsholder', 'article:publisher') ?? publisher ?? '',
  );
  const image = listOf(article['image'])[0];
  const keywords = listOf(article['keywords']).flatMap((words) =>
    typeof words === 'string' ? words.split(',') : [],
  );
  const language =
    document.documentElement.getAttribute('lang') ??
    textOf(article['inLanguage']) ??
    meta('og:locale', 'language');
  return {
    headline: decoded(
      headlineOf(
        document,
        structured === null ? null : withoutEntities(structured),
        meta('og:title', 'twitter:title'),
        siteName,
      ),
    ),
    standfirst: decoded(
      standfirstOf(document) ??
        textOf(article['alternativeHeadline']) ??
        textOf(article['description']) ??
        meta('og:description', 'description', 'twitter:description'),
    ),
    url,
    siteName,
    locale: language,
    authors: authors.map((author) => withBio(author, document)),
    byline: line,
    section: textOf(article['articleSection']) ?? meta('article:section', 'parsely-section'),
    tags: keywords
      .map((word) => word.trim())
      .filter((word) => word !== '' && word.length <= 60 && !/[:=]/.test(word))
      .slice(0, 20),
    imageUrl: absolute(
      meta('og:image', 'og:image:url', 'twitter:image') ??
        (isObject(image) ? textOf(image['url']) : textOf(image)),
      url,
    ),
    publishedAt: moment(
      textOf(article['datePublished']) ??
        meta(
          'article:published_time',
          'parsely-pub-date',
          'sailthru.date',
          'datepublished',
          'date',
          'dc.date.issued',
          'pubdate',
        ) ??
        time?.getAttribute('datetime') ??
        time?.getAttribute('content') ??
        null,
    ),
    modifiedAt: moment(
      textOf(article['dateModified']) ??
        meta('article:modified_time', 'og:updated_time', 'lastmod', 'datemodified'),
    ),
    isFree: !listOf(article['isAccessibleForFree']).some(
      (value) => value === false || value === 'False' || value === 'false',
    ),
    articleBody: typeof article['articleBody'] === 'string' ? article['articleBody'] : null,
  };
};

const decoded = (text: string | null): string | null => (text === null ? null : withoutEntities(text));

const STANDFIRST =
  '[class*="standfirst" i], [class*="subtitle" i], [class*="chapo" i], [class*="dek" i]:not([class*="desk" i]), [class*="subhead" i], [itemprop="alternativeHeadline"], h1 + h2';
const standfirstOf = (document: DomDocument): string | null => {
  for (const element of document.querySelectorAll(STANDFIRST)) {
    const line = lineOf(element);
    if (line.length >= 30 && line.length <= 500 && element.closest('aside, footer, nav') === null)
      return line;
  }
  return null;
};

/** A sentence of the page that says what the author is. */
const withBio = (author: AuthorDraft, document: DomDocument): AuthorDraft => {
  if (author.bio !== null || !isName(author.name)) return author;
  for (const element of document.querySelectorAll('[class*="bio" i], [class*="author" i] p')) {
    const bio = readBio(lineOf(element));
    if (bio?.name === author.name) return { ...author, title: author.title ?? bio.title, bio: bio.bio };
  }
  return author;
};
