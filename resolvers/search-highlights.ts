import { bylineText } from '../src/content/byline.ts';
import type { ArticleHead, BlockRecord } from '../src/content/records.ts';
import { type Excerpt, excerptHtml, excerptOf } from '../src/content/search-highlights.ts';
import { analysisOf } from '../src/content/search-languages.ts';
import type { SearchItem } from '../src/content/search-query.ts';
import { textsOf } from '../src/content/search-terms.ts';
import type { GatewayContext } from './context.ts';
import { readableBlocks } from './readable-blocks.ts';
import type { SearchField } from './types.generated.ts';

interface Highlight extends Pick<Excerpt, 'text' | 'ranges'> {
  readonly field: SearchField;
  readonly blockId: string | null;
  readonly html: string;
}

/** The first parts of a story, then the pieces of its text that have most of what was looked for. Only blocks that the viewer may read are looked at. */
export const highlightsOf = async (
  head: ArticleHead,
  items: readonly SearchItem[],
  most: number,
  context: GatewayContext,
): Promise<Highlight[]> => {
  const analysis = analysisOf(head.locale);
  const from = (field: SearchField, text: string | null, blockId: string | null = null) => {
    const excerpt = text === null ? null : excerptOf(text, items, analysis);
    return excerpt === null ? [] : [{ ...excerpt, field, blockId, html: excerptHtml(excerpt) }];
  };
  const parts = [
    ...from('HEADLINE', head.headline),
    ...from('KICKER', head.kicker),
    ...from('STANDFIRST', head.standfirst),
    ...from('BYLINE', bylineText(head.byline)),
  ];
  if (parts.length >= most) return parts.slice(0, most);
  const blocks = await readableBlocks(head, context);
  const pieces = flat(blocks)
    .flatMap((block) => textsOf(block).flatMap((text) => from('BODY', text, block.id)))
    .sort((left, right) => right.items - left.items);
  return [...parts, ...pieces].slice(0, most);
};

/** Blocks of live entries by themselves, after the entry's own headline. */
const flat = (blocks: readonly BlockRecord[]): BlockRecord[] =>
  blocks.flatMap((block) =>
    block.type === 'LiveEntry' ? [{ ...block, blocks: [] }, ...flat(block.blocks)] : [block],
  );
