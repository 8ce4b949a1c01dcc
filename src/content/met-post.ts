import { levelsRead } from './access.ts';
import type { AccessLevel, SocialPostRecord } from './records.ts';
import { isStaff, type Viewer } from './viewer.ts';

/**
 * A post with what decides who may meet it by itself. It says when, not whether: nothing of it changes as hours come. `from` is the first moment at which a story shows the post to whoever
 * reads this level whole, `null` for never; what everybody may read of a gated story counts as FREE. No entry at all: no story has the post.
 */
export interface MetPost {
  readonly _id: string;
  readonly post: SocialPostRecord;
  readonly stories: readonly { readonly level: AccessLevel; readonly from: Date | null }[];
}

/** The post, if its viewer works here, if it stands where they can read it now, or in no story at all. `now` is in milliseconds. */
export const postInSight = (
  { post, stories }: MetPost,
  viewer: Viewer,
  now: number,
): SocialPostRecord | null => {
  if (isStaff(viewer)) return post;
  const levels = levelsRead(viewer);
  const isOpen = stories.some(
    ({ level, from }) => levels.includes(level) && from !== null && from.getTime() <= now,
  );
  return stories.length === 0 || isOpen ? post : null;
};
