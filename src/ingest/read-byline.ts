import type { AuthorDraft } from './page-draft.ts';

const BY =
  /^(?:by|par|von|por|di|de|door|af|av|texte?\s*:|author\s*:|auteur\s*:|autor(?:in)?\s*:|written by|story by|reported by|بقلم|كتب|מאת)[\s:]+/iu;
/** Whether a line begins with the word for who wrote. */
export const SAYS_BY = BY;
/** `\b` knows ASCII alone: to it the last letter of `Renée` is a word of its own. */
const AND =
  /\s*(?:,|;|\||•|·|&|(?<![\p{L}\p{M}'’-])(?:and|et|und|y|e|en|og|och|ja|ve|with|avec|mit)(?![\p{L}\p{M}'’-])|\s+و)\s*/iu;
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

/** A day or an hour behind the names: `By Ana Ruiz Thursday, March 2, 2023 4:41AM`. */
const WHEN =
  /[\s,|•·-]+(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?[,.\s]*(?:\p{L}{3,9}\.?\s+)?\d.*|(?:updated|published|posted)\b.*)$/iu;
/** A printed line up to its moment. */
export const withoutMoment = (line: string): string => line.replace(WHEN, '').replace(/[\s,|•·-]+$/, '');
/** What a person is, before the name: `FOCUS-Experte Ana Ruiz`. */
const JOB_BEFORE =
  /^(?:\p{L}+-)*(?:experte|expertin|redakteur(?:in)?|reporter(?:in)?|korrespondent(?:in)?|autor(?:in)?|editor|reporter|correspondent|redactor|journalist(?:e|in)?)\s+(?=\p{Lu})/iu;

/** The parts of a line such as `By Ana Ruiz and AFP in Lisbon`: people, agencies, whoever else is named. */
export const partsOf = (line: string): string[] =>
  line
    .replace(BY, '')
    .replace(/\s+/g, ' ')
    .replace(WHEN, '')
    .replace(/\s\p{L}+:.*$/u, '')
    .replace(/\s+(?:in|à|au|en|aus|desde|da|from)\s+\p{Lu}[\p{L}\s'’-]*$/u, '')
    .split(AND)
    .map((part) =>
      part
        .replace(/^(?:by|par)\s+/i, '')
        .replace(JOB_BEFORE, '')
        .replace(JOB, '')
        .replace(/\s+(?:[Ff]or|FOR) (?:[Tt]he |THE )?\p{Lu}.*$/u, '')
        .replace(/\s+(?:follow|folgen|suivre|seguir)$/iu, '')
        .replace(/\s*\([^)]{1,12}\)$/, '')
        .replace(/[,.;:|]+$/, '')
        .trim(),
    )
    .filter((part) => part !== '');

/** Whether a part of a line that is known to name people has the form of a person's name. */
export const namesPerson = (part: string): boolean => isName(part) || HAN_NAME.test(part);

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
