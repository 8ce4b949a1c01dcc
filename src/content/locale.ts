import type { Localized } from './records.ts';

/** A BCP 47 tag in canonical case (`fr-ca` is `fr-CA`), or `null` if it isn't one. */
export const canonicalLocale = (tag: string): string | null => {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
};

/** The last chains that were worked out: a newsroom has few locales, and each name of each tag asks for one. */
const chains = new Map<string, readonly string[]>();
const MAX_CHAINS = 500;

/** A locale and its parents, nearest first: `zh-Hant-TW`, `zh-Hant`, `zh`. The chain by which a language that isn't there falls back. */
export const localeChain = (locale: string): readonly string[] => {
  const known = chains.get(locale);
  if (known !== undefined) return known;
  const parts = locale.split('-');
  const chain = Object.freeze(parts.map((_, index) => parts.slice(0, parts.length - index).join('-')));
  if (chains.size >= MAX_CHAINS) chains.clear();
  chains.set(locale, chain);
  return chain;
};

const textIn = (texts: Localized, locale: string): string | undefined => {
  for (const candidate of localeChain(locale)) {
    const text = texts[candidate];
    if (text !== undefined) return text;
  }
  return undefined;
};

/**
 * The text in the language wished for, else in a parent of it, else in the newsroom's own, else in whichever comes first;
 * `null` only if there is no text at all.
 */
export const inLocale = (texts: Localized, wished: string | null, own: string): string | null => {
  const text = (wished === null ? undefined : textIn(texts, wished)) ?? textIn(texts, own);
  if (text !== undefined) return text;
  // A region of the language wished for is nearer than another language.
  const language = wished?.split('-')[0];
  const near =
    language === undefined
      ? undefined
      : Object.keys(texts).find((locale) => locale.split('-')[0] === language);
  return texts[near ?? Object.keys(texts)[0] ?? ''] ?? null;
};

/** Of several versions, the one in the language wished for by the same chain; `null` if none is near. */
export const pickLocale = <T extends { readonly locale: string }>(
  versions: readonly T[],
  wished: string,
): T | null => {
  for (const locale of localeChain(wished)) {
    const version = versions.find((candidate) => candidate.locale === locale);
    if (version !== undefined) return version;
  }
  const language = wished.split('-')[0];
  return versions.find((candidate) => candidate.locale.split('-')[0] === language) ?? null;
};

const RTL_SCRIPTS = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Samr', 'Mand']);

/** Which way the script of a language runs: by its likely script (CLDR), which `Intl.Locale` knows. */
export const directionOf = (locale: string): 'LTR' | 'RTL' => {
  const { script } = new Intl.Locale(locale).maximize();
  return script !== undefined && RTL_SCRIPTS.has(script) ? 'RTL' : 'LTR';
};
