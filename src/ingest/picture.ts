import type { ImageRecord } from '../content/records.ts';

const NOTHING: ImageRecord = {
  url: null,
  alt: null,
  caption: null,
  credit: null,
  rights: null,
  width: null,
  height: null,
  focalPoint: null,
  renditions: [],
};

/** A picture of which a page says this much. */
export const picture = (known: Partial<ImageRecord>): ImageRecord => ({ ...NOTHING, ...known });
