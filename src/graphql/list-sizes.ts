import { MAX_HOT } from '../content/hot-stories.ts';
import { DEFAULT_PAGE, MAX_BLOCKS, MAX_PAGE, MAX_RELATED } from '../content/page-arguments.ts';

/**
 * How long the lists of the schema are taken to be when the cost of an operation is worked out, by field. Connections know better
 * (`first`, `last`, or their default), and so do lists that are asked for by `ids` or cut by `first`. A list that isn't named here counts as `ASSUMED_SIZE`.
 * `tests/graphql/list-sizes.test.ts` holds the names to the schema.
 */
export const ASSUMED_SIZES: Readonly<Record<string, number>> = {
  'Article.contributions': 3,
  'Article.correspondents': 2,
  'Article.corrections': 2,
  'Article.socialPosts': 3,
  'Article.translations': 3,
  'Byline.tokens': 5,
  'Correspondent.beats': 3,
  'Correspondent.accounts': 3,
  'Dashboard.activity': 31,
  'Edition.sections': 8,
  'EditionSection.stories': 10,
  'Gallery.images': 10,
  'HotReport.hottest': 20,
  'HotStory.kept': 2,
  'KeptEntry.surrogateTags': 3,
  'LiveBlog.pinned': 3,
  'List.items': 8,
  'SearchHighlight.ranges': 2,
  'SocialPost.media': 2,
  'Table.header': 5,
  'Table.rows': 50,
  'Tag.children': 20,
};
export const ASSUMED_SIZE = 5;

/** The bounds of `first` and `last`, and how many rows there are without them. */
export interface PageBounds {
  readonly maximum: number;
  readonly default: number;
}

export const PAGE: PageBounds = { maximum: MAX_PAGE, default: DEFAULT_PAGE };

const FACET: PageBounds = { maximum: 50, default: 10 };

/** Lists with bounds of their own: the blocks of a text are read with it, in one piece. */
export const PAGES: Readonly<Record<string, PageBounds>> = {
  'FullBody.blocks': { maximum: MAX_BLOCKS, default: 60 },
  'PreviewBody.blocks': { maximum: MAX_BLOCKS, default: 20 },
  'LiveEntry.blocks': { maximum: MAX_BLOCKS, default: 5 },
  'Query.trending': { maximum: MAX_HOT, default: 10 },
  'Query.hotStories': { maximum: MAX_HOT, default: 20 },
  'Article.related': { maximum: MAX_RELATED, default: 5 },
  'Dashboard.counts': { maximum: 200, default: 50 },
  'Dashboard.calendar': { maximum: 500, default: 200 },
  'SearchEdge.highlights': { maximum: 10, default: 3 },
  'SearchFacets.tags': FACET,
  'SearchFacets.correspondents': FACET,
  'SearchFacets.sections': FACET,
  'SearchFacets.locales': FACET,
  'SearchFacets.months': { maximum: 50, default: 24 },
};

/** The most ids that one field takes. */
export const MAX_IDS = 100;

/** Parts of a record that are read apart from it, and so weigh as much as a record. */
export const READ_APART: ReadonlySet<string> = new Set(['Article.body', 'Article.live']);
/** What a part of a record weighs, against 1 for the record. */
export const PART_WEIGHT = 0.2;
/** What a command weighs: it looks up what it refers to, writes, keeps a revision and tells of it. */
export const COMMAND_WEIGHT = 20;

/** Lists that are as long as one of their arguments, by its name. */
export const LIST_ARGUMENTS = ['ids', 'representations'] as const;

/** Fields that make the database, or other newsrooms, look at more than they answer with, by what they weigh. */
export const HEAVY: Readonly<Record<string, number>> = {
  'Query.search': 2_500,
  'Query.wire': 500,
  'SearchConnection.facets': 500,
  'SearchEdge.highlights': 2,
  'Dashboard.counts': 10,
  'Dashboard.calendar': 2,
  'Dashboard.activity': 20,
};
