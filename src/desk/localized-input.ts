import type { Localized } from '../content/records.ts';
import { checkLength, checkMaybe, type Path } from './text-input.ts';
import type { Complaints } from './user-error.ts';

/** A text in several languages: the `Locale` scalar has put each language into canonical case. */
export type LocalizedInput = readonly { readonly locale: string; readonly text: string }[];

const MAX_LANGUAGES = 50;
const MAX_WORDS = 4_000;

export const localizedOf = (input: LocalizedInput, path: Path, complaints: Complaints): Localized => {
  if (!checkLength(input, path, MAX_LANGUAGES, complaints)) return {};
  const given = new Set<string>();
  for (const [index, { locale }] of input.entries()) {
    if (given.has(locale))
      complaints.add([...path, index, 'locale'], 'INVALID', `There is a text in ${locale} already.`);
    given.add(locale);
  }
  return Object.fromEntries(
    input.flatMap(({ locale, text }, index) => {
      const words = checkMaybe(text, [...path, index, 'text'], MAX_WORDS, complaints);
      return words === null ? [] : [[locale, words]];
    }),
  );
};
