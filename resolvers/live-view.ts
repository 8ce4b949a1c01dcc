import type { ArticleHead, LiveState } from '../src/content/records.ts';
import type { LiveEntryView } from './block-view.ts';
import type { Connection } from './connection.ts';

/** A live blog before its entries are read. */
export interface LiveView {
  readonly article: ArticleHead;
  readonly live: LiveState;
}

export type LiveEntryPage = Connection<LiveEntryView>;
