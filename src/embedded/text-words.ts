/** What is between two words: everything that is neither a letter, a mark on one, nor a digit. */
const BETWEEN = /[^\p{L}\p{M}\p{N}]+/u;

/** A text's words as MongoDB's text index of version 3 compares them: without case and without diacritics. */
export const textWords = (text: string): string[] =>
  fold(text)
    .split(BETWEEN)
    .filter((word) => word !== '');

/** Without case and diacritics, letter by letter. */
export const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
