import type { ArticleHead } from './records.ts';

type Timing = Pick<ArticleHead, 'status' | 'publishedAt' | 'embargoedUntil'>;

/**
 * The moment from which readers may see a story; `null` for never. A scheduled story needs no clock to go live:
 * it is visible from its `publishedAt` on. An embargo holds back whatever it stands on.
 */
export const visibleFrom = ({ status, publishedAt, embargoedUntil }: Timing): Date | null => {
  if ((status !== 'PUBLISHED' && status !== 'SCHEDULED') || publishedAt === null) return null;
  return embargoedUntil !== null && embargoedUntil > publishedAt ? embargoedUntil : publishedAt;
};

/** What lists are ordered by: a story without a date of publication has its place among the others too. */
export const listedAt = ({ publishedAt, createdAt }: Pick<ArticleHead, 'publishedAt' | 'createdAt'>): Date =>
  publishedAt ?? createdAt;

/** The state that readers and dashboards are told: a scheduled story whose hour has come is published, whoever wrote it down. */
export const statusAt = (
  { status, visibleFrom: from }: Pick<ArticleHead, 'status' | 'visibleFrom'>,
  now: number,
): ArticleHead['status'] =>
  status === 'SCHEDULED' && from !== null && from.getTime() <= now ? 'PUBLISHED' : status;

/**
 * Whether readers could once see a story that was taken back: then its page is gone, else it never was. A story whose hour had not come when it was
 * taken back is none that readers may hear of.
 */
export const wasTakenBack = ({
  status,
  firstPublishedAt,
  embargoedUntil,
  updatedAt,
}: Pick<ArticleHead, 'status' | 'firstPublishedAt' | 'embargoedUntil' | 'updatedAt'>): boolean =>
  status === 'RETRACTED' &&
  firstPublishedAt !== null &&
  firstPublishedAt <= updatedAt &&
  (embargoedUntil === null || embargoedUntil <= updatedAt);
