import { createHash, randomBytes } from 'node:crypto';
import type { BlockRecord, ImageRecord } from '../content/records.ts';
import { type ImageInput, imageOf } from './image-input.ts';
import { filledRichText, type RichTextInput, richTextOf } from './rich-text-input.ts';
import { checkLength, checkMaybe, type Path } from './text-input.ts';
import type { Complaints } from './user-error.ts';

type Maybe<T> = T | null | undefined;

/** One block: an id to keep it known by, and exactly one of the kinds; or an id and `keep`, for a block as it is stored. */
export interface BlockInput {
  readonly id?: Maybe<string>;
  readonly keep?: Maybe<boolean>;
  readonly paragraph?: Maybe<{ readonly content: RichTextInput }>;
  readonly heading?: Maybe<{ readonly level: number; readonly content: RichTextInput }>;
  readonly quote?: Maybe<{ readonly content: RichTextInput; readonly attribution?: Maybe<string> }>;
  readonly pullQuote?: Maybe<{ readonly content: RichTextInput; readonly attribution?: Maybe<string> }>;
  readonly list?: Maybe<{ readonly ordered?: Maybe<boolean>; readonly items: readonly RichTextInput[] }>;
  readonly image?: Maybe<ImageInput>;
  readonly gallery?: Maybe<{ readonly title?: Maybe<string>; readonly images: readonly ImageInput[] }>;
  readonly socialPost?: Maybe<string>;
  readonly video?: Maybe<{
    readonly url: string;
    readonly title?: Maybe<string>;
    readonly provider?: Maybe<string>;
    readonly tracksReader?: Maybe<boolean>;
  }>;
  readonly table?: Maybe<{
    readonly caption?: Maybe<string>;
    readonly header?: Maybe<readonly RichTextInput[]>;
    readonly rows: readonly (readonly RichTextInput[])[];
  }>;
  readonly divider?: Maybe<boolean>;
  readonly relatedLink?: Maybe<{
    readonly article?: Maybe<string>;
    readonly url?: Maybe<string>;
    readonly title?: Maybe<string>;
  }>;
}

const BLOCK_KINDS = [
  'keep',
  'paragraph',
  'heading',
  'quote',
  'pullQuote',
  'list',
  'image',
  'gallery',
  'socialPost',
  'video',
  'table',
  'divider',
  'relatedLink',
] as const satisfies readonly (keyof BlockInput)[];

const MAX_BLOCKS = 2_000;
const MAX_ITEMS = 500;
const MAX_WORDS = 2_000;
const BLOCK_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** A block id that nobody has given: random, so that two editors don't give the same. */
export const newBlockId = (): string => `b${randomBytes(6).toString('hex')}`;

/** The id that a command with this key gives to the block that it makes, however often it is given. */
export const blockIdFor = (key: string): string =>
  `b${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;

export interface BlockContext {
  /** The blocks as they are stored, which `keep` refers to. */
  readonly earlier: readonly BlockRecord[];
  readonly complaints: Complaints;
}

const imagesIn = (blocks: readonly BlockRecord[]): ImageRecord[] =>
  blocks.flatMap((block) => {
    if (block.type === 'ImageBlock') return [block.image];
    return block.type === 'Gallery' ? block.images : [];
  });

/** Blocks as they are stored. All that is wrong with any of them is said at once. */
export const blocksOf = (
  inputs: readonly BlockInput[],
  path: Path,
  { earlier, complaints }: BlockContext,
): BlockRecord[] => {
  if (!checkLength(inputs, path, MAX_BLOCKS, complaints)) return [];
  const seen = new Set<string>();
  return inputs.flatMap((input, index) => {
    const at = [...path, index];
    const kinds = BLOCK_KINDS.filter((kind) => input[kind] != null && input[kind] !== false);
    const [kind] = kinds;
    if (kinds.length !== 1 || kind === undefined) {
      complaints.add(at, 'INVALID', `A block is of one kind: ${BLOCK_KINDS.join(', ')}.`);
      return [];
    }
    const id = input.id ?? newBlockId();
    if (!BLOCK_ID.test(id))
      complaints.add([...at, 'id'], 'INVALID', 'An id has letters, digits, `-` and `_`.');
    if (seen.has(id)) complaints.add([...at, 'id'], 'INVALID', 'Two blocks have this id.');
    seen.add(id);
    if (kind === 'keep') {
      const kept = earlier.find((block) => block.id === id);
      if (kept === undefined) complaints.add([...at, 'id'], 'NOT_FOUND', 'No block is stored under this id.');
      return kept ?? [];
    }
    return blockOf(input, kind, id, at, { earlier, complaints }) ?? [];
  });
};

const blockOf = (
  input: BlockInput,
  kind: Exclude<(typeof BLOCK_KINDS)[number], 'keep'>,
  id: string,
  at: Path,
  { earlier, complaints }: BlockContext,
): BlockRecord | null => {
  const here = [...at, kind];
  const rich = (text: RichTextInput, name: string) => filledRichText(text, [...here, name], complaints);
  const words = (text: Maybe<string>, name: string) =>
    checkMaybe(text, [...here, name], MAX_WORDS, complaints);
  const image = (given: ImageInput, where: Path) => imageOf(given, imagesIn(earlier), where, complaints);
  const many = <T, R>(list: readonly T[], name: string, each: (item: T, where: Path) => R): R[] => {
    if (list.length === 0) complaints.add([...here, name], 'REQUIRED', 'It must not be empty.');
    return checkLength(list, [...here, name], MAX_ITEMS, complaints)
      ? list.map((item, index) => each(item, [...here, name, index]))
      : [];
  };
  const { paragraph, heading, list, gallery, socialPost, video, table, relatedLink } = input;
  if (kind === 'paragraph' && paragraph)
    return { id, type: 'Paragraph', content: rich(paragraph.content, 'content') };
  if (kind === 'heading' && heading) {
    const { level } = heading;
    if (level !== 2 && level !== 3 && level !== 4) {
      complaints.add([...here, 'level'], 'INVALID', 'A heading inside the text is of level 2, 3 or 4.');
      return null;
    }
    return { id, type: 'Heading', level, content: rich(heading.content, 'content') };
  }
  if (kind === 'quote' || kind === 'pullQuote') {
    const quote = input[kind];
    if (!quote) return null;
    return {
      id,
      type: kind === 'quote' ? 'Quote' : 'PullQuote',
      content: rich(quote.content, 'content'),
      attribution: words(quote.attribution, 'attribution'),
    };
  }
  if (kind === 'list' && list)
    return {
      id,
      type: 'List',
      ordered: list.ordered ?? false,
      items: many(list.items, 'items', (item, where) => filledRichText(item, where, complaints)),
    };
  if (kind === 'image' && input.image) return { id, type: 'ImageBlock', image: image(input.image, here) };
  if (kind === 'gallery' && gallery)
    return {
      id,
      type: 'Gallery',
      title: words(gallery.title, 'title'),
      images: many(gallery.images, 'images', image),
    };
  if (kind === 'socialPost' && socialPost) return { id, type: 'SocialEmbed', socialPostId: socialPost };
  if (kind === 'video' && video)
    return {
      id,
      type: 'VideoEmbed',
      url: video.url,
      title: words(video.title, 'title'),
      provider: words(video.provider, 'provider'),
      // Unless an editor knows better.
      tracksReader: video.tracksReader ?? true,
    };
  if (kind === 'table' && table) {
    const cells = (row: readonly RichTextInput[], where: Path) =>
      checkLength(row, where, MAX_ITEMS, complaints)
        ? row.map((cell, index) => richTextOf(cell, [...where, index], complaints))
        : [];
    const header = cells(table.header ?? [], [...here, 'header']);
    const rows = many(table.rows, 'rows', cells);
    const width = Math.max(header.length, ...rows.map((row) => row.length));
    const filled = (row: ReturnType<typeof cells>) => [...row, ...Array(width - row.length).fill([])];
    return {
      id,
      type: 'Table',
      caption: words(table.caption, 'caption'),
      header: header.length === 0 ? [] : filled(header),
      rows: rows.map(filled),
    };
  }
  if (kind === 'divider') return { id, type: 'Divider' };
  if (kind === 'relatedLink' && relatedLink) {
    const { article, url, title } = relatedLink;
    if ((article == null) === (url == null)) {
      complaints.add(here, 'INVALID', 'Give `article` or `url`, one of the two.');
      return null;
    }
    // A story's own address is put in where the story is looked up.
    return {
      id,
      type: 'RelatedLink',
      articleId: article ?? null,
      url: url ?? '',
      title: words(title, 'title'),
    };
  }
  return null;
};
