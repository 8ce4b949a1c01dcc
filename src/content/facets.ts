/** What the stories that were found can be counted by. */
export const FACETS = ['tag', 'correspondent', 'section', 'locale', 'month'] as const;
export type FacetKind = (typeof FACETS)[number];

export interface FacetCount {
  /** An id of a tag or a correspondent, a language, or a month as `YYYY-MM`. */
  readonly value: string;
  readonly count: number;
}
