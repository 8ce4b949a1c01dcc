import type { ImageRecord } from '../content/records.ts';
import { type DomElement, lineOf } from './page-dom.ts';
import { picture } from './picture.ts';
import { absolute } from './rich-text-of-html.ts';
import { splitCredit } from './split-credit.ts';

const widest = (srcset: string): string | null => {
  const sizes = srcset
    .split(/,\s+/)
    .map((part) => part.trim().split(/\s+/))
    .map(([url = '', size = '1']) => ({ url, size: Number.parseFloat(size) || 1 }));
  return sizes.sort((one, other) => other.size - one.size)[0]?.url ?? null;
};

const pixels = (text: string | null): number | null =>
  /^\d{1,5}$/.test(text ?? '') ? Number(text) || null : null;

/** A picture with its line, caption and credit apart; `null` for what is too small to be one, as trackers are. */
export const imageOf = (
  img: DomElement,
  caption: DomElement | null,
  base: string | null,
): ImageRecord | null => {
  const [width, height] = [pixels(img.getAttribute('width')), pixels(img.getAttribute('height'))];
  if ((width !== null && width < 50) || (height !== null && height < 50)) return null;
  const candidates = [
    img.getAttribute('src'),
    img.getAttribute('data-src'),
    img.getAttribute('data-original'),
    widest(img.getAttribute('srcset') ?? img.getAttribute('data-srcset') ?? ''),
  ];
  const url =
    candidates.map((src) => (src === '' ? null : absolute(src, base))).find((src) => src !== null) ?? null;
  const credit = caption?.querySelector(
    '[class*=credit i], [class*=copyright i], [itemprop=copyrightHolder]',
  );
  const said = lineOf(credit).replace(/^(?:photo|cr[ée]dit|image|foto)[^:]{0,20}:\s*/i, '');
  const line = lineOf(caption);
  const split = splitCredit(line);
  const own =
    said !== '' && line.endsWith(lineOf(credit)) ? line.slice(0, -lineOf(credit).length).trim() : line;
  if (url === null && line === '') return null;
  return picture({
    url,
    alt: lineOfText(img.getAttribute('alt')),
    caption: said === '' ? split.caption : own === '' ? null : own,
    credit: said === '' ? split.credit : said,
    width,
    height,
  });
};

export const lineOfText = (text: string | null): string | null => {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  return line === '' ? null : line;
};
