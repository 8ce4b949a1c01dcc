import { isFurniture } from './furniture.ts';
import { ITEM, isProse, type Line } from './page-lines.ts';

/** What another line costs in letters of sentences: a few headings and pictures between two paragraphs don't part a story, a menu does. */
const TOLL = 70;
/** A very long paragraph says no more of where a story is than a long one. */
const MOST_OF_LINE = 500;

/** From the first line of a story's sentences to behind the last: where sentences stand closest, letters for and other lines against. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Other lines between a story's first paragraphs, such as three ways to other stories. */
const MOST_BETWEEN = 4;
const LONG = 80;

/** A story may begin above a menu that its first sentences didn't outweigh. */
const withBeginning = (lines: readonly Line[], { start, end }: TextSpan): TextSpan => {
  let first = start;
  for (let index = start - 1; index >= 0 && first - index <= MOST_BETWEEN + 1; index -= 1) {
    const { text = '', together = 0 } = lines[index] ?? {};
    if (together === 1 && text.length >= LONG && isProse(text) && !isFurniture(text)) first = index;
  }
  return { start: first, end };
};

/** The part of a page's lines that is the story's text, `null` where there is no sentence. */
export const storySpan = (lines: readonly Line[]): TextSpan | null => {
  let best: TextSpan | null = null;
  let most = 0;
  let start = 0;
  let sum = 0;
  const seen = new Set<string>();
  for (const [index, { text }] of lines.entries()) {
    const counts = isProse(text) && !isFurniture(text) && !seen.has(text);
    seen.add(text);
    if (ITEM.test(text)) continue;
    sum += counts ? Math.min(text.length, MOST_OF_LINE) : -TOLL;
    if (sum <= 0) {
      sum = 0;
      start = index + 1;
    } else if (sum > most) {
      most = sum;
      best = { start, end: index + 1 };
    }
  }
  return best === null ? null : withBeginning(lines, best);
};
