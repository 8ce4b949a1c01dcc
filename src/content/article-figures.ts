import { postIdsOf, richTextsOf } from './body-render.ts';
import { countWords } from './count-words.ts';
import type { AccessLevel, ArticleRecord, BlockRecord, CorrectionRecord } from './records.ts';
import { plainOf } from './rich-text.ts';

type Figures = Pick<
  ArticleRecord,
  | 'wordCount'
  | 'characterCount'
  | 'blockCount'
  | 'previewBlockCount'
  | 'previewPostCount'
  | 'socialPostIds'
  | 'corrections'
>;

/** How many blocks of a gated story are shown to those who may not read on, unless its editors say otherwise. */
const PREVIEW_BLOCKS = 2;

/** The corrections and notes among blocks, oldest first. */
export const correctionsIn = (blocks: readonly BlockRecord[]): CorrectionRecord[] =>
  blocks
    .filter((block): block is CorrectionRecord => block.type === 'Correction')
    .sort((left, right) => left.at.getTime() - right.at.getTime());

/** What a story's head says of its text: everything that can be worked out from the blocks. */
export const figuresOf = (
  blocks: readonly BlockRecord[],
  {
    locale,
    access,
    previewBlockCount,
  }: { readonly locale: string; readonly access: AccessLevel; readonly previewBlockCount?: number | null },
): Figures => {
  const text = blocks.flatMap(richTextsOf).map(plainOf).join('\n');
  const previewed =
    access === 'FREE' ? blocks.length : Math.min(previewBlockCount ?? PREVIEW_BLOCKS, blocks.length);
  return {
    wordCount: countWords(text, locale),
    characterCount: text.replace(/\s+/gu, '').length,
    blockCount: blocks.length,
    previewBlockCount: previewed,
    previewPostCount: postIdsOf(blocks.slice(0, previewed)).length,
    socialPostIds: postIdsOf(blocks),
    corrections: correctionsIn(blocks),
  };
};
