import type { ImageRecord } from './records.ts';

/** The word that stands before a credit, by language. */
const WORDS: Record<string, string> = {
  ar: 'الصورة',
  de: 'Foto',
  en: 'Photo',
  es: 'Foto',
  fa: 'عکس',
  fr: 'Crédit',
  he: 'צילום',
  it: 'Foto',
  nl: 'Foto',
  pt: 'Foto',
};

/** What stands below a picture: its caption, then its credit; nothing where it has neither. */
export const figureWords = (image: Pick<ImageRecord, 'caption' | 'credit'>, locale: string): string =>
  [image.caption, displayCredit(image, locale)].filter((text) => text !== null).join(' ');

/** The credit as it must be shown, in the story's language: `(Photo: Ana Ruiz/AFP)`; French sets a space before the colon. */
export const displayCredit = ({ credit }: Pick<ImageRecord, 'credit'>, locale: string): string | null => {
  if (credit === null || credit === '') return null;
  const language = locale.split('-')[0] ?? '';
  const word = WORDS[language];
  if (word === undefined) return `(${credit})`;
  return language === 'fr' ? `(${word} : ${credit})` : `(${word}: ${credit})`;
};
