import { isFurniture } from './furniture.ts';

/** A line of a saved page with what its neighbours say of it. */
export interface Line {
  readonly text: string;
  /** How many lines stand together with this one, between two blank ones. */
  readonly together: number;
  /** Whether one of those is the page's own. */
  readonly menu: boolean;
}

export const ITEM = /^[-–•*·]\s+(?=\S)/;

export const words = (text: string): number => text.split(/\s+/).filter((part) => part !== '').length;
export const endsSentence = (text: string): boolean => /[.!?…:;。！？؟۔]["'”’“‘»«›)\]]*$/u.test(text);
export const isUrl = (text: string): boolean => /^https?:\/\/\S+$/i.test(text);
/** Reads as a paragraph: a sentence or more. Languages without spaces count by letters. */
export const isProse = (text: string): boolean =>
  !isUrl(text) && endsSentence(text) && (words(text) >= 8 || (words(text) < 4 && text.length >= 30));

/** Lines that were cut at a column are one: about equally long, and most end in the middle of a sentence. */
const wasCut = (group: readonly string[]): boolean => {
  const full = group.slice(0, -1);
  return (
    full.length > 0 &&
    full.every((line) => line.length >= 40 && line.length <= 110 && words(line) >= 5) &&
    full.filter((line) => !endsSentence(line) && !line.endsWith(')')).length >= full.length / 2
  );
};

/** `She left in the end.`, where paragraphs stand apart. */
export const isShortSentence = ({ text, together }: Line, apart: boolean): boolean =>
  apart && together === 1 && words(text) >= 3 && endsSentence(text) && !text.endsWith(':');

/** The word for who wrote, on a line of its own: the name is on the next. */
const BY_ALONE =
  /^((?:by|von|par|por|di|door|text|texte|author|autor)\s*:?)[ \t\u00a0]*\r?\n\s*(?=\p{Lu})/gimu;

export const linesOf = (page: string): Line[] =>
  page
    .replace(BY_ALONE, '$1 ')
    .split(/\r?\n\s*\r?\n/)
    .map((group) =>
      group
        .split(/\r?\n/)
        .map((line) => line.replace(/[ \t\f\v]+/g, ' ').trim()) // No-break spaces are the author's.
        .filter((line) => line !== ''),
    )
    .map((group) => (wasCut(group) ? [group.join(' ')] : group))
    .flatMap((group) => {
      const list = group.length > 1 && group.every((line) => ITEM.test(line));
      const menu = !list && group.length > 1 && group.some((line) => isFurniture(line));
      return group.map((text) => ({
        text,
        together: list ? 1 : group.length,
        menu: menu && !isProse(text),
      }));
    });

/** A sentence of this many letters is none of a form's. */
const LONG = 120;
/** Lines that stand together in great number are a form or a menu, where paragraphs stand apart. */
export const isForm = (line: Line, apart: boolean): boolean =>
  apart && line.together >= 4 && !isUrl(line.text) && !(isProse(line.text) && line.text.length >= LONG);
