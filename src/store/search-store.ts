import type { ArticleCondition } from '../content/article-condition.ts';
import type { FacetCount, FacetKind } from '../content/facets.ts';
import type { PageRequest } from '../content/paging.ts';
import type { SearchPlan } from '../content/search-query.ts';

/** One search: what is to be found, among which stories, and what is wanted of it. */
export interface SearchAsk {
  readonly plan: SearchPlan;
  readonly condition: ArticleCondition;
  /** A page of rows, best first; `null` where none are wanted. */
  readonly rows: PageRequest | null;
  /** Whether all that is found is counted. */
  readonly total: boolean;
  /** How many values are wanted of each kind. */
  readonly facets: Readonly<Partial<Record<FacetKind, number>>>;
}

export interface SearchRow {
  readonly id: string;
  /** Whole millionths of `score`: what rows are ordered by, falling, then by id, falling. It depends on the story and the search alone, never on the moment. */
  readonly rank: number;
}

export interface SearchAnswer {
  readonly rows: readonly SearchRow[];
  /** Whether more was found on either side of the rows. */
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** 0 where it wasn't asked for. */
  readonly total: number;
  /** Whether `total` and `facets` tell of all that there is; else of the newest of it. */
  readonly isWhole: boolean;
  /** Most frequent first; months newest first. */
  readonly facets: Readonly<Partial<Record<FacetKind, readonly FacetCount[]>>>;
}

/** Finds stories by their words. The way in for another engine: ids and figures come out, and the stories themselves are read elsewhere. */
export interface SearchStore {
  /**
   * One command a search, whatever is wanted of it; in a large archive one more for words that weren't looked for lately, and some more for common ones. Throws FILTER_TOO_BROAD where
   * too many stories have these words.
   */
  search(ask: SearchAsk): Promise<SearchAnswer>;
}
