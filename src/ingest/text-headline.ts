import { flat } from './flat.ts';
import { isFurniture } from './furniture.ts';
import { isProse, isUrl, type Line, words } from './page-lines.ts';

/** How far above the first sentence a headline stands: pictures, shares and dates may be between. */
const FARTHEST = 60;
const MOST_WORDS = 30;
const LONG_HEADLINE = 20;
const LONGEST = 220;
const WRITTEN_CLOSE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** The beginnings of a text's longer words, which its other forms share; of scripts without spaces, pairs of letters. */
const stemsOf = (text: string): string[] =>
  flat(text)
    .split(' ')
    .flatMap((word) =>
      WRITTEN_CLOSE.test(word)
        ? Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2))
        : word.length > 3 || /\d/.test(word)
          ? [word.slice(0, 5)]
          : [],
    );

const isShort = (text: string): boolean =>
  WRITTEN_CLOSE.test(text) ? text.length < 8 : words(text) < 3 && text.length < 14;

/** Two sentences and a stop are a paragraph or a picture's line. */
const isParagraph = (text: string): boolean => /[.!?…]["”»)]?\s+\p{Lu}.*[.。]$/u.test(text);
const LONG_ENOUGH = 4;
/** Of a candidate's score, what a line right above must have to be preferred: below a headline stand a standfirst and a picture's line with the same words. */
const PREFERRED_ABOVE = 0.85;
const PREFERRED_IF_SHORTER = 0.5;
const LONG_FOR_ONE = 15;
const LEAST_OF_SHORTER = 4;
const RIGHT_ABOVE = 4;
const NEARNESS = 300;
const LONGEST_SITE = 25;
/** A headline stands a line or a few above the byline, a standfirst between. */
const ABOVE_BYLINE = 4;
const BY_BYLINE = 0.4;

/** Between 0 and about 1.7, and less than 0 for what is no headline. */
const scoreOf = (text: string, inStory: ReadonlySet<string>, isRepeated: boolean): number => {
  const stems = [...new Set(stemsOf(text))];
  const shared = stems.filter((stem) => inStory.has(stem)).length;
  if (stems.length === 0) return -1;
  return (
    (shared / stems.length) * Math.min(stems.length / LONG_ENOUGH, 1) +
    Math.min(shared, 5) / 10 +
    (isRepeated ? 0.25 : 0) -
    (/[.。]$/.test(text) ? (isProse(text) ? 0.5 : 0.3) : 0) -
    (words(text) > LONG_HEADLINE ? 0.25 : 0)
  );
};

/** Lines that the search goes over on the way up from the byline: days, pictures, shares. */
const NEAR_BYLINE = 8;
const MOST_OVER = 5;
/** A line above another of this part of its words is no kicker to it. */
const LEAST_OF_OTHER = 0.7;
const SURE = 0.5;
const AUDIBLE = /^(?:audio|video|podcast)\s?:/iu;
const MOST_IN_BLOCK = 3;
const LEAST_OF_HEADLINE = 4;
const PREFERRED_TOP = 0.35;

/**
 * The headline among the lines right above the byline, where a standfirst may be between and a kicker before: the uppermost that has the story's words. Of two, one of few words is the kicker
 * unless what follows is as long as a standfirst.
 */
const aboveByline = (
  lines: readonly Line[],
  byline: number,
  scores: ReadonlyMap<number, number>,
  isElse: (text: string) => boolean,
): number | null => {
  const block: number[] = [];
  for (let index = byline - 1, over = 0; index >= 0 && block.length < MOST_IN_BLOCK; index -= 1) {
    const line = lines[index];
    if (line === undefined || AUDIBLE.test(line.text)) break;
    if (line.menu && (scores.get(index) ?? 0) < SURE) break;
    const { text } = line;
    const isOver = isFurniture(text) || isElse(text) || text.length < 3;
    if (isOver ? over === MOST_OVER : isShort(text)) break;
    if (isOver) over += 1;
    else block.unshift(index);
  }
  const most = Math.max(0, ...block.map((index) => scores.get(index) ?? 0));
  const able = block.filter((index) => (scores.get(index) ?? 0) > most * PREFERRED_TOP);
  const [first, second] = able;
  if (first === undefined) return null;
  const { text = '' } = lines[first] ?? {};
  if (second === undefined || WRITTEN_CLOSE.test(text) || words(text) >= LEAST_OF_HEADLINE) return first;
  const { text: next = '' } = lines[second] ?? {};
  const isThird = block.indexOf(second) < block.length - 1;
  return words(next) > LONG_FOR_ONE || (isProse(next) && !isThird) ? first : second;
};

/**
 * Which of the lines above a story is its headline: the one whose words the story has, that is no sentence of its own, and near. Pages repeat it, in the way to the page and
 * where it is to be shared; the byline is below it. `-1` where none can be one. `isElse` says what a line is that is certainly something else: a date, a byline, a picture's line.
 */
export const headlineAbove = (
  lines: readonly Line[],
  start: number,
  story: string,
  isElse: (text: string) => boolean,
  byline: number,
): number => {
  const inStory = new Set(stemsOf(story));
  const texts = lines.map(({ text }) => flat(text));
  // A sentence of the page's own may stand above the headline.
  const last = byline > start && byline - start <= NEAR_BYLINE ? byline - 1 : start;
  const scores = new Map<number, number>();
  // A headline that asks is a sentence, and stands first of them.
  for (
    let index = Math.max(0, Math.min(start, byline < 0 ? start : byline) - FARTHEST);
    index <= last;
    index += 1
  ) {
    const { text = '' } = lines[index] ?? {};
    if (isShort(text) || words(text) > MOST_WORDS || text.length > LONGEST) continue;
    if (index === start && !/[?？!！]["”»]?$/.test(text)) continue;
    if (isUrl(text) || isFurniture(text) || isElse(text) || isParagraph(text)) continue;
    const own = flat(text);
    const near = texts.slice(Math.max(0, index - RIGHT_ABOVE), index + RIGHT_ABOVE + 1);
    // The way to the page ends with the headline, its title begins with it.
    const isLongerOf = (other: string): boolean =>
      other !== own &&
      other.split(' ').length > 2 &&
      (own.endsWith(other) || (own.startsWith(`${other} `) && own.length - other.length < LONGEST_SITE));
    if (near.some(isLongerOf)) continue;
    const isRepeated =
      words(text) > 2 && texts.some((other, at) => at !== index && other !== own && other.includes(own));
    const score = scoreOf(text, inStory, isRepeated);
    const isByByline = index < byline && index >= byline - ABOVE_BYLINE;
    if (score > 0) scores.set(index, score - (start - index) / NEARNESS + (isByByline ? BY_BYLINE : 0));
  }
  const isLonger = (one: number, other: number): boolean =>
    words(lines[one]?.text ?? '') > LONG_FOR_ONE && words(lines[other]?.text ?? '') >= LEAST_OF_SHORTER;
  const [first] = [...scores].sort((one, other) => other[1] - one[1]);
  if (first === undefined) return -1;
  let [best] = first;
  const [, most] = first;
  for (let above = best - 1; above >= best - RIGHT_ABOVE && above >= 0; above -= 1)
    if ((scores.get(above) ?? 0) >= most * (isLonger(best, above) ? PREFERRED_IF_SHORTER : PREFERRED_ABOVE))
      best = above;
  const atByline = byline < 0 ? null : aboveByline(lines, byline, scores, isElse);
  if (atByline === null) return best;
  const wordsAt = (index: number): number => words(lines[index]?.text ?? '');
  if (best > byline) return isProse(lines[atByline]?.text ?? '') ? best : atByline;
  const isNear = best >= byline - NEAR_BYLINE && atByline < best;
  const isHeadline = wordsAt(best) > LONG_FOR_ONE || wordsAt(atByline) >= wordsAt(best) * LEAST_OF_OTHER;
  return isNear && isHeadline ? atByline : best;
};
