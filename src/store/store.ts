import type { ArticleCondition, ArticleOrder } from '../content/article-condition.ts';
import type { FacetCount } from '../content/facets.ts';
import type { MetPost } from '../content/met-post.ts';
import type { EventDraft, NewsroomEvent } from '../content/newsroom-event.ts';
import type { Page, PageRequest } from '../content/paging.ts';
import type { CommandRecord, KeptRecord, PendingWrite } from '../content/pending-write.ts';
import type {
  ArticleBody,
  ArticleHead,
  ArticleRecord,
  CorrespondentRecord,
  EditionRecord,
  RevisionHead,
  RevisionRecord,
  SocialPostRecord,
  TagKind,
  TagRecord,
} from '../content/records.ts';
import type { ContentChanges } from './content-changes.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { SearchStore } from './search-store.ts';

/**
 * The content, one interface a collection. It knows nothing of viewers: who may see what is the loaders' business.
 * Look-ups by key answer with the rows that there are, in no order, each at most once; `loaders/batch.ts` puts them in place.
 * Each method that takes many keys or parents is one MongoDB command, whatever their number.
 */
export interface Store {
  readonly articles: ArticleStore;
  readonly searches: SearchStore;
  readonly dashboards: DashboardStore;
  readonly correspondents: CorrespondentStore;
  readonly tags: TagStore;
  readonly socialPosts: SocialPostStore;
  readonly editions: EditionStore;
  readonly revisions: RevisionStore;
  readonly events: EventStore;
  readonly commands: CommandStore;
  readonly deliveries: DeliveryStore;
  readonly secrets: SecretStore;
  /** What anybody writes to the collections of content, as it happens. */
  readonly changes: ContentChanges;
  /** Writes of the desk: on the version seen, and with what is still to be done kept in the document. */
  readonly writes: WriteStores;
  /** Creates what is missing of collections, validators and indexes, and says what it did. Safe to run at any time. */
  migrate(): Promise<readonly string[]>;
  /** One cheap round trip; rejects with STORE_UNAVAILABLE when there is no answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What is looked up of one collection, by the names of its keys: any mix of them is one command. */
export type KeysBy<Name extends string> = Readonly<Partial<Record<Name, readonly string[]>>>;

/** What stories are counted by where the values aren't known beforehand. */
export type TallyBy = 'tag' | 'correspondent';

export const CALENDAR_KINDS = ['PUBLICATION', 'SCHEDULE', 'EMBARGO'] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];

/** Something that happens to a story at a moment. */
export interface CalendarEvent {
  readonly kind: CalendarKind;
  readonly at: Date;
  readonly articleId: string;
}

/** What only dashboards ask. One command each. */
export interface DashboardStore {
  /** How many of these stories have each value, most frequent first. */
  tally(by: TallyBy, condition: ArticleCondition, limit: number): Promise<readonly FacetCount[]>;
  /** What was or will be put live, is scheduled (as of `now`) or has its embargo lifted from `from` until `to`, earliest first. */
  calendar(query: {
    readonly from: Date;
    readonly to: Date;
    readonly now: Date;
    readonly kinds: readonly CalendarKind[];
    readonly condition: ArticleCondition;
    readonly limit: number;
  }): Promise<readonly CalendarEvent[]>;
  /** Posts that their platforms no longer show, the latest found first. */
  gonePosts(limit: number): Promise<readonly string[]>;
  /** Tags that became another one. */
  mergedTags(limit: number): Promise<readonly string[]>;
  /** Stories that readers can't see whatever the hour, the newest first. */
  unseenStories(limit: number): Promise<readonly string[]>;
}

/** One page of a list of stories: which, in what order, and from where on. */
export interface ArticleList {
  readonly condition: ArticleCondition;
  readonly order: ArticleOrder;
  readonly page: PageRequest;
}

/** Is told of the text of each story that is read: who names one has texts read along, in the same command. */
export type OnText = (text: ArticleBody) => void;

export interface ArticleStore {
  /** By id, by current or former slug, and by current or former canonical URL. */
  byAnyKey(keys: KeysBy<'id' | 'slug' | 'url'>, onText?: OnText): Promise<ArticleHead[]>;
  heads(ids: readonly string[]): Promise<ArticleHead[]>;
  bodies(ids: readonly string[]): Promise<ArticleBody[]>;
  /** By current or former slug. */
  headsBySlug(slugs: readonly string[]): Promise<ArticleHead[]>;
  headsByTranslationGroup(groups: readonly string[]): Promise<ArticleHead[]>;
  /** One page for each list, in the order given: one aggregation for all of them. */
  pages(lists: readonly ArticleList[]): Promise<Page<ArticleHead>[]>;
  /** How many stories match each condition, in the order given: one aggregation for all of them. */
  counts(conditions: readonly ArticleCondition[]): Promise<number[]>;
  /** The next moment after this one at which a story becomes visible by itself; `null` for none. */
  nextVisible(after: Date): Promise<Date | null>;
  /** Stories that readers may see from a moment on that lies after the first and not after the second, in the order of those moments. */
  appeared(after: Date, until: Date, limit: number): Promise<ArticleHead[]>;
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
  /** By id, by current or former slug; and whoever took in those who were merged. */
  byAnyKey(keys: KeysBy<'id' | 'slug'>): Promise<CorrespondentRecord[]>;
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
  /** By id, by slug or alias; and what took in those that were merged. */
  byAnyKey(keys: KeysBy<'id' | 'slug'>): Promise<TagRecord[]>;
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

export type PostKeys = KeysBy<'id' | 'url' | 'postKey'>;

export interface SocialPostStore {
  /** With what decides who may meet them by themselves, in the same command. */
  met(keys: PostKeys): Promise<MetPost[]>;
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
  /** Editions whose moment lies after the first and not after the second. */
  appeared(after: Date, until: Date, limit: number): Promise<EditionRecord[]>;
  put(editions: readonly EditionRecord[]): Promise<void>;
}

/** A page of a story's revisions, newest first. */
export interface RevisionList {
  readonly articleId: string;
  readonly limit: number;
  readonly beforeVersion: number | null;
}

export interface RevisionStore {
  /** One page for each list, in the order given: one command for all of them. */
  lists(lists: readonly RevisionList[]): Promise<RevisionHead[][]>;
  /** Whole. */
  byIds(ids: readonly string[]): Promise<RevisionRecord[]>;
  /** Keeps a revision unless this version of the story has one. */
  add(revision: RevisionRecord): Promise<void>;
  put(revisions: readonly RevisionRecord[]): Promise<void>;
}

export interface EventStore {
  /** Puts events at the end of the log, in this order, and gives them back with their ids. One that is there already keeps its place. */
  append(drafts: readonly EventDraft[]): Promise<NewsroomEvent[]>;
  /** What follows an id, in order; `''` begins at the beginning of what is kept. */
  after(id: string, limit: number): Promise<NewsroomEvent[]>;
  /** The id of the last one; `null` while there is none. */
  last(): Promise<string | null>;
  /** Of one subject: what its newest event was, and the highest version that was told of. `null` where the log has none. */
  lastOf(subjectId: string): Promise<Pick<NewsroomEvent, 'kind' | 'version'> | null>;
  /** Forgets what happened before this moment. */
  forget(before: Date): Promise<void>;
}

export interface CommandStore {
  get(id: string): Promise<CommandRecord | null>;
  put(command: CommandRecord): Promise<void>;
  forget(before: Date): Promise<void>;
}

export interface SecretStore {
  /** 32 random bytes, the same for all instances of this database, made at the first asking. */
  secret(name: string): Promise<Buffer>;
}

/** What every record that the desk writes has. */
export interface Versioned {
  readonly _id: string;
  readonly version: number;
}

export interface WriteResult {
  /** Whether the record was written: if not, its stored version is another, or something is pending of its last write. */
  readonly written: boolean;
  /** Whether what was kept of the version before has been ended everywhere. The store itself keeps nothing. */
  readonly announced: boolean;
}

/** A change of fields that follows from another record, such as the tags above a tag. Doing it twice is doing it once. */
export interface Amendment {
  readonly set?: Readonly<Record<string, string | null | readonly string[]>>;
  /** Values that lists must have. */
  readonly add?: Readonly<Record<string, readonly string[]>>;
}

/** One collection as the desk writes it. */
export interface GuardedStore<R extends Versioned> {
  /** Records as they are stored, from the source, with what is pending of their last write. */
  kept(ids: readonly string[]): Promise<KeptRecord<R>[]>;
  /** The records after this id, in the order of ids; `''` begins with the first. */
  following(id: string, limit: number): Promise<KeptRecord<R>[]>;
  /** Records with something pending of a write before this moment. */
  unsettled(before: Date, limit: number): Promise<KeptRecord<R>[]>;
  /**
   * Writes a record whole if its stored version is `expected` (`null`: if it isn't there) and nothing is pending of its last write. Durable when it resolves. Rejects with
   * CONFLICT when another record has one of its unique keys.
   */
  write(record: R, expected: number | null, pending: PendingWrite): Promise<WriteResult>;
  /**
   * Takes a record over that was written past the desk: sets these fields and what is derived of the record as it then is, and nothing else of it, if its stored version is `expected` and
   * nothing is pending. Durable when it resolves.
   */
  adopt(
    record: R,
    expected: number,
    fields: readonly (keyof R)[],
    pending: PendingWrite,
  ): Promise<WriteResult>;
  /** Changes what isn't so yet, whatever is pending, and counts the version up if it did: whoever has seen the version before has to look again. */
  amend(id: string, change: Amendment, tags: readonly string[]): Promise<void>;
  /** Takes away what was pending, and notes the version that was told. */
  settle(id: string, pending: Pick<PendingWrite, 'id' | 'event'>): Promise<void>;
}

export interface WriteStores {
  readonly articles: GuardedStore<ArticleRecord>;
  readonly correspondents: GuardedStore<CorrespondentRecord>;
  readonly tags: GuardedStore<TagRecord>;
  readonly socialPosts: GuardedStore<SocialPostRecord>;
  readonly editions: GuardedStore<EditionRecord>;
}
