const segmenters = new Map<string, Intl.Segmenter>();

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Words of a text. Scripts that don't part them by spaces are cut by ICU's dictionaries, everything else by spaces. */
export const countWords = (text: string, locale: string): number => {
  if (!WITHOUT_SPACES.test(text)) return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
  let segmenter = segmenters.get(locale);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
    segmenters.set(locale, segmenter);
  }
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike === true) words += 1;
  return words;
};
