import type {
  CorrectionComment,
  ImageObject,
  LiveBlogPosting,
  NewsArticle,
  NewsMediaOrganization,
  WithContext,
} from 'schema-dts';
import { liveUpdates } from './json-ld-live.ts';
import { aboutTags, type Contributors, contributorsOf } from './json-ld-parts.ts';
import { inLocale } from './locale.ts';
import type { Newsroom } from './newsroom.ts';
import type {
  ArticleHead,
  CorrectionRecord,
  CorrespondentRecord,
  ImageRecord,
  LiveEntryRecord,
  TagRecord,
} from './records.ts';
import { plainOf } from './rich-text.ts';

/** What a story's JSON-LD is made of, all of it as far as the viewer may read it. */
export interface JsonLdSources {
  readonly article: ArticleHead;
  readonly newsroom: Newsroom;
  readonly correspondents: ReadonlyMap<string, CorrespondentRecord>;
  readonly section: TagRecord | null;
  readonly tags: readonly TagRecord[];
  readonly corrections: readonly CorrectionRecord[];
  /** Of a live blog, newest first. */
  readonly entries: readonly LiveEntryRecord[];
}

/** What a story says whether it is a live blog or not: every name and value is held to the vocabulary by its types. */
type Said = Omit<Extract<NewsArticle, { '@type': 'NewsArticle' }>, '@type'>;

/** The class of the element that a page puts around what a gated story holds back. */
const GATED_CLASS = 'gated';

const publisherOf = ({ name, siteUrl, logoUrl }: Newsroom): NewsMediaOrganization => ({
  '@type': 'NewsMediaOrganization',
  name,
  url: siteUrl,
  ...(logoUrl !== null && { logo: { '@type': 'ImageObject', url: logoUrl } }),
});

const imageOf = ({ url, caption, credit, rights, width, height }: ImageRecord): ImageObject[] =>
  url === null
    ? []
    : [
        {
          '@type': 'ImageObject',
          url,
          ...(caption !== null && { caption }),
          ...(credit !== null && { creditText: credit }),
          ...(rights !== null && { copyrightNotice: rights }),
          ...(width !== null && { width: String(width) }),
          ...(height !== null && { height: String(height) }),
        },
      ];

/** Updates and editors' notes correct nothing. */
const correctionOf = ({ correctionType, at, content }: CorrectionRecord): CorrectionComment[] =>
  correctionType === 'CORRECTION' || correctionType === 'CLARIFICATION'
    ? [{ '@type': 'CorrectionComment', text: plainOf(content), datePublished: at.toISOString() }]
    : [];

/** Whether it is free is said of the story, not of who asks: a search engine that reads it whole must learn that readers don't. */
const accessOf = ({ access }: ArticleHead): Said => ({
  isAccessibleForFree: access === 'FREE',
  ...(access !== 'FREE' && {
    hasPart: {
      '@type': 'WebPageElement',
      isAccessibleForFree: false,
      cssSelector: `.${GATED_CLASS}`,
    },
  }),
});

const creditsOf = ({ authors, editors, translators, others }: Contributors, newsroom: Newsroom): Said => ({
  author: authors.length > 0 ? authors : publisherOf(newsroom),
  ...(editors.length > 0 && { editor: editors }),
  ...(translators.length > 0 && { translator: translators }),
  ...(others.length > 0 && { contributor: others }),
});

const partsOf = (sources: JsonLdSources): Said => {
  const { article, newsroom, section, tags, corrections } = sources;
  const { url, locale, headline, standfirst, leadImage, firstPublishedAt, publishedAt } = article;
  const since = firstPublishedAt ?? publishedAt;
  const image = leadImage === null ? [] : imageOf(leadImage);
  const corrected = corrections.flatMap(correctionOf);
  const named = (tag: TagRecord): string => inLocale(tag.name, locale, newsroom.locale) ?? tag.slug;
  return {
    '@id': url,
    url,
    mainEntityOfPage: url,
    headline,
    inLanguage: locale,
    ...(standfirst !== null && { description: standfirst }),
    ...(since !== null && { datePublished: since.toISOString() }),
    dateModified: article.updatedAt.toISOString(),
    ...creditsOf(contributorsOf(sources), newsroom),
    publisher: publisherOf(newsroom),
    ...(image.length > 0 && { image }),
    ...(section !== null && { articleSection: named(section) }),
    ...(tags.length > 0 && { keywords: tags.map(named), about: aboutTags(tags, named) }),
    ...(corrected.length > 0 && { correction: corrected }),
    wordCount: article.wordCount,
    ...accessOf(article),
  };
};

/** A story in the words of schema.org. Nothing of its text is in it but the updates of a live blog, and of them only what the viewer may read. */
export const articleJsonLd = (sources: JsonLdSources): WithContext<NewsArticle | LiveBlogPosting> => {
  const parts = partsOf(sources);
  const { live } = sources.article;
  if (live === null) return { '@context': 'https://schema.org', '@type': 'NewsArticle', ...parts };
  return {
    '@context': 'https://schema.org',
    '@type': 'LiveBlogPosting',
    ...parts,
    ...liveUpdates(sources.article, live, sources.entries),
  };
};

/**
 * JSON-LD as it may stand in a page's script element: no word of a story can end the element or begin a comment there, and no line
 * separator breaks it.
 */
export const jsonLdText = (document: WithContext<NewsArticle | LiveBlogPosting>): string =>
  JSON.stringify(document).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
