import type { ArticleCondition, ArticleOrder } from '../src/content/article-condition.ts';
import type { FacetCount, FacetKind } from '../src/content/facets.ts';
import type { Loaded } from '../src/content/loaded.ts';
import type { Page, PageRequest } from '../src/content/paging.ts';
import type {
  ArticleBody,
  ArticleHead,
  BlockRecord,
  CorrespondentRecord,
  EditionRecord,
  RevisionHead,
  RevisionRecord,
  SocialPostRecord,
  TagKind,
  TagRecord,
} from '../src/content/records.ts';
import type { SearchItem } from '../src/content/search-query.ts';
import type { StoryIssue } from '../src/content/story-issues.ts';
import type { CalendarEvent, CalendarKind, EditionKey, RevisionList, TallyBy } from '../src/store/store.ts';

/** Loads one thing by key, batched with the others of the same tick; `null` for what isn't there or isn't this viewer's to see. */
export interface Loader<K, V> {
  load(key: K): Loaded<V | null>;
  loadMany(keys: readonly K[]): Loaded<(V | null)[]>;
}

/** Loads something that always answers: a page, a count. */
export interface ListLoader<K, V> {
  load(key: K): Loaded<V>;
}

/** What a filter asks for, with slugs, aliases and ids not yet resolved. The GraphQL input has this very shape. */
export interface ArticleFilterKeys {
  readonly and?: readonly ArticleFilterKeys[] | null;
  readonly or?: readonly ArticleFilterKeys[] | null;
  readonly not?: ArticleFilterKeys | null;
  readonly tag?: string | null;
  readonly tags?: readonly string[] | null;
  readonly includeDescendants?: boolean | null;
  readonly correspondent?: string | null;
  readonly correspondents?: readonly string[] | null;
  readonly section?: string | null;
  readonly locale?: string | null;
  readonly status?: ArticleHead['status'] | null;
  readonly access?: ArticleHead['access'] | null;
  readonly publishedAt?: { readonly from?: Date | null; readonly until?: Date | null } | null;
  readonly hasSocialPost?: boolean | null;
}

export interface ArticleListKey {
  /** Set by the field: below a tag, by a correspondent, with a post. */
  readonly below: ArticleCondition | null;
  readonly filter: ArticleFilterKeys | null;
  readonly order: ArticleOrder;
  readonly page: PageRequest;
}

/** What is searched for, and among which stories. */
export interface SearchKeys {
  readonly items: readonly SearchItem[];
  readonly filter: ArticleFilterKeys | null;
}

/** What is to be mended. The first three are known by what a story refers to, the others by itself. */
export type Worklist = 'POST_GONE' | 'MERGED_TAG' | 'BROKEN_LINK' | StoryIssue;

/** A story found, with its place among the others: see `SearchRow` in `src/store/search-store.ts`. */
export interface SearchHit {
  readonly head: ArticleHead;
  readonly rank: number;
}

/**
 * Everything that a resolver may read, made for one request and one viewer. What the viewer may not see is as if it didn't exist:
 * a hidden story loads as `null`, is in no page and not counted. A body is whole only for viewers whose sight of the story is FULL; everybody else who may see the head
 * gets its preview.
 */
export interface Loaders {
  readonly articles: {
    readonly byId: Loader<string, ArticleHead>;
    readonly bySlug: Loader<string, ArticleHead>;
    readonly byUrl: Loader<string, ArticleHead>;
    /** Says before a story is loaded by this key that its text will be, too: what has to be read is then read at once. */
    expectText(key: string): void;
    /** What public story stood at this key that was taken back since, as far as its readers may know; `null` for none. Asked for keys that load as `null`. */
    readonly retracted: ListLoader<
      { readonly name: 'id' | 'slug' | 'url'; readonly key: string },
      Pick<ArticleHead, 'retraction'> | null
    >;
    /** The others of a story's translation group that the viewer may see, by locale. */
    readonly translations: ListLoader<ArticleHead, readonly ArticleHead[]>;
    readonly pages: ListLoader<ArticleListKey, Page<ArticleHead>>;
    readonly counts: ListLoader<Omit<ArticleListKey, 'order' | 'page'>, number>;
    /** A filter with its keys resolved, as `pages` resolves it: for lists that keep an order of their own, such as an edition. */
    readonly conditions: ListLoader<ArticleFilterKeys, ArticleCondition>;
    /** The condition of being a story that the viewer may see and that the filter lets through; `null` where there can be none. */
    readonly readable: ListLoader<ArticleFilterKeys | null, ArticleCondition | null>;
    /** The whole text for those who may read it, cut to the preview for everybody else. */
    readonly bodies: Loader<string, ArticleBody>;
    /** Stories on the same things, the nearest first, at most `first`. */
    readonly related: ListLoader<
      { readonly article: ArticleHead; readonly first: number },
      readonly ArticleHead[]
    >;
    /** Whether a story matched a filter as this version of it stood; no, where that isn't known. Nothing of it is given to anybody. */
    readonly matched: ListLoader<
      { readonly articleId: string; readonly version: number; readonly filter: ArticleFilterKeys },
      boolean
    >;
    /** Stories that a list names by their ids without regard to who reads: of those that the viewer may not see, nothing is told to caches outside either. */
    readonly listed: Loader<string, ArticleHead>;
    /** Blocks from elsewhere than a body, with their links to our own stories as bodies have them. */
    readonly linked: ListLoader<readonly BlockRecord[], readonly BlockRecord[]>;
  };
  /** Stories by their words: those that the viewer may see, by no words but those that they may read. Best first. */
  readonly searches: {
    page(search: SearchKeys & { readonly page: PageRequest }): Promise<Page<SearchHit>>;
    /** `isWhole`: of all that there is, and not of the newest stories alone. */
    total(search: SearchKeys): Promise<{ readonly count: number; readonly isWhole: boolean }>;
    facet(
      search: SearchKeys & { readonly kind: FacetKind; readonly limit: number },
    ): Promise<readonly FacetCount[]>;
  };
  readonly correspondents: {
    /** A merged correspondent loads as the one that they became. */
    readonly byId: Loader<string, CorrespondentRecord>;
    readonly bySlug: Loader<string, CorrespondentRecord>;
    page(query: {
      nameStartsWith: string | null;
      beat: string | null;
      page: PageRequest;
    }): Promise<Page<CorrespondentRecord>>;
    count(query: { nameStartsWith: string | null; beat: string | null }): Promise<number>;
  };
  readonly tags: {
    /** A merged tag loads as the one that it became. */
    readonly byId: Loader<string, TagRecord>;
    readonly bySlug: Loader<string, TagRecord>;
    readonly children: ListLoader<string, readonly TagRecord[]>;
    /** The tag itself and everything below it. */
    readonly withDescendants: ListLoader<string, readonly string[]>;
    page(query: {
      kind: TagKind | null;
      parent: string | null;
      nameStartsWith: string | null;
      page: PageRequest;
    }): Promise<Page<TagRecord>>;
    count(query: {
      kind: TagKind | null;
      parent: string | null;
      nameStartsWith: string | null;
    }): Promise<number>;
  };
  /** A post that only stories embed which the viewer can't read, or only behind a gate of theirs, doesn't exist for them. */
  readonly socialPosts: {
    readonly byId: Loader<string, SocialPostRecord>;
    /** By id, for posts that stand in blocks which the viewer was given: nothing more is asked. */
    readonly embedded: Loader<string, SocialPostRecord>;
    /** By canonical URL. */
    readonly byUrl: Loader<string, SocialPostRecord>;
    /** By `postKey()`: whichever of its addresses it is kept under. */
    readonly byPostKey: Loader<string, SocialPostRecord>;
  };
  readonly editions: {
    readonly byId: Loader<string, EditionRecord>;
    readonly byKey: Loader<EditionKey, EditionRecord>;
    nearest(locale: string, date: string | null, side: 'before' | 'after'): Promise<EditionRecord | null>;
  };
  /** For whoever works here; FORBIDDEN for anybody else. */
  readonly dashboards: {
    /** The sections that the viewer's token is limited to, as a condition; `null` for no limit. */
    reach(): Promise<ArticleCondition | null>;
    /** What makes a story one to be mended so. Retracted ones are left out. */
    worklist(kind: Worklist): Promise<ArticleCondition>;
    tally(query: {
      readonly by: TallyBy;
      readonly below: readonly ArticleCondition[];
      readonly filter: ArticleFilterKeys | null;
      readonly limit: number;
    }): Promise<readonly FacetCount[]>;
    calendar(query: {
      readonly from: Date;
      readonly to: Date;
      readonly kinds: readonly CalendarKind[];
      readonly below: readonly ArticleCondition[];
      readonly limit: number;
    }): Promise<readonly CalendarEvent[]>;
  };
  /** For whoever works here: for anybody else there are none. */
  readonly revisions: {
    readonly lists: ListLoader<RevisionList, readonly RevisionHead[]>;
    readonly byId: Loader<string, RevisionRecord>;
  };
}
