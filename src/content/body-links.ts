import { richTextsOf } from './body-render.ts';
import type { ArticleHead, BlockRecord, RichTextRecord } from './records.ts';

const articleIdsIn = (block: BlockRecord): (string | null)[] => {
  if (block.type === 'RelatedLink') return [block.articleId];
  if (block.type === 'LiveEntry') return block.blocks.flatMap(articleIdsIn);
  return richTextsOf(block).flatMap((text) => text.map(({ articleId }) => articleId));
};

/** The stories that blocks link to, each once. */
export const linkedArticleIds = (blocks: readonly BlockRecord[]): string[] => [
  ...new Set(blocks.flatMap(articleIdsIn).filter((id) => id !== null)),
];

/**
 * Blocks whose links to our own stories lead to the canonical addresses. A story that the viewer may not see isn't linked to: the words stay, a pointer to it goes,
 * since an address or a title would tell of it.
 */
export const linkBlocks = (
  blocks: readonly BlockRecord[],
  visible: ReadonlyMap<string, Pick<ArticleHead, 'url'>>,
): BlockRecord[] => {
  const relink = (text: RichTextRecord): RichTextRecord =>
    text.map((span) => {
      if (span.articleId === null) return span;
      const article = visible.get(span.articleId);
      return article === undefined
        ? { ...span, href: null, articleId: null }
        : { ...span, href: article.url };
    });
  const visit = (block: BlockRecord): BlockRecord | null => {
    if (block.type !== 'RelatedLink' || block.articleId === null) return mapTexts(block, relink, visit);
    const article = visible.get(block.articleId);
    return article === undefined ? null : { ...block, url: article.url };
  };
  return blocks.flatMap((block) => visit(block) ?? []);
};

const mapTexts = (
  block: BlockRecord,
  text: (text: RichTextRecord) => RichTextRecord,
  inner: (block: BlockRecord) => BlockRecord | null,
): BlockRecord => {
  switch (block.type) {
    case 'Paragraph':
    case 'Heading':
    case 'Quote':
    case 'PullQuote':
    case 'Correction':
    case 'UnknownBlock':
      return { ...block, content: text(block.content) };
    case 'List':
      return { ...block, items: block.items.map(text) };
    case 'Table':
      return { ...block, header: block.header.map(text), rows: block.rows.map((row) => row.map(text)) };
    case 'LiveEntry':
      return { ...block, blocks: block.blocks.flatMap((child) => inner(child) ?? []) };
    default:
      return block;
  }
};
