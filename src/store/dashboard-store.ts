import type { Collection, Document, Filter } from 'mongodb';
import { type ArticleCondition, NEWEST_FIRST } from '../content/article-condition.ts';
import { GatewayError } from '../content/errors.ts';
import type { FacetCount } from '../content/facets.ts';
import type { ArticleStatus, Availability, SocialPostRecord, TagRecord } from '../content/records.ts';
import { planArticles } from './article-query.ts';
import { listIndexName } from './indexes.ts';
import type { Deadline, MongodbConnection, Questions } from './mongodb-connection.ts';
import type { CalendarEvent, CalendarKind, DashboardStore, TallyBy } from './store.ts';
import type { StoredArticle } from './stored-article.ts';

const TALLIES: Readonly<Record<TallyBy, unknown>> = {
  tag: '$tagIds',
  // Who did two things for a story is counted once.
  correspondent: { $setUnion: ['$contributions.correspondentId', []] },
};
const GONE: readonly Availability[] = ['DELETED', 'PROTECTED'];
const UNSEEN: readonly ArticleStatus[] = ['RETRACTED', 'DRAFT', 'SUBMITTED'];

type Moment = { readonly _id: string; readonly at: Date; readonly kind: CalendarKind };

export class MongodbDashboardStore implements DashboardStore {
  readonly #questions: Questions;
  readonly #articles: Collection<StoredArticle>;
  readonly #posts: Collection<SocialPostRecord>;
  readonly #tags: Collection<TagRecord>;

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('dashboards');
    this.#articles = connection.collection<StoredArticle>('articles');
    this.#posts = connection.collection<SocialPostRecord>('socialPosts');
    this.#tags = connection.collection<TagRecord>('tags');
  }

  async tally(by: TallyBy, condition: ArticleCondition, limit: number): Promise<FacetCount[]> {
    const { filter, index } = planArticles(condition, NEWEST_FIRST);
    const rows = await this.#bounded((deadline) =>
      this.#articles
        .aggregate<{ _id: string; n: number }>(
          [
            { $match: filter },
            { $project: { _id: 0, value: TALLIES[by] } },
            { $unwind: '$value' },
            { $group: { _id: '$value', n: { $sum: 1 } } },
            { $sort: { n: -1, _id: 1 } },
            { $limit: limit },
          ],
          { ...deadline, ...(index === null ? {} : { hint: index }) },
        )
        .toArray(),
    );
    return rows.map(({ _id, n }) => ({ value: _id, count: n }));
  }

  async calendar({
    from,
    to,
    now,
    kinds,
    condition,
    limit,
  }: Parameters<DashboardStore['calendar']>[0]): Promise<CalendarEvent[]> {
    const span = { $gte: from, $lt: to };
    const { filter } = planArticles(condition, NEWEST_FIRST);
    const walk = (field: 'listedAt' | 'embargoedUntil', match: Document, kind: CalendarKind): Document[] => [
      { $match: { $and: [{ [field]: span }, match, filter] } },
      { $sort: { [field]: 1, _id: 1 } },
      { $limit: limit },
      { $project: { at: `$${field}`, kind: { $literal: kind } } },
    ];
    const live = { $ne: 'RETRACTED' } as const;
    const ways: Readonly<Record<CalendarKind, Document[]>> = {
      PUBLICATION: walk(
        'listedAt',
        { $or: [{ status: 'PUBLISHED' }, { status: 'SCHEDULED', listedAt: { $lte: now } }] },
        'PUBLICATION',
      ),
      SCHEDULE: walk('listedAt', { status: 'SCHEDULED', visibleFrom: { $gt: now } }, 'SCHEDULE'),
      EMBARGO: walk('embargoedUntil', { status: live }, 'EMBARGO'),
    };
    const [first, ...others] = [...new Set(kinds)].map((kind) => ways[kind]);
    if (first === undefined) return [];
    const rows = await this.#bounded((deadline) =>
      this.#articles
        .aggregate<Moment>(
          [
            ...first,
            ...others.map((pipeline) => ({ $unionWith: { coll: 'articles', pipeline } })),
            { $sort: { at: 1, _id: 1, kind: 1 } },
            { $limit: limit },
          ],
          deadline,
        )
        .toArray(),
    );
    return rows.map(({ _id, at, kind }) => ({ articleId: _id, at, kind }));
  }

  gonePosts(limit: number): Promise<string[]> {
    return this.#ids(this.#posts, { availability: { $in: [...GONE] } }, { updatedAt: -1, _id: 1 }, limit);
  }

  mergedTags(limit: number): Promise<string[]> {
    return this.#ids(this.#tags, { mergedInto: { $gt: '' } }, null, limit);
  }

  unseenStories(limit: number): Promise<string[]> {
    return this.#ids(
      this.#articles,
      { status: { $in: [...UNSEEN] } } as Filter<StoredArticle>,
      { listedAt: -1, _id: -1 },
      limit,
      listIndexName('status', 'listedAt'),
    );
  }

  async #ids<T extends { readonly _id: string }>(
    collection: Collection<T>,
    filter: Filter<T>,
    sort: Record<string, 1 | -1> | null,
    limit: number,
    hint?: string,
  ): Promise<string[]> {
    const rows = await this.#bounded((deadline) =>
      collection
        .find<{ _id: string }>(filter, {
          ...deadline,
          projection: { _id: 1 },
          limit,
          ...(sort === null ? {} : { sort }),
          ...(hint === undefined ? {} : { hint }),
        })
        .toArray(),
    );
    return rows.map(({ _id }) => _id);
  }

  async #bounded<T>(operation: (deadline: Deadline) => Promise<T>): Promise<T> {
    try {
      return await this.#questions.read(operation);
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'GATEWAY_TIMEOUT') throw error;
      throw new GatewayError('FILTER_TOO_BROAD', 'Too many stories had to be looked at in this span.', {
        cause: error,
      });
    }
  }
}
