import { UNSPACED } from './search-words.ts';

const segmenters = new Map<string, Intl.Segmenter>();

/** Words of a text. Scripts that don't part them by spaces are cut by ICU's dictionaries, everything else by spaces. */
export const countWords = (text: string, locale: string): number => {
  // Not by one expression for a whole word: a word of a million letters would end the stack.
  if (!UNSPACED.test(text)) return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
    segmenters.set(locale, segmenter);
  }
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike === true) words += 1;
  return words;
};
