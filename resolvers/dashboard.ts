import type { ArticleCondition } from '../src/content/article-condition.ts';
import { GatewayError } from '../src/content/errors.ts';
import { later, spansBetween, startOf } from '../src/content/time-spans.ts';
import { articleList } from './article-list.ts';
import { bounded } from './bounded.ts';
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

    activity: async ({ reach }, { bucket, from, to, ...carrying }, context) => {
      const end = to ?? later(bucket, startOf(bucket, new Date(context.clock())), 1);
      const spans = spansBetween(
        bucket,
        from ?? later(bucket, startOf(bucket, new Date(end.getTime() - 1)), 1 - SHOWN[bucket]),
        end,
        MOST_SPANS,
      );
      const live: ArticleCondition = { kind: 'visibleAt', at: new Date(context.clock()) };
      const counts = await countEach(spans, (span) => all(...reach, within(span), live), carrying, context);
      return counts.map(({ value, count }) => ({ from: dayOf(value.from), count }));
    },
  },
};
