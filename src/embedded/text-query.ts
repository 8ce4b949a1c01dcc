import type { Document } from 'bson';
import { CommandError } from './command-error.ts';
import { fold, textWords } from './text-words.ts';

/** `$text` made ready: any of `words` finds a document, each of `phrases` must stand in it, and none of `unwanted`. */
export interface TextQuery {
  readonly words: ReadonlySet<string>;
  readonly phrases: readonly string[];
  readonly unwanted: ReadonlySet<string>;
}

/** Options that ask for something that an index without a language, folded, can't give. */
const REFUSED = ['$caseSensitive', '$diacriticSensitive'] as const;

/** Parts `$text: { $search }` as MongoDB does: words, "phrases" whose words are searched for, too, and -words that must not be there. */
const parseTextQuery = (operator: unknown): TextQuery => {
  const { $search, $language, ...options } = operator as Document;
  if (typeof $search !== 'string')
    throw new CommandError('TypeMismatch', '"$search" had the wrong type. Expected string');
  if ($language !== undefined && $language !== 'none')
    throw new CommandError(
      'BadValue',
      `the language ${String($language)} is not served by the embedded database, only none is`,
    );
  for (const name of REFUSED)
    if (options[name] === true)
      throw new CommandError('BadValue', `${name} is not served by the embedded database`);
  const phrases: string[] = [];
  const unwanted = new Set<string>();
  const words = new Set<string>();
  for (const [, phrase, word] of $search.matchAll(/"([^"]*)"|([^\s"]+)/g)) {
    if (phrase !== undefined) {
      if (textWords(phrase).length > 0) phrases.push(fold(phrase));
      for (const each of textWords(phrase)) words.add(each);
    } else if (word?.startsWith('-') === true) for (const each of textWords(word)) unwanted.add(each);
    else for (const each of textWords(word ?? '')) words.add(each);
  }
  return { words, phrases, unwanted };
};

/** Takes `$text` out of a filter: MongoDB allows one, that must hold. */
export const takeText = (filter: Document): { text: TextQuery | null; rest: Document } => {
  if (!mentionsText(filter)) return { text: null, rest: filter };
  const found: unknown[] = [];
  const without = (part: Document): Document =>
    Object.fromEntries(
      Object.entries(part).flatMap(([key, value]): [string, unknown][] => {
        if (key === '$text') {
          found.push(value);
          return [];
        }
        if (key !== '$and') return [[key, value]];
        const kept = (value as Document[]).map(without).filter((each) => Object.keys(each).length > 0);
        return kept.length === 0 ? [] : [[key, kept]];
      }),
    );
  const rest = without(filter);
  if (found.length !== 1 || mentionsText(rest))
    throw new CommandError('BadValue', '$text must stand alone or in $and, and only once');
  return { text: parseTextQuery(found[0]), rest };
};

const mentionsText = (filter: Document): boolean =>
  Object.entries(filter).some(
    ([key, value]) =>
      key === '$text' ||
      (key.startsWith('$') &&
        Array.isArray(value) &&
        value.some((part) => typeof part === 'object' && part !== null && mentionsText(part))),
  );
