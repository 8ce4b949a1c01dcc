import type { AccessLevel, ArticleStatus } from './records.ts';
import type { StoryIssue } from './story-issues.ts';

/**
 * A condition on stories, with every key resolved to ids: what a filter becomes before it reaches the store.
 * In a leaf one of the values is enough. An empty list of values matches nothing.
 */
export type ArticleCondition =
  | { readonly kind: 'and'; readonly all: readonly ArticleCondition[] }
  | { readonly kind: 'or'; readonly any: readonly ArticleCondition[] }
  | { readonly kind: 'not'; readonly condition: ArticleCondition }
  | { readonly kind: 'tag'; readonly ids: readonly string[] }
  | { readonly kind: 'correspondent'; readonly ids: readonly string[] }
  | { readonly kind: 'section'; readonly ids: readonly string[] }
  | { readonly kind: 'socialPost'; readonly ids: readonly string[] }
  /** Embeds the post where a reader of these levels can read it: anywhere in stories of these levels, and in the previews of others. */
  | { readonly kind: 'readablePost'; readonly id: string; readonly levels: readonly AccessLevel[] }
  /** Written in one of these languages, their regions included; `exact` leaves the regions out. */
  | { readonly kind: 'locale'; readonly locales: readonly string[]; readonly exact: boolean }
  | { readonly kind: 'status'; readonly statuses: readonly ArticleStatus[] }
  | { readonly kind: 'access'; readonly levels: readonly AccessLevel[] }
  | { readonly kind: 'publishedAt'; readonly from: Date | null; readonly until: Date | null }
  | { readonly kind: 'hasSocialPost'; readonly value: boolean }
  /** Put live, or begun where it never was, in this span. */
  | { readonly kind: 'listedAt'; readonly from: Date | null; readonly until: Date | null }
  /** For the desk: something in it is to be mended. */
  | { readonly kind: 'issue'; readonly issues: readonly StoryIssue[] }
  /** For the desk: it links to one of these stories. */
  | { readonly kind: 'linksTo'; readonly ids: readonly string[] }
  /** Readers may see it at this moment. The loaders add it for every viewer who isn't staff. */
  | { readonly kind: 'visibleAt'; readonly at: Date };

export interface ArticleOrder {
  /** `listedAt` is `publishedAt` for every story that has one. */
  readonly field: 'listedAt' | 'updatedAt';
  readonly direction: 'ASC' | 'DESC';
}

export const NEWEST_FIRST: ArticleOrder = { field: 'listedAt', direction: 'DESC' };
