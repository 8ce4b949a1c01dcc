import type { Page } from '../src/content/paging.ts';
import type { RevisionHead } from '../src/content/records.ts';

/** A page of the revisions of a story, newest first. */
export type RevisionPage = Page<RevisionHead>;
