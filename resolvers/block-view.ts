import type {
  BlockRecord,
  GalleryRecord,
  ImageBlockRecord,
  LiveEntryRecord,
} from '../src/content/records.ts';
import { type ImageView, imageView } from './image-view.ts';

/** Blocks whose pictures carry their credit in the story's language. */
export interface ImageBlockView extends Omit<ImageBlockRecord, 'image'> {
  readonly image: ImageView;
}
export interface GalleryView extends Omit<GalleryRecord, 'images'> {
  readonly images: readonly ImageView[];
}
/** An entry of a live blog knows its story's language, for the blocks in it. */
export interface LiveEntryView extends LiveEntryRecord {
  readonly locale: string;
}

export type BlockView =
  | Exclude<BlockRecord, ImageBlockRecord | GalleryRecord | LiveEntryRecord>
  | ImageBlockView
  | GalleryView
  | LiveEntryView;

/** A block of a story in this language, as the schema shows it. */
export const blockView = (block: BlockRecord, locale: string): BlockView => {
  switch (block.type) {
    case 'ImageBlock':
      return { ...block, image: imageView(block.image, locale) };
    case 'Gallery':
      return { ...block, images: block.images.map((image) => imageView(image, locale)) };
    case 'LiveEntry':
      return { ...block, locale };
    default:
      return block;
  }
};
