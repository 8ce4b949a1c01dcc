/** A word of a text: where it stands, in UTF-16 units, and how it is compared. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
}

/** Letters that sort words into kinds (see `search-terms.ts`). They are clicks of Khoisan languages, and end a word of a text. */
export const MARKERS = { registered: 'ǀ', subscriber: 'ǁ', start: 'ǂ' } as const;
const MARKER = /[ǀǁǂ]/u;

const LONGEST = 40;
const SIGNS =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/gu;
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A word without case, accents, vowel points and ligatures: `Azerbaïdjan` is `azerbaidjan`, `Cœur` is `coeur`. Marks that are letters of their script stay. */
export const foldWord = (word: string): string => (PLAIN.test(word) ? word.toLowerCase() : folded(word));

const PLAIN = /^[a-z0-9]+$/i;
const folded = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(SIGNS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßœæøłđðþı]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** No word is longer than this: a run of letters that is comes in pieces, so that megabytes of them can't end the stack. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]{0,199}/gu;
/** Letters of scripts that don't part words by spaces. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

const APOSTROPHE = /['’ʼ＇]/u;
/** Before an apostrophe these are articles and the like, run into the word that counts: `l’ambassade`, `qu’elle`, `dell’arte`. */
const ELIDED = /^(?:\p{L}|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|un|all|dall|dell|nell|sull|quest)$/u;

/** The words of a text in order. What an apostrophe cuts off on either side (`l’`, `’s`) is none; scripts without spaces are cut by ICU's dictionaries. */
export const wordsOf = (text: string): Word[] => {
  const unspaced = UNSPACED.test(text);
  return [...text.matchAll(WORD)].flatMap((match) => {
    const [run] = match;
    const start = match.index;
    if (unspaced && UNSPACED.test(run))
      return [...segmenter.segment(run)].flatMap(({ segment, index, isWordLike }) =>
        isWordLike === true ? wordAt(segment, start + index) : [],
      );
    const [before, after] = [text[start - 1] ?? '', text[start + run.length] ?? ''];
    if (APOSTROPHE.test(after) && ELIDED.test(run.toLowerCase())) return [];
    if (APOSTROPHE.test(before) && run.length === 1) return [];
    return wordAt(run, start);
  });
};

const wordAt = (word: string, start: number): Word[] => {
  if (MARKER.test(word)) {
    let at = start;
    return word.split(MARKER).flatMap((part) => {
      const found = part === '' ? [] : wordAt(part, at);
      at += part.length + 1;
      return found;
    });
  }
  const whole = foldWord(word);
  const cut = whole.length <= LONGEST ? whole : [...whole].slice(0, LONGEST).join('');
  return cut === '' ? [] : [{ start, end: start + word.length, folded: cut }];
};
