import { isDegree, isTrade, withoutLabel } from './byline-words.ts';
import type { AuthorDraft } from './page-draft.ts';

const BY =
  /^(?:(?:(?:(?:written|posted|published|reported|story|words|eingestellt|erstellt|verfasst|geschrieben|veröffentlicht|écrit|publié|rédigé|escrito|publicado|geschreven|skrevet)\s+)?(?:by|par|von|por|di|de|door|af|av)|scritto da|بقلم|كتب|מאת)[\s:]+|(?:words|texte?|author|auteur|autor(?:in)?|著者|執筆|文|取材・文|記者)\s*[:：＝]\s*)/iu;
/** Whether a line begins with the word for who wrote. */
export const SAYS_BY = BY;
/** `\b` knows ASCII alone: to it the last letter of `Renée` is a word of its own. */
const AND =
  /\s*(?:[,;|•·&、，]|(?<![\p{L}\p{M}'’-])(?:and|et|und|en|og|och|ja|ve|with|avec|mit)(?![\p{L}\p{M}'’-])|\s+و)\s*/iu;
/** Two to five words of a name; particles may be small. */
const NAME =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lo}[\p{L}\p{M}'’-]+)(?:\s+(?:(?:de|da|di|du|des|del|della|la|le|van|von|der|den|ten|bin|ben|al|el|y|e|zu)\s+)*(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lo}[\p{L}\p{M}'’-]+)){1,3}$/u;
const IS_A =
  /^(.{4,60}?)\s+(?:est|is|was|ist|es|è|é|هو|هي)\s+(?:notre|our|unser[e]?|nuestr[oa]|il|lo|la|le|l['’]|el|un|une|una|uno|a|an|the|der|die|das|ein|eine|o|)\s*(.{4,160}?)[.]?$/iu;
/** Where a title ends and the employer begins. */
const EMPLOYER =
  /\s+(?:du|de la|de l['’]|des|de|d['’]|of|of the|for|at|in|bei|beim|von|del|de el|della|dell['’]|per|para|do|da)\s*(?:the\s+)?(?=\p{Lu})/u;

/** What stands behind a name without a comma. */
const JOB =
  /[\s,]+(?:기자|(?:(?:senior|staff|chief|deputy|political|business|national|special|associate|managing)\s+)*(?:writer|reporter|editor|correspondent|producer|contributor|columnist|critic)\b).*$/iu;
/** Names that are written without a space; only where a line is known to name people. */
const HAN_NAME =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,8}|[\p{Script=Hangul}]{2,4})$/u;

const plainAuthor = (name: string): AuthorDraft => ({ name, title: null, bio: null, role: 'AUTHOR' });

export const isName = (text: string): boolean => text.length <= 60 && NAME.test(text) && !/\d/.test(text);

const MONTH =
  'jan(?:uary?|uar|vier|\\.)?|feb(?:ruary?|ruar|rero|braio|\\.)?|février|fevereiro|mar(?:ch|s|zo|ço|\\.)?|märz|maart|a[pv]r(?:il|ile|\\.)?|abril|may|mai|mayo|maggio|maio|mei|june?|juni|juin|junio|giugno|junho|jun\\.?|july?|juli|juillet|julio|luglio|julho|jul\\.?|aug(?:ust|ustus|\\.)?|août|agosto|sept?(?:ember|embre|iembre|\\.)?|settembre|setembro|o[ck]t(?:ober|obre|\\.)?|ottobre|outubro|nov(?:ember|embre|iembre|\\.)?|novembro|de[cz](?:ember|embro|\\.)?|décembre|diciembre|dicembre|enero|gennaio|janeiro';
const DAY =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|on|le|am|el|il|op|em|den|the|at|um';
/** A day or an hour behind the names: `By Ana Ruiz Thursday, March 2, 2023 4:41AM`, `Par Ana Ruiz le 2 mars`. */
const WHEN = new RegExp(
  `[\\s,|•·–—-]+(?:(?:(?:${DAY})[,.\\s]+)*(?:(?:${MONTH})\\s+(?!\\d+\\s(?:days?|hours?|min)))?\\d.*|(?:updated|published|posted|aktualisiert|publié|publicado|mis à jour|actualizado)(?!\\p{L}).*)$`,
  'iu',
);
/** A printed line up to its moment. */
export const withoutMoment = (line: string): string => line.replace(WHEN, '').replace(/[\s,|•·–—-]+$/, '');
/** What a person is, before the name: `FOCUS-Experte Ana Ruiz`. */
const JOB_BEFORE =
  /^(?:\p{L}+-)*(?:experte|expertin|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|autor(?:in)?|editor|reporter|correspondent|redactor|journalist(?:e|in)?)\s+(?=\p{Lu})/iu;

/** A link's words round a name: `All articles by Ana Ruiz`, `Alle Artikel von Ana Ruiz`. */
const ALL_BY =
  /^(?:(?:view |see |read )?(?:all|more|alles?|mehr|weitere|tous|toutes|plus|todos|más|tutti)\s(?:\p{L}+\s){0,3}|(?:artikel|beiträge|articles?|posts?|stories)\s)(?:by|from|von|par|de|di|por|da)\s+(?=\p{Lu})/iu;
const FOLLOW =
  /\s+(?:follow|folgen|suivre|seguir|(?:alle|all|weitere|more)\s(?:artikel|beiträge|articles|posts|stories).*)$/iu;
/** Cities of two words, which look like a person's name behind a comma. */
const CITY =
  /^(?:New York(?: City)?|Los Angeles|Las Vegas|San (?:Francisco|Diego|José|Juan)|St\.? (?:Louis|Petersburg)|Saint-? ?Petersburg|Mexico City|Washington,? D\.?C\.?|Hong Kong|New Delhi|Kuala Lumpur|Abu Dhabi|Tel Aviv|Buenos Aires|São Paulo|Rio de Janeiro|Cape Town|Addis Abeba|Addis Ababa|Den Haag|The Hague|La Paz|Ciudad de México|Le Caire|La Haye|Phnom Penh|Bad \p{Lu}\p{L}+)$/u;
/** `Ana Ruiz y Luis Mora` is two, `Luis Mora y Prado` one; in `Luis E. Mora` the letter is great. */
const atSmallAnd = (part: string): string[] => {
  const halves = part.split(/\s+[ye]\s+/u);
  const isOne = isName(part) && halves.some((half) => !half.includes(' ') && half !== half.toUpperCase());
  return isOne ? [part] : halves;
};
/** `Ana Ruiz/AFP` is two; `NTB/AFP` and initials are one. */
const slashed = (part: string): string[] => {
  const halves = part.split(/\s*\/\s*/);
  return halves.length > 1 && halves.some(isName) ? halves : [part];
};

/** `Ana Ruiz Parliamentary Editor` is `Ana Ruiz`. */
const withoutTrade = (part: string): string => {
  const words = part.split(' ');
  const count = [2, 3].find(
    (first) =>
      words.length > first &&
      isTrade(words.slice(first).join(' ')) &&
      isName(words.slice(0, first).join(' ')),
  );
  return count === undefined ? part : words.slice(0, count).join(' ');
};

/** The parts of a line such as `By Ana Ruiz and AFP in Lisbon`: people, agencies, whoever else is named. */
export const partsOf = (line: string): string[] =>
  withoutLabel(line.replace(BY, ''))
    .replace(/\s+/g, ' ')
    .replace(WHEN, '')
    .replace(/\s\p{L}+:.*$/u, '')
    .replace(/\s+(?:in|à|au|en|aus|desde|da|from)\s+\p{Lu}[\p{L}\s'’-]*$/u, '')
    .replace(ALL_BY, '')
    .split(AND)
    .flatMap(atSmallAnd)
    .flatMap(slashed)
    .map((part) =>
      withoutTrade(withoutLabel(part.replace(/^(?:by|par|von)\s+/i, '')))
        .replace(JOB_BEFORE, '')
        .replace(JOB, '')
        .replace(/\s+(?:[Ff]or|FOR) (?:[Tt]he |THE )?\p{Lu}.*$/u, '')
        .replace(FOLLOW, '')
        .replace(/\s+(?:in|on|at|for|am|le|is)$/i, '')
        .replace(/\s*\([^)]{1,12}\)$/, '')
        .replace(/[,.;:|]+$/, '')
        .trim()
        .replace(/^(.+) \1$/, '$1'),
    )
    .filter((part) => part !== '' && !isDegree(part));

/** Whether a part of a line that is known to name people has the form of a person's name. */
export const namesPerson = (part: string): boolean =>
  (isName(part) && !CITY.test(part) && !isTrade(part)) || HAN_NAME.test(part);

/** The people in a line such as `By Ana Ruiz and Élie Cohen in Lisbon`; agencies and places are nobody. */
export const namesIn = (line: string): string[] => partsOf(line).filter(namesPerson);

/** A line that begins with the word for it, or names nothing but people. */
export const readByline = (line: string): readonly AuthorDraft[] => {
  const said = BY.test(line);
  if (line.length > 160 || (!said && !isName(line))) return [];
  const authors = namesIn(line).map(plainAuthor);
  // `By Ana Ruiz, diplomatic correspondent`: what stands behind the last name in small letters is what they are.
  const title =
    /,\s*(\p{Ll}[^,]{3,60}|(?:Redakteur|Korrespondent|Reporter)[^,]{0,60})$/u.exec(line)?.[1] ?? null;
  return authors.map((author, index) => (index === authors.length - 1 ? { ...author, title } : author));
};

/** `Ana Ruiz is the Courier's diplomatic correspondent.` says who, and what they are. `null` for any other sentence. */
export const readBio = (line: string): AuthorDraft | null => {
  if (line.length > 320) return null;
  const [, name = '', rest = ''] = IS_A.exec(line.replace(/\s+/g, ' ').trim()) ?? [];
  if (!isName(name) || !/^\p{Ll}|^\p{Lo}|^\p{Lu}[\p{L}’']+['’]s /u.test(rest)) return null;
  const title = (rest.split(EMPLOYER)[0] ?? rest).replace(/^(?:[\p{Lu}][\p{L}]*\s?)+['’]s\s+/u, '').trim();
  return { name, title: title === '' ? null : title, bio: line, role: 'AUTHOR' };
};
