import type {
  AccessLevel,
  ArticleStatus,
  BlockRecord,
  ContributionRole,
  CorrectionType,
  ImageRecord,
  Mark,
  RichTextRecord,
} from '../../content/records.ts';

/** A block before it has an id; posts, stories and moments are named, not yet looked up. */
export type Draft =
  | Exclude<BlockDraft, { type: 'LiveEntry' }>
  | { readonly type: 'post'; readonly key: string }
  | { readonly type: 'related'; readonly slug: string; readonly title: string }
  | { readonly type: 'note'; readonly kind: CorrectionType; readonly hoursAgo: number; readonly text: string }
  | {
      readonly type: 'entry';
      readonly hoursAgo: number;
      /** When its words last changed, if they did. */
      readonly changedHoursAgo: number;
      readonly headline: string | null;
      readonly key: boolean;
      readonly pinned: boolean;
      readonly blocks: readonly Draft[];
    };
type WithoutId<B> = B extends BlockRecord ? Omit<B, 'id'> : never;
type BlockDraft = WithoutId<BlockRecord>;

/** A story of the sample newsroom as its author writes it. Tags, correspondents and posts are named by their keys. */
export interface Story {
  readonly slug: string;
  readonly locale: string;
  readonly headline: string;
  readonly kicker?: string;
  readonly standfirst?: string;
  /** As printed; `{key}` stands for a correspondent: `{lena-marsh} in Velmora`. */
  readonly by: string;
  readonly roles?: readonly (readonly [ContributionRole, string])[];
  readonly section: string;
  readonly tags: readonly string[];
  /** Before the midnight (UTC) that began the day of seeding; negative for what is still to come. */
  readonly hoursAgo: number;
  readonly status?: ArticleStatus;
  readonly access?: AccessLevel;
  /** Blocks that everybody may read of a gated story. */
  readonly preview?: number;
  readonly embargoHours?: number;
  /** Shared by the translations of one story. */
  readonly group?: string;
  readonly image?: ImageRecord;
  readonly formerSlugs?: readonly string[];
  readonly liveSummary?: string;
  readonly body: readonly Draft[];
}

const MARKS: Readonly<Record<string, Mark>> = { '**': 'BOLD', '*': 'ITALIC', '~~': 'STRIKE', '`': 'CODE' };

/** `**bold**`, `*italic*`, `~~struck~~`, `` `code` `` and `[words](address)`; an address `story:slug` leads to another sample story. */
export const rich = (text: string): RichTextRecord =>
  [...text.matchAll(/(\*\*|\*|~~|`)(.+?)\1|\[([^\]]+)\]\(([^)]+)\)|([^*[~`]+|[*[~`])/g)].map(
    ([, sign, marked, linked, href, plain]) => ({
      text: marked ?? linked ?? plain ?? '',
      marks: sign === undefined ? [] : [MARKS[sign] ?? 'BOLD'],
      href: href ?? null,
      articleId: null,
    }),
  );

export const p = (text: string): Draft => ({ type: 'Paragraph', content: rich(text) });
export const h = (text: string, level: 2 | 3 | 4 = 2): Draft => ({
  type: 'Heading',
  level,
  content: rich(text),
});
export const quote = (text: string, attribution: string | null = null): Draft => ({
  type: 'Quote',
  content: rich(text),
  attribution,
});
export const pull = (text: string): Draft => ({ type: 'PullQuote', content: rich(text), attribution: null });
export const list = (items: readonly string[], ordered = false): Draft => ({
  type: 'List',
  ordered,
  items: items.map(rich),
});
export const table = (
  caption: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Draft => ({
  type: 'Table',
  caption,
  header: header.map(rich),
  rows: rows.map((row) => row.map(rich)),
});
export const rule: Draft = { type: 'Divider' };
export const post = (key: string): Draft => ({ type: 'post', key });
export const related = (slug: string, title: string): Draft => ({ type: 'related', slug, title });
export const note = (kind: CorrectionType, hoursAgo: number, text: string): Draft => ({
  type: 'note',
  kind,
  hoursAgo,
  text,
});
export const entry = (
  hoursAgo: number,
  headline: string | null,
  blocks: readonly Draft[],
  { key = false, pinned = false, changedHoursAgo = hoursAgo } = {},
): Draft => ({ type: 'entry', hoursAgo, changedHoursAgo, headline, key, pinned, blocks });
export const picture = (image: ImageRecord): Draft => ({ type: 'ImageBlock', image });
export const gallery = (title: string, images: readonly ImageRecord[]): Draft => ({
  type: 'Gallery',
  title,
  images,
});
export const video = (url: string, title: string): Draft => ({
  type: 'VideoEmbed',
  url,
  title,
  provider: 'YouTube',
  tracksReader: true,
});
export const unknown = (sourceType: string, text: string): Draft => ({
  type: 'UnknownBlock',
  sourceType,
  content: rich(text),
});

const WIDTHS = [1_600, 960, 480];

/** A picture on the sample newsroom's own media host, in three sizes. */
export const image = (name: string, alt: string, caption: string, credit: string): ImageRecord => {
  const at = (width: number) => `https://media.news.example/${name}-${width}.jpg`;
  return {
    url: at(WIDTHS[0] ?? 0),
    alt,
    caption,
    credit,
    rights: null,
    width: 1_600,
    height: 1_067,
    focalPoint: { x: 0.5, y: 0.4 },
    renditions: WIDTHS.map((width) => ({
      url: at(width),
      width,
      height: Math.round((width * 2) / 3),
      mediaType: 'image/jpeg',
    })),
  };
};
