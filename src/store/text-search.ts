import type { Collection, Document } from 'mongodb';
import { NEWEST_FIRST } from '../content/article-condition.ts';
import { GatewayError } from '../content/errors.ts';
import { FACETS, type FacetCount, type FacetKind } from '../content/facets.ts';
import type { Bound, Page } from '../content/paging.ts';
import type { SearchPlan } from '../content/search-query.ts';
import { planArticles } from './article-query.ts';
import { asPage, reaching } from './key-page.ts';
import type { MongodbConnection } from './mongodb-connection.ts';
import { plainKey } from './plain-keys.ts';
import type { SearchAnswer, SearchAsk, SearchRow, SearchStore } from './search-store.ts';
import type { StoredArticle } from './stored-article.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
/** Ranks count years from here; which moment it is changes no order. */
const EPOCH = new Date(Date.UTC(2000, 0, 1));
const MILLIONTHS = 1_000_000;

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

/** Search by MongoDB's text index over the words of `search-terms.ts`. */
export class MongodbTextSearch implements SearchStore {
  readonly #connection: MongodbConnection;
  readonly #articles: Collection<StoredArticle>;

  constructor(connection: MongodbConnection) {
    this.#connection = connection;
    this.#articles = connection.collection<StoredArticle>('articles');
  }

  async search(ask: SearchAsk): Promise<SearchAnswer> {
    const { rows, earlier, later, total, ...values } = await this.#run(ask);
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
      facets,
    };
  }

  async #run(ask: SearchAsk): Promise<Parts> {
    const parts = partsOf(ask);
    const [only, ...others] = Object.keys(parts);
    const rowsAlone = only === 'rows' && others.length === 0;
    const pipeline = [...foundBy(ask), ...(rowsAlone ? (parts['rows'] ?? []) : [{ $facet: parts }])];
    try {
      const answer = await this.#connection.read((deadline) =>
        this.#articles.aggregate<Document>(pipeline, deadline).toArray(),
      );
      return rowsAlone ? { rows: answer as Row[] } : ((answer[0] ?? {}) as Parts);
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
      ...Object.fromEntries(asked(facets).map((kind) => [FIELDS[kind], 1])),
      score: { $meta: 'textScore' },
    },
  },
  { $match: { $expr: holds(plan) } },
  {
    $project: {
      ...Object.fromEntries(asked(facets).map((kind) => [kind, VALUES[kind]])),
      rank: RANK,
    },
  },
];

const bare = (filter: Document): Document => (Object.keys(filter).length === 0 ? {} : { $and: [filter] });

/**
 * A story's words must be those of the reading for its language: the text index finds stories by any of them. The pieces are constants of the expression,
 * whatever is in them.
 */
const holds = ({ readings }: SearchPlan): Document => ({
  $let: {
    vars: {
      words: {
        $concat: ['$search.headline', '$search.lead', '$search.body', '$search.gated', '$search.starts'],
      },
    },
    in: {
      $or: readings.map(({ analyses, items }) => ({
        $and: [
          { $in: ['$search.analysis', analyses] },
          ...items.map((pieces) => ({
            $or: pieces.map((piece) => ({ $gte: [{ $indexOfBytes: ['$$words', { $literal: piece }] }, 0] })),
          })),
        ],
      })),
    },
  },
});

/**
 * How well the words fit, in doublings, and how new the story is, in years: a story whose words fit twice as well stands beside one that is a year younger.
 * Time passing moves all alike, so that a cursor stays good.
 */
const RANK: Document = {
  $round: [
    {
      $multiply: [
        {
          $add: [{ $log: ['$score', 2] }, { $divide: [{ $subtract: ['$listedAt', EPOCH] }, YEAR_MS] }],
        },
        MILLIONTHS,
      ],
    },
    0,
  ],
};

const asked = (facets: SearchAsk['facets']): FacetKind[] =>
  FACETS.filter((kind) => facets[kind] !== undefined);

/** Where a facet's values come from: one that is there already, or several. */
const FIELDS: Readonly<Record<FacetKind, string>> = {
  tag: 'tagIds',
  correspondent: 'contributions',
  section: 'sectionId',
  locale: 'locale',
  month: 'listedAt',
};
const VALUES: Readonly<Record<FacetKind, unknown>> = {
  tag: '$tagIds',
  // Who did two things for a story is counted once.
  correspondent: { $setUnion: ['$contributions.correspondentId', []] },
  section: '$sectionId',
  locale: '$locale',
  month: { $dateToString: { date: '$listedAt', format: '%Y-%m' } },
};
const LISTS: ReadonlySet<FacetKind> = new Set(['tag', 'correspondent']);

const partsOf = ({ rows, total, facets }: SearchAsk): Record<string, Document[]> => ({
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
  ...(total && { total: [{ $count: 'n' }] }),
  ...Object.fromEntries(
    asked(facets).map((kind) => [
      kind,
      [
        ...(LISTS.has(kind) ? [{ $unwind: `$${kind}` }] : [{ $match: { [kind]: { $ne: null } } }]),
        { $group: { _id: `$${kind}`, n: { $sum: 1 } } },
        { $sort: kind === 'month' ? { _id: -1 } : { n: -1, _id: 1 } },
        { $limit: facets[kind] ?? 0 },
      ],
    ]),
  ),
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
