import type { Document } from 'mongodb';
import { FACETS, type FacetKind } from '../content/facets.ts';
import type { SearchPlan } from '../content/search-query.ts';
import type { SearchAsk } from './search-store.ts';

/**
 * A story's words must be those of the reading for its language: the text index finds stories by any of them. The pieces are constants of the expression,
 * whatever is in them.
 */
export const holds = ({ readings }: SearchPlan): Document => ({
  $let: {
    vars: WORDS,
    in: {
      $or: readings.map(({ analyses, items }) => ({
        $and: [
          { $in: ['$search.analysis', analyses] },
          ...items.map((pieces) => ({ $or: pieces.map(isThere) })),
        ],
      })),
    },
  },
});

/** Whether the text index would find a story: by any word, in the reading of any language. */
export const hasAny = ({ terms }: SearchPlan): Document => ({
  $let: { vars: WORDS, in: { $or: terms.map((term) => isThere(` ${term} `)) } },
});

const WORDS = {
  words: {
    $concat: ['$search.headline', '$search.lead', '$search.body', '$search.gated', '$search.starts'],
  },
} as const;
const isThere = (piece: string): Document => ({
  $gte: [{ $indexOfBytes: ['$$words', { $literal: piece }] }, 0],
});

export const asked = (facets: SearchAsk['facets']): FacetKind[] =>
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

/** The values of each facet that is asked for. */
export const shownFor = (facets: SearchAsk['facets']): Document =>
  Object.fromEntries(asked(facets).map((kind) => [kind, VALUES[kind]]));

/** The fields that those come from. */
export const readFor = (facets: SearchAsk['facets']): Document =>
  Object.fromEntries(asked(facets).map((kind) => [FIELDS[kind], 1]));

/** Counts and facets of what was found, each as the stages behind it. */
export const figuresOf = ({
  total,
  facets,
}: Pick<SearchAsk, 'total' | 'facets'>): Record<string, Document[]> => ({
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
