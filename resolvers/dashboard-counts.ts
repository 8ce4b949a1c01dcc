import type { ArticleCondition } from '../src/content/article-condition.ts';
import { carriedIds } from '../src/content/carried-ids.ts';
import {
  ARTICLE_STATUSES,
  type ArticleStatus,
  type CorrespondentRecord,
  type TagRecord,
} from '../src/content/records.ts';
import { later, type Span, spansBetween, startOf } from '../src/content/time-spans.ts';
import type { GatewayContext } from './context.ts';
import { countedRecords } from './counted-records.ts';
import type { ArticleFilter, DashboardDimension } from './types.generated.ts';

/** The most spans of time in one answer: each is one arm of an aggregation. */
export const MOST_SPANS = 200;
const SHOWN_DAYS = 31;
const YEAR_MS = 365 * 86_400_000;
/** More sections than a newsroom has. */
const SECTIONS = 200;

export const all = (...conditions: readonly ArticleCondition[]): ArticleCondition => ({
  kind: 'and',
  all: conditions,
});

export const within = ({ from, until }: Span): ArticleCondition => ({ kind: 'listedAt', from, until });

/** One value of a dimension and how many stories have it. */
interface Count {
  readonly status: ArticleStatus | null;
  readonly tag: TagRecord | null;
  readonly correspondent: CorrespondentRecord | null;
  readonly day: string | null;
  readonly count: number;
}
const NOTHING = { status: null, tag: null, correspondent: null, day: null };

interface CountArguments {
  readonly by: DashboardDimension;
  readonly filter?: ArticleFilter | null | undefined;
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Counts of conditions that are known beforehand: by the index, in one aggregation. */
export const countEach = async <T>(
  values: readonly T[],
  conditionOf: (value: T) => ArticleCondition,
  filter: ArticleFilter | null | undefined,
  { loaders }: GatewayContext,
): Promise<{ value: T; count: number }[]> =>
  await Promise.all(
    values.map(async (value) => ({
      value,
      count: await loaders.articles.counts.load({ below: conditionOf(value), filter: filter ?? null }),
    })),
  );

const mostFirst = (left: { count: number }, right: { count: number }): number => right.count - left.count;

/** A year before the end, unless they say otherwise: what carries a value must be opened to be counted. */
const tallied = async <R extends { readonly _id: string }>(
  by: 'tag' | 'correspondent',
  { filter, from, to }: CountArguments,
  limit: number,
  below: readonly ArticleCondition[],
  { loaders, clock }: GatewayContext,
  load: (ids: readonly string[]) => (R | null)[] | Promise<(R | null)[]>,
): Promise<{ record: R; count: number }[]> => {
  const until = to ?? null;
  const since = from ?? new Date((until?.getTime() ?? clock()) - YEAR_MS);
  const found = await loaders.dashboards.tally({
    by,
    below: [...below, { kind: 'listedAt', from: since, until }],
    filter: filter ?? null,
    limit,
  });
  return await countedRecords(found, load);
};

/** How many stories have each value: most first, days in order. */
export const countsBy = async (
  reach: readonly ArticleCondition[],
  args: CountArguments,
  limit: number,
  context: GatewayContext,
): Promise<Count[]> => {
  const { loaders, clock } = context;
  const { filter, from = null, to = null } = args;
  const span: ArticleCondition = { kind: 'listedAt', from, until: to };
  switch (args.by) {
    case 'STATUS': {
      const counts = await countEach(
        ARTICLE_STATUSES,
        (status) => all(...reach, span, { kind: 'status', statuses: [status] }),
        filter,
        context,
      );
      return counts.sort(mostFirst).map(({ value, count }) => ({ ...NOTHING, status: value, count }));
    }
    case 'SECTION': {
      const page = { limit: SECTIONS, fromEnd: false, after: null, before: null };
      const { rows } = await loaders.tags.page({ kind: 'SECTION', parent: null, nameStartsWith: null, page });
      const counts = await countEach(
        rows,
        (tag) => all(...reach, span, { kind: 'section', ids: carriedIds(tag) }),
        filter,
        context,
      );
      return counts
        .filter(({ count }) => count > 0)
        .sort(mostFirst)
        .map(({ value, count }) => ({ ...NOTHING, tag: value, count }));
    }
    case 'TAG': {
      const counts = await tallied('tag', args, limit, reach, context, (ids) =>
        loaders.tags.byId.loadMany(ids),
      );
      return counts.map(({ record, count }) => ({ ...NOTHING, tag: record, count }));
    }
    case 'CORRESPONDENT': {
      const counts = await tallied('correspondent', args, limit, reach, context, (ids) =>
        loaders.correspondents.byId.loadMany(ids),
      );
      return counts.map(({ record, count }) => ({ ...NOTHING, correspondent: record, count }));
    }
    case 'DAY': {
      const end = to ?? later('DAY', startOf('DAY', new Date(clock())), 1);
      const spans = spansBetween('DAY', from ?? later('DAY', end, -SHOWN_DAYS), end, MOST_SPANS);
      const counts = await countEach(spans, (day) => all(...reach, within(day)), filter, context);
      return counts.map(({ value, count }) => ({ ...NOTHING, day: dayOf(value.from), count }));
    }
  }
};
