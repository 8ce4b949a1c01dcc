import type { Document, Filter } from 'mongodb';
import { type ArticleCondition, type ArticleOrder, NEWEST_FIRST } from '../content/article-condition.ts';
import { GatewayError } from '../content/errors.ts';
import { MAX_CONDITIONS } from '../content/filter-extent.ts';
import type { Bound, PageRequest } from '../content/paging.ts';
import type { ArticleRecord } from '../content/records.ts';
import { DESK_PATHS, type DeskPath, LIST_PATHS, type ListPath, listIndexName } from './indexes.ts';
import { reaching } from './key-page.ts';
import { oneOfKeys, plainKey } from './plain-keys.ts';

/** How a list of stories is asked for: the filter, and the index that walks it in its order (`null`: one for each branch of an `or`). */
export interface ArticlePlan {
  readonly filter: Filter<ArticleRecord>;
  readonly index: string | null;
}

/** The most values that a leaf may hold: beyond about 200 MongoDB would sort what it finds in memory instead of merging sorted runs. */
const MAX_VALUES = 200;
/** The most leaves in a condition: those of a filter, and what its field and the viewer add to them. */
const MAX_LEAVES = MAX_CONDITIONS + 10;

// The narrowest first. A leaf further down, or beside the one that was picked, is checked on each story that the index gives.
const PREFERENCE: readonly (ListPath | DeskPath)[] = [
  'socialPost',
  'linksTo',
  'issue',
  'correspondent',
  'tag',
  'section',
  'status',
  'locale',
];

/**
 * Turns a condition into a MongoDB filter and picks its index. The rules (docs/filters.md has them for users):
 *
 * 1. Of the leaves that must all hold, the one that `PREFERENCE` ranks first leads: its index gives the stories in order.
 * 2. Without such a leaf but with an `or` each of whose branches has one, each branch walks its own index and the runs are merged.
 * 3. Otherwise the list of all stories is walked in order. `publishedAt` bounds the walk; what else there is (`access`, `hasSocialPost`, `not`,
 *    an `or` of such) is checked on the way. A walk that finds too little in its time is refused by the store with FILTER_TOO_BROAD.
 */
export const planArticles = (condition: ArticleCondition, order: ArticleOrder): ArticlePlan => {
  const leaves = countLeaves(condition);
  if (leaves > MAX_LEAVES)
    throw new GatewayError(
      'FILTER_TOO_BROAD',
      `The filter comes to ${leaves} conditions, at most ${MAX_LEAVES} are taken.`,
    );
  const conjuncts = flatten(condition);
  const leader = PREFERENCE.find(
    (path) => leads(path, order) && conjuncts.some((part) => part.kind === path),
  );
  if (leader !== undefined)
    return { filter: conjunction(conjuncts, order), index: listIndexName(leader, order.field) };
  const split = conjuncts.find(
    (part) =>
      part.kind === 'or' && part.any.length > 0 && part.any.every((branch) => hasLeader(branch, order)),
  );
  if (split?.kind === 'or') {
    const rest = conjuncts.filter((part) => part !== split);
    return {
      filter: {
        $or: split.any.map((branch) => conjunction([...flatten(branch), ...rest], order)),
      } as Filter<ArticleRecord>,
      index: null,
    };
  }
  return { filter: conjunction(conjuncts, order), index: listIndexName(null, order.field) };
};

const leads = (path: string, { field }: ArticleOrder): boolean =>
  field === 'listedAt' || !(path in DESK_PATHS);

const hasLeader = (condition: ArticleCondition, order: ArticleOrder): boolean =>
  flatten(condition).some(
    ({ kind }) => (PREFERENCE as readonly string[]).includes(kind) && leads(kind, order),
  );

const flatten = (condition: ArticleCondition): ArticleCondition[] =>
  condition.kind === 'and' ? condition.all.flatMap(flatten) : [condition];

const countLeaves = (condition: ArticleCondition): number => {
  switch (condition.kind) {
    case 'and':
      return condition.all.reduce((sum, part) => sum + countLeaves(part), 0);
    case 'or':
      return condition.any.reduce((sum, part) => sum + countLeaves(part), 0);
    case 'not':
      return countLeaves(condition.condition);
    default:
      return 1;
  }
};

const NOTHING = { _id: { $in: [] } };

const conjunction = (parts: readonly ArticleCondition[], order: ArticleOrder): Filter<ArticleRecord> => {
  const documents = parts.map((part) => toFilter(part, order));
  const [only] = documents;
  if (only === undefined) return {};
  return (documents.length === 1 ? only : { $and: documents }) as Filter<ArticleRecord>;
};

const oneOf = (path: string, values: readonly string[], said: string): Document => {
  if (values.length > MAX_VALUES) {
    throw new GatewayError(
      'FILTER_TOO_BROAD',
      `\`${said}\` stands for ${values.length} values, at most ${MAX_VALUES} are taken.`,
    );
  }
  return { [path]: oneOfKeys([...new Set(values)]) };
};

const toFilter = (condition: ArticleCondition, order: ArticleOrder): Document => {
  switch (condition.kind) {
    case 'and':
      return conjunction(condition.all, order);
    case 'or':
      return condition.any.length === 0
        ? NOTHING
        : { $or: condition.any.map((part) => toFilter(part, order)) };
    case 'not':
      return { $nor: [toFilter(condition.condition, order)] };
    case 'tag':
    case 'correspondent':
    case 'section':
    case 'socialPost':
      return oneOf(LIST_PATHS[condition.kind], condition.ids, condition.kind);
    case 'readablePost':
      return { $or: [oneOf('access', condition.levels, 'access'), ...previewed(condition.id)] };
    case 'locale':
      return {
        ...oneOf('localeChain', condition.locales, 'locale'),
        ...(condition.exact ? oneOf('locale', condition.locales, 'locale') : {}),
      };
    case 'status':
      return oneOf('status', condition.statuses, 'status');
    case 'access':
      return oneOf('access', condition.levels, 'access');
    case 'publishedAt':
      if (condition.from === null && condition.until === null) return { publishedAt: { $type: 'date' } };
      // `listedAt` equals it wherever it is set, and bounds the walk of an index in that order. In another order it would only tempt the planner to sort.
      return {
        publishedAt: range(condition),
        ...(order.field === 'listedAt' ? { listedAt: range(condition) } : {}),
      };
    case 'listedAt':
      return condition.from === null && condition.until === null ? {} : { listedAt: range(condition) };
    case 'issue':
      return oneOf(DESK_PATHS.issue, condition.issues, 'issue');
    case 'linksTo':
      return oneOf(DESK_PATHS.linksTo, condition.ids, 'linksTo');
    case 'hasSocialPost':
      return { 'socialPostIds.0': { $exists: condition.value } };
    case 'visibleAt':
      return { visibleFrom: { $lte: condition.at } };
  }
};

/** Posts of a preview that are looked at from the post's side. More than so many in the first blocks of a gated story are a gallery, not a story. */
const PREVIEWED = 16;

/** The post is one of the first `previewPostCount` of a story. */
const previewed = (id: string): Document[] =>
  Array.from({ length: PREVIEWED }, (_, at) => ({
    previewPostCount: { $gt: at },
    [`socialPostIds.${at}`]: plainKey(id),
  }));

const range = ({ from, until }: { from: Date | null; until: Date | null }): Document => ({
  ...(from === null ? {} : { $gte: from }),
  ...(until === null ? {} : { $lt: until }),
});

/** Every story there is, in a form that the index of all of them leads. */
export const EVERY_STORY = { listedAt: { $gte: new Date(-8.64e15) } } as const;

/** The same as a filter that is counted by: one that no index leads would otherwise be answered by opening every story. */
export const countFilter = (condition: ArticleCondition): Filter<ArticleRecord> => {
  const { filter, index } = planArticles(condition, NEWEST_FIRST);
  return index === listIndexName(null, NEWEST_FIRST.field) ? { $and: [EVERY_STORY, filter] } : filter;
};

/** The keyset condition of a page: strictly beyond a key, in a walk of the given direction. */
export const pageFilter = (order: ArticleOrder, page: PageRequest): Document[] => {
  const beyond = (key: Bound, operator: '$lt' | '$gt'): Document => {
    const at = new Date(key.value);
    return {
      [order.field]: { [`${operator}e`]: at },
      $or: [
        { [order.field]: { [operator]: at } },
        { _id: { [reaching(operator, key.inclusive)]: plainKey(key.id) } },
      ],
    };
  };
  const [later, earlier] = order.direction === 'DESC' ? (['$lt', '$gt'] as const) : (['$gt', '$lt'] as const);
  return [
    ...(page.after === null ? [] : [beyond(page.after, later)]),
    ...(page.before === null ? [] : [beyond(page.before, earlier)]),
  ];
};

/** The order in which the index is walked for a page: backwards for one that is counted from the end. */
export const walk = (order: ArticleOrder, page: PageRequest): Record<string, 1 | -1> => {
  const direction = (order.direction === 'DESC') === page.fromEnd ? 1 : -1;
  return { [order.field]: direction, _id: direction };
};
