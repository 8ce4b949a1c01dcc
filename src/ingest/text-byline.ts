import { beginsAsHeading, isTrade } from './byline-words.ts';
import { flat } from './flat.ts';
import { isFurniture } from './furniture.ts';
import { isAgency, isKnownAgency, isOrganisation } from './organisations.ts';
import type { AuthorDraft } from './page-draft.ts';
import { isProse, isUrl, type Line, words } from './page-lines.ts';
import { isName, namesPerson, partsOf, readByline, SAYS_BY, withoutMoment } from './read-byline.ts';
import { inLatinDigits } from './read-moment.ts';
import { captionOf } from './split-credit.ts';

/** A line of a page's text that says who signs. */
export interface TextByline {
  readonly index: number;
  readonly authors: readonly AuthorDraft[];
  readonly line: string;
  /** Whether it begins with the word for it: names alone need a day, a trade or a label beside them. */
  readonly isSaid: boolean;
}

const LONGEST = 140;
const LONGEST_MOMENT = 60;
const LONG = 80;
const MOST_WORDS = 5;

/** What kind of text it is, before the word for who wrote: `Kommentar von`, `Analysis by`. */
const KIND =
  /^(?:(?:an?|eine?|une?|una?|un)\s)?(?:kolumne|kommentar|analyse|bericht|reportage|gastbeitrag|interview|porträt|essay|glosse|leitartikel|column|opinion|analysis|comment|story|reporting|review|chronique|tribune|columna|artikel|artículo)\s(?=(?:by|von|par|por|di|van|door|af|av)[\s:])/iu;
/** The word for it at the end of the standfirst: `… Ein Kommentar von Ana Ruiz`. */
const AT_END =
  /^.{20,}[.!?]\s(?:(?:Ein|Eine|An?|Une?)\s\p{L}+\s)?((?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or)\s\p{Lu}.{3,60})$/u;
const LABEL_LINE =
  /^(?:author of the article|authors?|written by|autor(?:in|en)?|auteurs?|autore|text|tekst|story)\s*:?$/iu;
const SOURCE = /^(?:quelle|source|fuente|fonte|bron|kilde)\s*:\s*/iu;
const PICTURE =
  /^(?:photo|foto|image|bild|picture|graphic|getty|shutterstock|collage|illustration|video)\b/iu;
const MOMENT =
  /\d{1,2}[.:h]\d{2}(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)|\d\s?(?:min(?:ute)?s?|hours?|days?|stunden?|heures?|jours?|horas?|ore|timer)(?!\p{L})|vor \d/iu;
const isMoment = (text: string): boolean => text.length <= LONGEST_MOMENT && MOMENT.test(inLatinDigits(text));
/** What pages write behind a name without a space: `Ana RuizNews Reporter`. */
const GLUED = /(\p{Ll})(?=\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)*$)/gu;
const GLUED_MONTH =
  /(\p{Ll})(?=(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d)/gu;
const unglued = (line: string): string => {
  const text = line.replace(GLUED_MONTH, '$1 ').replace(/\s[–-]\s/g, ' | ');
  const at = [...text.matchAll(GLUED)].find(({ index }) => isTrade(text.slice(index + 1)));
  return at === undefined ? text : text.slice(0, at.index + 1);
};

/** People of a line that names nothing else but agencies and trades. */
const peopleOf = (text: string): string[] => {
  const parts = partsOf(text).filter((part) => !isTrade(part));
  const people = parts.filter(
    (part) => isName(part) && namesPerson(part) && !beginsAsHeading(part) && !isOrganisation(part, []),
  );
  return people.length > 0 && parts.every((part) => people.includes(part) || isKnownAgency(part))
    ? people
    : [];
};
const asAuthors = (names: readonly string[]): AuthorDraft[] =>
  names.map((name) => ({ name, title: null, bio: null, role: 'AUTHOR' }));

/** Several names in a row with nothing between: they can't be parted, but stand as they are printed. */
const SEVERAL = /^(?:\p{Lu}[\p{L}\p{M}'’.-]+\s+){3,9}\p{Lu}[\p{L}\p{M}'’.-]+$/u;

const saidIn = (text: string, index: number): TextByline | null => {
  const said = (AT_END.exec(text)?.[1] ?? text.replace(KIND, '')).trim();
  if (said.length > LONGEST || !SAYS_BY.test(said)) return null;
  const line = withoutMoment(unglued(said));
  const authors = readByline(line).filter(({ name }) => !isOrganisation(name, []));
  const isParticle = /^d[aei]\s/i.test(said);
  if (authors.length > 0)
    return isParticle && peopleOf(line).length === 0 ? null : { index, authors, line, isSaid: true };
  const parts = partsOf(line);
  const signs =
    parts.some(isAgency) || (words(line) <= MOST_WORDS && !isProse(text) && !/[.:?!]$/.test(line));
  return signs && !isParticle ? { index, authors: [], line, isSaid: true } : null;
};

/** Whether a text, flat, has all words of a name. */
const isIn = (story: string, name: string): boolean =>
  flat(name)
    .split(' ')
    .every((word) => story.includes(` ${word} `));

/** Names that stand alone, where what is next to them says that they sign. */
const namedIn = (all: readonly Line[], index: number, start: number, story: string): TextByline | null => {
  const at = (place: number): string => all[place]?.text ?? '';
  const text = at(index);
  if (text.length > LONGEST || PICTURE.test(text) || /[.!?:]$/.test(text)) return null;
  const whole = unglued(text.replace(SOURCE, ''));
  const line = withoutMoment(whole).replace(/[\s|,–-]+$/, '');
  const isDated =
    line !== whole || isMoment(at(index + 1)) || isMoment(at(index + 2)) || isMoment(at(index - 1));
  // A name right above the first paragraph, and nothing else with it.
  const isAbove =
    index < start &&
    isName(whole) &&
    isProse(at(index + 1)) &&
    at(index + 1).length >= LONG &&
    captionOf(at(index - 1)) === null;
  const isBeside =
    isAbove ||
    isDated ||
    LABEL_LINE.test(at(index - 1)) ||
    isTrade(at(index + 1)) ||
    partsOf(line).some(isTrade);
  if (
    !isBeside ||
    whole.length - line.length > LONGEST_MOMENT ||
    words(line) > 2 * MOST_WORDS ||
    /^[^\d]*:/.test(whole)
  )
    return null;
  // Whom the story speaks of is its subject, and the line a label.
  const people = peopleOf(line).filter((name) => !isIn(story, name));
  if (people.length > 0) return { index, authors: asAuthors(people), line, isSaid: false };
  const isAgencys =
    (isKnownAgency(line) || isKnownAgency(line.split(/[\s,]/)[0] ?? '')) &&
    /\p{L}/u.test(line) &&
    words(line) <= 2;
  const isLabelled = LABEL_LINE.test(at(index - 1)) && words(line) <= MOST_WORDS;
  const isRow =
    SEVERAL.test(line) && (isMoment(at(index + 1)) || line !== whole) && line !== line.toUpperCase();
  return isAgencys || isLabelled || isRow ? { index, authors: [], line, isSaid: false } : null;
};

const JOINS = /^(?:and|und|et|y|e|en|og|och|&|,|\|)$/iu;
const MOST_ROWS = 6;
/** The names in the rows below: papers print one a row. */
const withFollowing = (all: readonly Line[], byline: TextByline): TextByline => {
  if (!byline.isSaid || byline.authors.length === 0) return byline;
  const more: string[] = [];
  let goesOn = /,$/.test(all[byline.index]?.text ?? '');
  for (const { text } of all.slice(byline.index + 1, byline.index + 1 + MOST_ROWS)) {
    if (JOINS.test(text)) {
      goesOn = true;
      continue;
    }
    // A name that nothing joins may be the photographer's: a trade says that it is another writer's.
    const row = unglued(text.replace(/^(?:and|und|et|y)\s/iu, ''));
    const people = PICTURE.test(text) ? [] : peopleOf(row);
    if (people.length === 0 || (!goesOn && row === text && people.join(' ') === text)) break;
    more.push(...people);
    goesOn = /,$/.test(text);
  }
  return more.length === 0
    ? byline
    : {
        ...byline,
        authors: [...byline.authors, ...asAuthors(more)],
        line: [byline.line.replace(/,$/, ''), ...more].join(', '),
      };
};

/** Above a story's first sentence: menus and teasers stand farther away. */
const FARTHEST = 40;
/** A standfirst may be taken for the first paragraph. */
const BELOW = 6;

/** The lines round a story's beginning that say who signs, in order. */
export const bylinesAbove = (all: readonly Line[], start: number, story: string): TextByline[] => {
  const spokenOf = ` ${flat(story)} `;
  const found: TextByline[] = [];
  for (let index = Math.max(0, start - FARTHEST); index < Math.min(all.length, start + BELOW); index += 1) {
    const { text = '' } = all[index] ?? {};
    if (text === '' || isUrl(text) || isFurniture(text)) continue;
    const byline = saidIn(text, index) ?? (isProse(text) ? null : namedIn(all, index, start, spokenOf));
    if (byline !== null) found.push(withFollowing(all, byline));
  }
  return found;
};

const ABOVE_HEADLINE = 4;
const BELOW_HEADLINE = 20;

/** The one that belongs to the headline: said rather than named, below it rather than above, near rather than far. */
export const bylineOf = (bylines: readonly TextByline[], top: number): TextByline | null => {
  const near = bylines.filter(
    ({ index }) => index >= top - ABOVE_HEADLINE && index <= top + BELOW_HEADLINE && index !== top,
  );
  const below = near.filter(({ index }) => index > top);
  for (const some of [below, near])
    for (const isSaid of [true, false]) {
      const one = some.find((byline) => byline.isSaid === isSaid);
      if (one !== undefined) return one;
    }
  return null;
};

/** The byline from which the headline is sought: the last that is said above the text, else one a little into it, else a named one. */
export const anchorOf = (bylines: readonly TextByline[], start: number): TextByline | undefined => {
  const said = bylines.filter(({ isSaid }) => isSaid);
  return said.findLast(({ index }) => index <= start) ?? said[0] ?? bylines.at(-1);
};
