import { flat } from './flat.ts';
import { type DomDocument, lineOf } from './page-dom.ts';

/** A paper's name is often its page's first heading, and the end of its title. */
const isSiteName = (text: string, title: string, siteName: string | null): boolean => {
  const name = flat(text);
  if (siteName !== null && name === flat(siteName)) return true;
  return (
    name.split(' ').length <= 3 &&
    flat(title).endsWith(` ${name}`) &&
    flat(title).split(' ').length >= name.split(' ').length + 4
  );
};

/** The headline that the page shows, else the one that it tells machines, without the paper's name behind it. */
export const headlineOf = (
  document: DomDocument,
  structured: string | null,
  og: string | null,
  siteName: string | null,
): string | null => {
  const bare = (text: string | null): string | null => {
    if (text === null) return null;
    const parts = text.split(/\s+[|–—·»:-]\s+|\s*\|\s*/);
    const [first = text, ...rest] = parts;
    const last = rest.at(-1);
    if (last === undefined || parts.length > 4) return text;
    const isSite =
      siteName !== null &&
      [siteName.toLowerCase(), siteName.toLowerCase().replace(/^the /, '')].some((site) =>
        last.toLowerCase().includes(site),
      );
    if (isSite || /\|/.test(text))
      return parts.length === 2 || isSite
        ? text.slice(0, text.lastIndexOf(last)).replace(/[\s|–—·»:-]+$/, '')
        : first;
    return last.split(' ').length <= 3 && first.split(' ').length >= 4
      ? text.slice(0, text.lastIndexOf(last)).replace(/[\s|–—·»:-]+$/, '')
      : text;
  };
  const title = document.title.replace(/\s+/g, ' ').trim();
  const told = [structured, og, title]
    .filter((text) => text !== null && text !== '')
    .map((text) => flat(text ?? ''));
  const shown = [...document.querySelectorAll('h1')].map(lineOf).filter((text) => text.length > 3);
  const confirmed = shown
    .filter((text) => told.some((other) => other.includes(flat(text)) || flat(text).includes(other)))
    .filter((text) => !isSiteName(text, title, siteName) && (text.split(' ').length > 1 || text.length > 12))
    .sort((one, other) => other.length - one.length)[0];
  if (confirmed !== undefined) return confirmed;
  const long = shown.filter((text) => text.split(' ').length >= 4);
  const [alone] = long.length === 1 ? long : [];
  return structured ?? alone ?? bare(og) ?? bare(title === '' ? null : title) ?? shown[0] ?? null;
};
