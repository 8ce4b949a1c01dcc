// Generated from schema/ by `npm run generate`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ArticleHead, CorrespondentRecord, TagRecord, SocialPostRecord, EditionRecord, EditionSectionRecord, ContributionRecord, BylineTokenRecord, SocialMediaRecord, RichTextRecord, SpanRecord, ParagraphRecord, HeadingRecord, QuoteRecord, ListRecord, SocialEmbedRecord, VideoEmbedRecord, TableRecord, DividerRecord, RelatedLinkRecord, CorrectionRecord, UnknownBlockRecord, SocialAccountRecord, RetractionRecord, RevisionHead, ArticleRecord } from '../src/content/records.ts';
import type { ArticlePage, CorrespondentPage, TagPage } from './connection.ts';
import type { PageEnds } from './page-ends.ts';
import type { BodyView } from './body-view.ts';
import type { BlockPage } from './block-page.ts';
import type { LiveView, LiveEntryPage } from './live-view.ts';
import type { ImageView } from './image-view.ts';
import type { ImageBlockView, GalleryView, LiveEntryView } from './block-view.ts';
import type { TrendingView } from './trending-view.ts';
import type { SearchView, SearchEdgeView } from './search-view.ts';
import type { ArticlePayloadView, ConflictView, TagPayloadView, CorrespondentPayloadView, EditionPayloadView, SocialPostPayloadView } from './payloads.ts';
import type { RevisionPage } from './revision-page.ts';
import type { StoryDifference, BlockDifference } from '../src/content/story-changes.ts';
import type { DashboardView } from './dashboard-view.ts';
import type { WireView, WireEdgeView, WireSourceView } from './wire-view.ts';
import type { WireItem, WireSourceName } from '../src/content/wire.ts';
import type { StoryChangeView, LiveChangeView, DeskEventView } from './event-views.ts';
import type { GatewayContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A moment in time, RFC 3339, always answered in UTC with milliseconds, e.g. `2026-03-29T18:04:00.000Z`.
   * Input may carry any offset (`2026-03-29T20:04:00+02:00`) but must carry one.
   */
  DateTime: { input: Date; output: Date; }
  /** A calendar day without a time or a zone, RFC 3339 `full-date`, e.g. `2026-03-29`. */
  Date: { input: string; output: string; }
  /** An absolute `http` or `https` URL, e.g. `https://news.example/world/an-embassy-opens`. No other scheme is accepted or answered. */
  URL: { input: string; output: string; }
  /** A BCP 47 language tag in canonical case, e.g. `fr`, `fr-CA`, `ar`, `zh-Hant-TW`. */
  Locale: { input: string; output: string; }
  /**
   * HTML that Dateline made or cleaned itself: only the elements and attributes of an allow-list, no script, no handler, no style.
   * It may be put into a page as it is.
   */
  SafeHTML: { input: string; output: string; }
  /**
   * A JSON-LD document as text, ready to stand as it is inside `<script type="application/ld+json">`: nothing in it can end the
   * element. For any other use, parse it as JSON.
   */
  JSONLD: { input: string; output: string; }
};

/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type Query = {
  /**
   * One story, by exactly one of its keys. A former slug or URL answers with the story too: compare its canonical `url`
   * with the one you asked for, and redirect.
   */
  readonly article?: Maybe<Article>;
  /** Stories, newest first unless `orderBy` says otherwise. */
  readonly articles: ArticleConnection;
  /** One correspondent, by exactly one key. A former slug answers too. */
  readonly correspondent?: Maybe<Correspondent>;
  /** Correspondents by name. */
  readonly correspondents: CorrespondentConnection;
  /**
   * What editors' dashboards ask, drafts and all; FORBIDDEN for readers. An editor whose token is limited to desks or sections gets the stories of those,
   * unless `everywhere` is set: what may be seen isn't limited, what may be written is.
   */
  readonly desk?: Maybe<Dashboard>;
  /** The front page or newsletter of a day, in the editors' order. The latest one if no date is given. In the language wished for, by its fallback chain, else in the newsroom's own. */
  readonly edition?: Maybe<Edition>;
  /** Whatever has this global id, or `null`: an article, a correspondent, a tag, a social post or an edition. */
  readonly node?: Maybe<Node>;
  /** The things that have these global ids, in the same order, with `null` where there is none. At most 100. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** Who is asking, as the access policy sees them. */
  readonly viewer: Viewer;
  /**
   * Stories that have all these words, best first: how well the words fit and how new the story is, mixed. Words are compared in the story's language, by their
   * stems, without case, accents and elided articles; the last one may go on. Words between quotation marks must follow one another. See docs/search.md.
   */
  readonly search: SearchConnection;
  /** One social post, by exactly one key. The addresses of a platform's mirrors (`x.com`, `twitter.com`, `mobile.twitter.com`) are one post. */
  readonly socialPost?: Maybe<SocialPost>;
  /** One tag, by exactly one key. A former slug or an alias answers too, and a merged tag answers with the tag that it became. */
  readonly tag?: Maybe<Tag>;
  /** Tags by slug. */
  readonly tags: TagConnection;
  /**
   * The stories that readers read most, hottest first. A read is a story that a reader was given for itself, by `article` or `node`, also from an answer that was kept;
   * lists, robots and the newsroom's own people don't count. Older reads fade out, over all gateways that share a Redis. What the viewer may not see is absent.
   */
  readonly trending: ReadonlyArray<TrendingArticle>;
  /** The hottest stories, and what this gateway's cache has of them; FORBIDDEN but for administrators. `dateline hot` prints it. */
  readonly hotStories: HotReport;
  /**
   * Stories of this newsroom and of its peers, which are other newsrooms with a Dateline of their own: one list, newest first. What is a peer's is read on the peer's own page, at `url`.
   * A source that doesn't answer is named in `sources`, and what it has comes when it answers again.
   */
  readonly wire: WireConnection;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryArticleArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
  url?: InputMaybe<Scalars['URL']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryArticlesArgs = {
  filter?: InputMaybe<ArticleFilter>;
  orderBy?: InputMaybe<ArticleOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryCorrespondentArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryCorrespondentsArgs = {
  filter?: InputMaybe<CorrespondentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryDeskArgs = {
  everywhere?: InputMaybe<Scalars['Boolean']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryEditionArgs = {
  date?: InputMaybe<Scalars['Date']['input']>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QuerySearchArgs = {
  query: Scalars['String']['input'];
  filter?: InputMaybe<ArticleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QuerySocialPostArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  url?: InputMaybe<Scalars['URL']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryTagArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryTagsArgs = {
  filter?: InputMaybe<TagFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryTrendingArgs = {
  window?: InputMaybe<TrendingWindow>;
  first?: InputMaybe<Scalars['Int']['input']>;
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryHotStoriesArgs = {
  window?: InputMaybe<TrendingWindow>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * Everything a reader, a dashboard or a developer can ask for. What the viewer may not see answers as if it didn't exist:
 * `null` for one thing, absent from a list, not counted.
 */
export type QueryWireArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A story. */
export type Article = Node & {
  /** Global id, e.g. `art_1m8x2p9qk4t7w3ze`. */
  readonly id: Scalars['ID']['output'];
  /** The last part of the page's address. Unique; former ones keep working. */
  readonly slug: Scalars['String']['output'];
  /** The canonical address of the story's page. */
  readonly url: Scalars['URL']['output'];
  /** The language that the story is written in. */
  readonly locale: Scalars['Locale']['output'];
  /** Which way the story's script runs. */
  readonly dir: TextDirection;
  /** Where the story is in its life. Readers only ever meet `PUBLISHED`. */
  readonly status: ArticleStatus;
  /** The headline, plain text. */
  readonly headline: Scalars['String']['output'];
  /** The short label above the headline, e.g. `Analysis`. */
  readonly kicker?: Maybe<Scalars['String']['output']>;
  /** The sentence or two under the headline (also: deck, chapô). */
  readonly standfirst?: Maybe<Scalars['String']['output']>;
  /** Who wrote it, as printed. */
  readonly byline: Byline;
  /** Who did what for this story, with each one's bio as it stood on the day. */
  readonly contributions: ReadonlyArray<Contribution>;
  /** The correspondents of the contributions, each once, in the order of the byline. */
  readonly correspondents: ReadonlyArray<Correspondent>;
  /** The picture at the head of the story. */
  readonly leadImage?: Maybe<Image>;
  /** The text, or as much of it as this viewer may read. */
  readonly body: ArticleBody;
  /** Who may read the whole body. */
  readonly access: AccessLevel;
  /** Topics, people and places, in the editors' order. A merged tag stands as the tag that it became. */
  readonly tags: ReadonlyArray<Tag>;
  /** The section that the story belongs to. */
  readonly section?: Maybe<Tag>;
  /** The social posts that the body embeds, in order of appearance. */
  readonly socialPosts: ReadonlyArray<SocialPost>;
  /** When this story was last put live; lists are ordered by it. `null` for a story that never was nor is due to be. */
  readonly publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the text last changed in a way that readers should know of. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** When readers could first see the story. It never changes. */
  readonly firstPublishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The moment before which no reader may see the story, for those who may see it now. */
  readonly embargoedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Corrections and notes, oldest first. */
  readonly corrections: ReadonlyArray<Correction>;
  /** The same story in other languages. */
  readonly translations: ReadonlyArray<Article>;
  /** The story in this language: by the fallback chain `fr-CA`, `fr`, then the story itself. */
  readonly translation: Article;
  /** Stories on the same things in the same language, the nearest first: shared tags count, rare ones more than common ones, and new stories more than old ones. Never the story itself nor its translations. */
  readonly related: ReadonlyArray<Article>;
  /** What makes the story a live blog; `null` for other stories. */
  readonly live?: Maybe<LiveBlog>;
  /**
   * The story in the words of schema.org, as `NewsArticle` or `LiveBlogPosting`. A page puts the class `gated` on the element where the
   * rest of a gated story would stand. Of the text it has the newest updates of a live blog, as far as the viewer may read them.
   */
  readonly jsonLd: Scalars['JSONLD']['output'];
  /** Words in the whole body, whatever the viewer may read of it. */
  readonly wordCount: Scalars['Int']['output'];
  /** Minutes that the whole body takes to read, at 230 words a minute (500 characters a minute in scripts without spaces), at least 1. */
  readonly readingMinutes: Scalars['Int']['output'];
  /** Counts the story's writes. An editor sends it back, so that no edit is lost. */
  readonly version: Scalars['Int']['output'];
  /** Why it was taken back; only retracted stories have it. */
  readonly retraction?: Maybe<Retraction>;
  /** What was written of it, newest first. For editors; `null` for readers. */
  readonly revisions?: Maybe<RevisionConnection>;
};


/** A story. */
export type ArticleTranslationArgs = {
  locale: Scalars['Locale']['input'];
};


/** A story. */
export type ArticleRelatedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A story. */
export type ArticleRevisionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Where a story is in its life. */
export type ArticleStatus =
  /** Being written. */
  | 'DRAFT'
  /** Handed to the desk. */
  | 'SUBMITTED'
  /** Due to go live at `publishedAt`. */
  | 'SCHEDULED'
  /** Live, or live as soon as its embargo lifts. */
  | 'PUBLISHED'
  /** Taken back. Its page answers 410; nothing of it is shown. */
  | 'RETRACTED';

/** Who may read a body whole. Everybody else gets a `PreviewBody`. */
export type AccessLevel =
  /** Everybody. */
  | 'FREE'
  /** Whoever is signed in. */
  | 'REGISTERED'
  /** Subscribers. */
  | 'SUBSCRIBER';

/** Which way a script runs, as HTML's `dir`. */
export type TextDirection =
  /** Left to right. */
  | 'LTR'
  /** Right to left: Arabic, Hebrew, Persian, Urdu and others. */
  | 'RTL';

/** A byline as printed, and in parts that a client can link. */
export type Byline = {
  /** The whole line, e.g. `Ana Ruiz in Lisbon and AFP`. Empty for an unsigned story. */
  readonly text: Scalars['String']['output'];
  /** The line in parts. Put one after the other, their texts give `text`. */
  readonly tokens: ReadonlyArray<BylineToken>;
};

/** A part of a byline. */
export type BylineToken = {
  /** The words of this part, spaces included. */
  readonly text: Scalars['String']['output'];
  /** The correspondent whom this part names; `null` for words between names and for agencies. */
  readonly correspondent?: Maybe<Correspondent>;
};

/** What one correspondent did for a story. */
export type Contribution = {
  /** What they did. */
  readonly role: ContributionRole;
  /** Who; `null` if their record is gone. */
  readonly correspondent?: Maybe<Correspondent>;
  /** Their bio as it stood when the story was published. */
  readonly bioAtPublication?: Maybe<Scalars['String']['output']>;
};

/** What somebody can do for a story. */
export type ContributionRole =
  /** Wrote it. */
  | 'AUTHOR'
  /** Contributed reporting. */
  | 'REPORTER'
  /** Took the pictures. */
  | 'PHOTOGRAPHER'
  /** Translated it. */
  | 'TRANSLATOR'
  /** Edited it. */
  | 'EDITOR'
  /** Drew or charted. */
  | 'ILLUSTRATOR';

/** Conditions on stories. All that are given must hold; inside a list one is enough. Text keys take slugs, former slugs, aliases or ids. At most 100 conditions, 16 deep, and 1,000 keys in all lists together, else BAD_USER_INPUT; one condition that stands for more than 200 values is FILTER_TOO_BROAD. */
export type ArticleFilter = {
  /** All of these must hold. */
  readonly and?: InputMaybe<ReadonlyArray<ArticleFilter>>;
  /** At least one of these must hold. */
  readonly or?: InputMaybe<ReadonlyArray<ArticleFilter>>;
  /** This must not hold. */
  readonly not?: InputMaybe<ArticleFilter>;
  /** Carries this tag. */
  readonly tag?: InputMaybe<Scalars['String']['input']>;
  /** Carries at least one of these tags. For all of them, use `and`. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Whether `tag` and `tags` of this object also match the tags below the ones named. */
  readonly includeDescendants?: InputMaybe<Scalars['Boolean']['input']>;
  /** This correspondent contributed. */
  readonly correspondent?: InputMaybe<Scalars['String']['input']>;
  /** At least one of these correspondents contributed. For stories written together, use `and`. */
  readonly correspondents?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** In this section. */
  readonly section?: InputMaybe<Scalars['String']['input']>;
  /** In this language: a tag without a region also matches its regions, so `fr` matches `fr-CA`; one with a region that has no stories falls back to its language. */
  readonly locale?: InputMaybe<Scalars['Locale']['input']>;
  /** In this state. Readers get nothing but `PUBLISHED`, whatever they ask. */
  readonly status?: InputMaybe<ArticleStatus>;
  /** With this access. */
  readonly access?: InputMaybe<AccessLevel>;
  /** Put live in this range. */
  readonly publishedAt?: InputMaybe<DateTimeRange>;
  /** Whether it embeds a social post. */
  readonly hasSocialPost?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A span of time. An end that isn't given is open. */
export type DateTimeRange = {
  /** From this moment on, included. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Up to this moment, excluded. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How a list of stories is ordered. Equal moments are ordered by id, so that the order is total. */
export type ArticleOrder = {
  /** By which moment. */
  readonly field?: ArticleOrderField;
  /** Which way. */
  readonly direction?: OrderDirection;
};

/** The moments that stories can be ordered by. */
export type ArticleOrderField =
  /** `Article.publishedAt`. */
  | 'PUBLISHED_AT'
  /** `Article.updatedAt`. */
  | 'UPDATED_AT';

/** A page of a list of stories. */
export type ArticleConnection = {
  /** The page's rows with their cursors. */
  readonly edges: ReadonlyArray<ArticleEdge>;
  /** The page's rows without. */
  readonly nodes: ReadonlyArray<Article>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many stories the whole list has for this viewer. Computed only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A story in a list. */
export type ArticleEdge = {
  /** Opaque; give it to `after` or `before`. It stays valid when the story is gone. */
  readonly cursor: Scalars['String']['output'];
  /** The story. */
  readonly node: Article;
};

/** A story's text: whole for those who may read it, else a preview. */
export type ArticleBody = FullBody | PreviewBody;

/** The whole text. */
export type FullBody = {
  /** The blocks in order. */
  readonly blocks: BlockConnection;
  /** Words in the whole body. */
  readonly wordCount: Scalars['Int']['output'];
  /** All blocks as HTML. */
  readonly html: Scalars['SafeHTML']['output'];
  /** All blocks as plain text, paragraphs apart by a blank line. */
  readonly text: Scalars['String']['output'];
  /** All blocks as Markdown (CommonMark, with tables after GitHub). */
  readonly markdown: Scalars['String']['output'];
};


/** The whole text. */
export type FullBodyBlocksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The beginning of a text that this viewer may not read whole. */
export type PreviewBody = {
  /** The blocks that everybody may read. */
  readonly blocks: BlockConnection;
  /** What the viewer would need in order to read on. */
  readonly requires: AccessLevel;
  /** How many blocks are held back. */
  readonly remainingBlocks: Scalars['Int']['output'];
};


/** The beginning of a text that this viewer may not read whole. */
export type PreviewBodyBlocksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Blocks of a text, a page at a time. */
export type BlockConnection = {
  /** The blocks with their cursors. */
  readonly edges: ReadonlyArray<BlockEdge>;
  /** The blocks without. */
  readonly nodes: ReadonlyArray<Block>;
  /** Where the page stands among the blocks that the viewer may read. */
  readonly pageInfo: PageInfo;
  /** How many blocks the viewer may read. */
  readonly totalCount: Scalars['Int']['output'];
  /** How many of them follow this page. */
  readonly remaining: Scalars['Int']['output'];
};

/** A block in a text. */
export type BlockEdge = {
  /** Opaque; give it to `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The block. */
  readonly node: Block;
};

/** A piece of a text. Ask for what you can draw with a fragment for each type; `UnknownBlock` has words for the rest. */
export type Block = {
  /** Stable within the story; use it as an anchor or a list key. */
  readonly id: Scalars['ID']['output'];
};

/** A paragraph. */
export type Paragraph = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** Its words. */
  readonly content: RichText;
};

/** A heading inside the text. */
export type Heading = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** 2 to 4; 1 is the headline. */
  readonly level: Scalars['Int']['output'];
  /** Its words. */
  readonly content: RichText;
};

/** A quotation. */
export type Quote = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** What was said. */
  readonly content: RichText;
  /** Who said it. */
  readonly attribution?: Maybe<Scalars['String']['output']>;
};

/** Words of the story itself, set large. */
export type PullQuote = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** The words. */
  readonly content: RichText;
  /** Who said them. */
  readonly attribution?: Maybe<Scalars['String']['output']>;
};

/** A list. */
export type List = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** Numbered or not. */
  readonly ordered: Scalars['Boolean']['output'];
  /** Its items. */
  readonly items: ReadonlyArray<RichText>;
};

/** A picture inside the text. */
export type ImageBlock = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** The picture. */
  readonly image: Image;
};

/** Pictures to leaf through. */
export type Gallery = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** What the pictures show together. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** The pictures in order. */
  readonly images: ReadonlyArray<Image>;
};

/** A social post at its place in the text. */
export type SocialEmbed = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** The post as it was kept. Look at its `availability` before embedding the platform's own widget. */
  readonly socialPost?: Maybe<SocialPost>;
};

/** A video that another site plays. */
export type VideoEmbed = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** The video's page. */
  readonly url: Scalars['URL']['output'];
  /** What it shows. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Who plays it, e.g. `YouTube`. */
  readonly provider?: Maybe<Scalars['String']['output']>;
  /** Whether playing it lets a third party follow the reader. */
  readonly tracksReader: Scalars['Boolean']['output'];
};

/** A table. */
export type Table = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** What it shows. */
  readonly caption?: Maybe<Scalars['String']['output']>;
  /** The head row; empty if there is none. */
  readonly header: ReadonlyArray<RichText>;
  /** The other rows, each as long as the longest. */
  readonly rows: ReadonlyArray<ReadonlyArray<RichText>>;
};

/** A break between two parts. */
export type Divider = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
};

/** A pointer to another story, inside the text. */
export type RelatedLink = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** The story, if it is one of ours and the viewer may see it. */
  readonly article?: Maybe<Article>;
  /** The link's words. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Where the link leads; for one of our own stories its canonical address. */
  readonly url: Scalars['URL']['output'];
};

/** A dated note that says what was wrong, or what changed. It stands in the text and in `Article.corrections`. */
export type Correction = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** What sort of note. */
  readonly type: CorrectionType;
  /** When it was made. */
  readonly at: Scalars['DateTime']['output'];
  /** The note. */
  readonly content: RichText;
};

/** An entry of a live blog. Entries stand in the text newest first. */
export type LiveEntry = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** When its words last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Its own heading. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Whether it is one of the moments to show those who come late. */
  readonly key: Scalars['Boolean']['output'];
  /** Its text. A live entry holds no live entries. */
  readonly blocks: BlockConnection;
};


/** An entry of a live blog. Entries stand in the text newest first. */
export type LiveEntryBlocksArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What sort of note an editor added to a published story. */
export type CorrectionType =
  /** Something was wrong. */
  | 'CORRECTION'
  /** Something could be misread. */
  | 'CLARIFICATION'
  /** Something was added. */
  | 'UPDATE'
  /** A word from the editors. */
  | 'EDITORS_NOTE';

/** A block of a kind that this schema has no type for yet. */
export type UnknownBlock = Block & {
  /** Stable within the story. */
  readonly id: Scalars['ID']['output'];
  /** What its source calls it. */
  readonly sourceType: Scalars['String']['output'];
  /** Whatever words it has, so that nothing is lost. */
  readonly content: RichText;
};

/** Words with marks and links, in the form that suits the client. */
export type RichText = {
  /** The words alone. */
  readonly plain: Scalars['String']['output'];
  /** As HTML. */
  readonly html: Scalars['SafeHTML']['output'];
  /** As Markdown. */
  readonly markdown: Scalars['String']['output'];
  /** In runs of equal marks and link. */
  readonly spans: ReadonlyArray<Span>;
};

/** A run of words with the same marks and link. */
export type Span = {
  /** The words. */
  readonly text: Scalars['String']['output'];
  /** How they are set, in the order of the enum. */
  readonly marks: ReadonlyArray<Mark>;
  /** Where they link to; for one of our own stories its canonical address. */
  readonly href?: Maybe<Scalars['URL']['output']>;
  /** The story that they link to, if it is one of ours and the viewer may see it. */
  readonly article?: Maybe<Article>;
};

/** How words can be set. */
export type Mark =
  /** Strong. */
  | 'BOLD'
  /** Emphasis, titles of works. */
  | 'ITALIC'
  /** Underlined. */
  | 'UNDERLINE'
  /** Struck out. */
  | 'STRIKE'
  /** Code. */
  | 'CODE'
  /** Below the line. */
  | 'SUBSCRIPT'
  /** Above the line. */
  | 'SUPERSCRIPT';

/** Who may be given an answer that was kept. */
export type CacheControlScope =
  /** Everybody of the same access tier. */
  | 'PUBLIC'
  /** Nobody but the viewer for whom it was made: it isn't kept. */
  | 'PRIVATE';

/** Somebody who signs stories. */
export type Correspondent = Node & {
  /** Global id, e.g. `cor_7k2m9x4t1q8w3zep`. */
  readonly id: Scalars['ID']['output'];
  /** The last part of their page's address. */
  readonly slug: Scalars['String']['output'];
  /** The canonical address of their page. */
  readonly url: Scalars['URL']['output'];
  /** As printed in a byline. */
  readonly name: Scalars['String']['output'];
  /** What they are, e.g. `Diplomatic correspondent`. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Who they are, in a sentence or a few. */
  readonly bio?: Maybe<Scalars['String']['output']>;
  /** Their picture. */
  readonly portrait?: Maybe<Image>;
  /** What they cover. */
  readonly beats: ReadonlyArray<Tag>;
  /** Where else they publish. */
  readonly accounts: ReadonlyArray<SocialAccount>;
  /** Their stories, in any role. */
  readonly articles: ArticleConnection;
  /** How many stories of theirs the viewer may see. */
  readonly articleCount: Scalars['Int']['output'];
  /** Counts its writes. A command is given on the version that its editor has seen, so that no other's is lost. */
  readonly version: Scalars['Int']['output'];
};


/** Somebody who signs stories. */
export type CorrespondentTitleArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Somebody who signs stories. */
export type CorrespondentBioArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Somebody who signs stories. */
export type CorrespondentArticlesArgs = {
  filter?: InputMaybe<ArticleFilter>;
  orderBy?: InputMaybe<ArticleOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** An account on a social platform. */
export type SocialAccount = {
  /** Which platform. */
  readonly platform: Platform;
  /** The name there, without `@`. */
  readonly handle: Scalars['String']['output'];
  /** Its page. */
  readonly url: Scalars['URL']['output'];
};

/** Conditions on correspondents. All that are given must hold. */
export type CorrespondentFilter = {
  /** The name begins so, whatever its case and accents. */
  readonly nameStartsWith?: InputMaybe<Scalars['String']['input']>;
  /** Covers this: slug, alias or id of a tag. */
  readonly beat?: InputMaybe<Scalars['String']['input']>;
};

/** A page of a list of correspondents. */
export type CorrespondentConnection = {
  /** The page's rows with their cursors. */
  readonly edges: ReadonlyArray<CorrespondentEdge>;
  /** The page's rows without. */
  readonly nodes: ReadonlyArray<Correspondent>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many the whole list has. Computed only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A correspondent in a list. */
export type CorrespondentEdge = {
  /** Opaque; give it to `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The correspondent. */
  readonly node: Correspondent;
};

/** Lists and figures for those who work here. */
export type Dashboard = {
  /** Stories in any state, newest first unless `orderBy` says otherwise. */
  readonly articles: ArticleConnection;
  /** How many stories there are of each value, most frequent first; days in order, those with none among them. */
  readonly counts: ReadonlyArray<DashboardCount>;
  /** What happens when: stories put live, due by schedule, and embargoes that lift, earliest first. */
  readonly calendar: ReadonlyArray<CalendarEntry>;
  /** Stories in which something is to be mended, newest first. Retracted ones are left out. */
  readonly worklist: ArticleConnection;
  /** How many stories were put live in each span of time, in order, those with none among them: of a tag, of a correspondent, of both, or of all. */
  readonly activity: ReadonlyArray<ActivityCount>;
};


/** Lists and figures for those who work here. */
export type DashboardArticlesArgs = {
  filter?: InputMaybe<ArticleFilter>;
  orderBy?: InputMaybe<ArticleOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** Lists and figures for those who work here. */
export type DashboardCountsArgs = {
  by: DashboardDimension;
  filter?: InputMaybe<ArticleFilter>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Lists and figures for those who work here. */
export type DashboardCalendarArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
  kinds?: InputMaybe<ReadonlyArray<CalendarKind>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Lists and figures for those who work here. */
export type DashboardWorklistArgs = {
  kind: WorklistKind;
  filter?: InputMaybe<ArticleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};


/** Lists and figures for those who work here. */
export type DashboardActivityArgs = {
  tag?: InputMaybe<Scalars['String']['input']>;
  correspondent?: InputMaybe<Scalars['String']['input']>;
  bucket?: ActivityBucket;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What stories are counted by. */
export type DashboardDimension =
  /** `Article.status` as it is stored. */
  | 'STATUS'
  /** `Article.tags`. */
  | 'TAG'
  /** `Article.correspondents`. */
  | 'CORRESPONDENT'
  /** The day (UTC) they were put live, or begun. */
  | 'DAY'
  /** `Article.section`. */
  | 'SECTION';

/** How many stories have a value. The field of what was counted by is set, the others are `null`. */
export type DashboardCount = {
  /** The state, for STATUS. */
  readonly status?: Maybe<ArticleStatus>;
  /** The tag or section, for TAG and SECTION. */
  readonly tag?: Maybe<Tag>;
  /** The correspondent, for CORRESPONDENT. */
  readonly correspondent?: Maybe<Correspondent>;
  /** The day, for DAY. */
  readonly day?: Maybe<Scalars['Date']['output']>;
  /** How many stories. */
  readonly count: Scalars['Int']['output'];
};

/** What happens to a story at a moment. */
export type CalendarKind =
  /** It was put live. */
  | 'PUBLICATION'
  /** It is due to be put live. */
  | 'SCHEDULE'
  /** Its embargo lifts. */
  | 'EMBARGO';

/** A story and its moment. */
export type CalendarEntry = {
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** What happens. */
  readonly kind: CalendarKind;
  /** To which story. */
  readonly article: Article;
};

/** What is to be mended in a story. */
export type WorklistKind =
  /** It embeds a social post that is DELETED or PROTECTED. The thousand of those that changed last are looked for. */
  | 'POST_GONE'
  /** It carries a tag that became another one. */
  | 'MERGED_TAG'
  /** It is live and links to a story of ours that was retracted or isn't published. The thousand newest of those are looked for. */
  | 'BROKEN_LINK'
  /** A picture has no text for those who can't see it. */
  | 'IMAGE_WITHOUT_ALT'
  /** A picture has no credit. */
  | 'IMAGE_WITHOUT_CREDIT'
  /** It has no tags. */
  | 'WITHOUT_TAGS'
  /** It is gated and shows nothing of its text to those who may not read it. */
  | 'GATED_WITHOUT_PREVIEW';

/** Spans of time (UTC). */
export type ActivityBucket =
  /** A day. */
  | 'DAY'
  /** A week, from Monday on. */
  | 'WEEK'
  /** A month. */
  | 'MONTH';

/** How many stories were put live in a span. */
export type ActivityCount = {
  /** The span's first day. */
  readonly from: Scalars['Date']['output'];
  /** How many stories. */
  readonly count: Scalars['Int']['output'];
};

/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type Mutation = {
  /** Makes a draft, or changes one that no reader has seen. Editors. */
  readonly saveDraft: ArticlePayload;
  /** Hands a draft to the desk, or takes a story off its schedule. Editors. */
  readonly submitArticle: ArticlePayload;
  /** Sets when a story goes live by itself. Chiefs. */
  readonly scheduleArticle: ArticlePayload;
  /** Holds a story back until a moment, whatever its date; without one lifts that. Chiefs. */
  readonly embargoArticle: ArticlePayload;
  /** Puts a story live now. When it answers, no reader of any instance meets what was there before. Chiefs. */
  readonly publishArticle: ArticlePayload;
  /** Changes a story that is published. Editors. */
  readonly updateArticle: ArticlePayload;
  /** Puts a dated note to a story that readers can see, and puts right what it is about. Editors. */
  readonly correctArticle: ArticlePayload;
  /** Takes a story back: its page is gone for readers (410), and what it was is kept. Chiefs. */
  readonly retractArticle: ArticlePayload;
  /** Brings a retracted story back under its own date, or the words of an earlier version. Chiefs. */
  readonly restoreArticle: ArticlePayload;
  /** Makes a correspondent. Editors. */
  readonly createCorrespondent: CorrespondentPayload;
  /** Changes what is said of a correspondent. A former slug leads to them for ever; bios of stories stay as they stood. Editors. */
  readonly editCorrespondent: CorrespondentPayload;
  /** Makes two records of one person one: the stories of both, under the second. Chiefs. */
  readonly mergeCorrespondents: CorrespondentPayload;
  /** Says which stories a day's edition has, in which order; makes it if it isn't there. Editors. */
  readonly curateEdition: EditionPayload;
  /** Puts an edition before the readers. Chiefs. */
  readonly publishEdition: EditionPayload;
  /** Makes a story a live blog, or opens one that was closed. Editors. */
  readonly startLiveBlog: ArticlePayload;
  /** Adds an entry to a live blog. Entries of several reporters at once are all kept. Editors. */
  readonly addLiveEntry: ArticlePayload;
  /** Changes an entry. Editors. */
  readonly editLiveEntry: ArticlePayload;
  /** Says which entries stand above the others, in this order; none unpins all. Editors. */
  readonly pinLiveEntries: ArticlePayload;
  /** Takes an entry out. Its revisions keep it. Editors. */
  readonly removeLiveEntry: ArticlePayload;
  /** Ends a live blog: no entries come any more. Editors. */
  readonly closeLiveBlog: ArticlePayload;
  /** Takes in a social post by its address, with what an editor has seen of it. Nothing is fetched. Editors. */
  readonly addSocialPost: SocialPostPayload;
  /** Shows a post's words and pictures to nobody; they are kept. Editors. */
  readonly withholdSocialPost: SocialPostPayload;
  /** Shows a withheld post again. Its `availability` is UNKNOWN then, until `addSocialPost` says more. Editors. */
  readonly releaseSocialPost: SocialPostPayload;
  /** Makes a tag. Editors. */
  readonly createTag: TagPayload;
  /** Changes what a tag is called and described by. A former slug leads to it for ever. Chiefs. */
  readonly renameTag: TagPayload;
  /** Puts a tag, and all below it, below another one. Chiefs. */
  readonly moveTag: TagPayload;
  /** Makes one tag another: its stories, narrower tags, slug and aliases lead there. Chiefs. */
  readonly mergeTags: TagPayload;
  /** Keeps a tag from new stories and out of lists. Chiefs. */
  readonly retireTag: TagPayload;
  /**
   * Ends everything that is cached under these surrogate tags, such as `article:art_1m8x2p9qk4t7w3ze`, `list:front` or
   * `everything`, on every instance. For administrators; writes through the gateway purge by themselves.
   */
  readonly purge: PurgePayload;
  /**
   * Takes in what a CMS wrote to MongoDB itself: reads these records again, derives what is derived, purges, and tells it as an event.
   * For administrators; a CMS says the same with `POST /hooks/content`.
   */
  readonly touch: TouchPayload;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationSaveDraftArgs = {
  input: SaveDraftInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationSubmitArticleArgs = {
  input: SubmitArticleInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationScheduleArticleArgs = {
  input: ScheduleArticleInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationEmbargoArticleArgs = {
  input: EmbargoArticleInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationPublishArticleArgs = {
  input: PublishArticleInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationUpdateArticleArgs = {
  input: UpdateArticleInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationCorrectArticleArgs = {
  input: CorrectArticleInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationRetractArticleArgs = {
  input: RetractArticleInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationRestoreArticleArgs = {
  input: RestoreArticleInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationCreateCorrespondentArgs = {
  input: CreateCorrespondentInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationEditCorrespondentArgs = {
  input: EditCorrespondentInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationMergeCorrespondentsArgs = {
  input: MergeCorrespondentsInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationCurateEditionArgs = {
  input: CurateEditionInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationPublishEditionArgs = {
  input: PublishEditionInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationStartLiveBlogArgs = {
  input: StartLiveBlogInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationAddLiveEntryArgs = {
  input: AddLiveEntryInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationEditLiveEntryArgs = {
  input: EditLiveEntryInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationPinLiveEntriesArgs = {
  input: PinLiveEntriesInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationRemoveLiveEntryArgs = {
  input: RemoveLiveEntryInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationCloseLiveBlogArgs = {
  input: CloseLiveBlogInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationAddSocialPostArgs = {
  input: AddSocialPostInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationWithholdSocialPostArgs = {
  input: WithholdSocialPostInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationReleaseSocialPostArgs = {
  input: ReleaseSocialPostInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationCreateTagArgs = {
  input: CreateTagInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationRenameTagArgs = {
  input: RenameTagInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationMoveTagArgs = {
  input: MoveTagInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationMergeTagsArgs = {
  input: MergeTagsInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationRetireTagArgs = {
  input: RetireTagInput;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationPurgeArgs = {
  tags: ReadonlyArray<Scalars['String']['input']>;
};


/** Everything that changes something. A command that the viewer may not give writes nothing. */
export type MutationTouchArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** A draft to be made or changed. */
export type SaveDraftInput = {
  /** Which story; a new one is made without. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** With `id`: the version that you have seen. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** What is decided of the story. */
  readonly story: StoryInput;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A story to be handed to the desk. */
export type SubmitArticleInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen: if it is another one by now, nothing is written, and you are told both. */
  readonly version: Scalars['Int']['input'];
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A story to go live by itself. */
export type ScheduleArticleInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen: if it is another one by now, nothing is written, and you are told both. */
  readonly version: Scalars['Int']['input'];
  /** When. */
  readonly publishAt: Scalars['DateTime']['input'];
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A story to be held back. */
export type EmbargoArticleInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen: if it is another one by now, nothing is written, and you are told both. */
  readonly version: Scalars['Int']['input'];
  /** Until when; `null` or nothing lifts the embargo. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A story to go live. */
export type PublishArticleInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen: if it is another one by now, nothing is written, and you are told both. */
  readonly version: Scalars['Int']['input'];
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A change of a published story. */
export type UpdateArticleInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen: if it is another one by now, nothing is written, and you are told both. */
  readonly version: Scalars['Int']['input'];
  /** What changes; the rest stays. */
  readonly story: StoryInput;
  /** What readers are told of the change: a dated note of type UPDATE in the text and in `Article.corrections`. */
  readonly publicNote?: InputMaybe<RichTextInput>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A note that says what was wrong, or what changed. */
export type CorrectArticleInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen: if it is another one by now, nothing is written, and you are told both. */
  readonly version: Scalars['Int']['input'];
  /** What sort of note. */
  readonly type: CorrectionType;
  /** The note, as readers see it. */
  readonly note: RichTextInput;
  /** What is put right along with it. */
  readonly story?: InputMaybe<StoryInput>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A story to be taken back. */
export type RetractArticleInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen: if it is another one by now, nothing is written, and you are told both. */
  readonly version: Scalars['Int']['input'];
  /** Why, for those who come to its address. */
  readonly note: RichTextInput;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A story, or words of it, to be brought back. */
export type RestoreArticleInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen: if it is another one by now, nothing is written, and you are told both. */
  readonly version: Scalars['Int']['input'];
  /** The version whose headline, kicker, standfirst, lead image and text come back; for a retracted story those of now if left out. */
  readonly revision?: InputMaybe<Scalars['Int']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What an editor decides of a story. What is left out stays as it is; `null` takes away what may be absent. */
export type StoryInput = {
  /** The last part of its address: a to z, 0 to 9, single hyphens. Made of the headline if left out. A published story keeps its former ones. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** The language that it is written in; the newsroom's own by default. */
  readonly locale?: InputMaybe<Scalars['Locale']['input']>;
  /** The headline, at most 500 characters. */
  readonly headline?: InputMaybe<Scalars['String']['input']>;
  /** The short label above it. */
  readonly kicker?: InputMaybe<Scalars['String']['input']>;
  /** The sentence or two under it. */
  readonly standfirst?: InputMaybe<Scalars['String']['input']>;
  /** Who may read the whole body. */
  readonly access?: InputMaybe<AccessLevel>;
  /** The section: slug, alias or id of a tag of kind SECTION. */
  readonly section?: InputMaybe<Scalars['String']['input']>;
  /** Tags by slug, alias or id, in order, at most 50. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Who did what. */
  readonly contributions?: InputMaybe<ReadonlyArray<ContributionInput>>;
  /** The byline as printed; made of the authors' names if left out. */
  readonly byline?: InputMaybe<ReadonlyArray<BylineTokenInput>>;
  /** The picture at its head. */
  readonly leadImage?: InputMaybe<ImageInput>;
  /** The whole text in order. Blocks that are to stay as they are: `{ id: "…", keep: true }`. */
  readonly blocks?: InputMaybe<ReadonlyArray<BlockInput>>;
  /** How many blocks of a gated story everybody may read, 0 to 1,000; 2 unless you say otherwise. */
  readonly previewBlocks?: InputMaybe<Scalars['Int']['input']>;
  /** Shared by the translations of one story. */
  readonly translationGroup?: InputMaybe<Scalars['String']['input']>;
};

/** What one correspondent did for a story. */
export type ContributionInput = {
  /** What they did. */
  readonly role: ContributionRole;
  /** Who: slug or id. */
  readonly correspondent: Scalars['String']['input'];
};

/** A part of a byline. */
export type BylineTokenInput = {
  /** Its words, spaces included. */
  readonly text: Scalars['String']['input'];
  /** Whom it names: slug or id. */
  readonly correspondent?: InputMaybe<Scalars['String']['input']>;
};

/** Words with marks and links: `text` for words alone, or `spans`. */
export type RichTextInput = {
  /** Words without marks or links. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Runs of words. */
  readonly spans?: InputMaybe<ReadonlyArray<SpanInput>>;
};

/** A run of words with the same marks and link. */
export type SpanInput = {
  /** The words. They are text whatever they look like: no markup is read in them. */
  readonly text: Scalars['String']['input'];
  /** How they are set. */
  readonly marks?: InputMaybe<ReadonlyArray<Mark>>;
  /** Where they link to. */
  readonly href?: InputMaybe<Scalars['URL']['input']>;
  /** The story of ours that they link to. */
  readonly article?: InputMaybe<Scalars['ID']['input']>;
};

/** A block of a text: exactly one of the kinds, and the id that it is known by. */
export type BlockInput = {
  /** Keeps a block known from version to version; a new one gets its own if left out. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** The block of this id as it is stored: the only way to keep corrections, live entries and blocks of kinds unknown. */
  readonly keep?: InputMaybe<Scalars['Boolean']['input']>;
  /** A paragraph. */
  readonly paragraph?: InputMaybe<ParagraphInput>;
  /** A heading inside the text. */
  readonly heading?: InputMaybe<HeadingInput>;
  /** A quotation. */
  readonly quote?: InputMaybe<QuoteInput>;
  /** Words of the story itself, set large. */
  readonly pullQuote?: InputMaybe<QuoteInput>;
  /** A list. */
  readonly list?: InputMaybe<ListInput>;
  /** A picture. */
  readonly image?: InputMaybe<ImageInput>;
  /** Pictures to leaf through. */
  readonly gallery?: InputMaybe<GalleryInput>;
  /** A social post by its id; `addSocialPost` gives it one. */
  readonly socialPost?: InputMaybe<Scalars['ID']['input']>;
  /** A video that another site plays. */
  readonly video?: InputMaybe<VideoInput>;
  /** A table. */
  readonly table?: InputMaybe<TableInput>;
  /** A break between two parts: `true`. */
  readonly divider?: InputMaybe<Scalars['Boolean']['input']>;
  /** A pointer to another story. */
  readonly relatedLink?: InputMaybe<RelatedLinkInput>;
};

/** A paragraph. */
export type ParagraphInput = {
  /** Its words. */
  readonly content: RichTextInput;
};

/** A heading. */
export type HeadingInput = {
  /** 2 to 4. */
  readonly level: Scalars['Int']['input'];
  /** Its words. */
  readonly content: RichTextInput;
};

/** A quotation. */
export type QuoteInput = {
  /** What was said. */
  readonly content: RichTextInput;
  /** Who said it. */
  readonly attribution?: InputMaybe<Scalars['String']['input']>;
};

/** A list. */
export type ListInput = {
  /** Numbered or not. */
  readonly ordered?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its items, at least one. */
  readonly items: ReadonlyArray<RichTextInput>;
};

/** A picture. */
export type ImageInput = {
  /** Where it is. */
  readonly url: Scalars['URL']['input'];
  /** What it shows, for those who can't see it. */
  readonly alt?: InputMaybe<Scalars['String']['input']>;
  /** The sentence under it, without the credit. */
  readonly caption?: InputMaybe<Scalars['String']['input']>;
  /** Who made or owns it, without the word for it. */
  readonly credit?: InputMaybe<Scalars['String']['input']>;
  /** What may be done with it. */
  readonly rights?: InputMaybe<Scalars['String']['input']>;
  /** Pixels. */
  readonly width?: InputMaybe<Scalars['Int']['input']>;
  /** Pixels. */
  readonly height?: InputMaybe<Scalars['Int']['input']>;
  /** The point to keep in view when cropping. */
  readonly focalPoint?: InputMaybe<FocalPointInput>;
};

/** A point in a picture, from 0 to 1 of its width and height, from the top left. */
export type FocalPointInput = {
  /** 0 is the left edge, 1 the right one. */
  readonly x: Scalars['Float']['input'];
  /** 0 is the top edge, 1 the bottom one. */
  readonly y: Scalars['Float']['input'];
};

/** Pictures to leaf through. */
export type GalleryInput = {
  /** What they show together. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** The pictures, at least one. */
  readonly images: ReadonlyArray<ImageInput>;
};

/** A video. */
export type VideoInput = {
  /** Its page. */
  readonly url: Scalars['URL']['input'];
  /** What it shows. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** Who plays it. */
  readonly provider?: InputMaybe<Scalars['String']['input']>;
  /** Whether playing it lets a third party follow the reader; taken for true if left out. */
  readonly tracksReader?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A table. */
export type TableInput = {
  /** What it shows. */
  readonly caption?: InputMaybe<Scalars['String']['input']>;
  /** The head row. */
  readonly header?: InputMaybe<ReadonlyArray<RichTextInput>>;
  /** The other rows. Short ones are filled up. */
  readonly rows: ReadonlyArray<ReadonlyArray<RichTextInput>>;
};

/** A pointer to another story: `article` for one of ours, else `url`. */
export type RelatedLinkInput = {
  /** The story. */
  readonly article?: InputMaybe<Scalars['ID']['input']>;
  /** Where it leads. */
  readonly url?: InputMaybe<Scalars['URL']['input']>;
  /** Its words. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
};

/** What came of a command on a correspondent. */
export type CorrespondentPayload = {
  /** The correspondent as the command left them, or as they are. */
  readonly correspondent?: Maybe<Correspondent>;
  /** Why nothing was written: empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** Whether every instance has been told, so that no reader meets what was there before. If not, they will be as soon as Redis answers; `null` where nothing was written. */
  readonly announced?: Maybe<Scalars['Boolean']['output']>;
  /** As you gave it. */
  readonly clientMutationId?: Maybe<Scalars['String']['output']>;
};

/** What is said of a correspondent. What is left out stays as it is. */
export type CorrespondentInput = {
  /** The last part of their page's address; made of the name if left out. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** As printed in a byline. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What they are, in all languages. */
  readonly title?: InputMaybe<ReadonlyArray<LocalizedTextInput>>;
  /** Who they are, in all languages. */
  readonly bio?: InputMaybe<ReadonlyArray<LocalizedTextInput>>;
  /** Their picture. */
  readonly portrait?: InputMaybe<ImageInput>;
  /** What they cover: tags by slug, alias or id. */
  readonly beats?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Where else they publish. */
  readonly accounts?: InputMaybe<ReadonlyArray<SocialAccountInput>>;
};

/** An account on a social platform. */
export type SocialAccountInput = {
  /** Which platform. */
  readonly platform: Platform;
  /** The name there, without `@`. */
  readonly handle: Scalars['String']['input'];
  /** Its page. */
  readonly url: Scalars['URL']['input'];
};

/** A correspondent to be made. */
export type CreateCorrespondentInput = {
  /** What is said of them; a name at least. */
  readonly correspondent: CorrespondentInput;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What is to change of a correspondent. */
export type EditCorrespondentInput = {
  /** Which correspondent. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** What changes. */
  readonly correspondent: CorrespondentInput;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A correspondent to become another. */
export type MergeCorrespondentsInput = {
  /** Which correspondent. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** Whom they become: slug or id. */
  readonly into: Scalars['String']['input'];
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What came of a command on an edition. */
export type EditionPayload = {
  /** The edition as the command left it, or as it is. */
  readonly edition?: Maybe<Edition>;
  /** Why nothing was written: empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** Whether every instance has been told, so that no reader meets what was there before. If not, they will be as soon as Redis answers; `null` where nothing was written. */
  readonly announced?: Maybe<Scalars['Boolean']['output']>;
  /** As you gave it. */
  readonly clientMutationId?: Maybe<Scalars['String']['output']>;
};

/** A part of an edition. */
export type EditionSectionInput = {
  /** What it is called. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** The tag that it gathers: slug, alias or id. */
  readonly tag?: InputMaybe<Scalars['String']['input']>;
  /** Its stories, in order. */
  readonly articles: ReadonlyArray<Scalars['ID']['input']>;
};

/** An edition, whole. */
export type CurateEditionInput = {
  /** Which day, in the newsroom's own time zone. */
  readonly date: Scalars['Date']['input'];
  /** Which language; the newsroom's own by default. */
  readonly locale?: InputMaybe<Scalars['Locale']['input']>;
  /** The version that you have seen; nothing for an edition that isn't there yet. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** Its parts in order, at most 50 with 200 stories. */
  readonly sections: ReadonlyArray<EditionSectionInput>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** An edition to go live. */
export type PublishEditionInput = {
  /** Which edition. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A live blog to begin. */
export type StartLiveBlogInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there, which this command bears. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** What it is about, and where it stands. */
  readonly summary?: InputMaybe<RichTextInput>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** An entry to add. */
export type AddLiveEntryInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there, which this command bears. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** The entry. */
  readonly entry: LiveEntryInput;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** An entry to change. */
export type EditLiveEntryInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there, which this command bears. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** Which entry. */
  readonly entryId: Scalars['ID']['input'];
  /** What changes of it; the rest stays. */
  readonly entry: LiveEntryInput;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Entries to pin. */
export type PinLiveEntriesInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there, which this command bears. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** Which, in order, at most 20. */
  readonly entryIds: ReadonlyArray<Scalars['ID']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** An entry to take out. */
export type RemoveLiveEntryInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there, which this command bears. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** Which entry. */
  readonly entryId: Scalars['ID']['input'];
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A live blog to end. */
export type CloseLiveBlogInput = {
  /** Which story. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there, which this command bears. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** An entry of a live blog. */
export type LiveEntryInput = {
  /** When it happened; now if left out. */
  readonly at?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its own heading. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is one of the moments to show those who come late. */
  readonly key?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its text. */
  readonly blocks?: InputMaybe<ReadonlyArray<BlockInput>>;
};

/** What came of a command on a social post. */
export type SocialPostPayload = {
  /** The post as the command left it, or as it is. */
  readonly socialPost?: Maybe<SocialPost>;
  /** Why nothing was written: empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** Whether every instance has been told, so that no reader meets what was there before. If not, they will be as soon as Redis answers; `null` where nothing was written. */
  readonly announced?: Maybe<Scalars['Boolean']['output']>;
  /** As you gave it. */
  readonly clientMutationId?: Maybe<Scalars['String']['output']>;
};

/** A post to be taken in. */
export type AddSocialPostInput = {
  /** Its address, in any of the forms that its platform has. */
  readonly url: Scalars['URL']['input'];
  /** What was said. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Who said it, by the name shown. */
  readonly authorName?: InputMaybe<Scalars['String']['input']>;
  /** When it was said. */
  readonly postedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether its platform still shows it, by default AVAILABLE where you give its words, and as it was or UNKNOWN where you don't. WITHHELD isn't taken: `withholdSocialPost` does that. */
  readonly availability?: InputMaybe<Availability>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A post to be held back. */
export type WithholdSocialPostInput = {
  /** Which post. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A post to be shown again. */
export type ReleaseSocialPostInput = {
  /** Which post. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What came of a command on a tag. */
export type TagPayload = {
  /** The tag as the command left it, or as it is. */
  readonly tag?: Maybe<Tag>;
  /** Why nothing was written: empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** Whether every instance has been told, so that no reader meets what was there before. If not, they will be as soon as Redis answers; `null` where nothing was written. */
  readonly announced?: Maybe<Scalars['Boolean']['output']>;
  /** As you gave it. */
  readonly clientMutationId?: Maybe<Scalars['String']['output']>;
};

/** A text in one language. */
export type LocalizedTextInput = {
  /** Which language. */
  readonly locale: Scalars['Locale']['input'];
  /** The text. */
  readonly text: Scalars['String']['input'];
};

/** A tag to be made. */
export type CreateTagInput = {
  /** What sort of thing it stands for. */
  readonly kind: TagKind;
  /** The last part of its address; made of its name if left out. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** What it is called, at least in one language. */
  readonly name: ReadonlyArray<LocalizedTextInput>;
  /** A sentence or two on it. */
  readonly description?: InputMaybe<ReadonlyArray<LocalizedTextInput>>;
  /** Other slugs that lead to it, at most 100. */
  readonly aliases?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The broader tag: slug, alias or id. */
  readonly parent?: InputMaybe<Scalars['String']['input']>;
  /** The same thing elsewhere. */
  readonly sameAs?: InputMaybe<ReadonlyArray<Scalars['URL']['input']>>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What a tag is to be called. What is left out stays. */
export type RenameTagInput = {
  /** Which tag. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** Its new slug; the one that it had becomes an alias. */
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  /** Its names, all of them. */
  readonly name?: InputMaybe<ReadonlyArray<LocalizedTextInput>>;
  /** Its descriptions, all of them. */
  readonly description?: InputMaybe<ReadonlyArray<LocalizedTextInput>>;
  /** Its aliases, all of them. */
  readonly aliases?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The same thing elsewhere, all of it. */
  readonly sameAs?: InputMaybe<ReadonlyArray<Scalars['URL']['input']>>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Where a tag is to stand. */
export type MoveTagInput = {
  /** Which tag. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** The broader tag: slug, alias or id; `null` or nothing for the top. */
  readonly parent?: InputMaybe<Scalars['String']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A tag to become another. */
export type MergeTagsInput = {
  /** Which tag. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** What it becomes: slug, alias or id. */
  readonly into: Scalars['String']['input'];
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A tag to be retired. */
export type RetireTagInput = {
  /** Which tag. */
  readonly id: Scalars['ID']['input'];
  /** The version that you have seen. Without one the command is given on whatever is there. */
  readonly version?: InputMaybe<Scalars['Int']['input']>;
  /** A key of yours for this very command: given again within a day, it answers what it answered the first time, and writes nothing. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the payload. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Why a command did nothing. */
export type UserErrorCode =
  /** There is nothing by that id, slug or address. */
  | 'NOT_FOUND'
  /** Somebody else has written it since the version that you have seen. */
  | 'VERSION_CONFLICT'
  /** The thing is in a state in which this command isn't given. */
  | 'ILLEGAL_STATE'
  /** Something that must be there is missing or empty. */
  | 'REQUIRED'
  /** A value can't be stored as it is. */
  | 'INVALID'
  /** A text is longer than is taken. */
  | 'TOO_LONG'
  /** A list is longer than is taken. */
  | 'TOO_MANY'
  /** Another one has this slug or address. */
  | 'TAKEN'
  /** A thing can't refer to itself so. */
  | 'SELF_REFERENCE'
  /** The idempotency key was given with another command today. */
  | 'KEY_REUSED';

/** What is wrong with a command, for whoever gave it. */
export type UserError = {
  /** Where in the input, from the top down, e.g. `story`, `blocks`, `3`, `paragraph`. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** What is wrong, for programs. */
  readonly code: UserErrorCode;
  /** What is wrong and what to do, for people. */
  readonly message: Scalars['String']['output'];
};

/** What came of a command on a story. */
export type ArticlePayload = {
  /** The story as the command left it; where nothing was written, as it is. `null` if it isn't there. */
  readonly article?: Maybe<Article>;
  /** The block that the command was about, such as a new live entry. */
  readonly blockId?: Maybe<Scalars['ID']['output']>;
  /** Both versions, where somebody else was quicker. */
  readonly conflict?: Maybe<ArticleConflict>;
  /** Why nothing was written: empty when it was. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** Whether every instance has been told, so that no reader meets what was there before. If not, they will be as soon as Redis answers; `null` where nothing was written. */
  readonly announced?: Maybe<Scalars['Boolean']['output']>;
  /** As you gave it. */
  readonly clientMutationId?: Maybe<Scalars['String']['output']>;
};

/** An edit that came too late, and what it met. Nothing is lost: yours is here, to be put to theirs. */
export type ArticleConflict = {
  /** The version that your edit was made on. */
  readonly expected: Scalars['Int']['output'];
  /** The version that is stored. */
  readonly stored: Scalars['Int']['output'];
  /** The story as your edit would have left it; `null` if the version it was made on isn't known any more. */
  readonly yours?: Maybe<StoryVersion>;
  /** The story as it is stored. */
  readonly theirs: StoryVersion;
  /** What leads from theirs to yours. */
  readonly changes?: Maybe<StoryChanges>;
};

/** What the editors put before the readers on one day, in one language. */
export type Edition = Node & {
  /** Global id, e.g. `edt_2q9w4z7k1m8x3tep`. */
  readonly id: Scalars['ID']['output'];
  /** Which day. */
  readonly date: Scalars['Date']['output'];
  /** Which language. */
  readonly locale: Scalars['Locale']['output'];
  /** What it is called, e.g. `Morning briefing`. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** Its parts in order. */
  readonly sections: ReadonlyArray<EditionSection>;
  /** All its stories in order, each once. What the viewer may not see is left out. */
  readonly articles: ArticleConnection;
  /** When it was put live. */
  readonly publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The edition of the same language before this one. */
  readonly previous?: Maybe<Edition>;
  /** The edition of the same language after this one. */
  readonly next?: Maybe<Edition>;
  /** Counts its writes. A command is given on the version that its editor has seen, so that no other's is lost. */
  readonly version: Scalars['Int']['output'];
};


/** What the editors put before the readers on one day, in one language. */
export type EditionArticlesArgs = {
  filter?: InputMaybe<ArticleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** A part of an edition. */
export type EditionSection = {
  /** What it is called. */
  readonly title?: Maybe<Scalars['String']['output']>;
  /** The tag that it gathers, if it is one's. */
  readonly tag?: Maybe<Tag>;
  /** Its stories in the editors' order. What the viewer may not see is left out. */
  readonly stories: ReadonlyArray<Article>;
};

/** A picture, with what IPTC's photo metadata keeps of it. */
export type Image = {
  /** The largest rendition; `null` where a page was imported as text: its caption and credit were there, its picture wasn't. */
  readonly url?: Maybe<Scalars['URL']['output']>;
  /** What the picture shows, for those who can't see it. `null` if nobody wrote it: that is a worklist's business, not a reader's. */
  readonly alt?: Maybe<Scalars['String']['output']>;
  /** The sentence under the picture, without the credit. */
  readonly caption?: Maybe<Scalars['String']['output']>;
  /** Who made or owns it, without the word for it, e.g. `Ana Ruiz/AFP`. */
  readonly credit?: Maybe<Scalars['String']['output']>;
  /** The credit as it must be shown, in the story's language, e.g. `(Crédit : Ana Ruiz/AFP)`. */
  readonly displayCredit?: Maybe<Scalars['String']['output']>;
  /** What may be done with it. */
  readonly rights?: Maybe<Scalars['String']['output']>;
  /** Pixels. */
  readonly width?: Maybe<Scalars['Int']['output']>;
  /** Pixels. */
  readonly height?: Maybe<Scalars['Int']['output']>;
  /** The point to keep in view when cropping. */
  readonly focalPoint?: Maybe<FocalPoint>;
  /** Other sizes, widest first. */
  readonly renditions: ReadonlyArray<Rendition>;
};

/** A point in a picture, from 0 to 1 of its width and height, from the top left. */
export type FocalPoint = {
  /** 0 is the left edge, 1 the right one. */
  readonly x: Scalars['Float']['output'];
  /** 0 is the top edge, 1 the bottom one. */
  readonly y: Scalars['Float']['output'];
};

/** A size of a picture. */
export type Rendition = {
  /** Where it is. */
  readonly url: Scalars['URL']['output'];
  /** Pixels. */
  readonly width?: Maybe<Scalars['Int']['output']>;
  /** Pixels. */
  readonly height?: Maybe<Scalars['Int']['output']>;
  /** Media type, e.g. `image/avif`. */
  readonly mediaType?: Maybe<Scalars['String']['output']>;
};

/**
 * A story that grows while things happen. What is here follows the body's policy: who may not read the whole text gets the
 * entries of its preview and no other.
 */
export type LiveBlog = {
  /** Whether more is to come. */
  readonly isLive: Scalars['Boolean']['output'];
  /**
   * The entries, newest first. For what is new since you last asked, give `since` the `changedAt` that came with the answer before:
   * all clients that are up to date then ask the same question, and share its answer.
   */
  readonly entries: LiveEntryConnection;
  /** The entries that the editors pinned, in their order. */
  readonly pinned: ReadonlyArray<LiveEntry>;
  /** Where things stand, in a few sentences. `null` if nobody wrote it, or if the viewer may not read the whole text. */
  readonly summary?: Maybe<RichText>;
  /** When an entry was last written or changed; `null` while there is none. Give it to `since`. */
  readonly changedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The ids of all entries, newest first: an entry that you have and that isn't here was taken out. */
  readonly entryIds: ReadonlyArray<Scalars['ID']['output']>;
};


/**
 * A story that grows while things happen. What is here follows the body's policy: who may not read the whole text gets the
 * entries of its preview and no other.
 */
export type LiveBlogEntriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
  keyOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Entries of a live blog, a page at a time. */
export type LiveEntryConnection = {
  /** The page's rows with their cursors. */
  readonly edges: ReadonlyArray<LiveEntryEdge>;
  /** The page's rows without. */
  readonly nodes: ReadonlyArray<LiveEntry>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many entries the whole list has. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An entry in a list. */
export type LiveEntryEdge = {
  /** Opaque; give it to `after`. It stays valid when the entry is gone. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: LiveEntry;
};

/** What came of a touch. */
export type TouchPayload = {
  /** Each id once, in the order given. */
  readonly touched: ReadonlyArray<Touched>;
  /** Whether every instance has been told. */
  readonly announced: Scalars['Boolean']['output'];
};

/** What came of one id. */
export type Touched = {
  /** As it was given. */
  readonly id: Scalars['ID']['output'];
  /** What was found. */
  readonly outcome: TouchOutcome;
  /** The version that the record has now; `null` where there is none. */
  readonly version?: Maybe<Scalars['Int']['output']>;
};

/** What was found at an id. */
export type TouchOutcome =
  /** It is other than what was known: caches were purged, and it was told. */
  | 'TOLD'
  /** It is what was told last: only caches were purged. */
  | 'UNCHANGED'
  /** There is nothing: a story that readers could see is told as taken back, anything else as deleted. */
  | 'GONE'
  /** It does not have the shape that its collection asks for: caches were purged, and nothing was told. */
  | 'UNREADABLE'
  /** It is no id of a story, tag, correspondent, post or edition. */
  | 'NOT_AN_ID';

/** What came of a purge. */
export type PurgePayload = {
  /** The tags that were purged. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Whether Redis has been told. If not, it will be before anything that it has is believed; other instances keep nothing longer than they may without hearing. */
  readonly announced: Scalars['Boolean']['output'];
};

/** Something that can be fetched again by its global id. */
export type Node = {
  /** Global, opaque, URL-safe and stable. It carries the type. */
  readonly id: Scalars['ID']['output'];
};

/** Where a page of a connection stands in the whole list, after Relay's Cursor Connections specification. */
export type PageInfo = {
  /** Whether there are edges after `endCursor`. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are edges before `startCursor`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge of this page; `null` when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Cursor of the last edge of this page; `null` when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

/** Which way a list runs. */
export type OrderDirection =
  /** Oldest or smallest first. */
  | 'ASC'
  /** Newest or greatest first. */
  | 'DESC';

/** Why a story was taken back. */
export type Retraction = {
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Why, for those who come to its address. */
  readonly note: RichText;
};

/** A page of the revisions of a story. */
export type RevisionConnection = {
  /** The page's rows with their cursors. */
  readonly edges: ReadonlyArray<RevisionEdge>;
  /** The page's rows without. */
  readonly nodes: ReadonlyArray<Revision>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** A revision in a list. */
export type RevisionEdge = {
  /** Opaque; give it to `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The revision. */
  readonly node: Revision;
};

/** A story as one write left it. */
export type Revision = {
  /** Global id. */
  readonly id: Scalars['ID']['output'];
  /** The story's version after the write. */
  readonly version: Scalars['Int']['output'];
  /** When it was written. */
  readonly at: Scalars['DateTime']['output'];
  /** Who wrote it: the `sub` of their token, `import`, or `cms` for what was written past the gateway. */
  readonly actor: Scalars['String']['output'];
  /** What was done; `null` for what was written past the desk. */
  readonly kind?: Maybe<DeskEventKind>;
  /** The story as it was. */
  readonly story: StoryVersion;
  /** What leads to it from another version: from the one before it unless you say which. `null` if that isn't kept. */
  readonly diff?: Maybe<StoryChanges>;
};


/** A story as one write left it. */
export type RevisionDiffArgs = {
  against?: InputMaybe<Scalars['Int']['input']>;
};

/** What was done: to a story, which is all that a revision has, or to something else. */
export type DeskEventKind =
  /** A draft was made or changed. */
  | 'DRAFT_SAVED'
  /** It was handed to the desk. */
  | 'ARTICLE_SUBMITTED'
  /** Its hour was set. */
  | 'ARTICLE_SCHEDULED'
  /** An embargo was set or lifted. */
  | 'ARTICLE_EMBARGOED'
  /** It was put live. */
  | 'ARTICLE_PUBLISHED'
  /** It was changed. */
  | 'ARTICLE_UPDATED'
  /** A note was put to it. */
  | 'ARTICLE_CORRECTED'
  /** It was taken back. */
  | 'ARTICLE_RETRACTED'
  /** It, or words of it, were brought back. */
  | 'ARTICLE_RESTORED'
  /** Its scheduled hour came. No revision has it: nobody wrote anything. */
  | 'ARTICLE_APPEARED'
  /** It became a live blog. */
  | 'LIVE_STARTED'
  /** A live entry was added. */
  | 'LIVE_ENTRY_ADDED'
  /** A live entry was changed. */
  | 'LIVE_ENTRY_EDITED'
  /** Live entries were pinned or unpinned. */
  | 'LIVE_ENTRY_PINNED'
  /** A live entry was taken out. */
  | 'LIVE_ENTRY_REMOVED'
  /** Its live blog ended. */
  | 'LIVE_CLOSED'
  /** A tag was made. */
  | 'TAG_CREATED'
  /** A tag has another name, other aliases or another description. */
  | 'TAG_RENAMED'
  /** A tag stands below another one. */
  | 'TAG_MOVED'
  /** A tag became another one. */
  | 'TAG_MERGED'
  /** A tag was retired. */
  | 'TAG_RETIRED'
  /** A tag was written past the gateway. */
  | 'TAG_CHANGED'
  /** A tag was deleted past the gateway. */
  | 'TAG_DELETED'
  /** A correspondent was added. */
  | 'CORRESPONDENT_CREATED'
  /** A correspondent was edited. */
  | 'CORRESPONDENT_EDITED'
  /** A correspondent became another one. */
  | 'CORRESPONDENT_MERGED'
  /** A correspondent was written past the gateway. */
  | 'CORRESPONDENT_CHANGED'
  /** A correspondent was deleted past the gateway. */
  | 'CORRESPONDENT_DELETED'
  /** An edition was put together. */
  | 'EDITION_CURATED'
  /** An edition was published. */
  | 'EDITION_PUBLISHED'
  /** An edition was written past the gateway. */
  | 'EDITION_CHANGED'
  /** An edition was deleted past the gateway. */
  | 'EDITION_DELETED'
  /** A social post was added. */
  | 'POST_ADDED'
  /** A social post was withheld. */
  | 'POST_WITHHELD'
  /** A social post is shown again. */
  | 'POST_RELEASED'
  /** A social post was written past the gateway. */
  | 'POST_CHANGED'
  /** A social post was deleted past the gateway. */
  | 'POST_DELETED';

/** A story's words as they stood at one version. */
export type StoryVersion = {
  /** Which version; that of the version it was made on for an edit that was never stored. */
  readonly version: Scalars['Int']['output'];
  /** Where the story was in its life. */
  readonly status: ArticleStatus;
  /** Its slug. */
  readonly slug: Scalars['String']['output'];
  /** Its headline. */
  readonly headline: Scalars['String']['output'];
  /** Its kicker. */
  readonly kicker?: Maybe<Scalars['String']['output']>;
  /** Its standfirst. */
  readonly standfirst?: Maybe<Scalars['String']['output']>;
  /** Its blocks, all of them. */
  readonly blocks: ReadonlyArray<Block>;
  /** All blocks as plain text, paragraphs apart by a blank line. */
  readonly text: Scalars['String']['output'];
};

/** What changed of a story from one version to another. */
export type StoryChanges = {
  /** Of what is around the text. */
  readonly fields: ReadonlyArray<FieldChange>;
  /** Of the text, block by block: in the order of the later version, what was taken out last. Blocks that are the same are left out. */
  readonly blocks: ReadonlyArray<BlockChange>;
};

/** A field that changed. */
export type FieldChange = {
  /** Its name, as in `Article`. */
  readonly field: Scalars['String']['output'];
  /** What it said. */
  readonly before?: Maybe<Scalars['String']['output']>;
  /** What it says. */
  readonly after?: Maybe<Scalars['String']['output']>;
  /** Both in one, word by word. */
  readonly text: ReadonlyArray<TextChange>;
};

/** A block that changed. */
export type BlockChange = {
  /** The block's id. */
  readonly id: Scalars['ID']['output'];
  /** What happened to it. */
  readonly change: ChangeKind;
  /** As it was; `null` for a new one. */
  readonly before?: Maybe<Block>;
  /** As it is; `null` for one that was taken out. */
  readonly after?: Maybe<Block>;
  /** Its words, both in one. */
  readonly text: ReadonlyArray<TextChange>;
};

/** What happened to a block. */
export type ChangeKind =
  /** It is new. */
  | 'ADDED'
  /** It was taken out. */
  | 'REMOVED'
  /** Its words or its kind are others. */
  | 'CHANGED'
  /** It stands elsewhere; its words may be others, too. */
  | 'MOVED';

/** A run of words that is in both, in one only, or in the other. */
export type TextChange = {
  /** In which. */
  readonly change: TextChangeKind;
  /** The words. */
  readonly text: Scalars['String']['output'];
};

/** Where words of a change are. */
export type TextChangeKind =
  /** Before and after. */
  | 'SAME'
  /** After only. */
  | 'ADDED'
  /** Before only. */
  | 'REMOVED';

/** What a count says. */
export type CountKind =
  /** So many there are. */
  | 'EXACT'
  /** There are so many, and may be more. */
  | 'AT_LEAST';

/** What a search found. */
export type SearchConnection = {
  /** The page's rows with their cursors, scores and highlights. */
  readonly edges: ReadonlyArray<SearchEdge>;
  /** The page's rows without. */
  readonly nodes: ReadonlyArray<Article>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many stories have the words, for this viewer. Computed only when selected. */
  readonly totalCount: Scalars['Int']['output'];
  /** Whether `totalCount` and `facets` tell of all that was found. Words that a good part of a large archive has are counted in its newest stories alone. */
  readonly totalCountIs: CountKind;
  /** What all that was found has in common. Computed only when selected, together with the rest. */
  readonly facets: SearchFacets;
};

/** A story that was found. */
export type SearchEdge = {
  /** Opaque; give it to `after` or `before`. It stays valid when the story is gone. */
  readonly cursor: Scalars['String']['output'];
  /** The story. */
  readonly node: Article;
  /** What the list is ordered by: doublings of how well the words fit, and years. Comparable within one search only. */
  readonly score: Scalars['Float']['output'];
  /** Pieces of the story around the words, from nothing but what this viewer may read. */
  readonly highlights: ReadonlyArray<SearchHighlight>;
};


/** A story that was found. */
export type SearchEdgeHighlightsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A piece of a story with the words that were looked for. */
export type SearchHighlight = {
  /** Which part of the story it is from. */
  readonly field: SearchField;
  /** The block that it is from; `null` outside the body. */
  readonly blockId?: Maybe<Scalars['ID']['output']>;
  /** The piece as plain text, with an ellipsis where something was cut off. */
  readonly text: Scalars['String']['output'];
  /** Where the words stand in `text`, in order. */
  readonly ranges: ReadonlyArray<TextRange>;
  /** The same as HTML: text escaped, words in `<mark>`. */
  readonly html: Scalars['SafeHTML']['output'];
};

/** From one place in a text to another, in UTF-16 units as JavaScript counts them. */
export type TextRange = {
  /** The first unit. */
  readonly start: Scalars['Int']['output'];
  /** The unit after the last one. */
  readonly end: Scalars['Int']['output'];
};

/** A part of a story in which words are looked for. */
export type SearchField =
  /** `Article.headline`. */
  | 'HEADLINE'
  /** `Article.kicker`. */
  | 'KICKER'
  /** `Article.standfirst`. */
  | 'STANDFIRST'
  /** `Article.byline`. */
  | 'BYLINE'
  /** A block of `Article.body`. */
  | 'BODY';

/** How many of the stories found have what, most frequent first. All of it is one question to the database. */
export type SearchFacets = {
  /** Tags. A merged tag counts for the one that it became. */
  readonly tags: ReadonlyArray<TagFacet>;
  /** Those who contributed. */
  readonly correspondents: ReadonlyArray<CorrespondentFacet>;
  /** Sections. */
  readonly sections: ReadonlyArray<TagFacet>;
  /** Languages, with their regions. */
  readonly locales: ReadonlyArray<LocaleFacet>;
  /** Months (UTC) of publication, newest first. */
  readonly months: ReadonlyArray<MonthFacet>;
};


/** How many of the stories found have what, most frequent first. All of it is one question to the database. */
export type SearchFacetsTagsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** How many of the stories found have what, most frequent first. All of it is one question to the database. */
export type SearchFacetsCorrespondentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** How many of the stories found have what, most frequent first. All of it is one question to the database. */
export type SearchFacetsSectionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** How many of the stories found have what, most frequent first. All of it is one question to the database. */
export type SearchFacetsLocalesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** How many of the stories found have what, most frequent first. All of it is one question to the database. */
export type SearchFacetsMonthsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Stories with a tag, or in a section. */
export type TagFacet = {
  /** The tag or section. */
  readonly tag: Tag;
  /** How many of the stories found. */
  readonly count: Scalars['Int']['output'];
};

/** Stories that somebody contributed to. */
export type CorrespondentFacet = {
  /** Who. */
  readonly correspondent: Correspondent;
  /** How many of the stories found. */
  readonly count: Scalars['Int']['output'];
};

/** Stories in a language. */
export type LocaleFacet = {
  /** The language. */
  readonly locale: Scalars['Locale']['output'];
  /** How many of the stories found. */
  readonly count: Scalars['Int']['output'];
};

/** Stories of a month. */
export type MonthFacet = {
  /** The month's first day. With `T00:00:00Z` behind it, it can be the `from` of a filter's `publishedAt`. */
  readonly from: Scalars['Date']['output'];
  /** How many of the stories found. */
  readonly count: Scalars['Int']['output'];
};

/** What somebody said on a social platform, kept with the stories that embed it, so that it survives the platform. */
export type SocialPost = Node & {
  /** Global id, e.g. `pst_9t3w7z1k4m8x2qep`. */
  readonly id: Scalars['ID']['output'];
  /** Where it was said. */
  readonly platform: Platform;
  /** The canonical address. */
  readonly url: Scalars['URL']['output'];
  /** The platform's own id for it. */
  readonly postId: Scalars['String']['output'];
  /** Who said it. */
  readonly author: SocialAuthor;
  /** What was said. Empty if there were no words, or if they were never retrieved (`retrievedAt` is `null`) or are withheld. */
  readonly text: Scalars['String']['output'];
  /** What was said as a quotation with its source, without anything of the platform's: no script, no tracker. */
  readonly html: Scalars['SafeHTML']['output'];
  /** Pictures and films of the post. */
  readonly media: ReadonlyArray<SocialMedia>;
  /** When it was said. */
  readonly postedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was last read from the platform; `null` if it never was. */
  readonly retrievedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the platform still shows it. */
  readonly availability: Availability;
  /** Whether the platform's own widget would let it follow the reader. Dateline's `html` never does. */
  readonly tracksReader: Scalars['Boolean']['output'];
  /** Stories that embed it. */
  readonly articles: ArticleConnection;
  /** Counts its writes. A command is given on the version that its editor has seen, so that no other's is lost. */
  readonly version: Scalars['Int']['output'];
};


/** What somebody said on a social platform, kept with the stories that embed it, so that it survives the platform. */
export type SocialPostArticlesArgs = {
  filter?: InputMaybe<ArticleFilter>;
  orderBy?: InputMaybe<ArticleOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** Who said something on a platform. */
export type SocialAuthor = {
  /** The name there, without `@`. Empty if it can't be told from the address and was never retrieved. */
  readonly handle: Scalars['String']['output'];
  /** The name shown; the handle if no other is known. */
  readonly name: Scalars['String']['output'];
  /** Their page there; the post's own address if theirs can't be told. */
  readonly url: Scalars['URL']['output'];
};

/** A picture or a film of a social post. */
export type SocialMedia = {
  /** Where it is. */
  readonly url: Scalars['URL']['output'];
  /** What it shows. */
  readonly alt?: Maybe<Scalars['String']['output']>;
  /** Media type, e.g. `video/mp4`. */
  readonly mediaType?: Maybe<Scalars['String']['output']>;
  /** Pixels. */
  readonly width?: Maybe<Scalars['Int']['output']>;
  /** Pixels. */
  readonly height?: Maybe<Scalars['Int']['output']>;
};

/** The platforms that posts are told from by their address. */
export type Platform =
  /** x.com, formerly twitter.com. */
  | 'X'
  /** Bluesky. */
  | 'BLUESKY'
  /** Mastodon and what speaks as it does. */
  | 'MASTODON'
  /** Threads. */
  | 'THREADS'
  /** Instagram. */
  | 'INSTAGRAM'
  /** Facebook. */
  | 'FACEBOOK'
  /** TikTok. */
  | 'TIKTOK'
  /** YouTube. */
  | 'YOUTUBE'
  /** Telegram. */
  | 'TELEGRAM'
  /** LinkedIn. */
  | 'LINKEDIN'
  /** Reddit. */
  | 'REDDIT'
  /** Any other. */
  | 'OTHER';

/** Whether a platform still shows a post. */
export type Availability =
  /** It did when last asked. */
  | 'AVAILABLE'
  /** Its author or the platform took it down. */
  | 'DELETED'
  /** Only some may see it there. */
  | 'PROTECTED'
  /** Our editors hold it back: its words and media are not shown. */
  | 'WITHHELD'
  /** Never asked. */
  | 'UNKNOWN';

/**
 * What happens, told as it happens: over Server-Sent Events and WebSocket, see docs/live.md. What the viewer may not see isn't told; everything is read
 * anew for them when they are told of it. One field a subscription.
 */
export type Subscription = {
  /** Stories that come, change and go, as readers see them. A retraction tells which story and no more. */
  readonly storyChanges: StoryChange;
  /** What happens in the live blog of a story. */
  readonly liveEntries: LiveChange;
  /** Everything that is written here, drafts included. For those who work here; FORBIDDEN for readers. */
  readonly deskActivity: DeskEvent;
};


/**
 * What happens, told as it happens: over Server-Sent Events and WebSocket, see docs/live.md. What the viewer may not see isn't told; everything is read
 * anew for them when they are told of it. One field a subscription.
 */
export type SubscriptionStoryChangesArgs = {
  filter?: InputMaybe<ArticleFilter>;
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  kinds?: InputMaybe<ReadonlyArray<StoryChangeKind>>;
  afterEvent?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * What happens, told as it happens: over Server-Sent Events and WebSocket, see docs/live.md. What the viewer may not see isn't told; everything is read
 * anew for them when they are told of it. One field a subscription.
 */
export type SubscriptionLiveEntriesArgs = {
  articleId: Scalars['ID']['input'];
  afterEvent?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * What happens, told as it happens: over Server-Sent Events and WebSocket, see docs/live.md. What the viewer may not see isn't told; everything is read
 * anew for them when they are told of it. One field a subscription.
 */
export type SubscriptionDeskActivityArgs = {
  kinds?: InputMaybe<ReadonlyArray<DeskEventKind>>;
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  afterEvent?: InputMaybe<Scalars['ID']['input']>;
};

/** A story that came, changed or went. */
export type StoryChange = {
  /** Opaque, and the same for all who are told of this change: tell repeats by it, and go on after it. */
  readonly eventId: Scalars['ID']['output'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** What happened. */
  readonly kind: StoryChangeKind;
  /** Which story. */
  readonly articleId: Scalars['ID']['output'];
  /** The story as it is now, which may be newer than this change; `null` once it was taken back. */
  readonly article?: Maybe<Article>;
};

/** What happened to a story, as readers see it. */
export type StoryChangeKind =
  /** It can be read from now on: published, come back, its hour has come, or its embargo lifted. */
  | 'PUBLISHED'
  /** It was changed. */
  | 'UPDATED'
  /** It was corrected. */
  | 'CORRECTED'
  /** It was taken back. */
  | 'RETRACTED';

/** Something that happened in a live blog. */
export type LiveChange = {
  /** Opaque, and the same for all who are told of this change: tell repeats by it, and go on after it. */
  readonly eventId: Scalars['ID']['output'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** What happened. */
  readonly kind: LiveChangeKind;
  /** Which entry, where it was one. */
  readonly entryId?: Maybe<Scalars['ID']['output']>;
  /** The entry as it is now, for ENTRY_ADDED and ENTRY_EDITED. */
  readonly entry?: Maybe<LiveEntry>;
  /** The live blog as it is now; `null` for WITHDRAWN. */
  readonly live?: Maybe<LiveBlog>;
};

/** What happened in a live blog. */
export type LiveChangeKind =
  /** It began, or goes on. */
  | 'STARTED'
  /** An entry was written. */
  | 'ENTRY_ADDED'
  /** An entry was changed. */
  | 'ENTRY_EDITED'
  /** An entry was taken out. */
  | 'ENTRY_REMOVED'
  /** Other entries are pinned. */
  | 'PINNED'
  /** It has ended. */
  | 'CLOSED'
  /** The story was changed on another way, maybe with its entries: ask for `live.entries(since:)`. */
  | 'STORY_CHANGED'
  /** The story was taken back. */
  | 'WITHDRAWN';

/** Something that was written. */
export type DeskEvent = {
  /** Opaque, and the same for all who are told of this event: tell repeats by it, and go on after it. */
  readonly eventId: Scalars['ID']['output'];
  /** When it happened. */
  readonly at: Scalars['DateTime']['output'];
  /** What happened. */
  readonly kind: DeskEventKind;
  /** Who did it: the `sub` of their token, `cms` for what was written past the gateway, or `clock` for what happens by itself. */
  readonly actor: Scalars['String']['output'];
  /** What was written, by its id. */
  readonly nodeId: Scalars['ID']['output'];
  /** Its version after that. */
  readonly version: Scalars['Int']['output'];
  /** What else it is about: the tag or correspondent that it was merged into, the entry of a live blog. */
  readonly otherId?: Maybe<Scalars['ID']['output']>;
  /** What was written, as it is now. */
  readonly node?: Maybe<Node>;
};

/** Something that stories are about, after IPTC's Media Topics and NewsCodes: a topic, a person, a place, an organisation. */
export type Tag = Node & {
  /** Global id, e.g. `tag_4w8z1m7k2x9t3qep`. */
  readonly id: Scalars['ID']['output'];
  /** The last part of the tag page's address. */
  readonly slug: Scalars['String']['output'];
  /** The canonical address of the tag's page. */
  readonly url: Scalars['URL']['output'];
  /** What readers see. */
  readonly name: Scalars['String']['output'];
  /** What sort of thing it is. */
  readonly kind: TagKind;
  /** A sentence or two on it. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Other names and former slugs that lead here. */
  readonly aliases: ReadonlyArray<Scalars['String']['output']>;
  /** The broader tag. */
  readonly parent?: Maybe<Tag>;
  /** The narrower tags, by slug. */
  readonly children: ReadonlyArray<Tag>;
  /** The same thing elsewhere, e.g. its Wikidata page. */
  readonly sameAs: ReadonlyArray<Scalars['URL']['output']>;
  /** Stories with this tag. */
  readonly articles: ArticleConnection;
  /** How many stories with this tag itself the viewer may see. */
  readonly articleCount: Scalars['Int']['output'];
  /** Counts its writes. A command is given on the version that its editor has seen, so that no other's is lost. */
  readonly version: Scalars['Int']['output'];
};


/** Something that stories are about, after IPTC's Media Topics and NewsCodes: a topic, a person, a place, an organisation. */
export type TagNameArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Something that stories are about, after IPTC's Media Topics and NewsCodes: a topic, a person, a place, an organisation. */
export type TagDescriptionArgs = {
  locale?: InputMaybe<Scalars['Locale']['input']>;
};


/** Something that stories are about, after IPTC's Media Topics and NewsCodes: a topic, a person, a place, an organisation. */
export type TagArticlesArgs = {
  includeDescendants?: InputMaybe<Scalars['Boolean']['input']>;
  filter?: InputMaybe<ArticleFilter>;
  orderBy?: InputMaybe<ArticleOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

/** What sort of thing a tag stands for. */
export type TagKind =
  /** A section of the paper, e.g. World. */
  | 'SECTION'
  /** A subject. */
  | 'TOPIC'
  /** Somebody. */
  | 'PERSON'
  /** Somewhere. */
  | 'PLACE'
  /** A company, a party, an agency. */
  | 'ORGANISATION'
  /** Something that happened, or goes on. */
  | 'EVENT';

/** Conditions on tags. All that are given must hold. */
export type TagFilter = {
  /** Of this kind. */
  readonly kind?: InputMaybe<TagKind>;
  /** Directly below this tag: slug, alias or id. */
  readonly parent?: InputMaybe<Scalars['String']['input']>;
  /** A name or an alias begins so, whatever its case and accents. */
  readonly nameStartsWith?: InputMaybe<Scalars['String']['input']>;
};

/** A page of a list of tags. */
export type TagConnection = {
  /** The page's rows with their cursors. */
  readonly edges: ReadonlyArray<TagEdge>;
  /** The page's rows without. */
  readonly nodes: ReadonlyArray<Tag>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
  /** How many the whole list has. Computed only when selected. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A tag in a list. */
export type TagEdge = {
  /** Opaque; give it to `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The tag. */
  readonly node: Tag;
};

/** How far back reads count: a story that is read steadily counts what it is read in this time. */
export type TrendingWindow =
  /** An hour. */
  | 'HOUR'
  /** A day. */
  | 'DAY'
  /** Seven days. */
  | 'WEEK';

/** A hot story. */
export type TrendingArticle = {
  /** Its place, from 1. */
  readonly rank: Scalars['Int']['output'];
  /** Its reads, faded by their age. */
  readonly reads: Scalars['Float']['output'];
  /** The story. */
  readonly article?: Maybe<Article>;
};

/** What one gateway's cache has of the hot stories. */
export type HotReport = {
  /** The stories, hottest first. */
  readonly hottest: ReadonlyArray<HotStory>;
  /** How many entries are in memory. */
  readonly memoryEntries: Scalars['Int']['output'];
  /** What they weigh, in bytes. */
  readonly memoryBytes: Scalars['Float']['output'];
  /** Which part of all that was asked for was in memory, from 0 to 1; `null` before anything was asked for. */
  readonly memoryHitRatio?: Maybe<Scalars['Float']['output']>;
};

/** A hot story, and what is kept of it. */
export type HotStory = {
  /** The story's id. */
  readonly id: Scalars['ID']['output'];
  /** The story; `null` if it is gone. */
  readonly article?: Maybe<Article>;
  /** Its reads, faded by their age. */
  readonly reads: Scalars['Float']['output'];
  /** What is kept of it in this gateway's memory: its head and its text. */
  readonly kept: ReadonlyArray<KeptEntry>;
};

/** An entry in a gateway's memory. */
export type KeptEntry = {
  /** What it is kept under. */
  readonly cacheKey: Scalars['String']['output'];
  /** Its surrogate tags: a purge of one of them ends it. */
  readonly surrogateTags: ReadonlyArray<Scalars['String']['output']>;
  /** What it weighs, in bytes. */
  readonly byteCount: Scalars['Int']['output'];
  /** How long ago it was read, in seconds. */
  readonly ageSeconds: Scalars['Float']['output'];
  /** How often it was given out, since it has been in memory. */
  readonly hits: Scalars['Int']['output'];
  /** Which part of those who asked for it found it there, from 0 to 1. */
  readonly hitRatio: Scalars['Float']['output'];
};

/** Who is asking. Read from the bearer token; without one the viewer is anonymous. */
export type Viewer = {
  /** How much of a gated story this viewer may read. */
  readonly tier: ViewerTier;
  /** What this viewer may do beside reading. */
  readonly roles: ReadonlyArray<Role>;
  /** The token's subject (`sub`), `null` for an anonymous viewer. */
  readonly subject?: Maybe<Scalars['String']['output']>;
};

/** The reading tiers, each of which includes the ones before it. */
export type ViewerTier =
  /** No token. */
  | 'ANONYMOUS'
  /** Signed in, without a subscription. */
  | 'REGISTERED'
  /** Signed in, with a subscription. */
  | 'SUBSCRIBER';

/** What a token may grant beside reading. */
export type Role =
  /** Sees drafts, scheduled and embargoed stories, and may write them. */
  | 'EDITOR'
  /** An editor who may also publish, retract and merge. */
  | 'CHIEF'
  /** May do everything, including purging caches. */
  | 'ADMIN';

/** A page of the wire. */
export type WireConnection = {
  /** The page's rows with their cursors. */
  readonly edges: ReadonlyArray<WireEdge>;
  /** The page's rows without. */
  readonly nodes: ReadonlyArray<WireStory>;
  /** Where the page stands in the list. A page may be shorter than asked for, and have a next one. */
  readonly pageInfo: PageInfo;
  /** The newsrooms of this list, ours first, and what of each is in this page. */
  readonly sources: ReadonlyArray<WireSource>;
};

/** A story on the wire, in its place. */
export type WireEdge = {
  /** Opaque; give it to `after`. It says how far each newsroom's stories have been read. */
  readonly cursor: Scalars['String']['output'];
  /** The story. */
  readonly node: WireStory;
};

/** A story of this newsroom or of a peer, as far as a list shows it. All text is plain, and a peer's has been cut and cleaned. */
export type WireStory = {
  /** Opaque, and unique over all newsrooms. It is no global id. */
  readonly id: Scalars['ID']['output'];
  /** The newsroom that published it. */
  readonly source: WireNewsroom;
  /** The canonical address of the story's page, on its own newsroom's site. */
  readonly url: Scalars['URL']['output'];
  /** The language that the story is written in. */
  readonly locale: Scalars['Locale']['output'];
  /** Which way the story's script runs. */
  readonly dir: TextDirection;
  /** The headline. */
  readonly headline: Scalars['String']['output'];
  /** The sentence or two under the headline. */
  readonly standfirst?: Maybe<Scalars['String']['output']>;
  /** Who wrote it, as printed; empty for an unsigned story. */
  readonly bylineText: Scalars['String']['output'];
  /** When it was last put live; the wire is ordered by it. */
  readonly publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The story itself, where it is this newsroom's. */
  readonly article?: Maybe<Article>;
};

/** A newsroom whose stories are on the wire. */
export type WireNewsroom = {
  /** Its key in this gateway's settings; `own` for this newsroom's. */
  readonly id: Scalars['ID']['output'];
  /** As readers know it. */
  readonly name: Scalars['String']['output'];
};

/** A newsroom, and what of it is in a page. */
export type WireSource = {
  /** The newsroom. */
  readonly newsroom: WireNewsroom;
  /** How good its part of the page is. */
  readonly state: WireState;
  /** What to tell readers of it; `null` where there is nothing to tell. */
  readonly notice?: Maybe<Scalars['String']['output']>;
};

/** How good a newsroom's part of a page of the wire is. */
export type WireState =
  /** All that belongs there. */
  | 'CURRENT'
  /** What it said a while ago: it doesn't answer now. */
  | 'STALE'
  /** Missing: it did not answer. What it has comes when it answers again. */
  | 'UNAVAILABLE'
  /** Missing: what it answered is no list of stories, newest first, from where it was to begin. */
  | 'UNTRUSTED';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  ArticleBody:
    | ( BodyView )
    | ( BodyView )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Block:
    | ( ParagraphRecord )
    | ( HeadingRecord )
    | ( QuoteRecord )
    | ( QuoteRecord )
    | ( ListRecord )
    | ( ImageBlockView )
    | ( GalleryView )
    | ( SocialEmbedRecord )
    | ( VideoEmbedRecord )
    | ( TableRecord )
    | ( DividerRecord )
    | ( RelatedLinkRecord )
    | ( CorrectionRecord )
    | ( LiveEntryView )
    | ( UnknownBlockRecord )
  ;
  Node:
    | ( ArticleHead )
    | ( CorrespondentRecord )
    | ( EditionRecord )
    | ( SocialPostRecord )
    | ( TagRecord )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Article: ResolverTypeWrapper<ArticleHead>;
  ArticleStatus: ResolverTypeWrapper<ArticleStatus>;
  AccessLevel: ResolverTypeWrapper<AccessLevel>;
  TextDirection: ResolverTypeWrapper<TextDirection>;
  Byline: ResolverTypeWrapper<ArticleHead>;
  BylineToken: ResolverTypeWrapper<BylineTokenRecord>;
  Contribution: ResolverTypeWrapper<ContributionRecord>;
  ContributionRole: ResolverTypeWrapper<ContributionRole>;
  ArticleFilter: ResolverTypeWrapper<ArticleFilter>;
  DateTimeRange: ResolverTypeWrapper<DateTimeRange>;
  ArticleOrder: ResolverTypeWrapper<ArticleOrder>;
  ArticleOrderField: ResolverTypeWrapper<ArticleOrderField>;
  ArticleConnection: ResolverTypeWrapper<ArticlePage>;
  ArticleEdge: ResolverTypeWrapper<Omit<ArticleEdge, 'node'> & { node: ResolversTypes['Article'] }>;
  ArticleBody: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ArticleBody']>;
  FullBody: ResolverTypeWrapper<BodyView>;
  PreviewBody: ResolverTypeWrapper<BodyView>;
  BlockConnection: ResolverTypeWrapper<BlockPage>;
  BlockEdge: ResolverTypeWrapper<Omit<BlockEdge, 'node'> & { node: ResolversTypes['Block'] }>;
  Block: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Block']>;
  Paragraph: ResolverTypeWrapper<ParagraphRecord>;
  Heading: ResolverTypeWrapper<HeadingRecord>;
  Quote: ResolverTypeWrapper<QuoteRecord>;
  PullQuote: ResolverTypeWrapper<QuoteRecord>;
  List: ResolverTypeWrapper<ListRecord>;
  ImageBlock: ResolverTypeWrapper<ImageBlockView>;
  Gallery: ResolverTypeWrapper<GalleryView>;
  SocialEmbed: ResolverTypeWrapper<SocialEmbedRecord>;
  VideoEmbed: ResolverTypeWrapper<VideoEmbedRecord>;
  Table: ResolverTypeWrapper<TableRecord>;
  Divider: ResolverTypeWrapper<DividerRecord>;
  RelatedLink: ResolverTypeWrapper<RelatedLinkRecord>;
  Correction: ResolverTypeWrapper<CorrectionRecord>;
  LiveEntry: ResolverTypeWrapper<LiveEntryView>;
  CorrectionType: ResolverTypeWrapper<CorrectionType>;
  UnknownBlock: ResolverTypeWrapper<UnknownBlockRecord>;
  RichText: ResolverTypeWrapper<RichTextRecord>;
  Span: ResolverTypeWrapper<SpanRecord>;
  Mark: ResolverTypeWrapper<Mark>;
  CacheControlScope: ResolverTypeWrapper<CacheControlScope>;
  Correspondent: ResolverTypeWrapper<CorrespondentRecord>;
  SocialAccount: ResolverTypeWrapper<SocialAccountRecord>;
  CorrespondentFilter: ResolverTypeWrapper<CorrespondentFilter>;
  CorrespondentConnection: ResolverTypeWrapper<CorrespondentPage>;
  CorrespondentEdge: ResolverTypeWrapper<Omit<CorrespondentEdge, 'node'> & { node: ResolversTypes['Correspondent'] }>;
  Dashboard: ResolverTypeWrapper<DashboardView>;
  DashboardDimension: ResolverTypeWrapper<DashboardDimension>;
  DashboardCount: ResolverTypeWrapper<Omit<DashboardCount, 'tag' | 'correspondent'> & { tag?: Maybe<ResolversTypes['Tag']>, correspondent?: Maybe<ResolversTypes['Correspondent']> }>;
  CalendarKind: ResolverTypeWrapper<CalendarKind>;
  CalendarEntry: ResolverTypeWrapper<Omit<CalendarEntry, 'article'> & { article: ResolversTypes['Article'] }>;
  WorklistKind: ResolverTypeWrapper<WorklistKind>;
  ActivityBucket: ResolverTypeWrapper<ActivityBucket>;
  ActivityCount: ResolverTypeWrapper<ActivityCount>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SaveDraftInput: ResolverTypeWrapper<SaveDraftInput>;
  SubmitArticleInput: ResolverTypeWrapper<SubmitArticleInput>;
  ScheduleArticleInput: ResolverTypeWrapper<ScheduleArticleInput>;
  EmbargoArticleInput: ResolverTypeWrapper<EmbargoArticleInput>;
  PublishArticleInput: ResolverTypeWrapper<PublishArticleInput>;
  UpdateArticleInput: ResolverTypeWrapper<UpdateArticleInput>;
  CorrectArticleInput: ResolverTypeWrapper<CorrectArticleInput>;
  RetractArticleInput: ResolverTypeWrapper<RetractArticleInput>;
  RestoreArticleInput: ResolverTypeWrapper<RestoreArticleInput>;
  StoryInput: ResolverTypeWrapper<StoryInput>;
  ContributionInput: ResolverTypeWrapper<ContributionInput>;
  BylineTokenInput: ResolverTypeWrapper<BylineTokenInput>;
  RichTextInput: ResolverTypeWrapper<RichTextInput>;
  SpanInput: ResolverTypeWrapper<SpanInput>;
  BlockInput: ResolverTypeWrapper<BlockInput>;
  ParagraphInput: ResolverTypeWrapper<ParagraphInput>;
  HeadingInput: ResolverTypeWrapper<HeadingInput>;
  QuoteInput: ResolverTypeWrapper<QuoteInput>;
  ListInput: ResolverTypeWrapper<ListInput>;
  ImageInput: ResolverTypeWrapper<ImageInput>;
  FocalPointInput: ResolverTypeWrapper<FocalPointInput>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GalleryInput: ResolverTypeWrapper<GalleryInput>;
  VideoInput: ResolverTypeWrapper<VideoInput>;
  TableInput: ResolverTypeWrapper<TableInput>;
  RelatedLinkInput: ResolverTypeWrapper<RelatedLinkInput>;
  CorrespondentPayload: ResolverTypeWrapper<CorrespondentPayloadView>;
  CorrespondentInput: ResolverTypeWrapper<CorrespondentInput>;
  SocialAccountInput: ResolverTypeWrapper<SocialAccountInput>;
  CreateCorrespondentInput: ResolverTypeWrapper<CreateCorrespondentInput>;
  EditCorrespondentInput: ResolverTypeWrapper<EditCorrespondentInput>;
  MergeCorrespondentsInput: ResolverTypeWrapper<MergeCorrespondentsInput>;
  EditionPayload: ResolverTypeWrapper<EditionPayloadView>;
  EditionSectionInput: ResolverTypeWrapper<EditionSectionInput>;
  CurateEditionInput: ResolverTypeWrapper<CurateEditionInput>;
  PublishEditionInput: ResolverTypeWrapper<PublishEditionInput>;
  StartLiveBlogInput: ResolverTypeWrapper<StartLiveBlogInput>;
  AddLiveEntryInput: ResolverTypeWrapper<AddLiveEntryInput>;
  EditLiveEntryInput: ResolverTypeWrapper<EditLiveEntryInput>;
  PinLiveEntriesInput: ResolverTypeWrapper<PinLiveEntriesInput>;
  RemoveLiveEntryInput: ResolverTypeWrapper<RemoveLiveEntryInput>;
  CloseLiveBlogInput: ResolverTypeWrapper<CloseLiveBlogInput>;
  LiveEntryInput: ResolverTypeWrapper<LiveEntryInput>;
  SocialPostPayload: ResolverTypeWrapper<SocialPostPayloadView>;
  AddSocialPostInput: ResolverTypeWrapper<AddSocialPostInput>;
  WithholdSocialPostInput: ResolverTypeWrapper<WithholdSocialPostInput>;
  ReleaseSocialPostInput: ResolverTypeWrapper<ReleaseSocialPostInput>;
  TagPayload: ResolverTypeWrapper<TagPayloadView>;
  LocalizedTextInput: ResolverTypeWrapper<LocalizedTextInput>;
  CreateTagInput: ResolverTypeWrapper<CreateTagInput>;
  RenameTagInput: ResolverTypeWrapper<RenameTagInput>;
  MoveTagInput: ResolverTypeWrapper<MoveTagInput>;
  MergeTagsInput: ResolverTypeWrapper<MergeTagsInput>;
  RetireTagInput: ResolverTypeWrapper<RetireTagInput>;
  UserErrorCode: ResolverTypeWrapper<UserErrorCode>;
  UserError: ResolverTypeWrapper<UserError>;
  ArticlePayload: ResolverTypeWrapper<ArticlePayloadView>;
  ArticleConflict: ResolverTypeWrapper<ConflictView>;
  Edition: ResolverTypeWrapper<EditionRecord>;
  EditionSection: ResolverTypeWrapper<EditionSectionRecord>;
  Image: ResolverTypeWrapper<ImageView>;
  FocalPoint: ResolverTypeWrapper<FocalPoint>;
  Rendition: ResolverTypeWrapper<Rendition>;
  LiveBlog: ResolverTypeWrapper<LiveView>;
  LiveEntryConnection: ResolverTypeWrapper<LiveEntryPage>;
  LiveEntryEdge: ResolverTypeWrapper<Omit<LiveEntryEdge, 'node'> & { node: ResolversTypes['LiveEntry'] }>;
  TouchPayload: ResolverTypeWrapper<TouchPayload>;
  Touched: ResolverTypeWrapper<Touched>;
  TouchOutcome: ResolverTypeWrapper<TouchOutcome>;
  PurgePayload: ResolverTypeWrapper<PurgePayload>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageEnds>;
  OrderDirection: ResolverTypeWrapper<OrderDirection>;
  Retraction: ResolverTypeWrapper<RetractionRecord>;
  RevisionConnection: ResolverTypeWrapper<RevisionPage>;
  RevisionEdge: ResolverTypeWrapper<Omit<RevisionEdge, 'node'> & { node: ResolversTypes['Revision'] }>;
  Revision: ResolverTypeWrapper<RevisionHead>;
  DeskEventKind: ResolverTypeWrapper<DeskEventKind>;
  StoryVersion: ResolverTypeWrapper<ArticleRecord>;
  StoryChanges: ResolverTypeWrapper<StoryDifference>;
  FieldChange: ResolverTypeWrapper<FieldChange>;
  BlockChange: ResolverTypeWrapper<BlockDifference>;
  ChangeKind: ResolverTypeWrapper<ChangeKind>;
  TextChange: ResolverTypeWrapper<TextChange>;
  TextChangeKind: ResolverTypeWrapper<TextChangeKind>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Locale: ResolverTypeWrapper<Scalars['Locale']['output']>;
  SafeHTML: ResolverTypeWrapper<Scalars['SafeHTML']['output']>;
  JSONLD: ResolverTypeWrapper<Scalars['JSONLD']['output']>;
  CountKind: ResolverTypeWrapper<CountKind>;
  SearchConnection: ResolverTypeWrapper<SearchView>;
  SearchEdge: ResolverTypeWrapper<SearchEdgeView>;
  SearchHighlight: ResolverTypeWrapper<SearchHighlight>;
  TextRange: ResolverTypeWrapper<TextRange>;
  SearchField: ResolverTypeWrapper<SearchField>;
  SearchFacets: ResolverTypeWrapper<SearchView>;
  TagFacet: ResolverTypeWrapper<Omit<TagFacet, 'tag'> & { tag: ResolversTypes['Tag'] }>;
  CorrespondentFacet: ResolverTypeWrapper<Omit<CorrespondentFacet, 'correspondent'> & { correspondent: ResolversTypes['Correspondent'] }>;
  LocaleFacet: ResolverTypeWrapper<LocaleFacet>;
  MonthFacet: ResolverTypeWrapper<MonthFacet>;
  SocialPost: ResolverTypeWrapper<SocialPostRecord>;
  SocialAuthor: ResolverTypeWrapper<SocialAuthor>;
  SocialMedia: ResolverTypeWrapper<SocialMediaRecord>;
  Platform: ResolverTypeWrapper<Platform>;
  Availability: ResolverTypeWrapper<Availability>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  StoryChange: ResolverTypeWrapper<StoryChangeView>;
  StoryChangeKind: ResolverTypeWrapper<StoryChangeKind>;
  LiveChange: ResolverTypeWrapper<LiveChangeView>;
  LiveChangeKind: ResolverTypeWrapper<LiveChangeKind>;
  DeskEvent: ResolverTypeWrapper<DeskEventView>;
  Tag: ResolverTypeWrapper<TagRecord>;
  TagKind: ResolverTypeWrapper<TagKind>;
  TagFilter: ResolverTypeWrapper<TagFilter>;
  TagConnection: ResolverTypeWrapper<TagPage>;
  TagEdge: ResolverTypeWrapper<Omit<TagEdge, 'node'> & { node: ResolversTypes['Tag'] }>;
  TrendingWindow: ResolverTypeWrapper<TrendingWindow>;
  TrendingArticle: ResolverTypeWrapper<TrendingView>;
  HotReport: ResolverTypeWrapper<Omit<HotReport, 'hottest'> & { hottest: ReadonlyArray<ResolversTypes['HotStory']> }>;
  HotStory: ResolverTypeWrapper<Omit<HotStory, 'article'> & { article?: Maybe<ResolversTypes['Article']> }>;
  KeptEntry: ResolverTypeWrapper<KeptEntry>;
  Viewer: ResolverTypeWrapper<Viewer>;
  ViewerTier: ResolverTypeWrapper<ViewerTier>;
  Role: ResolverTypeWrapper<Role>;
  WireConnection: ResolverTypeWrapper<WireView>;
  WireEdge: ResolverTypeWrapper<WireEdgeView>;
  WireStory: ResolverTypeWrapper<WireItem>;
  WireNewsroom: ResolverTypeWrapper<WireSourceName>;
  WireSource: ResolverTypeWrapper<WireSourceView>;
  WireState: ResolverTypeWrapper<WireState>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Article: ArticleHead;
  Byline: ArticleHead;
  BylineToken: BylineTokenRecord;
  Contribution: ContributionRecord;
  ArticleFilter: ArticleFilter;
  DateTimeRange: DateTimeRange;
  ArticleOrder: ArticleOrder;
  ArticleConnection: ArticlePage;
  ArticleEdge: Omit<ArticleEdge, 'node'> & { node: ResolversParentTypes['Article'] };
  ArticleBody: ResolversUnionTypes<ResolversParentTypes>['ArticleBody'];
  FullBody: BodyView;
  PreviewBody: BodyView;
  BlockConnection: BlockPage;
  BlockEdge: Omit<BlockEdge, 'node'> & { node: ResolversParentTypes['Block'] };
  Block: ResolversInterfaceTypes<ResolversParentTypes>['Block'];
  Paragraph: ParagraphRecord;
  Heading: HeadingRecord;
  Quote: QuoteRecord;
  PullQuote: QuoteRecord;
  List: ListRecord;
  ImageBlock: ImageBlockView;
  Gallery: GalleryView;
  SocialEmbed: SocialEmbedRecord;
  VideoEmbed: VideoEmbedRecord;
  Table: TableRecord;
  Divider: DividerRecord;
  RelatedLink: RelatedLinkRecord;
  Correction: CorrectionRecord;
  LiveEntry: LiveEntryView;
  UnknownBlock: UnknownBlockRecord;
  RichText: RichTextRecord;
  Span: SpanRecord;
  Correspondent: CorrespondentRecord;
  SocialAccount: SocialAccountRecord;
  CorrespondentFilter: CorrespondentFilter;
  CorrespondentConnection: CorrespondentPage;
  CorrespondentEdge: Omit<CorrespondentEdge, 'node'> & { node: ResolversParentTypes['Correspondent'] };
  Dashboard: DashboardView;
  DashboardCount: Omit<DashboardCount, 'tag' | 'correspondent'> & { tag?: Maybe<ResolversParentTypes['Tag']>, correspondent?: Maybe<ResolversParentTypes['Correspondent']> };
  CalendarEntry: Omit<CalendarEntry, 'article'> & { article: ResolversParentTypes['Article'] };
  ActivityCount: ActivityCount;
  Mutation: Record<PropertyKey, never>;
  SaveDraftInput: SaveDraftInput;
  SubmitArticleInput: SubmitArticleInput;
  ScheduleArticleInput: ScheduleArticleInput;
  EmbargoArticleInput: EmbargoArticleInput;
  PublishArticleInput: PublishArticleInput;
  UpdateArticleInput: UpdateArticleInput;
  CorrectArticleInput: CorrectArticleInput;
  RetractArticleInput: RetractArticleInput;
  RestoreArticleInput: RestoreArticleInput;
  StoryInput: StoryInput;
  ContributionInput: ContributionInput;
  BylineTokenInput: BylineTokenInput;
  RichTextInput: RichTextInput;
  SpanInput: SpanInput;
  BlockInput: BlockInput;
  ParagraphInput: ParagraphInput;
  HeadingInput: HeadingInput;
  QuoteInput: QuoteInput;
  ListInput: ListInput;
  ImageInput: ImageInput;
  FocalPointInput: FocalPointInput;
  Float: Scalars['Float']['output'];
  GalleryInput: GalleryInput;
  VideoInput: VideoInput;
  TableInput: TableInput;
  RelatedLinkInput: RelatedLinkInput;
  CorrespondentPayload: CorrespondentPayloadView;
  CorrespondentInput: CorrespondentInput;
  SocialAccountInput: SocialAccountInput;
  CreateCorrespondentInput: CreateCorrespondentInput;
  EditCorrespondentInput: EditCorrespondentInput;
  MergeCorrespondentsInput: MergeCorrespondentsInput;
  EditionPayload: EditionPayloadView;
  EditionSectionInput: EditionSectionInput;
  CurateEditionInput: CurateEditionInput;
  PublishEditionInput: PublishEditionInput;
  StartLiveBlogInput: StartLiveBlogInput;
  AddLiveEntryInput: AddLiveEntryInput;
  EditLiveEntryInput: EditLiveEntryInput;
  PinLiveEntriesInput: PinLiveEntriesInput;
  RemoveLiveEntryInput: RemoveLiveEntryInput;
  CloseLiveBlogInput: CloseLiveBlogInput;
  LiveEntryInput: LiveEntryInput;
  SocialPostPayload: SocialPostPayloadView;
  AddSocialPostInput: AddSocialPostInput;
  WithholdSocialPostInput: WithholdSocialPostInput;
  ReleaseSocialPostInput: ReleaseSocialPostInput;
  TagPayload: TagPayloadView;
  LocalizedTextInput: LocalizedTextInput;
  CreateTagInput: CreateTagInput;
  RenameTagInput: RenameTagInput;
  MoveTagInput: MoveTagInput;
  MergeTagsInput: MergeTagsInput;
  RetireTagInput: RetireTagInput;
  UserError: UserError;
  ArticlePayload: ArticlePayloadView;
  ArticleConflict: ConflictView;
  Edition: EditionRecord;
  EditionSection: EditionSectionRecord;
  Image: ImageView;
  FocalPoint: FocalPoint;
  Rendition: Rendition;
  LiveBlog: LiveView;
  LiveEntryConnection: LiveEntryPage;
  LiveEntryEdge: Omit<LiveEntryEdge, 'node'> & { node: ResolversParentTypes['LiveEntry'] };
  TouchPayload: TouchPayload;
  Touched: Touched;
  PurgePayload: PurgePayload;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageEnds;
  Retraction: RetractionRecord;
  RevisionConnection: RevisionPage;
  RevisionEdge: Omit<RevisionEdge, 'node'> & { node: ResolversParentTypes['Revision'] };
  Revision: RevisionHead;
  StoryVersion: ArticleRecord;
  StoryChanges: StoryDifference;
  FieldChange: FieldChange;
  BlockChange: BlockDifference;
  TextChange: TextChange;
  DateTime: Scalars['DateTime']['output'];
  Date: Scalars['Date']['output'];
  URL: Scalars['URL']['output'];
  Locale: Scalars['Locale']['output'];
  SafeHTML: Scalars['SafeHTML']['output'];
  JSONLD: Scalars['JSONLD']['output'];
  SearchConnection: SearchView;
  SearchEdge: SearchEdgeView;
  SearchHighlight: SearchHighlight;
  TextRange: TextRange;
  SearchFacets: SearchView;
  TagFacet: Omit<TagFacet, 'tag'> & { tag: ResolversParentTypes['Tag'] };
  CorrespondentFacet: Omit<CorrespondentFacet, 'correspondent'> & { correspondent: ResolversParentTypes['Correspondent'] };
  LocaleFacet: LocaleFacet;
  MonthFacet: MonthFacet;
  SocialPost: SocialPostRecord;
  SocialAuthor: SocialAuthor;
  SocialMedia: SocialMediaRecord;
  Subscription: Record<PropertyKey, never>;
  StoryChange: StoryChangeView;
  LiveChange: LiveChangeView;
  DeskEvent: DeskEventView;
  Tag: TagRecord;
  TagFilter: TagFilter;
  TagConnection: TagPage;
  TagEdge: Omit<TagEdge, 'node'> & { node: ResolversParentTypes['Tag'] };
  TrendingArticle: TrendingView;
  HotReport: Omit<HotReport, 'hottest'> & { hottest: ReadonlyArray<ResolversParentTypes['HotStory']> };
  HotStory: Omit<HotStory, 'article'> & { article?: Maybe<ResolversParentTypes['Article']> };
  KeptEntry: KeptEntry;
  Viewer: Viewer;
  WireConnection: WireView;
  WireEdge: WireEdgeView;
  WireStory: WireItem;
  WireNewsroom: WireSourceName;
  WireSource: WireSourceView;
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type DetailDirectiveArgs = { };

export type DetailDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = DetailDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PageStatusDirectiveArgs = {
  gated?: Scalars['Boolean']['input'];
};

export type PageStatusDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = PageStatusDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type QueryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType, Partial<QueryArticleArgs>>;
  articles?: Resolver<ResolversTypes['ArticleConnection'], ParentType, ContextType, Partial<QueryArticlesArgs>>;
  correspondent?: Resolver<Maybe<ResolversTypes['Correspondent']>, ParentType, ContextType, Partial<QueryCorrespondentArgs>>;
  correspondents?: Resolver<ResolversTypes['CorrespondentConnection'], ParentType, ContextType, Partial<QueryCorrespondentsArgs>>;
  desk?: Resolver<Maybe<ResolversTypes['Dashboard']>, ParentType, ContextType, RequireFields<QueryDeskArgs, 'everywhere'>>;
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType, Partial<QueryEditionArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  search?: Resolver<ResolversTypes['SearchConnection'], ParentType, ContextType, RequireFields<QuerySearchArgs, 'query'>>;
  socialPost?: Resolver<Maybe<ResolversTypes['SocialPost']>, ParentType, ContextType, Partial<QuerySocialPostArgs>>;
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType, Partial<QueryTagArgs>>;
  tags?: Resolver<ResolversTypes['TagConnection'], ParentType, ContextType, Partial<QueryTagsArgs>>;
  trending?: Resolver<ReadonlyArray<ResolversTypes['TrendingArticle']>, ParentType, ContextType, RequireFields<QueryTrendingArgs, 'window' | 'first'>>;
  hotStories?: Resolver<ResolversTypes['HotReport'], ParentType, ContextType, RequireFields<QueryHotStoriesArgs, 'window' | 'first'>>;
  wire?: Resolver<ResolversTypes['WireConnection'], ParentType, ContextType, RequireFields<QueryWireArgs, 'first'>>;
};

export type ArticleResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Article'] = ResolversParentTypes['Article']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  dir?: Resolver<ResolversTypes['TextDirection'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ArticleStatus'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kicker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  standfirst?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  byline?: Resolver<ResolversTypes['Byline'], ParentType, ContextType>;
  contributions?: Resolver<ReadonlyArray<ResolversTypes['Contribution']>, ParentType, ContextType>;
  correspondents?: Resolver<ReadonlyArray<ResolversTypes['Correspondent']>, ParentType, ContextType>;
  leadImage?: Resolver<Maybe<ResolversTypes['Image']>, ParentType, ContextType>;
  body?: Resolver<ResolversTypes['ArticleBody'], ParentType, ContextType>;
  access?: Resolver<ResolversTypes['AccessLevel'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  section?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  socialPosts?: Resolver<ReadonlyArray<ResolversTypes['SocialPost']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  firstPublishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  embargoedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  corrections?: Resolver<ReadonlyArray<ResolversTypes['Correction']>, ParentType, ContextType>;
  translations?: Resolver<ReadonlyArray<ResolversTypes['Article']>, ParentType, ContextType>;
  translation?: Resolver<ResolversTypes['Article'], ParentType, ContextType, RequireFields<ArticleTranslationArgs, 'locale'>>;
  related?: Resolver<ReadonlyArray<ResolversTypes['Article']>, ParentType, ContextType, RequireFields<ArticleRelatedArgs, 'first'>>;
  live?: Resolver<Maybe<ResolversTypes['LiveBlog']>, ParentType, ContextType>;
  jsonLd?: Resolver<ResolversTypes['JSONLD'], ParentType, ContextType>;
  wordCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  readingMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retraction?: Resolver<Maybe<ResolversTypes['Retraction']>, ParentType, ContextType>;
  revisions?: Resolver<Maybe<ResolversTypes['RevisionConnection']>, ParentType, ContextType, Partial<ArticleRevisionsArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BylineResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Byline'] = ResolversParentTypes['Byline']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tokens?: Resolver<ReadonlyArray<ResolversTypes['BylineToken']>, ParentType, ContextType>;
};

export type BylineTokenResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['BylineToken'] = ResolversParentTypes['BylineToken']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  correspondent?: Resolver<Maybe<ResolversTypes['Correspondent']>, ParentType, ContextType>;
};

export type ContributionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Contribution'] = ResolversParentTypes['Contribution']> = {
  role?: Resolver<ResolversTypes['ContributionRole'], ParentType, ContextType>;
  correspondent?: Resolver<Maybe<ResolversTypes['Correspondent']>, ParentType, ContextType>;
  bioAtPublication?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ArticleConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ArticleConnection'] = ResolversParentTypes['ArticleConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ArticleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Article']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ArticleEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ArticleEdge'] = ResolversParentTypes['ArticleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Article'], ParentType, ContextType>;
};

export type ArticleBodyResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ArticleBody'] = ResolversParentTypes['ArticleBody']> = {
  __resolveType?: TypeResolveFn<'FullBody' | 'PreviewBody', ParentType, ContextType>;
};

export type FullBodyResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FullBody'] = ResolversParentTypes['FullBody']> = {
  blocks?: Resolver<ResolversTypes['BlockConnection'], ParentType, ContextType, Partial<FullBodyBlocksArgs>>;
  wordCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  html?: Resolver<ResolversTypes['SafeHTML'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  markdown?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PreviewBodyResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['PreviewBody'] = ResolversParentTypes['PreviewBody']> = {
  blocks?: Resolver<ResolversTypes['BlockConnection'], ParentType, ContextType, Partial<PreviewBodyBlocksArgs>>;
  requires?: Resolver<ResolversTypes['AccessLevel'], ParentType, ContextType>;
  remainingBlocks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BlockConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['BlockConnection'] = ResolversParentTypes['BlockConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BlockEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Block']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BlockEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['BlockEdge'] = ResolversParentTypes['BlockEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Block'], ParentType, ContextType>;
};

export type BlockResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Block'] = ResolversParentTypes['Block']> = {
  __resolveType?: TypeResolveFn<'Paragraph' | 'Heading' | 'Quote' | 'PullQuote' | 'List' | 'ImageBlock' | 'Gallery' | 'SocialEmbed' | 'VideoEmbed' | 'Table' | 'Divider' | 'RelatedLink' | 'Correction' | 'LiveEntry' | 'UnknownBlock', ParentType, ContextType>;
};

export type ParagraphResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Paragraph'] = ResolversParentTypes['Paragraph']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['RichText'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type HeadingResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Heading'] = ResolversParentTypes['Heading']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['RichText'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuoteResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['RichText'], ParentType, ContextType>;
  attribution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PullQuoteResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['PullQuote'] = ResolversParentTypes['PullQuote']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['RichText'], ParentType, ContextType>;
  attribution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ListResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['List'] = ResolversParentTypes['List']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ordered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['RichText']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImageBlockResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ImageBlock'] = ResolversParentTypes['ImageBlock']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  image?: Resolver<ResolversTypes['Image'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GalleryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Gallery'] = ResolversParentTypes['Gallery']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  images?: Resolver<ReadonlyArray<ResolversTypes['Image']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SocialEmbedResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SocialEmbed'] = ResolversParentTypes['SocialEmbed']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  socialPost?: Resolver<Maybe<ResolversTypes['SocialPost']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VideoEmbedResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['VideoEmbed'] = ResolversParentTypes['VideoEmbed']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tracksReader?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TableResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Table'] = ResolversParentTypes['Table']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  caption?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  header?: Resolver<ReadonlyArray<ResolversTypes['RichText']>, ParentType, ContextType>;
  rows?: Resolver<ReadonlyArray<ReadonlyArray<ResolversTypes['RichText']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DividerResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Divider'] = ResolversParentTypes['Divider']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RelatedLinkResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['RelatedLink'] = ResolversParentTypes['RelatedLink']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CorrectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Correction'] = ResolversParentTypes['Correction']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['CorrectionType'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['RichText'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LiveEntryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['LiveEntry'] = ResolversParentTypes['LiveEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  blocks?: Resolver<ResolversTypes['BlockConnection'], ParentType, ContextType, Partial<LiveEntryBlocksArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnknownBlockResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UnknownBlock'] = ResolversParentTypes['UnknownBlock']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sourceType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  content?: Resolver<ResolversTypes['RichText'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RichTextResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['RichText'] = ResolversParentTypes['RichText']> = {
  plain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  html?: Resolver<ResolversTypes['SafeHTML'], ParentType, ContextType>;
  markdown?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  spans?: Resolver<ReadonlyArray<ResolversTypes['Span']>, ParentType, ContextType>;
};

export type SpanResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Span'] = ResolversParentTypes['Span']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  marks?: Resolver<ReadonlyArray<ResolversTypes['Mark']>, ParentType, ContextType>;
  href?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
};

export type CorrespondentResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Correspondent'] = ResolversParentTypes['Correspondent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<CorrespondentTitleArgs>>;
  bio?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<CorrespondentBioArgs>>;
  portrait?: Resolver<Maybe<ResolversTypes['Image']>, ParentType, ContextType>;
  beats?: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  accounts?: Resolver<ReadonlyArray<ResolversTypes['SocialAccount']>, ParentType, ContextType>;
  articles?: Resolver<ResolversTypes['ArticleConnection'], ParentType, ContextType, Partial<CorrespondentArticlesArgs>>;
  articleCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SocialAccountResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SocialAccount'] = ResolversParentTypes['SocialAccount']> = {
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type CorrespondentConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CorrespondentConnection'] = ResolversParentTypes['CorrespondentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CorrespondentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Correspondent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CorrespondentEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CorrespondentEdge'] = ResolversParentTypes['CorrespondentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Correspondent'], ParentType, ContextType>;
};

export type DashboardResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Dashboard'] = ResolversParentTypes['Dashboard']> = {
  articles?: Resolver<ResolversTypes['ArticleConnection'], ParentType, ContextType, Partial<DashboardArticlesArgs>>;
  counts?: Resolver<ReadonlyArray<ResolversTypes['DashboardCount']>, ParentType, ContextType, RequireFields<DashboardCountsArgs, 'by' | 'first'>>;
  calendar?: Resolver<ReadonlyArray<ResolversTypes['CalendarEntry']>, ParentType, ContextType, RequireFields<DashboardCalendarArgs, 'from' | 'to' | 'first'>>;
  worklist?: Resolver<ResolversTypes['ArticleConnection'], ParentType, ContextType, RequireFields<DashboardWorklistArgs, 'kind'>>;
  activity?: Resolver<ReadonlyArray<ResolversTypes['ActivityCount']>, ParentType, ContextType, RequireFields<DashboardActivityArgs, 'bucket'>>;
};

export type DashboardCountResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DashboardCount'] = ResolversParentTypes['DashboardCount']> = {
  status?: Resolver<Maybe<ResolversTypes['ArticleStatus']>, ParentType, ContextType>;
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  correspondent?: Resolver<Maybe<ResolversTypes['Correspondent']>, ParentType, ContextType>;
  day?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CalendarEntryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CalendarEntry'] = ResolversParentTypes['CalendarEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CalendarKind'], ParentType, ContextType>;
  article?: Resolver<ResolversTypes['Article'], ParentType, ContextType>;
};

export type ActivityCountResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ActivityCount'] = ResolversParentTypes['ActivityCount']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  saveDraft?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationSaveDraftArgs, 'input'>>;
  submitArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationSubmitArticleArgs, 'input'>>;
  scheduleArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationScheduleArticleArgs, 'input'>>;
  embargoArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationEmbargoArticleArgs, 'input'>>;
  publishArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationPublishArticleArgs, 'input'>>;
  updateArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationUpdateArticleArgs, 'input'>>;
  correctArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationCorrectArticleArgs, 'input'>>;
  retractArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationRetractArticleArgs, 'input'>>;
  restoreArticle?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationRestoreArticleArgs, 'input'>>;
  createCorrespondent?: Resolver<ResolversTypes['CorrespondentPayload'], ParentType, ContextType, RequireFields<MutationCreateCorrespondentArgs, 'input'>>;
  editCorrespondent?: Resolver<ResolversTypes['CorrespondentPayload'], ParentType, ContextType, RequireFields<MutationEditCorrespondentArgs, 'input'>>;
  mergeCorrespondents?: Resolver<ResolversTypes['CorrespondentPayload'], ParentType, ContextType, RequireFields<MutationMergeCorrespondentsArgs, 'input'>>;
  curateEdition?: Resolver<ResolversTypes['EditionPayload'], ParentType, ContextType, RequireFields<MutationCurateEditionArgs, 'input'>>;
  publishEdition?: Resolver<ResolversTypes['EditionPayload'], ParentType, ContextType, RequireFields<MutationPublishEditionArgs, 'input'>>;
  startLiveBlog?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationStartLiveBlogArgs, 'input'>>;
  addLiveEntry?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationAddLiveEntryArgs, 'input'>>;
  editLiveEntry?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationEditLiveEntryArgs, 'input'>>;
  pinLiveEntries?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationPinLiveEntriesArgs, 'input'>>;
  removeLiveEntry?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationRemoveLiveEntryArgs, 'input'>>;
  closeLiveBlog?: Resolver<ResolversTypes['ArticlePayload'], ParentType, ContextType, RequireFields<MutationCloseLiveBlogArgs, 'input'>>;
  addSocialPost?: Resolver<ResolversTypes['SocialPostPayload'], ParentType, ContextType, RequireFields<MutationAddSocialPostArgs, 'input'>>;
  withholdSocialPost?: Resolver<ResolversTypes['SocialPostPayload'], ParentType, ContextType, RequireFields<MutationWithholdSocialPostArgs, 'input'>>;
  releaseSocialPost?: Resolver<ResolversTypes['SocialPostPayload'], ParentType, ContextType, RequireFields<MutationReleaseSocialPostArgs, 'input'>>;
  createTag?: Resolver<ResolversTypes['TagPayload'], ParentType, ContextType, RequireFields<MutationCreateTagArgs, 'input'>>;
  renameTag?: Resolver<ResolversTypes['TagPayload'], ParentType, ContextType, RequireFields<MutationRenameTagArgs, 'input'>>;
  moveTag?: Resolver<ResolversTypes['TagPayload'], ParentType, ContextType, RequireFields<MutationMoveTagArgs, 'input'>>;
  mergeTags?: Resolver<ResolversTypes['TagPayload'], ParentType, ContextType, RequireFields<MutationMergeTagsArgs, 'input'>>;
  retireTag?: Resolver<ResolversTypes['TagPayload'], ParentType, ContextType, RequireFields<MutationRetireTagArgs, 'input'>>;
  purge?: Resolver<ResolversTypes['PurgePayload'], ParentType, ContextType, RequireFields<MutationPurgeArgs, 'tags'>>;
  touch?: Resolver<ResolversTypes['TouchPayload'], ParentType, ContextType, RequireFields<MutationTouchArgs, 'ids'>>;
};

export type CorrespondentPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CorrespondentPayload'] = ResolversParentTypes['CorrespondentPayload']> = {
  correspondent?: Resolver<Maybe<ResolversTypes['Correspondent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  announced?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EditionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['EditionPayload'] = ResolversParentTypes['EditionPayload']> = {
  edition?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  announced?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SocialPostPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SocialPostPayload'] = ResolversParentTypes['SocialPostPayload']> = {
  socialPost?: Resolver<Maybe<ResolversTypes['SocialPost']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  announced?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TagPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['TagPayload'] = ResolversParentTypes['TagPayload']> = {
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  announced?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ArticlePayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ArticlePayload'] = ResolversParentTypes['ArticlePayload']> = {
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
  blockId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  conflict?: Resolver<Maybe<ResolversTypes['ArticleConflict']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  announced?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  clientMutationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ArticleConflictResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ArticleConflict'] = ResolversParentTypes['ArticleConflict']> = {
  expected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  yours?: Resolver<Maybe<ResolversTypes['StoryVersion']>, ParentType, ContextType>;
  theirs?: Resolver<ResolversTypes['StoryVersion'], ParentType, ContextType>;
  changes?: Resolver<Maybe<ResolversTypes['StoryChanges']>, ParentType, ContextType>;
};

export type EditionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Edition'] = ResolversParentTypes['Edition']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sections?: Resolver<ReadonlyArray<ResolversTypes['EditionSection']>, ParentType, ContextType>;
  articles?: Resolver<ResolversTypes['ArticleConnection'], ParentType, ContextType, Partial<EditionArticlesArgs>>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  next?: Resolver<Maybe<ResolversTypes['Edition']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EditionSectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['EditionSection'] = ResolversParentTypes['EditionSection']> = {
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tag?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  stories?: Resolver<ReadonlyArray<ResolversTypes['Article']>, ParentType, ContextType>;
};

export type ImageResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Image'] = ResolversParentTypes['Image']> = {
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  alt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  caption?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  credit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  displayCredit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rights?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  focalPoint?: Resolver<Maybe<ResolversTypes['FocalPoint']>, ParentType, ContextType>;
  renditions?: Resolver<ReadonlyArray<ResolversTypes['Rendition']>, ParentType, ContextType>;
};

export type FocalPointResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FocalPoint'] = ResolversParentTypes['FocalPoint']> = {
  x?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  y?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RenditionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Rendition'] = ResolversParentTypes['Rendition']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  mediaType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LiveBlogResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['LiveBlog'] = ResolversParentTypes['LiveBlog']> = {
  isLive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  entries?: Resolver<ResolversTypes['LiveEntryConnection'], ParentType, ContextType, RequireFields<LiveBlogEntriesArgs, 'keyOnly'>>;
  pinned?: Resolver<ReadonlyArray<ResolversTypes['LiveEntry']>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['RichText']>, ParentType, ContextType>;
  changedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  entryIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type LiveEntryConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['LiveEntryConnection'] = ResolversParentTypes['LiveEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LiveEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LiveEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LiveEntryEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['LiveEntryEdge'] = ResolversParentTypes['LiveEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LiveEntry'], ParentType, ContextType>;
};

export type TouchPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['TouchPayload'] = ResolversParentTypes['TouchPayload']> = {
  touched?: Resolver<ReadonlyArray<ResolversTypes['Touched']>, ParentType, ContextType>;
  announced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type TouchedResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Touched'] = ResolversParentTypes['Touched']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['TouchOutcome'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PurgePayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['PurgePayload'] = ResolversParentTypes['PurgePayload']> = {
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  announced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'Article' | 'Correspondent' | 'Edition' | 'SocialPost' | 'Tag', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RetractionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Retraction'] = ResolversParentTypes['Retraction']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['RichText'], ParentType, ContextType>;
};

export type RevisionConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['RevisionConnection'] = ResolversParentTypes['RevisionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RevisionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Revision']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RevisionEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['RevisionEdge'] = ResolversParentTypes['RevisionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Revision'], ParentType, ContextType>;
};

export type RevisionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Revision'] = ResolversParentTypes['Revision']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['DeskEventKind']>, ParentType, ContextType>;
  story?: Resolver<ResolversTypes['StoryVersion'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['StoryChanges']>, ParentType, ContextType, Partial<RevisionDiffArgs>>;
};

export type StoryVersionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['StoryVersion'] = ResolversParentTypes['StoryVersion']> = {
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ArticleStatus'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kicker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  standfirst?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  blocks?: Resolver<ReadonlyArray<ResolversTypes['Block']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StoryChangesResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['StoryChanges'] = ResolversParentTypes['StoryChanges']> = {
  fields?: Resolver<ReadonlyArray<ResolversTypes['FieldChange']>, ParentType, ContextType>;
  blocks?: Resolver<ReadonlyArray<ResolversTypes['BlockChange']>, ParentType, ContextType>;
};

export type FieldChangeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FieldChange'] = ResolversParentTypes['FieldChange']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ReadonlyArray<ResolversTypes['TextChange']>, ParentType, ContextType>;
};

export type BlockChangeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['BlockChange'] = ResolversParentTypes['BlockChange']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Block']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['Block']>, ParentType, ContextType>;
  text?: Resolver<ReadonlyArray<ResolversTypes['TextChange']>, ParentType, ContextType>;
};

export type TextChangeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['TextChange'] = ResolversParentTypes['TextChange']> = {
  change?: Resolver<ResolversTypes['TextChangeKind'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export interface LocaleScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Locale'], any> {
  name: 'Locale';
}

export interface SafeHtmlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeHTML'], any> {
  name: 'SafeHTML';
}

export interface JsonldScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONLD'], any> {
  name: 'JSONLD';
}

export type SearchConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SearchConnection'] = ResolversParentTypes['SearchConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SearchEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Article']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totalCountIs?: Resolver<ResolversTypes['CountKind'], ParentType, ContextType>;
  facets?: Resolver<ResolversTypes['SearchFacets'], ParentType, ContextType>;
};

export type SearchEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SearchEdge'] = ResolversParentTypes['SearchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Article'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  highlights?: Resolver<ReadonlyArray<ResolversTypes['SearchHighlight']>, ParentType, ContextType, RequireFields<SearchEdgeHighlightsArgs, 'first'>>;
};

export type SearchHighlightResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SearchHighlight'] = ResolversParentTypes['SearchHighlight']> = {
  field?: Resolver<ResolversTypes['SearchField'], ParentType, ContextType>;
  blockId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ranges?: Resolver<ReadonlyArray<ResolversTypes['TextRange']>, ParentType, ContextType>;
  html?: Resolver<ResolversTypes['SafeHTML'], ParentType, ContextType>;
};

export type TextRangeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['TextRange'] = ResolversParentTypes['TextRange']> = {
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SearchFacetsResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SearchFacets'] = ResolversParentTypes['SearchFacets']> = {
  tags?: Resolver<ReadonlyArray<ResolversTypes['TagFacet']>, ParentType, ContextType, RequireFields<SearchFacetsTagsArgs, 'first'>>;
  correspondents?: Resolver<ReadonlyArray<ResolversTypes['CorrespondentFacet']>, ParentType, ContextType, RequireFields<SearchFacetsCorrespondentsArgs, 'first'>>;
  sections?: Resolver<ReadonlyArray<ResolversTypes['TagFacet']>, ParentType, ContextType, RequireFields<SearchFacetsSectionsArgs, 'first'>>;
  locales?: Resolver<ReadonlyArray<ResolversTypes['LocaleFacet']>, ParentType, ContextType, RequireFields<SearchFacetsLocalesArgs, 'first'>>;
  months?: Resolver<ReadonlyArray<ResolversTypes['MonthFacet']>, ParentType, ContextType, RequireFields<SearchFacetsMonthsArgs, 'first'>>;
};

export type TagFacetResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['TagFacet'] = ResolversParentTypes['TagFacet']> = {
  tag?: Resolver<ResolversTypes['Tag'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CorrespondentFacetResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CorrespondentFacet'] = ResolversParentTypes['CorrespondentFacet']> = {
  correspondent?: Resolver<ResolversTypes['Correspondent'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LocaleFacetResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['LocaleFacet'] = ResolversParentTypes['LocaleFacet']> = {
  locale?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MonthFacetResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['MonthFacet'] = ResolversParentTypes['MonthFacet']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SocialPostResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SocialPost'] = ResolversParentTypes['SocialPost']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  postId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['SocialAuthor'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  html?: Resolver<ResolversTypes['SafeHTML'], ParentType, ContextType>;
  media?: Resolver<ReadonlyArray<ResolversTypes['SocialMedia']>, ParentType, ContextType>;
  postedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  retrievedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  availability?: Resolver<ResolversTypes['Availability'], ParentType, ContextType>;
  tracksReader?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  articles?: Resolver<ResolversTypes['ArticleConnection'], ParentType, ContextType, Partial<SocialPostArticlesArgs>>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SocialAuthorResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SocialAuthor'] = ResolversParentTypes['SocialAuthor']> = {
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
};

export type SocialMediaResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SocialMedia'] = ResolversParentTypes['SocialMedia']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  alt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mediaType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  storyChanges?: SubscriptionResolver<ResolversTypes['StoryChange'], "storyChanges", ParentType, ContextType, Partial<SubscriptionStoryChangesArgs>>;
  liveEntries?: SubscriptionResolver<ResolversTypes['LiveChange'], "liveEntries", ParentType, ContextType, RequireFields<SubscriptionLiveEntriesArgs, 'articleId'>>;
  deskActivity?: SubscriptionResolver<ResolversTypes['DeskEvent'], "deskActivity", ParentType, ContextType, Partial<SubscriptionDeskActivityArgs>>;
};

export type StoryChangeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['StoryChange'] = ResolversParentTypes['StoryChange']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StoryChangeKind'], ParentType, ContextType>;
  articleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
};

export type LiveChangeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['LiveChange'] = ResolversParentTypes['LiveChange']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LiveChangeKind'], ParentType, ContextType>;
  entryId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  entry?: Resolver<Maybe<ResolversTypes['LiveEntry']>, ParentType, ContextType>;
  live?: Resolver<Maybe<ResolversTypes['LiveBlog']>, ParentType, ContextType>;
};

export type DeskEventResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeskEvent'] = ResolversParentTypes['DeskEvent']> = {
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DeskEventKind'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  otherId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType>;
};

export type TagResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<TagNameArgs>>;
  kind?: Resolver<ResolversTypes['TagKind'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<TagDescriptionArgs>>;
  aliases?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Tag']>, ParentType, ContextType>;
  children?: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  sameAs?: Resolver<ReadonlyArray<ResolversTypes['URL']>, ParentType, ContextType>;
  articles?: Resolver<ResolversTypes['ArticleConnection'], ParentType, ContextType, RequireFields<TagArticlesArgs, 'includeDescendants'>>;
  articleCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TagConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['TagConnection'] = ResolversParentTypes['TagConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TagEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Tag']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TagEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['TagEdge'] = ResolversParentTypes['TagEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Tag'], ParentType, ContextType>;
};

export type TrendingArticleResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['TrendingArticle'] = ResolversParentTypes['TrendingArticle']> = {
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reads?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
};

export type HotReportResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['HotReport'] = ResolversParentTypes['HotReport']> = {
  hottest?: Resolver<ReadonlyArray<ResolversTypes['HotStory']>, ParentType, ContextType>;
  memoryEntries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  memoryBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  memoryHitRatio?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type HotStoryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['HotStory'] = ResolversParentTypes['HotStory']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
  reads?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kept?: Resolver<ReadonlyArray<ResolversTypes['KeptEntry']>, ParentType, ContextType>;
};

export type KeptEntryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['KeptEntry'] = ResolversParentTypes['KeptEntry']> = {
  cacheKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  surrogateTags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  byteCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ageSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  hits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hitRatio?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  tier?: Resolver<ResolversTypes['ViewerTier'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WireConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['WireConnection'] = ResolversParentTypes['WireConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WireEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['WireStory']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['WireSource']>, ParentType, ContextType>;
};

export type WireEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['WireEdge'] = ResolversParentTypes['WireEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WireStory'], ParentType, ContextType>;
};

export type WireStoryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['WireStory'] = ResolversParentTypes['WireStory']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['WireNewsroom'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  dir?: Resolver<ResolversTypes['TextDirection'], ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  standfirst?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bylineText?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  article?: Resolver<Maybe<ResolversTypes['Article']>, ParentType, ContextType>;
};

export type WireNewsroomResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['WireNewsroom'] = ResolversParentTypes['WireNewsroom']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WireSourceResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['WireSource'] = ResolversParentTypes['WireSource']> = {
  newsroom?: Resolver<ResolversTypes['WireNewsroom'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WireState'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = GatewayContext> = {
  Query?: QueryResolvers<ContextType>;
  Article?: ArticleResolvers<ContextType>;
  Byline?: BylineResolvers<ContextType>;
  BylineToken?: BylineTokenResolvers<ContextType>;
  Contribution?: ContributionResolvers<ContextType>;
  ArticleConnection?: ArticleConnectionResolvers<ContextType>;
  ArticleEdge?: ArticleEdgeResolvers<ContextType>;
  ArticleBody?: ArticleBodyResolvers<ContextType>;
  FullBody?: FullBodyResolvers<ContextType>;
  PreviewBody?: PreviewBodyResolvers<ContextType>;
  BlockConnection?: BlockConnectionResolvers<ContextType>;
  BlockEdge?: BlockEdgeResolvers<ContextType>;
  Block?: BlockResolvers<ContextType>;
  Paragraph?: ParagraphResolvers<ContextType>;
  Heading?: HeadingResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  PullQuote?: PullQuoteResolvers<ContextType>;
  List?: ListResolvers<ContextType>;
  ImageBlock?: ImageBlockResolvers<ContextType>;
  Gallery?: GalleryResolvers<ContextType>;
  SocialEmbed?: SocialEmbedResolvers<ContextType>;
  VideoEmbed?: VideoEmbedResolvers<ContextType>;
  Table?: TableResolvers<ContextType>;
  Divider?: DividerResolvers<ContextType>;
  RelatedLink?: RelatedLinkResolvers<ContextType>;
  Correction?: CorrectionResolvers<ContextType>;
  LiveEntry?: LiveEntryResolvers<ContextType>;
  UnknownBlock?: UnknownBlockResolvers<ContextType>;
  RichText?: RichTextResolvers<ContextType>;
  Span?: SpanResolvers<ContextType>;
  Correspondent?: CorrespondentResolvers<ContextType>;
  SocialAccount?: SocialAccountResolvers<ContextType>;
  CorrespondentConnection?: CorrespondentConnectionResolvers<ContextType>;
  CorrespondentEdge?: CorrespondentEdgeResolvers<ContextType>;
  Dashboard?: DashboardResolvers<ContextType>;
  DashboardCount?: DashboardCountResolvers<ContextType>;
  CalendarEntry?: CalendarEntryResolvers<ContextType>;
  ActivityCount?: ActivityCountResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  CorrespondentPayload?: CorrespondentPayloadResolvers<ContextType>;
  EditionPayload?: EditionPayloadResolvers<ContextType>;
  SocialPostPayload?: SocialPostPayloadResolvers<ContextType>;
  TagPayload?: TagPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  ArticlePayload?: ArticlePayloadResolvers<ContextType>;
  ArticleConflict?: ArticleConflictResolvers<ContextType>;
  Edition?: EditionResolvers<ContextType>;
  EditionSection?: EditionSectionResolvers<ContextType>;
  Image?: ImageResolvers<ContextType>;
  FocalPoint?: FocalPointResolvers<ContextType>;
  Rendition?: RenditionResolvers<ContextType>;
  LiveBlog?: LiveBlogResolvers<ContextType>;
  LiveEntryConnection?: LiveEntryConnectionResolvers<ContextType>;
  LiveEntryEdge?: LiveEntryEdgeResolvers<ContextType>;
  TouchPayload?: TouchPayloadResolvers<ContextType>;
  Touched?: TouchedResolvers<ContextType>;
  PurgePayload?: PurgePayloadResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Retraction?: RetractionResolvers<ContextType>;
  RevisionConnection?: RevisionConnectionResolvers<ContextType>;
  RevisionEdge?: RevisionEdgeResolvers<ContextType>;
  Revision?: RevisionResolvers<ContextType>;
  StoryVersion?: StoryVersionResolvers<ContextType>;
  StoryChanges?: StoryChangesResolvers<ContextType>;
  FieldChange?: FieldChangeResolvers<ContextType>;
  BlockChange?: BlockChangeResolvers<ContextType>;
  TextChange?: TextChangeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  Locale?: GraphQLScalarType;
  SafeHTML?: GraphQLScalarType;
  JSONLD?: GraphQLScalarType;
  SearchConnection?: SearchConnectionResolvers<ContextType>;
  SearchEdge?: SearchEdgeResolvers<ContextType>;
  SearchHighlight?: SearchHighlightResolvers<ContextType>;
  TextRange?: TextRangeResolvers<ContextType>;
  SearchFacets?: SearchFacetsResolvers<ContextType>;
  TagFacet?: TagFacetResolvers<ContextType>;
  CorrespondentFacet?: CorrespondentFacetResolvers<ContextType>;
  LocaleFacet?: LocaleFacetResolvers<ContextType>;
  MonthFacet?: MonthFacetResolvers<ContextType>;
  SocialPost?: SocialPostResolvers<ContextType>;
  SocialAuthor?: SocialAuthorResolvers<ContextType>;
  SocialMedia?: SocialMediaResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  StoryChange?: StoryChangeResolvers<ContextType>;
  LiveChange?: LiveChangeResolvers<ContextType>;
  DeskEvent?: DeskEventResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagConnection?: TagConnectionResolvers<ContextType>;
  TagEdge?: TagEdgeResolvers<ContextType>;
  TrendingArticle?: TrendingArticleResolvers<ContextType>;
  HotReport?: HotReportResolvers<ContextType>;
  HotStory?: HotStoryResolvers<ContextType>;
  KeptEntry?: KeptEntryResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  WireConnection?: WireConnectionResolvers<ContextType>;
  WireEdge?: WireEdgeResolvers<ContextType>;
  WireStory?: WireStoryResolvers<ContextType>;
  WireNewsroom?: WireNewsroomResolvers<ContextType>;
  WireSource?: WireSourceResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GatewayContext> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  detail?: DetailDirectiveResolver<any, any, ContextType>;
  pageStatus?: PageStatusDirectiveResolver<any, any, ContextType>;
};
