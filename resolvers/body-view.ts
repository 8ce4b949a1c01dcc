import type { AccessLevel, ArticleHead } from '../src/content/records.ts';

/** A story's text before it is read: only the fields that show words of it read the blocks. */
export interface BodyView {
  readonly article: ArticleHead;
  /** What the viewer would need in order to read on; `null` where they may read everything. */
  readonly requires: AccessLevel | null;
}
