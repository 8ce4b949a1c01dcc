import type { ArticleCondition } from '../src/content/article-condition.ts';
import { carriedIds } from '../src/content/carried-ids.ts';
import { GatewayError } from '../src/content/errors.ts';
import { kindOfId } from '../src/content/global-id.ts';
import type { CorrespondentRecord, TagRecord } from '../src/content/records.ts';
import { later, spansBetween, startOf } from '../src/content/time-spans.ts';
import { articleList } from './article-list.ts';
import type { GatewayContext } from './context.ts';
import { all, countEach, countsBy, dayOf, MOST_SPANS, within } from './dashboard-counts.ts';
import type { DashboardView } from './dashboard-view.ts';
import type { ActivityBucket, QueryResolvers, Resolvers } from './types.generated.ts';

const MOST = { values: 200, entries: 500, days: 100 } as const;
/** How many spans are shown where nobody says how many. */
const SHOWN: Readonly<Record<ActivityBucket, number>> = { DAY: 31, WEEK: 26, MONTH: 24 };
const DAY_MS = 86_400_000;

export const dashboardQueries: Pick<QueryResolvers, 'desk'> = {
  desk: async (_, { everywhere }, { loaders }): Promise<DashboardView> => {
    const reach = await loaders.dashboards.reach();
    return { reach: reach === null || everywhere === true ? [] : [reach] };
  },
};

const bounded = (first: number, most: number): number => {
  if (first >= 1 && first <= most) return first;
  throw new GatewayError('BAD_USER_INPUT', `\`first\` is ${first}, and must be from 1 to ${most}.`);
};

/** What a key names, as a condition: nothing for a key that names nothing. */
const carrying = async (
  tag: string | null | undefined,
  correspondent: string | null | undefined,
  { loaders: { tags, correspondents } }: GatewayContext,
): Promise<ArticleCondition[]> => {
  const found = async <R extends TagRecord | CorrespondentRecord>(
    key: string,
    kind: string,
    loader: {
      byId: { load(key: string): R | null | Promise<R | null> };
      bySlug: { load(key: string): R | null | Promise<R | null> };
    },
  ): Promise<string[]> => {
    const record = await (kindOfId(key) === kind ? loader.byId : loader.bySlug).load(key);
    return record === null ? [] : carriedIds(record);
  };
  return [
    ...(tag == null ? [] : [{ kind: 'tag', ids: await found(tag, 'Tag', tags) } as const]),
    ...(correspondent == null
      ? []
      : [
          {
            kind: 'correspondent',
            ids: await found(correspondent, 'Correspondent', correspondents),
          } as const,
        ]),
  ];
};

export const dashboardResolvers: Pick<Resolvers, 'Dashboard'> = {
  Dashboard: {
    articles: ({ reach }, args, context) => articleList(args, context, all(...reach)),

    counts: async ({ reach }, { first, ...args }, context) => {
      const limit = bounded(first, MOST.values);
      return (await countsBy(reach, args, limit, context)).slice(0, limit);
    },

    calendar: async ({ reach }, { from, to, kinds, first }, { loaders }) => {
      if (from >= to || to.getTime() - from.getTime() > MOST.days * DAY_MS)
        throw new GatewayError(
          'BAD_USER_INPUT',
          `\`to\` must be after \`from\`, by at most ${MOST.days} days.`,
        );
      const events = await loaders.dashboards.calendar({
        from,
        to,
        kinds: kinds ?? ['PUBLICATION', 'SCHEDULE', 'EMBARGO'],
        below: reach,
        limit: bounded(first, MOST.entries),
      });
      const articles = await loaders.articles.byId.loadMany(events.map(({ articleId }) => articleId));
      return events.flatMap(({ kind, at }, place) => {
        const article = articles[place];
        return article == null ? [] : [{ kind, at, article }];
      });
    },

    worklist: async ({ reach }, { kind, ...args }, context) =>
      articleList(args, context, all(await context.loaders.dashboards.worklist(kind), ...reach)),

    activity: async ({ reach }, { tag, correspondent, bucket, from, to }, context) => {
      const end = to ?? later(bucket, startOf(bucket, new Date(context.clock())), 1);
      const spans = spansBetween(
        bucket,
        from ?? later(bucket, startOf(bucket, new Date(end.getTime() - 1)), 1 - SHOWN[bucket]),
        end,
        MOST_SPANS,
      );
      const carried = await carrying(tag, correspondent, context);
      const live: ArticleCondition = { kind: 'visibleAt', at: new Date(context.clock()) };
      const counts = await countEach(
        spans,
        (span) => all(...reach, ...carried, within(span), live),
        null,
        context,
      );
      return counts.map(({ value, count }) => ({ from: dayOf(value.from), count }));
    },
  },
};
