import { ACCESS_LEVELS, type AccessLevel, type ArticleHead } from './records.ts';
import { isStaff, type Viewer } from './viewer.ts';

/** What a viewer gets of a story: nothing at all, its head and a preview, or everything. */
export type Sight =
  | { readonly kind: 'HIDDEN' }
  | { readonly kind: 'PREVIEW'; readonly requires: AccessLevel }
  | { readonly kind: 'FULL' };

const HIDDEN: Sight = { kind: 'HIDDEN' };
const FULL: Sight = { kind: 'FULL' };
const PREVIEW = {
  FREE: FULL,
  REGISTERED: { kind: 'PREVIEW', requires: 'REGISTERED' },
  SUBSCRIBER: { kind: 'PREVIEW', requires: 'SUBSCRIBER' },
} as const satisfies Record<AccessLevel, Sight>;

const READS: Record<Viewer['tier'], readonly AccessLevel[]> = {
  ANONYMOUS: ['FREE'],
  REGISTERED: ['FREE', 'REGISTERED'],
  SUBSCRIBER: ['FREE', 'REGISTERED', 'SUBSCRIBER'],
};

/** The levels that a reader reads whole. */
export const levelsRead = ({ tier }: Viewer): readonly AccessLevel[] => READS[tier];

/** The one access policy. Every surface that shows a story or a word of one asks here; `now` is in milliseconds. */
export const sightOf = (
  article: Pick<ArticleHead, 'visibleFrom' | 'access'>,
  viewer: Viewer,
  now: number,
): Sight => {
  if (isStaff(viewer)) return FULL;
  if (article.visibleFrom === null || article.visibleFrom.getTime() > now) return HIDDEN;
  return READS[viewer.tier].includes(article.access) ? FULL : PREVIEW[article.access];
};

/** The access levels of which a viewer reads whole bodies: what `sightOf` answers FULL for, of stories that they see at all. */
export const readableLevels = (viewer: Viewer): readonly AccessLevel[] =>
  isStaff(viewer) ? ACCESS_LEVELS : READS[viewer.tier];
