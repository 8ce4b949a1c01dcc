import { bylineText } from './byline.ts';
import type { AccessLevel, ArticleRecord, BlockRecord, ImageRecord } from './records.ts';
import { plainOf } from './rich-text.ts';
import { type Analysis, analysisOf } from './search-languages.ts';
import { MARKERS, wordsOf } from './search-words.ts';

/**
 * The words by which a story is found, derived from the rest of it at every write. Each text is stems between single spaces, with one at either end and
 * ` . ` between what doesn't belong together, so that a phrase is a piece of it.
 */
export interface SearchTerms {
  /** The code of the language that the words are read in: see `search-languages.ts`. */
  readonly analysis: string;
  /** Headline and kicker. */
  readonly headline: string;
  /** Standfirst and byline. */
  readonly lead: string;
  /** What everybody who sees the story may read of its text. */
  readonly body: string;
  /** The rest, each word marked by what a reader needs for it: who may not read a text doesn't look for words so marked. */
  readonly gated: string;
  /** The beginnings of the words of headline, kicker and byline, marked as such: for who is still typing. */
  readonly starts: string;
}

/** The most words of one story that are looked at: beyond them its document would grow larger than MongoDB takes. */
const MOST_WORDS = 50_000;
const BEGINNING = { shortest: 2, longest: 15 } as const;

/** The mark of words that stand in the gated part of a story with this access. */
export const GATE_MARKS: Readonly<Record<AccessLevel, string>> = {
  FREE: '',
  REGISTERED: MARKERS.registered,
  SUBSCRIBER: MARKERS.subscriber,
};

/** The beginning by which somebody who has typed so much of a word is helped; `null` where it is too short or too long. */
export const beginning = (folded: string): string | null => {
  const { length } = [...folded];
  return length < BEGINNING.shortest || length > BEGINNING.longest ? null : MARKERS.start + folded;
};

/** A text that belongs together, as the stems of its words. */
export const stemsOf = (text: string, { stops, stem }: Analysis): string[] =>
  wordsOf(text).flatMap(({ folded }) => (stops.has(folded) ? [] : [stem(folded)]));

const joined = (texts: readonly string[][]): string => {
  let left = MOST_WORDS;
  const kept = texts.flatMap((words) => {
    const some = words.slice(0, left);
    left -= some.length;
    return some.length === 0 ? [] : [some.join(' ')];
  });
  return kept.length === 0 ? '' : ` ${kept.join(' . ')} `;
};

const present = (...texts: readonly (string | null)[]): string[] =>
  texts.filter((text): text is string => text !== null && text !== '');

/** The texts of a block that belong together, each by itself, entries of live blogs included. What a social post says is the post's. */
export const textsOf = (block: BlockRecord): string[] => {
  switch (block.type) {
    case 'Paragraph':
    case 'Heading':
    case 'Correction':
    case 'UnknownBlock':
      return present(plainOf(block.content));
    case 'Quote':
    case 'PullQuote':
      return present(plainOf(block.content), block.attribution);
    case 'List':
      return block.items.map(plainOf);
    case 'Table':
      return present(block.caption, ...[block.header, ...block.rows].flat().map(plainOf));
    case 'ImageBlock':
      return imageTexts(block.image);
    case 'Gallery':
      return [...present(block.title), ...block.images.flatMap(imageTexts)];
    case 'VideoEmbed':
      return present(block.title);
    case 'RelatedLink':
      // A pointer to a story of ours has that story's words, which readers may not see: it is found by itself.
      return block.articleId === null ? present(block.title) : [];
    case 'LiveEntry':
      return [...present(block.headline), ...block.blocks.flatMap(textsOf)];
    default:
      return [];
  }
};

const imageTexts = ({ caption, alt }: ImageRecord): string[] => present(caption ?? alt);

const startsOf = (texts: readonly string[]): string[] => {
  const starts = new Set<string>();
  for (const { folded } of texts.flatMap(wordsOf)) {
    const letters = [...folded].slice(0, BEGINNING.longest);
    for (let length = BEGINNING.shortest; length <= letters.length; length += 1)
      starts.add(MARKERS.start + letters.slice(0, length).join(''));
  }
  return [...starts];
};

/** What `SearchTerms` says of a story. */
export const searchTerms = (
  article: Pick<
    ArticleRecord,
    'locale' | 'access' | 'headline' | 'kicker' | 'standfirst' | 'byline' | 'blocks' | 'previewBlockCount'
  >,
): SearchTerms => {
  const analysis = analysisOf(article.locale);
  const byline = bylineText(article.byline);
  const open =
    article.access === 'FREE' ? article.blocks : article.blocks.slice(0, article.previewBlockCount);
  const gated = article.blocks.slice(open.length);
  const mark = GATE_MARKS[article.access];
  const stems = (text: string): string[] => stemsOf(text, analysis);
  return {
    analysis: analysis.code,
    headline: joined(present(article.headline, article.kicker).map(stems)),
    lead: joined(present(article.standfirst, byline).map(stems)),
    body: joined(open.flatMap(textsOf).map(stems)),
    gated: joined(
      gated
        .flatMap(textsOf)
        .map(stems)
        .map((words) => words.map((word) => mark + word)),
    ),
    starts: joined([startsOf(present(article.headline, article.kicker, byline))]),
  };
};
