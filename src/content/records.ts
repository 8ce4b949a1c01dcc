/**
 * What the newsroom keeps, as it is kept: one type a MongoDB collection. `_id` is the global id.
 * Moments are `Date`, calendar days are `YYYY-MM-DD`, absent values are `null` (never missing), so that two instances write the same bytes.
 */

import type { EventKind } from './newsroom-event.ts';

/** Text in several languages, by BCP 47 tag. */
export type Localized = Readonly<Record<string, string>>;

export const ARTICLE_STATUSES = ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'PUBLISHED', 'RETRACTED'] as const;
export type ArticleStatus = (typeof ARTICLE_STATUSES)[number];

export const ACCESS_LEVELS = ['FREE', 'REGISTERED', 'SUBSCRIBER'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

export const TAG_KINDS = ['SECTION', 'TOPIC', 'PERSON', 'PLACE', 'ORGANISATION', 'EVENT'] as const;
export type TagKind = (typeof TAG_KINDS)[number];

export const CONTRIBUTION_ROLES = [
  'AUTHOR',
  'REPORTER',
  'PHOTOGRAPHER',
  'TRANSLATOR',
  'EDITOR',
  'ILLUSTRATOR',
] as const;
export type ContributionRole = (typeof CONTRIBUTION_ROLES)[number];

export const PLATFORMS = [
  'X',
  'BLUESKY',
  'MASTODON',
  'THREADS',
  'INSTAGRAM',
  'FACEBOOK',
  'TIKTOK',
  'YOUTUBE',
  'TELEGRAM',
  'LINKEDIN',
  'REDDIT',
  'OTHER',
] as const;
export type Platform = (typeof PLATFORMS)[number];

export const AVAILABILITIES = ['AVAILABLE', 'DELETED', 'PROTECTED', 'WITHHELD', 'UNKNOWN'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** In the order in which `Span.marks` lists them. */
export const MARKS = ['BOLD', 'ITALIC', 'UNDERLINE', 'STRIKE', 'CODE', 'SUBSCRIPT', 'SUPERSCRIPT'] as const;
export type Mark = (typeof MARKS)[number];

export type CorrectionType = 'CORRECTION' | 'CLARIFICATION' | 'UPDATE' | 'EDITORS_NOTE';

/** A run of words with the same marks and link. `articleId` is set where the link is known to lead to one of our stories. */
export interface SpanRecord {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly href: string | null;
  readonly articleId: string | null;
}
export type RichTextRecord = readonly SpanRecord[];

export interface RenditionRecord {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly mediaType: string | null;
}

export interface ImageRecord {
  /** `null` where a caption was imported without its picture. */
  readonly url: string | null;
  readonly alt: string | null;
  readonly caption: string | null;
  /** Without the word for it: `Ana Ruiz/AFP`, not `(Photo: Ana Ruiz/AFP)`. */
  readonly credit: string | null;
  readonly rights: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly focalPoint: { readonly x: number; readonly y: number } | null;
  readonly renditions: readonly RenditionRecord[];
}

interface BlockBase<T extends string> {
  readonly id: string;
  readonly type: T;
}
export interface ParagraphRecord extends BlockBase<'Paragraph'> {
  readonly content: RichTextRecord;
}
export interface HeadingRecord extends BlockBase<'Heading'> {
  readonly level: 2 | 3 | 4;
  readonly content: RichTextRecord;
}
export interface QuoteRecord extends BlockBase<'Quote' | 'PullQuote'> {
  readonly content: RichTextRecord;
  readonly attribution: string | null;
}
export interface ListRecord extends BlockBase<'List'> {
  readonly ordered: boolean;
  readonly items: readonly RichTextRecord[];
}
export interface ImageBlockRecord extends BlockBase<'ImageBlock'> {
  readonly image: ImageRecord;
}
export interface GalleryRecord extends BlockBase<'Gallery'> {
  readonly title: string | null;
  readonly images: readonly ImageRecord[];
}
export interface SocialEmbedRecord extends BlockBase<'SocialEmbed'> {
  readonly socialPostId: string;
}
export interface VideoEmbedRecord extends BlockBase<'VideoEmbed'> {
  readonly url: string;
  readonly title: string | null;
  readonly provider: string | null;
  readonly tracksReader: boolean;
}
export interface TableRecord extends BlockBase<'Table'> {
  readonly caption: string | null;
  readonly header: readonly RichTextRecord[];
  readonly rows: readonly (readonly RichTextRecord[])[];
}
export interface DividerRecord extends BlockBase<'Divider'> {}
export interface RelatedLinkRecord extends BlockBase<'RelatedLink'> {
  readonly articleId: string | null;
  readonly url: string;
  readonly title: string | null;
}
export interface CorrectionRecord extends BlockBase<'Correction'> {
  readonly correctionType: CorrectionType;
  readonly at: Date;
  readonly content: RichTextRecord;
}
/** An entry of a live blog. Entries are blocks of the story, newest first. */
export interface LiveEntryRecord extends BlockBase<'LiveEntry'> {
  readonly at: Date;
  readonly updatedAt: Date;
  readonly headline: string | null;
  /** A key moment, for those who come late. */
  readonly key: boolean;
  readonly blocks: readonly BlockRecord[];
}
export interface UnknownBlockRecord extends BlockBase<'UnknownBlock'> {
  readonly sourceType: string;
  readonly content: RichTextRecord;
}
export type BlockRecord =
  | ParagraphRecord
  | HeadingRecord
  | QuoteRecord
  | ListRecord
  | ImageBlockRecord
  | GalleryRecord
  | SocialEmbedRecord
  | VideoEmbedRecord
  | TableRecord
  | DividerRecord
  | RelatedLinkRecord
  | CorrectionRecord
  | LiveEntryRecord
  | UnknownBlockRecord;

export interface BylineTokenRecord {
  readonly text: string;
  readonly correspondentId: string | null;
}

export interface ContributionRecord {
  readonly role: ContributionRole;
  readonly correspondentId: string;
  readonly bioAtPublication: string | null;
}

/** Where a story was imported from. `key` is the source's own id or canonical URL: an import of the same key updates. */
export interface ArticleSource {
  readonly key: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly modifiedAt: Date | null;
}

export interface LiveState {
  readonly isLive: boolean;
  /** Ids of `LiveEntry` blocks, in the order in which they are pinned. */
  readonly pinnedEntryIds: readonly string[];
  readonly summary: RichTextRecord;
}

/** Why a story was taken back, as readers who come to its address are told. */
export interface RetractionRecord {
  readonly at: Date;
  readonly note: RichTextRecord;
}

/** A story without its text: what lists, cards and the access policy need. */
export interface ArticleHead {
  readonly _id: string;
  readonly slug: string;
  readonly slugHistory: readonly string[];
  readonly url: string;
  readonly urlHistory: readonly string[];
  readonly locale: string;
  /** Derived by `localeChain()` in `locale.ts`: the locale and its parents, `['fr-CA', 'fr']`, so that an index finds stories by language. */
  readonly localeChain: readonly string[];
  /** Shared by the translations of one story; `null` for a story in one language. */
  readonly translationGroup: string | null;
  readonly status: ArticleStatus;
  readonly access: AccessLevel;
  readonly headline: string;
  readonly kicker: string | null;
  readonly standfirst: string | null;
  readonly byline: readonly BylineTokenRecord[];
  readonly contributions: readonly ContributionRecord[];
  readonly leadImage: ImageRecord | null;
  readonly sectionId: string | null;
  /** In the editors' order. */
  readonly tagIds: readonly string[];
  /** In order of appearance in the blocks. */
  readonly socialPostIds: readonly string[];
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
  readonly firstPublishedAt: Date | null;
  readonly embargoedUntil: Date | null;
  /**
   * Derived by `visibleFrom()` in `article-visibility.ts` at every write: the moment from which readers may see the story, `null` for never.
   * Lists and counts of readers ask for `visibleFrom <= now` and nothing else.
   */
  readonly visibleFrom: Date | null;
  /** Derived likewise by `listedAt()`: what lists are ordered by; `publishedAt`, or `createdAt` while there is none. */
  readonly listedAt: Date;
  readonly corrections: readonly CorrectionRecord[];
  readonly wordCount: number;
  readonly characterCount: number;
  readonly blockCount: number;
  /** How many blocks of a gated story everybody may read. */
  readonly previewBlockCount: number;
  /** How many of `socialPostIds`, from the first, are in those blocks. */
  readonly previewPostCount: number;
  readonly live: LiveState | null;
  /** Of retracted stories alone. */
  readonly retraction?: RetractionRecord;
  readonly source: ArticleSource | null;
  readonly version: number;
  readonly createdAt: Date;
}

/** A story's text. Kept in the same document, read only where a text is asked for. */
export interface ArticleBody {
  readonly _id: string;
  readonly version: number;
  readonly blocks: readonly BlockRecord[];
}

export interface ArticleRecord extends ArticleHead {
  readonly blocks: readonly BlockRecord[];
}

export interface SocialAccountRecord {
  readonly platform: Platform;
  readonly handle: string;
  readonly url: string;
}

export interface CorrespondentRecord {
  readonly _id: string;
  readonly slug: string;
  readonly slugHistory: readonly string[];
  readonly name: string;
  /** `name` folded for look-up and order by `foldName()`: lower case, no accents. */
  readonly nameKey: string;
  readonly title: Localized;
  readonly bio: Localized;
  readonly portrait: ImageRecord | null;
  readonly beatTagIds: readonly string[];
  readonly accounts: readonly SocialAccountRecord[];
  readonly mergedInto: string | null;
  /** Those who were merged into this one: their stories still carry their ids. */
  readonly mergedFromIds: readonly string[];
  /** The slugs of those, former ones too: they lead here, but the indexes have them with whom they were. */
  readonly mergedSlugs?: readonly string[];
  readonly version: number;
  readonly updatedAt: Date;
}

export interface TagRecord {
  readonly _id: string;
  readonly slug: string;
  readonly name: Localized;
  readonly kind: TagKind;
  readonly description: Localized;
  /** Former slugs and other names as slugs: unique over all tags together with `slug`. */
  readonly aliases: readonly string[];
  /** All names and aliases folded by `foldName()`, for prefix look-up. */
  readonly nameKeys: readonly string[];
  readonly parentId: string | null;
  /** From the top down, parent last. Derived from `parentId`. */
  readonly ancestorIds: readonly string[];
  readonly sameAs: readonly string[];
  readonly mergedInto: string | null;
  /** The tags that were merged into this one, at any remove: stories still carry their ids. */
  readonly mergedFromIds: readonly string[];
  /** The slugs and aliases of those: they lead here, but the index has them with the tags that they were. */
  readonly mergedSlugs?: readonly string[];
  readonly retired: boolean;
  readonly version: number;
  readonly updatedAt: Date;
}

export interface SocialMediaRecord {
  readonly url: string;
  readonly alt: string | null;
  readonly mediaType: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

export interface SocialPostRecord {
  readonly _id: string;
  readonly platform: Platform;
  /** Canonical, as `canonicalPost()` in `src/embeds/` gives it. Unique. */
  readonly url: string;
  readonly postId: string;
  readonly author: { readonly handle: string; readonly name: string; readonly url: string };
  readonly text: string;
  readonly media: readonly SocialMediaRecord[];
  readonly postedAt: Date | null;
  readonly retrievedAt: Date | null;
  readonly availability: Availability;
  readonly tracksReader: boolean;
  readonly version: number;
  readonly updatedAt: Date;
}

export interface EditionSectionRecord {
  readonly title: string | null;
  readonly tagId: string | null;
  readonly articleIds: readonly string[];
}

export interface EditionRecord {
  readonly _id: string;
  /** `YYYY-MM-DD` in the newsroom's time zone. */
  readonly date: string;
  readonly locale: string;
  readonly title: string | null;
  readonly sections: readonly EditionSectionRecord[];
  readonly publishedAt: Date | null;
  readonly version: number;
  readonly updatedAt: Date;
}

/** A story as it stood after one write. */
export interface RevisionRecord {
  readonly _id: string;
  readonly articleId: string;
  readonly version: number;
  readonly at: Date;
  /** The token's subject; `import`, or `cms` for what was written past the gateway. */
  readonly actor: string;
  /** What was done; `null` for what was written past the desk, such as an import. */
  readonly kind: EventKind | null;
  readonly article: ArticleRecord;
}

/** A revision without the story's text. */
export interface RevisionHead extends Omit<RevisionRecord, 'article'> {
  readonly article: ArticleHead;
}
