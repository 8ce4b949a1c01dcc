import { isJsonObject } from '../content/json-object.ts';
import { findArticle, listOf, textOf, withoutEntities } from './json-ld.ts';
import { paperNames } from './organisations.ts';
import { authorsOf, withBio } from './page-authors.ts';
import type { DomDocument } from './page-dom.ts';
import type { AuthorDraft } from './page-draft.ts';
import { headlineOf } from './page-headline.ts';
import { standfirstOf } from './page-standfirst.ts';
import { readIsoMoment, readMoment } from './read-moment.ts';
import { absolute } from './rich-text-of-html.ts';

/** What a page says of itself, beside its text. */
export interface PageMetadata {
  readonly headline: string | null;
  readonly kicker: string | null;
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
  const publisher = isJsonObject(article['publisher']) ? textOf(article['publisher']['name']) : null;
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
    paperNames(
      siteName,
      publisher,
      meta('copyright', 'dcterms.rightsholder'),
      url === null ? null : new URL(url).hostname.replace(/^www\./, ''),
    ),
  );
  const image = listOf(article['image'])[0];
  const keywords = listOf(article['keywords']).flatMap((words) =>
    typeof words === 'string' ? words.split(',') : [],
  );
  const language =
    document.documentElement.getAttribute('lang') ??
    textOf(article['inLanguage']) ??
    meta('og:locale', 'language');
  const { headline, kicker } = headlineOf(
    document,
    structured === null ? null : withoutEntities(structured),
    meta('og:title', 'twitter:title'),
    siteName,
  );
  return {
    headline: decoded(headline),
    kicker: decoded(kicker),
    standfirst: decoded(
      standfirstOf(
        document,
        textOf(article['alternativeHeadline']) ??
          textOf(article['description']) ??
          meta('og:description', 'description', 'twitter:description'),
      ),
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
        (isJsonObject(image) ? textOf(image['url']) : textOf(image)),
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

/** In one piece: soft hyphens are for the page's own columns. */
const decoded = (text: string | null): string | null =>
  text === null ? null : withoutEntities(text).replaceAll('\u00ad', '');
