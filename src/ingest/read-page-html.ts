import { Readability } from '@mozilla/readability';
import { canonicalLocale } from '../content/locale.ts';
import type { ImageRecord } from '../content/records.ts';
import { wordsOf } from './block-words.ts';
import { blocksOfHtml } from './blocks-of-html.ts';
import { clearAround, clearMarked } from './clear-around.ts';
import { flat } from './flat.ts';
import { type DomDocument, lineOf, parsePage } from './page-dom.ts';
import { type BlockDraft, excerpt, type PageDraft, UnreadablePage } from './page-draft.ts';
import { type PageMetadata, readMetadata } from './page-metadata.ts';
import { picture } from './picture.ts';
import { stripBlocks } from './strip-blocks.ts';
import { orToldText, withoutUntold } from './told-text.ts';

/** What Readability finds. Some pages are too strange for it: then the page has what it tells machines, or no text. */
const parsed = (reader: Readability): ReturnType<Readability['parse']> => {
  try {
    return reader.parse();
  } catch {
    return null;
  }
};

interface Found {
  readonly content: string;
  readonly length: number;
  readonly lang: string | null;
}

/** Readability takes the page apart, so it gets a parse of its own. */
const findIn = (html: string, clear: (document: DomDocument) => void): Found => {
  const document = parsePage(html);
  clear(document);
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
  return {
    content: found?.content ?? '',
    length: found?.textContent?.trim().length ?? 0,
    lang: found?.lang ?? null,
  };
};

/** Little of a text may be all there is, or what is left where a page calls its story by a box's name. */
const LITTLE = 400;
const FAR_MORE = 2;

const extract = (html: string): Found => {
  const found = findIn(html, clearAround);
  if (found.length >= LITTLE) return found;
  const more = findIn(html, clearMarked);
  return more.length > found.length * FAR_MORE ? more : found;
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

const captionsOf = (document: DomDocument): ReadonlySet<string> =>
  new Set([...document.querySelectorAll('figcaption')].map((caption) => flat(lineOf(caption))));

/** Reads a saved news page: what it says of itself as JSON-LD and meta elements, and its text as Readability finds it. */
export const readPageHtml = (html: string): PageDraft => {
  const document = parsePage(html);
  const metadata = readMetadata(document);
  const { content, lang } = extract(html);
  if (metadata.headline === null)
    throw new UnreadablePage(
      'NO_HEADLINE',
      'The page has neither a headline nor a title: give the story as NDJSON.',
    );
  const { blocks, dropped } = blocksOfHtml(content, metadata.url);
  const lost = [...dropped, ...leftOut(document)];
  const found = withoutUntold(orToldText(blocks, metadata.articleBody), metadata.articleBody, lost);
  const kept = stripBlocks(found, { ...metadata, captions: captionsOf(document) }, lost);
  if (!kept.some((block) => wordsOf(block) !== ''))
    throw new UnreadablePage(
      'NO_TEXT',
      'The page has a headline and no text: save the page with its story open.',
    );
  const leadImage = takeLead(kept, metadata);
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
    kicker: metadata.kicker,
    standfirst: repeated ? null : standfirst,
    locale: localeOf(metadata.locale, lang),
    authors: metadata.authors,
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
