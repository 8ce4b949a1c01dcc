import { escapeHtml } from './html-text.ts';
import type { Analysis } from './search-languages.ts';
import { readItem, type SearchItem } from './search-query.ts';
import { type Word, wordsOf } from './search-words.ts';

/** From one place in a text to another, in UTF-16 units; `end` is the first that isn't meant. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A piece of a text around what was found in it. */
export interface Excerpt {
  readonly text: string;
  readonly ranges: readonly TextRange[];
  /** How many different items of the search stand in it. */
  readonly items: number;
}

/** Characters of an excerpt: as many before its first hit, and in all. */
const BEFORE = 60;
const LONGEST = 220;
const GAP = '…';

interface Hit extends TextRange {
  readonly item: number;
}

/** Where a search's items stand in a text, in its language, in order. Of a word that may go on, every word that begins with it is meant. */
const hitsIn = (text: string, items: readonly SearchItem[], analysis: Analysis): Hit[] => {
  const words = wordsOf(text)
    .filter(({ folded }) => !analysis.stops.has(folded))
    .map((word) => ({ ...word, stem: analysis.stem(word.folded) }));
  const hits = items.flatMap((item, place) => {
    const stems = readItem(item, analysis);
    return words.flatMap((word, at): Hit[] => {
      const last = stems.length === 0 ? null : lastOf(words, at, stems);
      const begun = item.open && word.folded.startsWith(item.words[0] ?? ' ');
      const end = last?.end ?? (begun ? word.end : null);
      return end === null ? [] : [{ start: word.start, end, item: place }];
    });
  });
  return hits.sort((left, right) => left.start - right.start || right.end - left.end);
};

const lastOf = (
  words: readonly (Word & { readonly stem: string })[],
  at: number,
  stems: readonly string[],
): Word | null =>
  stems.every((stem, place) => words[at + place]?.stem === stem)
    ? (words[at + stems.length - 1] ?? null)
    : null;

/** The best piece of a text around what a search finds in it; `null` where it finds nothing. */
export const excerptOf = (text: string, items: readonly SearchItem[], analysis: Analysis): Excerpt | null => {
  const hits = hitsIn(text, items, analysis);
  const windows = hits.map((first, at) => {
    const inside = hits.slice(at).filter(({ end }) => end <= first.start + LONGEST - BEFORE);
    const seen = inside.length === 0 ? [first] : inside;
    return { seen, items: new Set(seen.map(({ item }) => item)).size };
  });
  const best = windows.reduce<(typeof windows)[number] | null>(
    (chosen, one) => (chosen === null || one.items > chosen.items ? one : chosen),
    null,
  );
  const first = best?.seen[0];
  if (best === null || first === undefined) return null;
  const from = text.length <= LONGEST ? 0 : betweenWords(text, first.start - BEFORE, first.start);
  const to =
    text.length <= LONGEST
      ? text.length
      : betweenWords(text, from + LONGEST, Math.max(...best.seen.map(({ end }) => end)));
  const lead = from === 0 ? '' : GAP;
  return {
    text: `${lead}${text.slice(from, to)}${to === text.length ? '' : GAP}`,
    ranges: merged(hits.filter(({ start, end }) => start >= from && end <= to)).map(({ start, end }) => ({
      start: start - from + lead.length,
      end: end - from + lead.length,
    })),
    items: best.items,
  };
};

/** A place near the one wished for, no nearer to the middle than `limit`, at which no word is cut, or at least no character. */
const betweenWords = (text: string, wished: number, limit: number): number => {
  if (wished <= 0) return 0;
  if (wished >= text.length) return text.length;
  const backwards = wished < limit;
  const [low, high] = backwards ? [wished, limit] : [limit, wished];
  const piece = text.slice(low, high);
  const space = backwards ? piece.search(/\s/u) : piece.search(/\s\S*$/u);
  if (space !== -1) return low + space + (backwards ? 1 : 0);
  let place = wished;
  while (place > 0 && place < text.length && /[\p{M}\uDC00-\uDFFF\u200d]/u.test(text.charAt(place)))
    place -= 1;
  return place;
};

const merged = (hits: readonly TextRange[]): TextRange[] => {
  const ranges: TextRange[] = [];
  for (const { start, end } of hits) {
    const last = ranges.at(-1);
    if (last !== undefined && start <= last.end) {
      ranges[ranges.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    } else ranges.push({ start, end });
  }
  return ranges;
};

/** An excerpt as HTML: its text escaped, each range in a `<mark>`. */
export const excerptHtml = ({ text, ranges }: Pick<Excerpt, 'text' | 'ranges'>): string => {
  let at = 0;
  let html = '';
  for (const { start, end } of ranges) {
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at));
};
