import type { Complaints } from './user-error.ts';

export type Path = readonly (string | number)[];

// Control characters other than the tab and the line's end: no keyboard makes them, and BSON or a reader's page would make something else of them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A text as it may be stored, letter for letter: what can't be is refused, not mended. */
export const checkText = (text: string, path: Path, most: number, complaints: Complaints): string => {
  if (!text.isWellFormed()) complaints.add(path, 'INVALID', 'It holds half of a character.');
  else if (CONTROL.test(text)) complaints.add(path, 'INVALID', 'It holds a control character.');
  else if (text.length > most)
    complaints.add(path, 'TOO_LONG', `It has ${text.length} characters, at most ${most} are taken.`);
  return text;
};

/** The same for a text that may be left out: an empty one is none. */
export const checkMaybe = (
  text: string | null | undefined,
  path: Path,
  most: number,
  complaints: Complaints,
): string | null => (text == null || text.trim() === '' ? null : checkText(text, path, most, complaints));

/** And for one that must be there. */
export const checkFilled = (
  text: string | null | undefined,
  path: Path,
  most: number,
  complaints: Complaints,
): string => {
  if (text == null || text.trim() === '') complaints.add(path, 'REQUIRED', 'It must have words.');
  return checkText(text ?? '', path, most, complaints).trim();
};

/** Whether a list is no longer than it may be. */
export const checkLength = (
  list: readonly unknown[],
  path: Path,
  most: number,
  complaints: Complaints,
): boolean => {
  if (list.length <= most) return true;
  complaints.add(path, 'TOO_MANY', `It has ${list.length} items, at most ${most} are taken.`);
  return false;
};

/** A slug is plain ASCII: no letter that looks like another one can hide in it. */
export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_SLUG = 120;

export const checkSlug = (slug: string, path: Path, complaints: Complaints): string => {
  if (!SLUG.test(slug) || slug.length > MAX_SLUG)
    complaints.add(
      path,
      'INVALID',
      `A slug is made of a to z, 0 to 9 and single hyphens between them, at most ${MAX_SLUG} characters.`,
    );
  return slug;
};
