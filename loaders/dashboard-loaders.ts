import type { ArticleCondition } from '../src/content/article-condition.ts';
import { carriedIds } from '../src/content/carried-ids.ts';
import type { Clock } from '../src/content/clock.ts';
import { GatewayError } from '../src/content/errors.ts';
import { kindOfId } from '../src/content/global-id.ts';
import { isStaff, type Viewer } from '../src/content/viewer.ts';
import type { DashboardStore } from '../src/store/store.ts';
import type { Loaders, Worklist } from './loaders.ts';

/** The most posts, tags or stories that a worklist follows. */
const MOST = 1_000;
/** The most values of one leaf of a condition. */
const LEAF = 200;

const either = (
  ids: readonly string[],
  leaf: (ids: readonly string[]) => ArticleCondition,
): ArticleCondition => {
  const any: ArticleCondition[] = [];
  for (let start = 0; start < ids.length; start += LEAF) any.push(leaf(ids.slice(start, start + LEAF)));
  return any.length === 0 ? leaf([]) : { kind: 'or', any };
};

/** What dashboards ask, for whoever works here; FORBIDDEN for anybody else. */
export const createDashboardLoaders = (
  reads: DashboardStore,
  viewer: Viewer,
  clock: Clock,
  { articles, tags }: Pick<Loaders, 'articles' | 'tags'>,
): Loaders['dashboards'] => {
  const check = (): void => {
    if (!isStaff(viewer)) throw new GatewayError('FORBIDDEN');
  };
  const readable: ArticleCondition = { kind: 'not', condition: { kind: 'status', statuses: ['RETRACTED'] } };
  const worklist = async (kind: Worklist): Promise<ArticleCondition> => {
    switch (kind) {
      case 'POST_GONE':
        return either(await reads.gonePosts(MOST), (ids) => ({ kind: 'socialPost', ids }));
      case 'MERGED_TAG':
        return either(await reads.mergedTags(MOST), (ids) => ({ kind: 'tag', ids }));
      case 'BROKEN_LINK':
        // Between stories that nobody reads yet a link isn't broken.
        return {
          kind: 'and',
          all: [
            either(await reads.unseenStories(MOST), (ids) => ({ kind: 'linksTo', ids })),
            { kind: 'visibleAt', at: new Date(clock()) },
          ],
        };
      default:
        return { kind: 'issue', issues: [kind] };
    }
  };
  const sectionIds = async (key: string, below: boolean): Promise<readonly string[]> => {
    const tag = await (kindOfId(key) === 'Tag' ? tags.byId : tags.bySlug).load(key);
    if (tag === null) return [];
    return below ? await tags.withDescendants.load(tag._id) : carriedIds(tag);
  };

  return {
    reach: async () => {
      check();
      const { scope } = viewer;
      if (scope === undefined) return null;
      const ids = await Promise.all([
        ...scope.sections.map((key) => sectionIds(key, false)),
        ...scope.desks.map((key) => sectionIds(key, true)),
      ]);
      return { kind: 'section', ids: [...new Set(ids.flat())] };
    },
    worklist: async (kind) => {
      check();
      return { kind: 'and', all: [await worklist(kind), readable] };
    },
    tally: async ({ by, below, filter, limit }) => {
      check();
      const found = await articles.readable.load(filter);
      if (found === null) return [];
      return await reads.tally(by, { kind: 'and', all: [...below, found] }, limit);
    },
    calendar: async ({ below, ...query }) => {
      check();
      return await reads.calendar({
        ...query,
        now: new Date(clock()),
        condition: { kind: 'and', all: below },
      });
    },
  };
};
