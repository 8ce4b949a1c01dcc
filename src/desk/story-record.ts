import { figuresOf } from '../content/article-figures.ts';
import { listedAt, visibleFrom } from '../content/article-visibility.ts';
import { localeChain } from '../content/locale.ts';
import type { ArticleRecord } from '../content/records.ts';

/** What of a story is worked out from the rest of it. */
type Derived = 'localeChain' | 'visibleFrom' | 'listedAt' | keyof ReturnType<typeof figuresOf>;

/** The fields of a stored story that follow from the others. */
export const DERIVED_FIELDS = [
  'localeChain',
  'visibleFrom',
  'listedAt',
  'firstPublishedAt',
  'wordCount',
  'characterCount',
  'blockCount',
  'previewBlockCount',
  'previewPostCount',
  'socialPostIds',
  'corrections',
] as const satisfies readonly (Derived | 'firstPublishedAt')[];

/** A story by what is decided of it. */
export type StoryFields = Omit<ArticleRecord, Derived> & {
  /** How many blocks of a gated story everybody may read; `null` for as many as usual. */
  readonly previewBlockCount: number | null;
};

/** The story whole: what is derived is derived, and the first day of readers is set once and for all when it comes. */
export const storyRecord = (fields: StoryFields, now: Date): ArticleRecord => {
  const { blocks, locale, access, previewBlockCount } = fields;
  const from = visibleFrom(fields);
  const first = fields.firstPublishedAt;
  return {
    ...fields,
    localeChain: localeChain(locale),
    visibleFrom: from,
    listedAt: listedAt(fields),
    // As long as no reader has seen it, the first day may still change.
    firstPublishedAt: first !== null && first <= now ? first : from,
    ...figuresOf(blocks, { locale, access, previewBlockCount }),
  };
};

/** A stored story as fields to change some of. */
export const fieldsOf = (record: ArticleRecord): StoryFields => ({
  ...record,
  previewBlockCount: record.access === 'FREE' ? null : record.previewBlockCount,
});
