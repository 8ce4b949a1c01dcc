import { GatewayError } from './errors.ts';
import type { AccessLevel } from './records.ts';
import { ANALYSES, type Analysis } from './search-languages.ts';
import { beginning, GATE_MARKS } from './search-terms.ts';
import { wordsOf } from './search-words.ts';

/** Something that a story must have: a word, or the words of a phrase one after the other; folded. */
export interface SearchItem {
  readonly words: readonly string[];
  /** Whether the word may go on: it is the last one, and whoever types it may not be done. */
  readonly open: boolean;
}

/**
 * A search made ready for the words of `search-terms.ts`. A story is found by one of `readings`: the one for its language, all of whose items it has.
 * Of an item it must have one of the pieces of text.
 */
export interface SearchPlan {
  /** Every word that a story may be found by. */
  readonly terms: readonly string[];
  readonly readings: readonly SearchReading[];
}

export interface SearchReading {
  /** Codes of the languages that read the search so. */
  readonly analyses: readonly string[];
  /** Each item as the pieces of text of which one must be there, a space at either end. */
  readonly items: readonly (readonly string[])[];
}

const MAX_QUERY_LENGTH = 200;
const MAX_ITEMS = 16;

/** Reads what somebody typed: words, all of which a story must have, and "phrases". No other sign means anything. Throws BAD_USER_INPUT for nothing, and for too much. */
export const parseSearch = (query: string): SearchItem[] => {
  if (query.length > MAX_QUERY_LENGTH)
    throw new GatewayError(
      'BAD_USER_INPUT',
      `\`query\` has ${query.length} characters, at most ${MAX_QUERY_LENGTH} are taken.`,
    );
  const items = query
    .replace(/[“”„«»]/gu, '"')
    .split('"')
    .flatMap((part, place): SearchItem[] => {
      const words = wordsOf(part);
      // Every second part stood between quotation marks.
      if (place % 2 === 1)
        return words.length === 0 ? [] : [{ words: words.map(({ folded }) => folded), open: false }];
      return words.map(({ folded, end }) => ({ words: [folded], open: end === part.length }));
    });
  if (items.length === 0) throw new GatewayError('BAD_USER_INPUT', '`query` has no word to look for.');
  if (items.length > MAX_ITEMS)
    throw new GatewayError(
      'BAD_USER_INPUT',
      `\`query\` has ${items.length} words and phrases, at most ${MAX_ITEMS} are taken.`,
    );
  return items.map((item, place) => ({ ...item, open: item.open && place === items.length - 1 }));
};

/** An item's words as a language has them; none for one that it has only words for that say nothing. */
export const readItem = ({ words }: SearchItem, { stops, stem }: Analysis): string[] =>
  words.filter((word) => !stops.has(word)).map(stem);

const piecesOf = (
  item: SearchItem,
  analysis: Analysis,
  marks: readonly string[],
  alone: boolean,
): string[] => {
  const stems = readItem(item, analysis);
  const [word] = item.words;
  const begun = item.open && word !== undefined && (stems.length > 0 || alone) ? beginning(word) : null;
  return [
    ...(stems.length === 0 ? [] : marks.map((mark) => ` ${stems.map((each) => mark + each).join(' ')} `)),
    ...(begun === null ? [] : [` ${begun} `]),
  ];
};

/** @param levels the access levels whose gated text the viewer may read: words in any other are not looked for. */
export const planSearch = (items: readonly SearchItem[], levels: readonly AccessLevel[]): SearchPlan => {
  const marks = [...new Set(['', ...levels.map((level) => GATE_MARKS[level])])];
  const readings = new Map<string, { analyses: string[]; items: string[][] }>();
  for (const analysis of ANALYSES) {
    const pieces = items
      .map((item) => piecesOf(item, analysis, marks, items.length === 1))
      .filter((each) => each.length > 0);
    if (pieces.length === 0) continue;
    const key = JSON.stringify(pieces);
    const same = readings.get(key);
    if (same === undefined) readings.set(key, { analyses: [analysis.code], items: pieces });
    else same.analyses.push(analysis.code);
  }
  const all = [...readings.values()];
  return {
    terms: [...new Set(all.flatMap((one) => one.items.flat(2)).flatMap((piece) => piece.trim().split(' ')))],
    readings: all,
  };
};
