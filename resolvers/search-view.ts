import type { SearchHit, SearchKeys } from '../loaders/loaders.ts';
import type { Page, SortKey } from '../src/content/paging.ts';

/** A search before it is run: only the fields that are selected ask for anything. */
export interface SearchView extends SearchKeys {
  readonly limit: number;
  readonly after: SortKey | null;
  readonly page: () => Promise<Page<SearchHit>>;
}

export interface SearchEdgeView extends SearchHit {
  readonly search: SearchKeys;
}
