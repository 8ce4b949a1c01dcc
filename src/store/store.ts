import type { ArticleCondition, ArticleOrder } from '../content/article-condition.ts';
import type { Page, PageRequest } from '../content/paging.ts';
import type {
  ArticleBody,
  ArticleHead,
  ArticleRecord,
  CorrespondentRecord,
  EditionRecord,
  RevisionRecord,
  SocialPostRecord,
  TagKind,
  TagRecord,
} from '../content/records.ts';
import type { SearchStore } from './search-store.ts';

/**
 * The content, one interface a collection. It knows nothing of viewers: who may see what is the loaders' business.
 * Look-ups by key answer with the rows that there are, in no order, each at most once; `loaders/batch.ts` puts them in place.
 * Each method that takes many keys or parents is one MongoDB command, whatever their number.
 */
export interface Store {
  readonly articles: ArticleStore;
  readonly searches: SearchStore;
  readonly correspondents: CorrespondentStore;
  readonly tags: TagStore;
  readonly socialPosts: SocialPostStore;
  readonly editions: EditionStore;
  readonly revisions: RevisionStore;
  /** Creates what is missing of collections, validators and indexes, and says what it did. Safe to run at any time. */
  migrate(): Promise<readonly string[]>;
  /** One cheap round trip; rejects with STORE_UNAVAILABLE when there is no answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A list of stories below one parent; `parent` comes back with its page. */
export interface ArticleList {
  readonly condition: ArticleCondition;
  readonly order: ArticleOrder;
  readonly page: PageRequest;
}

export interface ArticleStore {
  heads(ids: readonly string[]): Promise<ArticleHead[]>;
  bodies(ids: readonly string[]): Promise<ArticleBody[]>;
  /** By current or former slug. */
  headsBySlug(slugs: readonly string[]): Promise<ArticleHead[]>;
  /** By current or former canonical URL, and by the URL that it was imported from. */
  headsByUrl(urls: readonly string[]): Promise<ArticleHead[]>;
  headsByTranslationGroup(groups: readonly string[]): Promise<ArticleHead[]>;
  /** One page for each list, in the order given: one aggregation for all of them. */
  pages(lists: readonly ArticleList[]): Promise<Page<ArticleHead>[]>;
  /** How many stories match each condition, in the order given: one aggregation for all of them. */
  counts(conditions: readonly ArticleCondition[]): Promise<number[]>;
  /** The next moment after this one at which a story becomes visible by itself; `null` for none. */
  nextVisible(after: Date): Promise<Date | null>;
  /** Imported stories by `source.key`. */
  headsBySource(keys: readonly string[]): Promise<ArticleHead[]>;
  /**
   * Writes whole stories, each acknowledged by the journal. `onlyNewer` leaves a story alone whose stored `source.modifiedAt` is later.
   * Answers with the ids written and the ids left alone.
   */
  put(articles: readonly ArticleRecord[], options?: { readonly onlyNewer?: boolean }): Promise<PutResult>;
}

export interface PutResult {
  readonly written: readonly string[];
  readonly leftAlone: readonly string[];
}

export interface CorrespondentList {
  readonly nameKeyPrefix: string | null;
  readonly beatTagIds: readonly string[] | null;
  readonly page: PageRequest;
}

/** Correspondents are listed by `(nameKey, id)`; merged ones are in no list. */
export interface CorrespondentStore {
  byIds(ids: readonly string[]): Promise<CorrespondentRecord[]>;
  /** By current or former slug. */
  bySlugs(slugs: readonly string[]): Promise<CorrespondentRecord[]>;
  byNameKeys(nameKeys: readonly string[]): Promise<CorrespondentRecord[]>;
  page(list: CorrespondentList): Promise<Page<CorrespondentRecord>>;
  count(list: Omit<CorrespondentList, 'page'>): Promise<number>;
  put(correspondents: readonly CorrespondentRecord[]): Promise<void>;
}

export interface TagList {
  readonly kind: TagKind | null;
  readonly parentId: string | null;
  readonly nameKeyPrefix: string | null;
  readonly page: PageRequest;
}

/** Tags are listed by `(slug, id)`; merged and retired ones are in no list. */
export interface TagStore {
  byIds(ids: readonly string[]): Promise<TagRecord[]>;
  /** By slug or alias. */
  bySlugs(slugs: readonly string[]): Promise<TagRecord[]>;
  childrenOf(parentIds: readonly string[]): Promise<TagRecord[]>;
  /** The tags whose `ancestorIds` hold one of these. */
  descendantsOf(ids: readonly string[]): Promise<TagRecord[]>;
  page(list: TagList): Promise<Page<TagRecord>>;
  count(list: Omit<TagList, 'page'>): Promise<number>;
  put(tags: readonly TagRecord[]): Promise<void>;
}

export interface SocialPostStore {
  byIds(ids: readonly string[]): Promise<SocialPostRecord[]>;
  /** By canonical URL. */
  byUrls(urls: readonly string[]): Promise<SocialPostRecord[]>;
  /** By what `postKey()` calls them. */
  byPostKeys(keys: readonly string[]): Promise<SocialPostRecord[]>;
  put(posts: readonly SocialPostRecord[]): Promise<void>;
}

export interface EditionKey {
  readonly date: string;
  readonly locale: string;
}

export interface EditionStore {
  byIds(ids: readonly string[]): Promise<EditionRecord[]>;
  byKeys(keys: readonly EditionKey[]): Promise<EditionRecord[]>;
  /** The edition nearest before (or after) this day in this language, put live by `now`; the latest one for `date: null`. */
  nearest(query: {
    readonly locale: string;
    readonly date: string | null;
    readonly side: 'before' | 'after';
    readonly now: Date;
  }): Promise<EditionRecord | null>;
  /** The next moment at which an edition goes live by itself. */
  nextPublished(after: Date): Promise<Date | null>;
  put(editions: readonly EditionRecord[]): Promise<void>;
}

export interface RevisionStore {
  /** Newest first. */
  ofArticle(articleId: string, limit: number, beforeVersion: number | null): Promise<RevisionRecord[]>;
  put(revisions: readonly RevisionRecord[]): Promise<void>;
}
