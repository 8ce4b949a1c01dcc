import type { BlockRecord, RichTextRecord, SocialPostRecord } from './records.ts';

/** What a body refers to, already loaded: posts by id. */
export interface BodyReferences {
  readonly posts: ReadonlyMap<string, SocialPostRecord>;
  /** The story's language, for credits. */
  readonly locale: string;
}

/** The ids of all posts that blocks embed, entries of live blogs included, each once, in order of appearance. */
export const postIdsOf = (blocks: readonly BlockRecord[]): string[] => [
  ...new Set(
    blocks.flatMap((block) => {
      if (block.type === 'SocialEmbed') return [block.socialPostId];
      return block.type === 'LiveEntry' ? postIdsOf(block.blocks) : [];
    }),
  ),
];

/** All rich texts of a block, in reading order. */
export const richTextsOf = (block: BlockRecord): RichTextRecord[] => {
  switch (block.type) {
    case 'Paragraph':
    case 'Heading':
    case 'Quote':
    case 'PullQuote':
    case 'Correction':
    case 'UnknownBlock':
      return [block.content];
    case 'List':
      return [...block.items];
    case 'Table':
      return [...block.header, ...block.rows.flat()];
    case 'LiveEntry':
      return block.blocks.flatMap(richTextsOf);
    default:
      return [];
  }
};
