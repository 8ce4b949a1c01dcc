import type { ArticleRecord } from '../content/records.ts';
import { type SearchTerms, searchTerms } from '../content/search-terms.ts';

/** A story as its document is: with what it is found by, which is derived at every write and read by nobody. */
export type StoredArticle = ArticleRecord & { readonly search: SearchTerms };

/** What a read of stories leaves out: their text, the words that they are found by, and what the desk has still to do. */
export const HEAD = { blocks: 0, search: 0, desk: 0 } as const;

export const storedArticle = (article: ArticleRecord): StoredArticle => ({
  ...article,
  search: searchTerms(article),
});
