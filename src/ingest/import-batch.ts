import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../content/clock.ts';
import { foldName } from '../content/fold-name.ts';
import { postKey } from '../content/post-key.ts';
import type {
  ArticleHead,
  ArticleRecord,
  CorrespondentRecord,
  SocialPostRecord,
  TagRecord,
} from '../content/records.ts';
import type { Store } from '../store/store.ts';
import { keyOf, postKeys, recordsOf, type StoryRecords, tagSlugs } from './draft-to-records.ts';
import { excerpt, type PageDraft } from './page-draft.ts';
import { slugOf } from './slug.ts';

export interface ImportedStory {
  readonly id: string;
  readonly slug: string;
  readonly headline: string;
  readonly key: string;
  /** `older` and `unchanged` were left alone; `rehearsed` wasn't to be stored. */
  readonly state: 'written' | 'unchanged' | 'older' | 'rehearsed';
  readonly locale: string;
  readonly byline: readonly string[];
  readonly words: number;
  readonly blocks: number;
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
  readonly unplaced: readonly string[];
}

export interface ImportBatchSettings {
  /** `null` for a rehearsal: everything is read and reported, nothing looked up or stored. */
  readonly store: Store | null;
  readonly clock: Clock;
  readonly locale: string;
  readonly siteUrl: string;
}

interface Known {
  readonly articles: ReadonlyMap<string, ArticleHead>;
  readonly blocks: ReadonlyMap<string, ArticleRecord['blocks']>;
  readonly takenSlugs: Set<string>;
  readonly correspondents: Map<string, CorrespondentRecord>;
  readonly tags: Map<string, TagRecord>;
  readonly socialPosts: Map<string, SocialPostRecord>;
}

const NOTHING: Known = {
  articles: new Map(),
  blocks: new Map(),
  takenSlugs: new Set(),
  correspondents: new Map(),
  tags: new Map(),
  socialPosts: new Map(),
};

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** `name (n)` for each kind of block, as a report says it. */
const tally = (blocks: ArticleRecord['blocks']): string[] => {
  const counts = new Map<string, number>();
  for (const { type } of blocks) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${type} (${count})`);
};

/** Writes drafts some hundreds at a time: one look-up a kind of thing and batch, whatever its size. */
export class ImportBatch {
  readonly #settings: ImportBatchSettings;

  constructor(settings: ImportBatchSettings) {
    this.#settings = settings;
  }

  async write(drafts: readonly PageDraft[]): Promise<ImportedStory[]> {
    if (drafts.length === 0) return [];
    const { store, clock, locale, siteUrl } = this.#settings;
    // Of two stories with one key in a batch the newer one wins, as between two imports.
    const newest = new Map<string, PageDraft>();
    for (const draft of drafts) {
      const key = keyOf(draft);
      const other = newest.get(key);
      if (other === undefined || (other.modifiedAt ?? 0) <= (draft.modifiedAt ?? 0)) newest.set(key, draft);
    }
    const known = store === null ? NOTHING : await this.#lookUp(store, [...newest.values()]);
    const made: { draft: PageDraft; records: StoryRecords }[] = [];
    for (const [key, draft] of newest) {
      const records = recordsOf(
        draft,
        {
          article: known.articles.get(key) ?? null,
          correspondents: known.correspondents,
          tags: known.tags,
          socialPosts: known.socialPosts,
          slugIsTaken: (slug) => known.takenSlugs.has(slug),
        },
        { now: new Date(clock()), siteUrl, locale },
      );
      // The next story of the batch meets what this one brings.
      known.takenSlugs.add(records.article.slug);
      for (const one of records.correspondents) known.correspondents.set(one.nameKey, one);
      for (const one of records.tags) known.tags.set(one.slug, one);
      made.push({ draft, records });
    }
    const changed = made.flatMap(({ records }) => (this.#isSame(records.article, known) ? [] : [records]));
    const changedIds = new Set(changed.map(({ article }) => article._id));
    const leftAlone = store === null ? new Set<string>() : await this.#put(store, changed);
    const stateOf = (id: string): ImportedStory['state'] => {
      if (store === null) return 'rehearsed';
      if (!changedIds.has(id)) return 'unchanged';
      return leftAlone.has(id) ? 'older' : 'written';
    };
    return made.map(({ draft, records: { article } }) => ({
      id: article._id,
      slug: article.slug,
      headline: article.headline,
      key: article.source?.key ?? '',
      state: stateOf(article._id),
      locale: article.locale,
      byline: draft.authors.map(({ name }) => name),
      words: article.wordCount,
      blocks: article.blockCount,
      kept: [
        'headline',
        ...(article.standfirst === null ? [] : [`standfirst: ${excerpt(article.standfirst)}`]),
        ...(article.leadImage === null ? [] : ['lead image']),
        ...tally(article.blocks),
      ],
      dropped: draft.notes.dropped,
      unplaced: draft.notes.unplaced,
    }));
  }

  async #lookUp(store: Store, drafts: readonly PageDraft[]): Promise<Known> {
    const names = unique(drafts.flatMap(({ authors }) => authors.map(({ name }) => foldName(name))));
    const slugs = unique(drafts.flatMap(tagSlugs));
    const posts = unique(drafts.flatMap(postKeys));
    const [heads, sameSlug, people, tags, socialPosts] = await Promise.all([
      store.articles.headsBySource(drafts.map(keyOf)),
      store.articles.headsBySlug(
        unique(drafts.map(({ headline }) => slugOf(headline)).filter((slug) => slug !== '')),
      ),
      names.length === 0 ? [] : store.correspondents.byNameKeys(names),
      slugs.length === 0 ? [] : store.tags.bySlugs(slugs),
      posts.length === 0 ? [] : store.socialPosts.byPostKeys(posts),
    ]);
    const bodies = heads.length === 0 ? [] : await store.articles.bodies(heads.map(({ _id }) => _id));
    return {
      articles: new Map(heads.map((head) => [head.source?.key ?? '', head])),
      blocks: new Map(bodies.map(({ _id, blocks }) => [_id, blocks])),
      takenSlugs: new Set(sameSlug.flatMap(({ slug, slugHistory }) => [slug, ...slugHistory])),
      correspondents: new Map(people.map((one) => [one.nameKey, one])),
      tags: new Map(tags.flatMap((tag) => [tag.slug, ...tag.aliases].map((slug) => [slug, tag]))),
      socialPosts: new Map(socialPosts.map((post) => [postKey(post), post])),
    };
  }

  #isSame(article: ArticleRecord, known: Known): boolean {
    const head = known.articles.get(article.source?.key ?? '');
    const blocks = known.blocks.get(article._id);
    if (head === undefined || blocks === undefined) return false;
    const { version: _, blocks: mine, ...fresh } = article;
    const { version: __, ...stored } = head;
    return isDeepStrictEqual(mine, blocks) && isDeepStrictEqual(fresh, stored);
  }

  /** What stories refer to goes in before them. */
  async #put(store: Store, records: readonly StoryRecords[]): Promise<Set<string>> {
    if (records.length === 0) return new Set();
    const posts = new Map(records.flatMap(({ socialPosts }) => socialPosts.map((post) => [post._id, post])));
    const correspondents = records.flatMap(({ correspondents }) => correspondents);
    const tags = records.flatMap(({ tags }) => tags);
    await Promise.all([
      posts.size === 0 ? undefined : store.socialPosts.put([...posts.values()]),
      correspondents.length === 0 ? undefined : store.correspondents.put(correspondents),
      tags.length === 0 ? undefined : store.tags.put(tags),
    ]);
    const { leftAlone } = await store.articles.put(
      records.map(({ article }) => article),
      { onlyNewer: true },
    );
    return new Set(leftAlone);
  }
}
