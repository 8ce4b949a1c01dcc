import { MAX_BLOCKS, pageRequest } from '../src/content/page-arguments.ts';
import { pageOfList } from '../src/content/page-of-list.ts';
import type { Page } from '../src/content/paging.ts';
import type { BlockRecord } from '../src/content/records.ts';
import { type BlockView, blockView } from './block-view.ts';

/** A page of the blocks that a viewer may read. */
export interface BlockPage {
  readonly rows: readonly BlockView[];
  /** Where the page begins among the blocks, from 0. */
  readonly start: number;
  readonly total: number;
}

/** Cuts a page out of blocks. Throws BAD_USER_INPUT and BAD_CURSOR as every connection does. */
export const blockPage = (
  blocks: readonly BlockRecord[],
  locale: string,
  { first, after }: { readonly first?: number | null; readonly after?: string | null },
): BlockPage => {
  const request = pageRequest({ first, after }, 'block', { size: MAX_BLOCKS, most: MAX_BLOCKS });
  const page: Page<BlockRecord> = pageOfList(blocks, ({ id }) => id, request);
  const [head] = page.rows;
  return {
    rows: page.rows.map((block) => blockView(block, locale)),
    start: head === undefined ? (page.hasPrevious ? blocks.length : 0) : blocks.indexOf(head),
    total: blocks.length,
  };
};
