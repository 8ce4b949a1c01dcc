import { diffWordsWithSpace } from 'diff';
import { richTextsOf } from './body-render.ts';
import { bylineText } from './byline.ts';
import { longestRising } from './longest-rising.ts';
import type { ArticleRecord, BlockRecord, ImageRecord } from './records.ts';
import { plainOf } from './rich-text.ts';

export interface TextChange {
  readonly change: 'SAME' | 'ADDED' | 'REMOVED';
  readonly text: string;
}
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly text: readonly TextChange[];
}
export interface BlockDifference {
  readonly id: string;
  readonly change: 'ADDED' | 'REMOVED' | 'CHANGED' | 'MOVED';
  readonly before: BlockRecord | null;
  readonly after: BlockRecord | null;
  readonly text: readonly TextChange[];
  /** The story's language. */
  readonly locale: string;
}
export interface StoryDifference {
  readonly fields: readonly FieldChange[];
  readonly blocks: readonly BlockDifference[];
}

/** Beyond so many edits two texts have nothing to do with each other, and are told one after the other. */
const MAX_EDITS = 2_000;

/** Two texts in one, word by word. */
export const changesOfText = (before: string, after: string): TextChange[] => {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS });
  if (parts === undefined)
    return [
      { change: 'REMOVED', text: before },
      { change: 'ADDED', text: after },
    ];
  return parts.map(({ added, removed, value }) => ({
    change: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME',
    text: value,
  }));
};

const FIELDS: Readonly<Record<string, (story: ArticleRecord) => string | null>> = {
  status: ({ status }) => status,
  slug: ({ slug }) => slug,
  locale: ({ locale }) => locale,
  headline: ({ headline }) => headline,
  kicker: ({ kicker }) => kicker,
  standfirst: ({ standfirst }) => standfirst,
  byline: ({ byline }) => bylineText(byline),
  access: ({ access }) => access,
  section: ({ sectionId }) => sectionId,
  tags: ({ tagIds }) => tagIds.join(' '),
  leadImage: ({ leadImage }) => (leadImage === null ? null : wordsOfImage(leadImage)),
  publishedAt: ({ publishedAt }) => publishedAt?.toISOString() ?? null,
  embargoedUntil: ({ embargoedUntil }) => embargoedUntil?.toISOString() ?? null,
};

const wordsOfImage = ({ url, alt, caption, credit }: ImageRecord): string =>
  [url, alt, caption, credit].filter((part) => part !== null).join('\n');

/** All that a block says, as text to compare. */
const wordsOf = (block: BlockRecord): string => {
  switch (block.type) {
    case 'ImageBlock':
      return wordsOfImage(block.image);
    case 'Gallery':
      return [block.title ?? '', ...block.images.map(wordsOfImage)].join('\n');
    case 'SocialEmbed':
      return block.socialPostId;
    case 'VideoEmbed':
    case 'RelatedLink':
      return [block.title ?? '', block.url].join('\n');
    case 'LiveEntry':
      return [block.headline ?? '', ...block.blocks.map(wordsOf)].join('\n');
    default:
      return [
        ...richTextsOf(block).map(plainOf),
        ...('attribution' in block && block.attribution !== null ? [block.attribution] : []),
        ...(block.type === 'Table' && block.caption !== null ? [block.caption] : []),
      ].join('\n');
  }
};

const isSame = (before: unknown, after: unknown): boolean => JSON.stringify(before) === JSON.stringify(after);

/** What leads from one version of a story to another: blocks are known again by their ids. */
export const changesBetween = (before: ArticleRecord, after: ArticleRecord): StoryDifference => ({
  fields: Object.entries(FIELDS).flatMap(([field, read]) => {
    const [was, is] = [read(before), read(after)];
    return was === is ? [] : [{ field, before: was, after: is, text: changesOfText(was ?? '', is ?? '') }];
  }),
  blocks: changesOfBlocks(before.blocks, after.blocks, after.locale),
});

const changesOfBlocks = (
  before: readonly BlockRecord[],
  after: readonly BlockRecord[],
  locale: string,
): BlockDifference[] => {
  const earlier = new Map(before.map((block, place) => [block.id, { block, place }]));
  const kept = after.flatMap(({ id }) => earlier.get(id) ?? []);
  // The most blocks that are in the same order in both: the others are those that moved.
  const inPlace = new Set(longestRising(kept.map(({ place }) => place)).map((at) => kept[at]?.block.id));
  const present = after.flatMap((block): BlockDifference[] => {
    const was = earlier.get(block.id)?.block;
    if (was === undefined)
      return [
        {
          id: block.id,
          change: 'ADDED',
          before: null,
          after: block,
          text: changesOfText('', wordsOf(block)),
          locale,
        },
      ];
    const moved = !inPlace.has(block.id);
    if (!moved && isSame(was, block)) return [];
    return [
      {
        id: block.id,
        change: moved ? 'MOVED' : 'CHANGED',
        before: was,
        after: block,
        text: changesOfText(wordsOf(was), wordsOf(block)),
        locale,
      },
    ];
  });
  const ids = new Set(after.map(({ id }) => id));
  const gone = before
    .filter(({ id }) => !ids.has(id))
    .map(
      (block): BlockDifference => ({
        id: block.id,
        change: 'REMOVED',
        before: block,
        after: null,
        text: changesOfText(wordsOf(block), ''),
        locale,
      }),
    );
  return [...present, ...gone];
};
