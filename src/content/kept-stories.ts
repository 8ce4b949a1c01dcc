/** An entry of the cache in memory, as people are told of it. */
export interface KeptEntry {
  readonly cacheKey: string;
  readonly surrogateTags: readonly string[];
  readonly byteCount: number;
  readonly ageSeconds: number;
  readonly hits: number;
  /** From 0 to 1. */
  readonly hitRatio: number;
}

/** What one gateway's cache has in memory. */
export interface KeptStories {
  ofStory(id: string): readonly KeptEntry[];
  /** `hitRatio` from 0 to 1; `null` before anything was asked for. */
  summary(): { readonly entries: number; readonly bytes: number; readonly hitRatio: number | null };
}
