import { levelsRead, sightOf } from '../src/content/access.ts';
import type { ArticleCondition } from '../src/content/article-condition.ts';
import { wasTakenBack } from '../src/content/article-visibility.ts';
import { linkBlocks, linkedArticleIds } from '../src/content/body-links.ts';
import type { Clock } from '../src/content/clock.ts';
import { allLoaded, type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { Page } from '../src/content/paging.ts';
import type { ArticleBody, ArticleHead, BlockRecord } from '../src/content/records.ts';
import { isStaff, type Viewer } from '../src/content/viewer.ts';
import type { ArticleStore, KeysBy, OnText } from '../src/store/store.ts';
import { type FilterLookups, resolveFilter } from './article-filter.ts';
import { type BatchLoader, createBatch, createBatchLoader } from './batch.ts';
import { createListLoader } from './list-batch.ts';
import type { ArticleFilterKeys, ArticleListKey, Loaders } from './loaders.ts';
import type { Peekable, PeekableReads } from './peekable.ts';
import { createRelatedLoader } from './related-loader.ts';

/** What of the store the story loaders read; a cache can stand in for it. */
export type ArticleReads = ReadsOfStore & {
  /** The same for what an answer must not tell of story by story; see `reads-in-passing.ts`. */
  readonly inPassing?: Pick<ReadsOfStore, 'heads'>;
};
type ReadsOfStore = PeekableReads<Omit<ArticleStore, 'put' | 'headsBySlug' | 'headsBySource' | 'appeared'>>;

const NOTHING: Page<ArticleHead> = { rows: [], hasNext: false, hasPrevious: false };

/** Stories for one viewer: everything that leaves here has passed the access policy. */
export const createArticleLoaders = (
  reads: ArticleReads,
  viewer: Viewer,
  clock: Clock,
  lookups: FilterLookups,
): Omit<Loaders['articles'], 'matched'> => {
  const staff = isStaff(viewer);
  const filterScope = { ...lookups, staff };
  const show = (head: ArticleHead): ArticleHead | null =>
    sightOf(head, viewer, clock()).kind === 'HIDDEN' ? null : head;
  const { peeks } = reads.byAnyKey;
  const expected = new Set<string>();
  const textsAlong = (asked: KeysBy<'id' | 'slug' | 'url'>): OnText | undefined =>
    Object.values(asked).some((keys) => keys.some((key) => expected.has(key)))
      ? rawBodies.remember
      : undefined;
  const by = createBatch<ArticleHead, ArticleHead>({
    collection: 'articles',
    read: (asked) => reads.byAnyKey(asked, textsAlong(asked)),
    show,
    // What is read by another key need not be read again by id, for its text or a link to it.
    onRow: (head) => byId.remember(head),
  });
  const byId: BatchLoader<ArticleHead, ArticleHead> = by('id', {
    peek: peeks?.id,
    keysOf: ({ _id }) => [_id],
  });
  const remembering = (peek: Peekable<string, ArticleHead>['peek']): typeof peek =>
    peek &&
    ((key, lasting) => {
      const head = peek(key, lasting);
      if (head) byId.remember(head);
      return head;
    });
  const translationsOf = createListLoader<string, readonly ArticleHead[]>(
    'translations',
    async (groups) => {
      const found = await reads.headsByTranslationGroup(groups);
      return groups.map((group) =>
        found.filter((head) => head.translationGroup === group && show(head) !== null),
      );
    },
    (group) => group,
  );
  const rawBodies = createBatchLoader<ArticleBody, ArticleBody>({
    collection: 'articles (bodies)',
    read: (ids) => reads.bodies(ids),
    peek: reads.bodies.peek,
    keysOf: ({ _id }) => [_id],
    show: (body) => body,
  });
  const linked = (blocks: readonly BlockRecord[]): Loaded<readonly BlockRecord[]> => {
    const ids = linkedArticleIds(blocks);
    if (ids.length === 0) return blocks;
    return thenLoaded(byId.loadMany(ids), (found) =>
      linkBlocks(blocks, new Map(found.flatMap((head) => (head === null ? [] : [[head._id, head]])))),
    );
  };
  const bodyOf = (head: ArticleHead | null): Loaded<ArticleBody | null> => {
    if (head === null) return null;
    const sight = sightOf(head, viewer, clock());
    if (sight.kind === 'HIDDEN') return null;
    return thenLoaded(rawBodies.load(head._id), (body) => {
      if (body === null) return null;
      const mine = sight.kind === 'FULL' ? body.blocks : body.blocks.slice(0, head.previewBlockCount);
      return thenLoaded(linked(mine), (blocks) => ({ ...body, blocks }));
    });
  };

  const visible = (): ArticleCondition => ({ kind: 'visibleAt', at: new Date(clock()) });
  const openly = (below: ArticleCondition | null): ArticleCondition[] =>
    below?.kind === 'socialPost'
      ? below.ids.map((id) => ({ kind: 'readablePost', id, levels: levelsRead(viewer) }))
      : [];
  type Where = Pick<ArticleListKey, 'below' | 'filter'>;
  const condition = ({ below, filter }: Where): Loaded<ArticleCondition | null> => {
    if (!staff && asksForHidden(filter)) return null;
    return thenLoaded(filter === null ? null : resolveFilter(filter, filterScope), (wanted) => ({
      kind: 'and',
      all: [
        ...(below === null ? [] : [below]),
        ...(wanted === null ? [] : [wanted]),
        ...(staff ? [] : [...openly(below), visible()]),
      ],
    }));
  };
  /** A condition that is known at once, and what is in memory of what it asks; nothing for those that have to look something up. */
  const peekAt = <V>(
    where: Where,
    peek: (condition: ArticleCondition) => V | null | undefined,
    none: V,
  ): V | undefined => {
    const known = condition(where);
    if (known instanceof Promise) {
      known.catch(() => {}); // The batch asks again, and says so.
      return undefined;
    }
    return known === null ? none : (peek(known) ?? undefined);
  };
  // Filters that wait for look-ups and those that don't meet in one batch: all are turned into conditions first.
  const conditions = (keys: readonly Where[]) => Promise.all(keys.map(condition));

  const shownOf = (page: Page<ArticleHead>): Page<ArticleHead> =>
    page.rows.every((head) => show(head) !== null)
      ? page
      : { ...page, rows: page.rows.filter((head) => show(head) !== null) };
  const pages = createListLoader(
    'pages of articles',
    async (keys: readonly ArticleListKey[]) => {
      const resolved = await conditions(keys);
      const lists = keys.flatMap(({ order, page }, index) => {
        const where = resolved[index];
        return where == null ? [] : [{ condition: where, order, page }];
      });
      const pages = lists.length === 0 ? [] : await reads.pages(lists);
      for (const { rows } of pages) rows.forEach(byId.remember);
      let next = 0;
      // The store was asked for what is visible; what it answers is looked at all the same.
      return resolved.map((where) => (where === null ? NOTHING : shownOf(pages[next++] ?? NOTHING)));
    },
    JSON.stringify,
    reads.pages.peek &&
      ((key, lasting) => {
        const page = peekAt(
          key,
          (condition) => reads.pages.peek?.({ condition, order: key.order, page: key.page }, lasting),
          NOTHING,
        );
        page?.rows.forEach(byId.remember);
        return page && shownOf(page);
      }),
  );

  return {
    byId,
    bySlug: by('slug', {
      peek: remembering(peeks?.slug),
      keysOf: ({ slug, slugHistory }) => [slug, ...slugHistory],
    }),
    byUrl: by('url', {
      peek: remembering(peeks?.url),
      keysOf: ({ url, urlHistory }) => [url, ...urlHistory],
    }),
    retracted: {
      load: async ({ name, key }) => {
        const former = (await reads.byAnyKey({ [name]: [key] })).find(wasTakenBack);
        return former === undefined ? null : { ...(former.retraction && { retraction: former.retraction }) };
      },
    },
    translations: {
      load: (head) =>
        head.translationGroup === null
          ? []
          : thenLoaded(translationsOf.load(head.translationGroup), (all) =>
              all.filter(({ _id }) => _id !== head._id),
            ),
    },
    pages,
    related: createRelatedLoader(pages, lookups.tags, clock),
    counts: createListLoader(
      'counts of articles',
      async (keys: readonly Where[]) => {
        const resolved = await conditions(keys);
        const asked = resolved.filter((where) => where !== null);
        const counts = asked.length === 0 ? [] : await reads.counts(asked);
        let next = 0;
        return resolved.map((where) => (where === null ? 0 : (counts[next++] ?? 0)));
      },
      JSON.stringify,
      reads.counts.peek &&
        ((key, lasting) => peekAt(key, (condition) => reads.counts.peek?.(condition, lasting), 0)),
    ),
    conditions: { load: (filter) => resolveFilter(filter, filterScope) },
    readable: { load: (filter) => condition({ below: null, filter }) },
    listed: reads.inPassing === undefined ? byId : listedBy(reads.inPassing.heads, show),
    linked: { load: linked },
    expectText: (key) => void expected.add(key),
    bodies: {
      load: (id) => thenLoaded(byId.load(id), bodyOf),
      loadMany: (ids) => allLoaded(ids.map((id) => thenLoaded(byId.load(id), bodyOf))),
    },
  };
};

const listedBy = (heads: Peekable<string, ArticleHead>, show: (head: ArticleHead) => ArticleHead | null) =>
  createBatchLoader({
    collection: 'articles',
    read: heads,
    peek: heads.peek,
    keysOf: ({ _id }: ArticleHead) => [_id],
    show,
  });

/** A reader who asks for a state other than `PUBLISHED` gets nothing, without a question to the store. */
const asksForHidden = (filter: ArticleFilterKeys | null): boolean =>
  filter?.status != null && filter.status !== 'PUBLISHED';
