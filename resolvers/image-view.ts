import { displayCredit } from '../src/content/display-credit.ts';
import type { ImageRecord } from '../src/content/records.ts';

/** A picture as the schema shows it: the record, and its credit as it must be shown beside a text in this language. */
export interface ImageView extends ImageRecord {
  readonly displayCredit: string | null;
}

export const imageView = (image: ImageRecord, locale: string): ImageView => ({
  ...image,
  displayCredit: displayCredit(image, locale),
  renditions: [...image.renditions].sort((left, right) => (right.width ?? 0) - (left.width ?? 0)),
});
