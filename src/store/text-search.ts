import { LRUCache } from 'lru-cache';
import type { Collection, Document } from 'mongodb';
import { NEWEST_FIRST } from '../content/article-condition.ts';
import { GatewayError } from '../content/errors.ts';
import { FACETS, type FacetCount, type FacetKind } from '../content/facets.ts';
import type { Bound, Page, PageRequest } from '../content/paging.ts';
import { MILLIONTHS, RANK_EPOCH, rankOfMoment, YEAR_MS } from '../content/search-rank.ts';
import { planArticles } from './article-query.ts';
import { asPage, reaching } from './key-page.ts';
import type { MongodbConnection, Questions } from './mongodb-connection.ts';
import { plainKey } from './plain-keys.ts';
import {
  areCommon,
  type Commonness,
  isRecent,
  outsideOf,
  recentFigures,
  recentStages,
  SMALL_ARCHIVE,
  sampleStages,
} from './search-recent.ts';
import { figuresOf, holds, readFor, shownFor } from './search-stages.ts';
import type { SearchAnswer, SearchAsk, SearchRow, SearchStore } from './search-store.ts';
import type { StoredArticle } from './stored-article.ts';

interface Row {
  readonly _id: string;
  readonly rank: number;
}
interface Value {
  readonly _id: string;
  readonly n: number;
}
const NO_ROWS: Page<Row> = { rows: [], hasNext: false, hasPrevious: false };
type Parts = {
  readonly rows?: Row[];
  /** Something outside of the page's cursors. */
  readonly earlier?: Row[];
  readonly later?: Row[];
  readonly total?: { n: number }[];
} & Partial<Record<FacetKind, Value[]>>;

/** How long it is remembered how many stories there are, and how common words are. */
const REMEMBERED_MS = { size: 60_000, words: 300_000 } as const;

/** Search by MongoDB's text index over the words of `search-terms.ts`; for words that a good part of a large archive has, by a walk of the newest stories. */
export class MongodbTextSearch implements SearchStore {
  readonly #questions: Questions;
  readonly #articles: Collection<StoredArticle>;
  readonly #size = new LRUCache<'articles', number>({ max: 1, ttl: REMEMBERED_MS.size });
  readonly #commonness = new LRUCache<string, boolean>({ max: 1_000, ttl: REMEMBERED_MS.words });

  constructor(connection: MongodbConnection) {
    this.#questions = connection.about('searches');
    this.#articles = connection.collection<StoredArticle>('articles');
  }

  async search(ask: SearchAsk): Promise<SearchAnswer> {
    const recent = await this.#isRecent(ask);
    const { rows, earlier, later, total, ...values } = await (recent ? this.#byDate(ask) : this.#byFit(ask));
    const page = ask.rows === null ? NO_ROWS : asPage(rows ?? [], ask.rows);
    const facets: Partial<Record<FacetKind, FacetCount[]>> = {};
    for (const kind of FACETS) {
      const found = values[kind];
      if (found !== undefined) facets[kind] = found.map(({ _id, n }) => ({ value: _id, count: n }));
    }
    return {
      rows: page.rows.map(({ _id, rank }): SearchRow => ({ id: _id, rank })),
      hasNext: page.hasNext || (later ?? []).length > 0,
      hasPrevious: page.hasPrevious || (earlier ?? []).length > 0,
      total: total?.[0]?.n ?? 0,
      isWhole: !recent,
      facets,
    };
  }

  /** A page goes on as the one before it; a first one goes by how common its words are. */
  async #isRecent({ plan, rows }: SearchAsk): Promise<boolean> {
    if (rows !== null && (rows.after ?? rows.before) !== null) return isRecent(rows);
    let size = this.#size.get('articles');
    if (size === undefined) {
      size = await this.#questions.read((deadline) => this.#articles.estimatedDocumentCount(deadline));
      this.#size.set('articles', size);
    }
    if (size < SMALL_ARCHIVE) return false;
    const words = JSON.stringify(plan.readings);
    let common = this.#commonness.get(words);
    if (common === undefined) {
      const [sample] = await this.#aggregate<Commonness>(sampleStages(plan));
      common = sample !== undefined && areCommon(sample, size);
      this.#commonness.set(words, common);
    }
    return common;
  }

  async #byFit(ask: SearchAsk): Promise<Parts> {
    const parts = partsOf(ask);
    const [only, ...others] = Object.keys(parts);
    if (only === 'rows' && others.length === 0)
      return { rows: await this.#aggregate<Row>([...foundBy(ask), ...(parts['rows'] ?? [])]) };
    const [answer = {}] = await this.#aggregate<Parts>([...foundBy(ask), { $facet: parts }]);
    return answer;
  }

  async #byDate(ask: SearchAsk): Promise<Parts> {
    const walked = async (page: PageRequest): Promise<Row[]> =>
      (await this.#aggregate<{ _id: string; listedAt: Date }>(recentStages(ask, page))).map(
        ({ _id, listedAt }) => ({ _id, rank: rankOfMoment(listedAt) }),
      );
    const wanted = ask.total || Object.keys(ask.facets).length > 0;
    const [rows, figures, ...outside] = await Promise.all([
      ask.rows === null ? [] : walked(ask.rows),
      wanted ? this.#aggregate<Parts>(recentFigures(ask)) : [],
      ...(ask.rows === null ? [] : outsideOf(ask.rows)).map(
        async ([side, page]): Promise<Parts> => ({ [side]: await walked(page) }),
      ),
    ]);
    return Object.assign({}, figures[0], ...outside, { rows });
  }

  async #aggregate<T extends Document>(pipeline: Document[]): Promise<T[]> {
    try {
      return await this.#questions.read((deadline) =>
        this.#articles.aggregate<T>(pipeline, deadline).toArray(),
      );
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'GATEWAY_TIMEOUT') throw error;
      throw new GatewayError('FILTER_TOO_BROAD', 'Too many stories have the words of `query`.', {
        cause: error,
      });
    }
  }
}

/** The stages that find the stories, each with its rank. */
const foundBy = ({ plan, condition, facets }: SearchAsk): Document[] => [
  {
    $match: {
      $text: { $search: plan.terms.join(' ') },
      ...bare(planArticles(condition, NEWEST_FIRST).filter),
    },
  },
  {
    $project: {
      listedAt: 1,
      search: 1,
      ...readFor(facets),
      score: { $meta: 'textScore' },
    },
  },
  { $match: { $expr: holds(plan) } },
  {
    $project: {
      ...shownFor(facets),
      rank: RANK,
    },
  },
];

const bare = (filter: Document): Document => (Object.keys(filter).length === 0 ? {} : { $and: [filter] });

/**
 * How well the words fit, in doublings, and how new the story is, in years: a story whose words fit twice as well stands beside one that is a year younger.
 * Time passing moves all alike, so that a cursor stays good.
 */
const RANK: Document = {
  $round: [
    {
      $multiply: [
        {
          $add: [
            { $log: ['$score', 2] },
            { $divide: [{ $subtract: ['$listedAt', new Date(RANK_EPOCH)] }, YEAR_MS] },
          ],
        },
        MILLIONTHS,
      ],
    },
    0,
  ],
};

const partsOf = ({ rows, ...ask }: SearchAsk): Record<string, Document[]> => ({
  ...(rows !== null && {
    rows: [
      ...[rows.after, rows.before].flatMap((bound, at) =>
        bound === null ? [] : [{ $match: beyond(bound, at === 0 ? '$lt' : '$gt') }],
      ),
      { $sort: rows.fromEnd ? { rank: 1, _id: 1 } : { rank: -1, _id: -1 } },
      { $limit: rows.limit + 1 },
      { $project: { rank: 1 } },
    ],
    ...(rows.after !== null && { earlier: outside(rows.after, '$gt') }),
    ...(rows.before !== null && { later: outside(rows.before, '$lt') }),
  }),
  ...figuresOf(ask),
});

/** Strictly beyond a place, or with it. Ranks fall. */
const beyond = ({ value, id, inclusive }: Bound, operator: '$lt' | '$gt'): Document => {
  const rank = Number(value);
  return {
    $or: [{ rank: { [operator]: rank } }, { rank, _id: { [reaching(operator, inclusive)]: plainKey(id) } }],
  };
};

/** Anything on the other side of a cursor, the row at it included. */
const outside = (cursor: Bound, operator: '$lt' | '$gt'): Document[] => [
  { $match: beyond({ ...cursor, inclusive: true }, operator) },
  { $limit: 1 },
  { $project: { rank: 1 } },
];
