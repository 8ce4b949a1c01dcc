import type { SearchHit, SearchKeys } from '../loaders/loaders.ts';
import type { Page } from '../src/content/paging.ts';

/** A search before it is run: only the fields that are selected ask for anything. */
export interface SearchView extends SearchKeys {
  readonly page: () => Promise<Page<SearchHit>>;
}

export interface SearchEdgeView extends SearchHit {
  readonly search: SearchKeys;
}
