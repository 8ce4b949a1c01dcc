/** Adults read about 238 words of English a minute (Brysbaert 2019, 190 studies); a little less on a screen. */
const WORDS_A_MINUTE = 230;
/** Chinese and Japanese are read at about 500 characters a minute. */
const CHARACTERS_A_MINUTE = 500;
const WITHOUT_SPACES = new Set(['ja', 'zh', 'th', 'lo', 'km', 'my']);

/** Minutes, rounded up, at least 1. */
export const readingMinutes = (locale: string, wordCount: number, characterCount: number): number => {
  const language = locale.split('-')[0] ?? '';
  const minutes = WITHOUT_SPACES.has(language)
    ? characterCount / CHARACTERS_A_MINUTE
    : wordCount / WORDS_A_MINUTE;
  return Math.max(1, Math.ceil(minutes));
};
