import { linkedArticleIds } from '../content/body-links.ts';
import type { ArticleRecord } from '../content/records.ts';
import { type SearchTerms, searchTerms } from '../content/search-terms.ts';
import { issuesOf, type StoryIssue } from '../content/story-issues.ts';

/** What a story's document has beside the story: derived at every write, asked for by indexes, read by nobody. */
interface Derived {
  /** Which way of deriving this is of. */
  readonly derivedBy: number;
  readonly search: SearchTerms;
  readonly issues: readonly StoryIssue[];
  /** How a story that went away finds those that still point to it. */
  readonly linkedIds: readonly string[];
}
export type StoredArticle = ArticleRecord & Derived;

/** Changes with the number of `SEARCH_INDEX`, when something is derived that wasn't or otherwise than before. */
export const DERIVATION = 3;

export const derivedFields = (article: ArticleRecord): Derived => ({
  derivedBy: DERIVATION,
  search: searchTerms(article),
  issues: issuesOf(article),
  linkedIds: linkedArticleIds(article.blocks),
});
export const DERIVED_NAMES = [
  'derivedBy',
  'search',
  'issues',
  'linkedIds',
] as const satisfies readonly (keyof Derived)[];

/** What a read of whole stories leaves out: what is derived of them, and what the desk has still to do. */
export const WHOLE = { derivedBy: 0, search: 0, issues: 0, linkedIds: 0, desk: 0 } as const;
/** And one of their heads: their text, too. */
export const HEAD = { ...WHOLE, blocks: 0 } as const;

export const storedArticle = (article: ArticleRecord): StoredArticle => ({
  ...article,
  ...derivedFields(article),
});
