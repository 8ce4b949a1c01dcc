import type { JsonObject } from '../content/json-object.ts';
import { isAgency, isPaper } from './organisations.ts';
import { type DomDocument, lineOf } from './page-dom.ts';
import type { AuthorDraft } from './page-draft.ts';
import { isName, readBio } from './read-byline.ts';
import { capitals, type ShownByline, saidByline, shownNames } from './shown-byline.ts';
import { namesAtText, namesNearHeadline } from './shown-near-headline.ts';
import { shownSignature } from './shown-signature.ts';
import { type Credit, creditsOfArticle, creditsOfMetas } from './told-credits.ts';

const isAgencys = ({ name, isTyped }: Credit, paper: readonly string[]): boolean =>
  !isPaper(name, paper) && (isTyped || isAgency(name));

interface Signed {
  readonly authors: readonly AuthorDraft[];
  readonly line: string | null;
}

const signedBy = (credits: readonly Credit[]): Signed => {
  const people = credits.filter(({ isPerson }) => isPerson);
  const all = credits.map(({ name, isPerson }) => (isPerson ? capitals(name) : name));
  return {
    authors: people.map(({ name, title, bio }) => ({ name: capitals(name), title, bio, role: 'AUTHOR' })),
    line: people.length === credits.length ? null : all.join(', '),
  };
};

const peopleOf = (credits: readonly Credit[]): string[] =>
  credits.filter(({ isPerson }) => isPerson).map(({ name }) => name.toLowerCase());

/** The first list that names people; a later one, where that has all of these and more. */
const fullest = (told: readonly (readonly Credit[])[]): readonly Credit[] | undefined => {
  const first = told.find((credits) => peopleOf(credits).length > 0);
  if (first === undefined) return undefined;
  const people = peopleOf(first);
  return told.reduce((best, credits) => {
    const more = peopleOf(credits);
    return more.length > peopleOf(best).length && people.every((name) => more.includes(name))
      ? credits
      : best;
  }, first);
};

const signedAs = ({ names, line }: ShownByline): Signed => ({
  authors: names.map((name) => ({ name, title: null, bio: null, role: 'AUTHOR' })),
  line,
});

/** The line at the byline's place that names all whom machines are told and others with them. */
const fullerShown = (
  document: DomDocument,
  signed: readonly Credit[],
  paper: readonly string[],
): ShownByline | null => {
  const told = peopleOf(signed);
  const said = told.length === 0 ? null : saidByline(document, paper);
  const shown = said?.names.map((name) => name.toLowerCase()) ?? [];
  return shown.length > told.length && told.every((name) => shown.includes(name)) ? said : null;
};

/**
 * Who signs the story: people as authors; agencies, staffs and initials in the line alone. In this order: people that JSON-LD or meta elements name; agencies that they
 * name; people that the page shows; an agency that it shows; whoever else it is that machines are told, be it the paper itself; where they are told nobody, a signature that the page shows.
 */
export const authorsOf = (document: DomDocument, article: JsonObject, paper: readonly string[]): Signed => {
  const told = [creditsOfArticle(article, paper), ...creditsOfMetas(document, paper)];
  const signed = fullest(told) ?? told.find((credits) => credits.some((credit) => isAgencys(credit, paper)));
  if (signed !== undefined) {
    const fuller = fullerShown(document, signed, paper);
    return fuller === null ? signedBy(signed) : signedAs(fuller);
  }
  const shown = shownNames(document, paper);
  if (shown.names.length > 0 || shown.line !== null) return signedAs(shown);
  const alone = namesAtText(document, paper);
  if (alone.length > 0) return signedAs({ names: alone, line: null });
  const other =
    told.find((credits) => credits.some(({ name }) => !isPaper(name, paper))) ??
    told.find(({ length }) => length > 0);
  if (other !== undefined) return signedBy(other);
  const line = shownSignature(document, paper);
  return line === null
    ? signedAs({ names: namesNearHeadline(document, paper), line })
    : { authors: [], line };
};

/** A sentence of the page that says what the author is. */
export const withBio = (author: AuthorDraft, document: DomDocument): AuthorDraft => {
  if (author.bio !== null || !isName(author.name)) return author;
  for (const element of document.querySelectorAll('[class*="bio" i], [class*="author" i] p')) {
    const bio = readBio(lineOf(element));
    if (bio?.name === author.name) return { ...author, title: author.title ?? bio.title, bio: bio.bio };
  }
  return author;
};
