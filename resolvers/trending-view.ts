import type { ArticleHead } from '../src/content/records.ts';

/** A hot story in its place. */
export interface TrendingView {
  /** From 1. */
  readonly rank: number;
  readonly reads: number;
  readonly article: ArticleHead;
}
