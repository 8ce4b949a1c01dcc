import type { ArticleHead } from './records.ts';

/** The key of this newsroom's own stories among the sources of the wire. */
export const OWN_SOURCE = 'own';

/** Whence stories on the wire come. */
export interface WireSourceName {
  /** Short, unique, and lasting: cursors name their places by it. */
  readonly key: string;
  /** As readers know the newsroom. */
  readonly name: string;
}

/** A story as the wire shows it, whosever it is. Plain text throughout. */
export interface WireItem {
  readonly source: WireSourceName;
  /** Its id in its own newsroom. */
  readonly id: string;
  readonly url: string;
  readonly locale: string;
  readonly headline: string;
  readonly standfirst: string | null;
  readonly byline: string;
  readonly publishedAt: Date;
  /** The story itself, if it is ours. */
  readonly article: ArticleHead | null;
}

/** Where a story stands in the list of its own newsroom: newest first, equal moments by the greater id. */
export interface WirePlace {
  /** The newsroom's own cursor of the story. */
  readonly cursor: string;
  /** Milliseconds. */
  readonly time: number;
  readonly id: string;
}

export const isAfter = (place: WirePlace, before: WirePlace): boolean =>
  place.time < before.time || (place.time === before.time && place.id < before.id);

/** How far a list has been read of one source. */
export type WireProgress = WirePlace | 'START' | 'END';

/** How far a list has been read of each of its sources, by their keys: what a cursor says. */
export type WirePosition = ReadonlyMap<string, WireProgress>;

/** What follows a place in one source. */
export interface WireRun {
  readonly entries: readonly {
    readonly place: WirePlace;
    /** `null` for one that can't be shown: it is passed over. */
    readonly story: WireItem | null;
  }[];
  readonly hasMore: boolean;
}

/** Why a source's part is missing. */
export type WireGap = 'UNAVAILABLE' | 'UNTRUSTED';

/** What came of asking a source. */
export type WireOutcome =
  | { readonly state: 'CURRENT' | 'STALE'; readonly run: WireRun }
  | { readonly state: WireGap };

/** Other newsrooms. Asking them never rejects because of what they do. */
export interface Peers {
  readonly sources: readonly WireSourceName[];
  ask(key: string, first: number, after: WirePlace | null): Promise<WireOutcome>;
}
