import { GatewayError } from '../src/content/errors.ts';
import { MAX_HOT } from '../src/content/hot-stories.ts';
import { localeChain } from '../src/content/locale.ts';
import { matchesCondition } from '../src/content/matches-condition.ts';
import { bounded } from './bounded.ts';
import type { TrendingView } from './trending-view.ts';
import type { QueryResolvers } from './types.generated.ts';

/** Hot stories that are looked at for one answer: some are hidden, and some in another language. */
const LOOKED_AT = 300;
/** What has faded below this is cold. */
const COLD = 0.01;

export const trendingQueries: Pick<QueryResolvers, 'trending' | 'hotStories'> = {
  trending: async (_, { window, first, locale }, { hotness, loaders }): Promise<TrendingView[]> => {
    const count = bounded(first ?? 10, MAX_HOT);
    const hot = (await hotness.hottest(window ?? 'DAY'))
      .slice(0, LOOKED_AT)
      .filter(({ reads }) => reads >= COLD);
    const chain = locale == null ? null : localeChain(locale);
    const heads = await loaders.articles.listed.loadMany(hot.map(({ id }) => id));
    const shown = heads.flatMap((article, at) => {
      if (article === null) return [];
      if (
        chain !== null &&
        !matchesCondition(article, { kind: 'locale', locales: chain, exact: chain.length > 1 })
      )
        return [];
      return [{ article, reads: hot[at]?.reads ?? 0 }];
    });
    return shown.slice(0, count).map((story, at) => ({ ...story, rank: at + 1 }));
  },
  hotStories: async (_, { window, first }, { viewer, hotness, kept, loaders }) => {
    if (!viewer.roles.includes('ADMIN')) throw new GatewayError('FORBIDDEN');
    const hot = (await hotness.hottest(window ?? 'HOUR')).slice(0, bounded(first ?? 20, MAX_HOT));
    const heads = await loaders.articles.byId.loadMany(hot.map(({ id }) => id));
    const { entries, bytes, hitRatio } = kept.summary();
    return {
      memoryEntries: entries,
      memoryBytes: bytes,
      memoryHitRatio: hitRatio,
      hottest: hot.map(({ id, reads }, at) => ({
        id,
        reads,
        article: heads[at] ?? null,
        kept: kept.ofStory(id),
      })),
    };
  },
};
