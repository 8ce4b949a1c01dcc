import type { ImageRecord } from '../content/records.ts';
import { checkMaybe, type Path } from './text-input.ts';
import type { Complaints } from './user-error.ts';

export interface ImageInput {
  readonly url: string;
  readonly alt?: string | null | undefined;
  readonly caption?: string | null | undefined;
  readonly credit?: string | null | undefined;
  readonly rights?: string | null | undefined;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly focalPoint?: { readonly x: number; readonly y: number } | null | undefined;
}

const MAX_WORDS = 2_000;
const MAX_PIXELS = 100_000;

/** A picture as it is stored. The sizes that its server made of it stay with it as long as its address does. */
export const imageOf = (
  input: ImageInput,
  earlier: readonly ImageRecord[],
  path: Path,
  complaints: Complaints,
): ImageRecord => {
  const words = (name: 'alt' | 'caption' | 'credit' | 'rights'): string | null =>
    checkMaybe(input[name], [...path, name], MAX_WORDS, complaints);
  const pixels = (name: 'width' | 'height'): number | null => {
    const value = input[name] ?? null;
    if (value !== null && (value < 1 || value > MAX_PIXELS))
      complaints.add([...path, name], 'INVALID', `It is from 1 to ${MAX_PIXELS} pixels.`);
    return value;
  };
  const point = input.focalPoint ?? null;
  if (point !== null && [point.x, point.y].some((part) => !(part >= 0 && part <= 1)))
    complaints.add([...path, 'focalPoint'], 'INVALID', 'Its parts are from 0 to 1.');
  return {
    url: input.url,
    alt: words('alt'),
    caption: words('caption'),
    credit: words('credit'),
    rights: words('rights'),
    width: pixels('width'),
    height: pixels('height'),
    focalPoint: point === null ? null : { x: point.x, y: point.y },
    renditions: earlier.find(({ url }) => url === input.url)?.renditions ?? [],
  };
};
