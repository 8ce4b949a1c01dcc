import type { NewsroomEvent } from './newsroom-event.ts';

/** What readers are told of an event: nothing, for what they couldn't see before or after it. */
export type StoryChangeKind = 'PUBLISHED' | 'UPDATED' | 'CORRECTED' | 'RETRACTED';

/** What those who follow a live blog are told of it. */
export type LiveChangeKind =
  | 'STARTED'
  | 'ENTRY_ADDED'
  | 'ENTRY_EDITED'
  | 'ENTRY_REMOVED'
  | 'PINNED'
  | 'CLOSED'
  | 'STORY_CHANGED'
  | 'WITHDRAWN';

/** What an event on a story is to readers; `null` where it is none of theirs, as with drafts, schedules and embargoes. */
export const storyChangeOf = ({ kind, at, visibleFrom }: NewsroomEvent): StoryChangeKind | null => {
  if (kind === 'ARTICLE_APPEARED') return 'PUBLISHED';
  if (visibleFrom === null) return null;
  const [seen, sees] = [visibleFrom.before, visibleFrom.after].map((from) => from !== null && from <= at);
  if (!seen) return sees ? 'PUBLISHED' : null;
  if (!sees) return 'RETRACTED';
  return kind === 'ARTICLE_CORRECTED' ? 'CORRECTED' : 'UPDATED';
};
