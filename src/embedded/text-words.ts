/** What is between two words: everything that is neither a letter, a mark on one, nor a digit. */
const BETWEEN = /[^\p{L}\p{M}\p{N}]+/u;

const PLAIN = /^[\0-\x7f]*$/;
const BETWEEN_PLAIN = /[^a-z0-9]+/;

/** A text's words as MongoDB's text index of version 3 compares them: without case and without diacritics. */
export const textWords = (text: string): string[] =>
  fold(text)
    .split(PLAIN.test(text) ? BETWEEN_PLAIN : BETWEEN)
    .filter((word) => word !== '');

/** Without case and diacritics, letter by letter. */
export const fold = (text: string): string =>
  PLAIN.test(text) ? text.toLowerCase() : text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
