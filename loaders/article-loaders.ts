import { sightOf } from '../src/content/access.ts';
import type { ArticleCondition } from '../src/content/article-condition.ts';
import { wasTakenBack } from '../src/content/article-visibility.ts';
import { linkBlocks, linkedArticleIds } from '../src/content/body-links.ts';
import type { Clock } from '../src/content/clock.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import type { Page } from '../src/content/paging.ts';
import type { ArticleBody, ArticleHead, BlockRecord } from '../src/content/records.ts';
import { isStaff, type Viewer } from '../src/content/viewer.ts';
import type { ArticleStore } from '../src/store/store.ts';
import { type FilterLookups, resolveFilter } from './article-filter.ts';
import { createBatchLoader } from './batch.ts';
import { createListLoader } from './list-batch.ts';
import type { ArticleFilterKeys, ArticleListKey, Loaders } from './loaders.ts';
import { createRelatedLoader } from './related-loader.ts';

/** What of the store the story loaders read; a cache can stand in for it. */
export type ArticleReads = Omit<ArticleStore, 'put' | 'headsBySource' | 'appeared'>;

const NOTHING: Page<ArticleHead> = { rows: [], hasNext: false, hasPrevious: false };

/** Stories for one viewer: everything that leaves here has passed the access policy. */
export const createArticleLoaders = (
  reads: ArticleReads,
  viewer: Viewer,
  clock: Clock,
  lookups: FilterLookups,
): Loaders['articles'] => {
  const staff = isStaff(viewer);
  const filterScope = { ...lookups, staff };
  const show = (head: ArticleHead): ArticleHead | null =>
    sightOf(head, viewer, clock()).kind === 'HIDDEN' ? null : head;
  const byId = createBatchLoader<ArticleHead, ArticleHead>({
    collection: 'articles',
    read: (ids) => reads.heads(ids),
    keysOf: ({ _id }) => [_id],
    show,
  });
  /** Stories by another key. What is read on this way need not be read again by id, for its text or a link to it. */
  const heads = (
    read: (keys: readonly string[]) => Promise<ArticleHead[]>,
    keysOf: (head: ArticleHead) => readonly string[],
  ) => {
    const { load, loadMany } = createBatchLoader<ArticleHead, ArticleHead>({
      collection: 'articles',
      // What is hidden gives way to what isn't: a draft that takes over a former slug must not show by the redirect that it ends.
      read: async (keys) => {
        const found = await read(keys);
        for (const head of found) byId.remember(head);
        return found.filter((head) => show(head) !== null);
      },
      keysOf,
      show: (head) => head,
    });
    return { load, loadMany };
  };
  const answering = {
    id: (keys: readonly string[]) => reads.heads(keys),
    slug: (keys: readonly string[]) => reads.headsBySlug(keys),
    url: (keys: readonly string[]) => reads.headsByUrl(keys),
  };
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

  const condition = async (
    below: ArticleCondition | null,
    filter: ArticleFilterKeys | null,
  ): Promise<ArticleCondition | null> => {
    if (!staff && asksForHidden(filter)) return null;
    return {
      kind: 'and',
      all: [
        ...(below === null ? [] : [below]),
        ...(filter === null ? [] : [await resolveFilter(filter, filterScope)]),
        ...(staff ? [] : [{ kind: 'visibleAt', at: new Date(clock()) } as const]),
      ],
    };
  };
  // Filters that wait for look-ups and those that don't meet in one batch: all are turned into conditions first.
  const conditions = (keys: readonly Pick<ArticleListKey, 'below' | 'filter'>[]) =>
    Promise.all(keys.map(({ below, filter }) => condition(below, filter)));

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
      return resolved.map((where) => (where === null ? NOTHING : (pages[next++] ?? NOTHING)));
    },
    JSON.stringify,
  );

  return {
    byId,
    bySlug: heads(
      (slugs) => reads.headsBySlug(slugs),
      ({ slug, slugHistory }) => [slug, ...slugHistory],
    ),
    byUrl: heads(
      (urls) => reads.headsByUrl(urls),
      ({ url, urlHistory }) => [url, ...urlHistory],
    ),
    retracted: {
      load: async ({ name, key }) => (await answering[name]([key])).some(wasTakenBack),
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
      async (keys: readonly Pick<ArticleListKey, 'below' | 'filter'>[]) => {
        const resolved = await conditions(keys);
        const asked = resolved.filter((where) => where !== null);
        const counts = asked.length === 0 ? [] : await reads.counts(asked);
        let next = 0;
        return resolved.map((where) => (where === null ? 0 : (counts[next++] ?? 0)));
      },
      JSON.stringify,
    ),
    conditions: { load: async (filter) => await resolveFilter(filter, filterScope) },
    readable: { load: (filter) => condition(null, filter) },
    linked: { load: linked },
    bodies: {
      load: (id) => thenLoaded(byId.load(id), bodyOf),
      loadMany: async (ids) =>
        await Promise.all(ids.map(async (id) => await thenLoaded(byId.load(id), bodyOf))),
    },
  };
};

/** A reader who asks for a state other than `PUBLISHED` gets nothing, without a question to the store. */
const asksForHidden = (filter: ArticleFilterKeys | null): boolean =>
  filter?.status != null && filter.status !== 'PUBLISHED';
