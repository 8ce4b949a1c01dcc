/** How far back reads count: a steady story's count is its reads in this time. Older ones fade out, none falls off an edge. */
export const HOT_WINDOWS = { HOUR: 3_600_000, DAY: 86_400_000, WEEK: 604_800_000 } as const;
export type HotWindow = keyof typeof HOT_WINDOWS;

/** A story, by its id, and its reads faded by their age. */
export interface HotStory {
  readonly id: string;
  readonly reads: number;
}

/** The most that can be asked for. */
export const MAX_HOT = 50;

/** Readers' reads of stories, counted. */
export interface HotStories {
  /**
   * Counts one read of each of these stories, by their ids. It costs one entry of a map and waits for nothing. Call it for each reader who was given a story for itself, also where the
   * answer was kept from somebody else; not for staff and not for robots.
   */
  countRead(articleIds: readonly string[]): void;
  /** The hottest, of all instances where there is a Redis that answers, else of this one; a few hundred. */
  hottest(window: HotWindow): Promise<readonly HotStory[]>;
}
