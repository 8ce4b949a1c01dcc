import { pickLocale } from './locale.ts';
import type { Page } from './paging.ts';
import type { ArticleHead } from './records.ts';

/** A tag that a story carries: all its ids, and the newest stories with it. */
export interface TagNeighbours {
  readonly ids: readonly string[];
  readonly page: Pick<Page<ArticleHead>, 'rows' | 'hasNext'>;
}

const YEAR = 365.25 * 86_400_000;
/** A story that is older by this counts half as much. */
const HALF_LIFE = YEAR / 2;

/** How many stories a year a tag gets, reckoned from its newest; all that there are, if there are no more. */
const perYear = ({ rows, hasNext }: TagNeighbours['page']): number => {
  const [newest, oldest] = [rows[0], rows.at(-1)];
  if (!hasNext || newest === undefined || oldest === undefined) return rows.length;
  const span = newest.listedAt.getTime() - oldest.listedAt.getTime();
  return (rows.length * YEAR) / Math.max(span, 1);
};

/** A tag of ten stories a year says more of what a story is about than one of a thousand. */
const weightOf = (page: TagNeighbours['page']): number => 1 / Math.log(2 + perYear(page));

/**
 * Orders what may be related to a story: the weights of the tags that both carry, halved for every half year that the other is older. Since all ages grow alike, the order
 * doesn't change with the clock, and a list that is kept stays right until a story enters it. Versions of one story in several languages are one, the nearest language's.
 */
export const rankRelated = (story: ArticleHead, tags: readonly TagNeighbours[]): ArticleHead[] => {
  const candidates = new Map(tags.flatMap(({ page }) => page.rows).map((head) => [head._id, head]));
  const weighted = tags.map((tag) => ({ ids: tag.ids, weight: weightOf(tag.page) }));
  const scoreOf = (head: ArticleHead): number => {
    const shared = weighted.filter(({ ids }) => head.tagIds.some((id) => ids.includes(id)));
    const weight = shared.reduce((sum, tag) => sum + tag.weight, 0);
    return Math.log2(weight) + head.listedAt.getTime() / HALF_LIFE;
  };
  const others = [...candidates.values()].filter(
    (head) =>
      head._id !== story._id &&
      (head.translationGroup === null || head.translationGroup !== story.translationGroup),
  );
  return onePerStory(others, story.locale)
    .map((head) => ({ head, score: scoreOf(head) }))
    .sort((left, right) => right.score - left.score || (left.head._id < right.head._id ? -1 : 1))
    .map(({ head }) => head);
};

const onePerStory = (heads: readonly ArticleHead[], locale: string): ArticleHead[] => {
  const groups = new Map<string, ArticleHead[]>();
  for (const head of heads) {
    const key = head.translationGroup ?? head._id;
    groups.set(key, [...(groups.get(key) ?? []), head]);
  }
  return [...groups.values()].flatMap((versions) => pickLocale(versions, locale) ?? versions[0] ?? []);
};
