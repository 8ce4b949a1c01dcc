import { isDeepStrictEqual } from 'node:util';
import { EVERYTHING } from '../cache/everything.ts';
import type { EventKind } from '../content/newsroom-event.ts';
import type { KeptRecord } from '../content/pending-write.ts';
import type { ArticleHead, ArticleRecord } from '../content/records.ts';
import { tagsOfChange, tagsOfLeaving } from '../content/surrogate-tags.ts';
import type { Store } from '../store/store.ts';
import type { Adopted } from './adopted.ts';
import { DERIVED_FIELDS, fieldsOf, storyRecord } from './story-record.ts';

/** A story that is younger than this and was never told of is a new one. */
const NEW_MS = 3_600_000;

/** A story as the gateway last knew it whole: its newest revision. */
export const lastKnown = async (id: string, { revisions }: Store): Promise<ArticleRecord | null> => {
  const [list] = await revisions.lists([{ articleId: id, limit: 1, beforeVersion: null }]);
  const head = list?.[0];
  return head === undefined ? null : ((await revisions.byIds([head._id]))[0]?.article ?? null);
};

const isSeen = ({ visibleFrom }: Pick<ArticleHead, 'visibleFrom'>, now: Date): boolean =>
  visibleFrom !== null && visibleFrom <= now;

/** What the desk would have called a write that led from one to the other. */
const kindOf = (before: ArticleHead | null, after: ArticleHead, wasSeen: boolean): EventKind => {
  if (after.status === 'RETRACTED' || (wasSeen && after.visibleFrom === null)) return 'ARTICLE_RETRACTED';
  if (after.status === 'DRAFT') return 'DRAFT_SAVED';
  if (after.status === 'SUBMITTED') return 'ARTICLE_SUBMITTED';
  if (wasSeen)
    return before !== null && after.corrections.length > before.corrections.length
      ? 'ARTICLE_CORRECTED'
      : 'ARTICLE_UPDATED';
  if (after.status === 'SCHEDULED') return 'ARTICLE_SCHEDULED';
  return before?.status === 'RETRACTED' ? 'ARTICLE_RESTORED' : 'ARTICLE_PUBLISHED';
};

/**
 * A story that was written past the gateway. What it was before is its newest revision. Of a story that has none, an import has said beside it where it stood; where that is gone too, and
 * the story isn't new, nobody knows in which lists it was, so everything ends once. From then on it has a revision.
 */
export const adoptStory = async (
  { record, recorded, stood }: KeptRecord<ArticleRecord>,
  store: Store,
  now: Date,
): Promise<Adopted<'articles'>> => {
  const before = await lastKnown(record._id, store);
  const derived = storyRecord(fieldsOf(record), now);
  const isNew = before === null && now.getTime() - record.createdAt.getTime() < NEW_MS;
  const wasSeen =
    before === null
      ? !isNew && record.firstPublishedAt !== null && record.firstPublishedAt <= now
      : isSeen(before, now);
  // Whoever doesn't count versions, or has counted from an older one, gets the one after the last.
  const version = before === null || record.version > before.version ? record.version : before.version + 1;
  const wasVisibleFrom = before === null ? (wasSeen ? record.firstPublishedAt : null) : before.visibleFrom;
  const isUnknown = before === null && !isNew && stood.length === 0;
  return {
    record: { ...derived, version },
    derived: DERIVED_FIELDS,
    event: {
      kind: kindOf(before, derived, wasSeen),
      tags: [
        ...new Set([
          ...tagsOfChange(before, derived),
          ...tagsOfLeaving(stood),
          ...(isUnknown ? [EVERYTHING] : []),
        ]),
      ],
      visibleFrom: { before: wasVisibleFrom, after: derived.visibleFrom },
    },
    known:
      recorded &&
      before?.version === record.version &&
      isDeepStrictEqual(before, record) &&
      isDeepStrictEqual(derived, record),
  };
};
