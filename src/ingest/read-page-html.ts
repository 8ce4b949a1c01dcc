import { Readability } from '@mozilla/readability';
import { canonicalLocale } from '../content/locale.ts';
import type { ImageRecord } from '../content/records.ts';
import { plainOf, plainSpans } from '../content/rich-text.ts';
import { blocksOfHtml } from './blocks-of-html.ts';
import { flat } from './flat.ts';
import { isFurniture } from './furniture.ts';
import { type DomDocument, type DomElement, lineOf, parsePage } from './page-dom.ts';
import { type BlockDraft, excerpt, type PageDraft, UnreadablePage } from './page-draft.ts';
import { type PageMetadata, readMetadata } from './page-metadata.ts';
import { picture } from './picture.ts';
import { readByline } from './read-byline.ts';
import { readMoment } from './read-moment.ts';

const wordsOf = (block: BlockDraft): string =>
  block.type === 'Paragraph' || block.type === 'Heading' || block.type === 'Quote'
    ? plainOf(block.content)
    : '';

/** Around a story, on any page. Readability weighs what it finds, and weighs better without; on some pages it fails over them. */
const AROUND = 'nav, footer, template, dialog, [role="navigation"], [role="contentinfo"], [role="dialog"]';

/** Boxes in the middle of a text that are about the paper, by what papers call them. */
const BOXES = [
  'newsletter',
  'signup',
  'sign-up',
  'subscri',
  'paywall',
  'promo',
  'related',
  'recommend',
  'share-',
  'sharing',
  'social-share',
  'comments',
  'advert',
  'consent',
]
  .map((name) => `[class*="${name}" i], [data-testid*="${name}" i]`)
  .join(', ');
/** A box speaks in short: a page may call its whole text by such a name, and then it has more of these. */
const LONG_PARAGRAPH = 140;
const MOST_LONG_PARAGRAPHS = 1;

const isBox = (element: DomElement): boolean =>
  element.localName !== 'body' &&
  element.querySelector('h1, figure, blockquote, [itemprop="articleBody"]') === null &&
  [...element.querySelectorAll('p')].filter((part) => lineOf(part).length > LONG_PARAGRAPH).length <=
    MOST_LONG_PARAGRAPHS;

const removeBoxes = (document: DomDocument): void => {
  for (const element of document.querySelectorAll(BOXES)) if (isBox(element)) element.remove();
};

/** What Readability finds. Some pages are too strange for it: then the page has what it tells machines, or no text. */
const parsed = (reader: Readability): ReturnType<Readability['parse']> => {
  try {
    return reader.parse();
  } catch {
    return null;
  }
};

/** Readability takes the page apart, so it gets a parse of its own. */
const extract = (html: string): { content: string; byline: string | null; lang: string | null } => {
  const document = parsePage(html);
  for (const element of document.querySelectorAll(AROUND)) element.remove();
  removeBoxes(document);
  const reader = new Readability(document as unknown as ConstructorParameters<typeof Readability>[0], {
    charThreshold: 200,
    classesToPreserve: [
      'twitter-tweet',
      'instagram-media',
      'tiktok-embed',
      'bluesky-embed',
      'mastodon-embed',
    ],
  });
  const found = parsed(reader);
  return { content: found?.content ?? '', byline: found?.byline ?? null, lang: found?.lang ?? null };
};

const countWords = (blocks: readonly BlockDraft[]): number =>
  blocks.reduce((sum, block) => sum + wordsOf(block).split(/\s+/).length, 0);

/** Where the page tells machines the whole text and what was found is less than half of it, the text told is the better one. */
const orArticleBody = (
  blocks: readonly BlockDraft[],
  { articleBody }: PageMetadata,
): readonly BlockDraft[] => {
  if (articleBody === null || countWords(blocks) * 2 > articleBody.split(/\s+/).length) return blocks;
  return articleBody
    .replace(/<\/?(?:p|br|div)[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ type: 'Paragraph', content: plainSpans(line) }));
};

/** When the story was published, in words of its own, among its paragraphs. */
const PUBLISHED =
  /^(?:published|posted|updated|last updated|first published|publiziert|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato)\b.{0,30}\d.{0,80}$/iu;

const isDateLine = (line: string): boolean =>
  line.length < 60 && /\d/.test(line) && readMoment(line) !== null;

/** Takes away what stands in the text and is told apart: headline, standfirst, byline, date; and what is the page's own. */
const strip = (blocks: readonly BlockDraft[], metadata: PageMetadata, dropped: string[]): BlockDraft[] => {
  const told = new Set(
    [metadata.headline, metadata.standfirst].flatMap((text) => (text === null ? [] : [flat(text)])),
  );
  const firstProse = blocks.findIndex((block) => block.type === 'Paragraph' && wordsOf(block).length >= 120);
  const kept = blocks.filter((block, index) => {
    const words = wordsOf(block);
    if (words === '') return true;
    const atHead = index < Math.max(firstProse, 1) || index < 3;
    const repeats = (atHead || block.type === 'Heading') && told.has(flat(words));
    const signs =
      atHead &&
      words.length < 120 &&
      (isDateLine(words) || (readByline(words).length > 0 && block.type === 'Paragraph'));
    if (!repeats && !signs && !isFurniture(words) && !PUBLISHED.test(words)) return true;
    dropped.push(excerpt(words));
    return false;
  });
  while (kept.at(-1)?.type === 'Heading' || kept.at(-1)?.type === 'Divider') {
    const last = kept.pop();
    if (last?.type === 'Heading') dropped.push(excerpt(wordsOf(last)));
  }
  return kept;
};

const stem = (url: string | null): string =>
  url === null
    ? ''
    : (url.split(/[?#]/)[0]?.split('/').at(-1) ?? '').replace(/[-_]?\d{2,4}x\d{2,4}|\.\w+$/g, '');

/** The picture at the head stands once: as the lead image, not as a block too. */
const takeLead = (blocks: BlockDraft[], { imageUrl }: PageMetadata): ImageRecord | null => {
  const place = blocks.findIndex(({ type }) => type === 'ImageBlock');
  const first = blocks[place];
  if (first?.type === 'ImageBlock') {
    const beforeText = !blocks.slice(0, place).some((block) => block.type === 'Paragraph');
    if (beforeText || (imageUrl !== null && stem(first.image.url) === stem(imageUrl))) {
      blocks.splice(place, 1);
      return { ...first.image, url: first.image.url ?? imageUrl };
    }
  }
  return imageUrl === null ? null : picture({ url: imageUrl });
};

const localeOf = (...tags: readonly (string | null)[]): string | null =>
  tags
    .map((tag) => (tag === null ? null : canonicalLocale(tag.replace('_', '-').trim())))
    .find((tag) => tag != null) ?? null;

/** What of the page is not in the story, as headings of its parts: enough for a person to see that nothing of the story is among it. */
const leftOut = (document: DomDocument): string[] =>
  [...document.querySelectorAll('nav, aside, footer, form')]
    .map(lineOf)
    .filter((line) => line !== '')
    .slice(0, 10)
    .map(excerpt);

/** Reads a saved news page: what it says of itself as JSON-LD and meta elements, and its text as Readability finds it. */
export const readPageHtml = (html: string): PageDraft => {
  const document = parsePage(html);
  const metadata = readMetadata(document);
  const { content, byline, lang } = extract(html);
  if (metadata.headline === null)
    throw new UnreadablePage(
      'NO_HEADLINE',
      'The page has neither a headline nor a title: give the story as NDJSON.',
    );
  const { blocks, dropped } = blocksOfHtml(content, metadata.url);
  const lost = [...dropped, ...leftOut(document)];
  const kept = strip(orArticleBody(blocks, metadata), metadata, lost);
  if (!kept.some((block) => wordsOf(block) !== ''))
    throw new UnreadablePage(
      'NO_TEXT',
      'The page has a headline and no text: save the page with its story open.',
    );
  const leadImage = takeLead(kept, metadata);
  const said = byline === null ? [] : readByline(byline.replace(/\s+/g, ' ').trim());
  const standfirst =
    metadata.standfirst !== null && flat(metadata.standfirst) !== flat(metadata.headline)
      ? metadata.standfirst
      : null;
  const repeated =
    standfirst !== null &&
    kept.some((block) => flat(wordsOf(block)).startsWith(flat(standfirst).slice(0, 60)));
  return {
    key: metadata.url,
    url: metadata.url,
    sourceName: metadata.siteName,
    headline: metadata.headline,
    kicker: null,
    standfirst: repeated ? null : standfirst,
    locale: localeOf(metadata.locale, lang),
    authors: metadata.authors.length > 0 ? metadata.authors : said,
    byline: metadata.byline,
    section: metadata.section,
    tags: metadata.tags,
    leadImage,
    access: 'FREE',
    previewBlockCount: null,
    publishedAt: metadata.publishedAt,
    modifiedAt: metadata.modifiedAt,
    blocks: kept,
    notes: {
      dropped: lost,
      unplaced: [
        ...(metadata.isFree ? [] : ['The page says that it is not free to read: set its access.']),
        ...(metadata.publishedAt === null
          ? ['The page gives no date of publication: the story is dated with the import.']
          : []),
      ],
    },
  };
};
