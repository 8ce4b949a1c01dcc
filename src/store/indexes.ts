import type { CreateIndexesOptions, IndexDirection } from 'mongodb';
import type { ArticleOrder } from '../content/article-condition.ts';

export interface IndexDeclaration {
  readonly collection: string;
  readonly name: string;
  readonly key: Readonly<Record<string, IndexDirection>>;
  readonly options?: Pick<
    CreateIndexesOptions,
    'unique' | 'partialFilterExpression' | 'weights' | 'default_language'
  >;
}

/** The fields that narrow a list of stories enough to have an index of their own, each followed by the list's order. */
export const LIST_PATHS = {
  tag: 'tagIds',
  correspondent: 'contributions.correspondentId',
  section: 'sectionId',
  socialPost: 'socialPostIds',
  locale: 'localeChain',
  status: 'status',
} as const;
export type ListPath = keyof typeof LIST_PATHS;

/** The same for what only the desk asks: in the order of `listedAt` alone. */
export const DESK_PATHS = { linksTo: 'linkedIds', issue: 'issues' } as const;
export type DeskPath = keyof typeof DESK_PATHS;

/** The index that walks a list in its order. `visibleFrom` rides along, so that a reader's count need not open a story. */
export const listIndexName = (path: ListPath | DeskPath | null, field: ArticleOrder['field']): string =>
  `${path ?? 'all'}_${field}`;

const listIndex = (path: ListPath | DeskPath | null, field: ArticleOrder['field']): IndexDeclaration => ({
  collection: 'articles',
  name: listIndexName(path, field),
  key: {
    ...(path === null ? {} : { [{ ...LIST_PATHS, ...DESK_PATHS }[path]]: 1 as const }),
    [field]: -1,
    _id: -1,
    visibleFrom: 1,
  },
});

const PATHS: readonly (ListPath | null)[] = [null, ...(Object.keys(LIST_PATHS) as ListPath[])];

/** The text index of stories. Its number changes when `searchTerms` derives other words: a migration then derives them anew. */
export const SEARCH_INDEX = 'search_3';

/** Every index. Each one serves a query of the store, and each query is served by one: `tests/store/explain.test.ts` holds them to it. */
export const INDEXES: readonly IndexDeclaration[] = [
  { collection: 'articles', name: 'slug', key: { slug: 1 }, options: { unique: true } },
  { collection: 'articles', name: 'slugHistory', key: { slugHistory: 1 } },
  { collection: 'articles', name: 'url', key: { url: 1 }, options: { unique: true } },
  { collection: 'articles', name: 'urlHistory', key: { urlHistory: 1 } },
  // For what is due; `visibleFrom` itself must not be indexed, or MongoDB would sort lists in memory rather than walk them in order.
  { collection: 'articles', name: 'embargoedUntil', key: { embargoedUntil: 1 } },
  { collection: 'articles', name: 'translationGroup', key: { translationGroup: 1 } },
  {
    collection: 'articles',
    name: 'source',
    key: { 'source.key': 1 },
    options: { unique: true, partialFilterExpression: { 'source.key': { $exists: true } } },
  },
  ...PATHS.map((path) => listIndex(path, 'listedAt')),
  ...PATHS.map((path) => listIndex(path, 'updatedAt')),
  ...(Object.keys(DESK_PATHS) as DeskPath[]).map((path) => listIndex(path, 'listedAt')),
  {
    collection: 'articles',
    name: SEARCH_INDEX,
    key: {
      'search.headline': 'text',
      'search.lead': 'text',
      'search.body': 'text',
      'search.gated': 'text',
      'search.starts': 'text',
    },
    // What is indexed are stems already, each language's own: MongoDB knows no Arabic, and would read a story's locale as a language's name.
    options: {
      default_language: 'none',
      weights: {
        'search.headline': 12,
        'search.lead': 4,
        'search.body': 1,
        'search.gated': 1,
        'search.starts': 6,
      },
    },
  },
  { collection: 'correspondents', name: 'slug', key: { slug: 1 }, options: { unique: true } },
  { collection: 'correspondents', name: 'slugHistory', key: { slugHistory: 1 } },
  { collection: 'correspondents', name: 'name', key: { nameKey: 1, _id: 1 } },
  { collection: 'correspondents', name: 'beat', key: { beatTagIds: 1, nameKey: 1, _id: 1 } },
  { collection: 'tags', name: 'keys', key: { keys: 1 }, options: { unique: true } },
  { collection: 'tags', name: 'slug', key: { slug: 1, _id: 1 } },
  { collection: 'tags', name: 'kind', key: { kind: 1, slug: 1, _id: 1 } },
  { collection: 'tags', name: 'parent', key: { parentId: 1, slug: 1, _id: 1 } },
  { collection: 'tags', name: 'ancestors', key: { ancestorIds: 1 } },
  { collection: 'tags', name: 'mergedInto', key: { mergedInto: 1 } },
  { collection: 'tags', name: 'names', key: { nameKeys: 1, slug: 1, _id: 1 } },
  // What took others in: few of all, so these hold little.
  ...['tags', 'correspondents'].flatMap((collection): IndexDeclaration[] => [
    {
      collection,
      name: 'mergedFromIds',
      key: { mergedFromIds: 1 },
      options: { partialFilterExpression: { mergedFromIds: { $gt: '' } } },
    },
    {
      collection,
      name: 'mergedSlugs',
      key: { mergedSlugs: 1 },
      options: { partialFilterExpression: { mergedSlugs: { $gt: '' } } },
    },
  ]),
  { collection: 'socialPosts', name: 'url', key: { url: 1 }, options: { unique: true } },
  { collection: 'socialPosts', name: 'postId', key: { postId: 1 } },
  { collection: 'socialPosts', name: 'availability', key: { availability: 1, updatedAt: -1, _id: 1 } },
  { collection: 'editions', name: 'day', key: { locale: 1, date: 1 }, options: { unique: true } },
  { collection: 'editions', name: 'publishedAt', key: { publishedAt: 1 } },
  // What a crash left to be done: almost always nothing, so these hold almost nothing.
  ...['articles', 'correspondents', 'tags', 'socialPosts', 'editions'].map(
    (collection): IndexDeclaration => ({
      collection,
      name: 'unsettled',
      key: { 'desk.pending.event.at': 1 },
      options: { partialFilterExpression: { 'desk.pending.event.at': { $exists: true } } },
    }),
  ),
  { collection: 'events', name: 'key', key: { key: 1 }, options: { unique: true } },
  { collection: 'events', name: 'at', key: { at: 1 } },
  { collection: 'commands', name: 'at', key: { at: 1 } },
  { collection: 'deliveries', name: 'due', key: { target: 1, state: 1, dueAt: 1, _id: 1 } },
  { collection: 'deliveries', name: 'subject', key: { target: 1, subjectId: 1, _id: 1 } },
  { collection: 'deliveries', name: 'state', key: { state: 1, at: 1, _id: 1 } },
  { collection: 'revisions', name: 'article', key: { articleId: 1, version: -1 }, options: { unique: true } },
];
