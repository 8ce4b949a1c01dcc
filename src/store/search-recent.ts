import type { Document } from 'mongodb';
import { NEWEST_FIRST } from '../content/article-condition.ts';
import type { Bound, PageRequest } from '../content/paging.ts';
import type { SearchPlan } from '../content/search-query.ts';
import { isMoment, momentOfRank } from '../content/search-rank.ts';
import { EVERY_STORY, pageFilter, planArticles, walk } from './article-query.ts';
import { figuresOf, hasAny, holds, shownFor } from './search-stages.ts';
import type { SearchAsk } from './search-store.ts';

/**
 * Searches for words that so many stories have that opening all of them would take seconds. They are found on a walk of the newest stories instead, which meets one every few steps: in
 * the order of their dates, since all fit about alike. Counts and facets are of the newest stories alone.
 */

/** The newest stories that are looked at to learn how common words are. */
const SAMPLE = 400;
/** The most stories that a search opens by their words, if there is another way. */
const MOST_OPENED = 3_000;
/** So many of the sample have to have all words, that a walk meets enough of them soon. */
const MET_SOON = 4;
/** An archive of fewer stories than this is searched whole, whatever is looked for. */
export const SMALL_ARCHIVE = 5_000;

/** How many of the newest stories have one of the words, which the text index would open, and how many have all. */
export interface Commonness {
  readonly any: number;
  readonly all: number;
}

/** Whether words are rather found on a walk of an archive of this size. */
export const areCommon = ({ any, all }: Commonness, size: number): boolean =>
  all >= MET_SOON && (any / SAMPLE) * size > MOST_OPENED;

/** The newest stories of which counts and facets tell. */
const COUNTED = 2_000;

const placeOf = ({ value, ...bound }: Bound): Bound => ({ ...bound, value: momentOfRank(Number(value)) });
/** Whether a page goes on from one of these. */
export const isRecent = ({ after, before }: PageRequest): boolean =>
  [after, before].some((bound) => bound !== null && isMoment(Number(bound.value)));

/** Counts `Commonness`. */
export const sampleStages = (plan: SearchPlan): Document[] => [
  ...newest({}, SAMPLE),
  { $project: { all: { $cond: [holds(plan), 1, 0] }, any: { $cond: [hasAny(plan), 1, 0] } } },
  { $group: { _id: null, all: { $sum: '$all' }, any: { $sum: '$any' } } },
];

const newest = (filter: Document, limit: number): Document[] => [
  { $match: Object.keys(filter).length === 0 ? EVERY_STORY : filter },
  { $sort: walk(NEWEST_FIRST, { limit, fromEnd: false, after: null, before: null }) },
  { $limit: limit },
];

/** A page of stories that have the words, by their dates. */
export const recentStages = ({ plan, condition }: SearchAsk, rows: PageRequest): Document[] => {
  const page = {
    ...rows,
    after: rows.after === null ? null : placeOf(rows.after),
    before: rows.before === null ? null : placeOf(rows.before),
  };
  return [
    {
      $match: {
        $and: [
          planArticles(condition, NEWEST_FIRST).filter,
          ...pageFilter(NEWEST_FIRST, page),
          { $expr: holds(plan) },
        ],
      },
    },
    { $sort: walk(NEWEST_FIRST, page) },
    { $limit: page.limit + 1 },
    { $project: { listedAt: 1 } },
  ];
};

/** What of a page's cursors lies outside of it: one story on each side that has one. */
export const outsideOf = ({
  after,
  before,
}: PageRequest): readonly (readonly ['earlier' | 'later', PageRequest])[] => [
  ...(after === null
    ? []
    : [
        ['earlier', { limit: 1, fromEnd: true, after: null, before: { ...after, inclusive: true } }] as const,
      ]),
  ...(before === null
    ? []
    : [
        ['later', { limit: 1, fromEnd: false, after: { ...before, inclusive: true }, before: null }] as const,
      ]),
];

/** Counts and facets among the newest stories. */
export const recentFigures = (ask: SearchAsk): Document[] => [
  ...newest(planArticles(ask.condition, NEWEST_FIRST).filter, COUNTED),
  { $match: { $expr: holds(ask.plan) } },
  { $project: { _id: 1, ...shownFor(ask.facets) } },
  { $facet: figuresOf(ask) },
];
