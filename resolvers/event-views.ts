import type { NewsroomEvent } from '../src/content/newsroom-event.ts';
import type { ArticleHead } from '../src/content/records.ts';
import type { LiveChangeKind, StoryChangeKind } from '../src/content/story-change.ts';
import type { LiveEntryView } from './block-view.ts';
import type { LiveView } from './live-view.ts';

export interface StoryChangeView {
  readonly eventId: string;
  readonly at: Date;
  readonly kind: StoryChangeKind;
  readonly articleId: string;
  readonly article: ArticleHead | null;
}

export interface LiveChangeView {
  readonly eventId: string;
  readonly at: Date;
  readonly kind: LiveChangeKind;
  readonly entryId: string | null;
  readonly entry: LiveEntryView | null;
  readonly live: LiveView | null;
}

export interface DeskEventView extends NewsroomEvent {
  readonly eventId: string;
}
