import * as chrono from 'chrono-node';
import { isCalendarDay } from '../content/calendar-day.ts';

const BY_LANGUAGE = {
  ar: chrono.ar,
  de: chrono.de,
  en: chrono.en,
  es: chrono.es,
  fr: chrono.fr,
  it: chrono.it,
  nl: chrono.nl,
  pt: chrono.pt,
} as const;
const LANGUAGES = Object.values(BY_LANGUAGE);

/** Arabic and Persian digits as the ones that dates are read in. */
export const inLatinDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));

/** Years that a story can have: a number beyond is a misreading. */
const isPlausible = (moment: Date): boolean =>
  !Number.isNaN(moment.getTime()) && moment.getUTCFullYear() >= 1600 && moment.getUTCFullYear() <= 9999;

/** A moment in ISO 8601, as machines write it into a page; a day alone is its midnight in UTC. `null` for anything else. */
export const readIsoMoment = (text: string | null | undefined): Date | null => {
  const match =
    /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d+))?\s*(Z|[+-]\d{2}:?\d{2})?)?/i.exec(
      text ?? '',
    );
  if (match === null) return null;
  const [, day = '', time = '00:00:00', fraction = '0', zone = 'Z'] = match;
  const offset = zone.length === 5 && zone !== 'Z' ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const clock = time.length === 5 ? `${time}:00` : time;
  const moment = new Date(`${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${offset.toUpperCase()}`);
  return isPlausible(moment) && isCalendarDay(day) ? moment : null;
};

/**
 * The day or moment that words name, in any of the languages that chrono reads: `29 mars 2023`, `March 29, 2023, 6:04 pm`. A moment without a zone is taken as UTC.
 * Only dates with day, month and year count; the rest is a guess.
 */
export const readMoment = (words: string): Date | null => {
  const text = inLatinDigits(words);
  const iso = /\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+\s*(?:Z|[+-]\d{2}:?\d{2})?)?/.exec(text);
  if (iso !== null) return readIsoMoment(iso[0]);
  for (const language of LANGUAGES) {
    for (const { start } of language.casual.parse(text)) {
      if (!start.isCertain('day') || !start.isCertain('month') || !start.isCertain('year')) continue;
      const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
      const hour = start.isCertain('hour') ? (start.get('hour') ?? 0) : 0;
      const minute = start.isCertain('minute') ? (start.get('minute') ?? 0) : 0;
      const zone = start.isCertain('timezoneOffset') ? (start.get('timezoneOffset') ?? 0) : 0;
      const moment = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour, minute - zone));
      if (isPlausible(moment)) return moment;
    }
  }
  return null;
};
