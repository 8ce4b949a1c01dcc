import type { ArticleRecord, BlockRecord, ImageRecord } from './records.ts';

/** What an editor should mend in a story, as far as the story alone shows it. */
const STORY_ISSUES = [
  'IMAGE_WITHOUT_ALT',
  'IMAGE_WITHOUT_CREDIT',
  'WITHOUT_TAGS',
  'GATED_WITHOUT_PREVIEW',
] as const;
export type StoryIssue = (typeof STORY_ISSUES)[number];

const imagesIn = (block: BlockRecord): readonly ImageRecord[] => {
  switch (block.type) {
    case 'ImageBlock':
      return [block.image];
    case 'Gallery':
      return block.images;
    case 'LiveEntry':
      return block.blocks.flatMap(imagesIn);
    default:
      return [];
  }
};

const lacks = (text: string | null): boolean => text === null || text.trim() === '';

type Judged = Pick<ArticleRecord, 'leadImage' | 'blocks' | 'tagIds' | 'access' | 'previewBlockCount'>;

/** Derived at every write. A caption whose picture was never imported is no picture without words. */
export const issuesOf = ({ leadImage, blocks, tagIds, access, previewBlockCount }: Judged): StoryIssue[] => {
  const images = [...(leadImage === null ? [] : [leadImage]), ...blocks.flatMap(imagesIn)].filter(
    ({ url }) => url !== null,
  );
  const found: Record<StoryIssue, boolean> = {
    IMAGE_WITHOUT_ALT: images.some(({ alt }) => lacks(alt)),
    IMAGE_WITHOUT_CREDIT: images.some(({ credit }) => lacks(credit)),
    WITHOUT_TAGS: tagIds.length === 0,
    GATED_WITHOUT_PREVIEW: access !== 'FREE' && blocks.length > 0 && previewBlockCount === 0,
  };
  return STORY_ISSUES.filter((issue) => found[issue]);
};
