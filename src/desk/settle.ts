import type { KeptRecord, PendingWrite } from '../content/pending-write.ts';
import type { ArticleRecord, RevisionRecord } from '../content/records.ts';
import { revisionId } from '../content/revision-id.ts';
import type { Versioned } from '../store/store.ts';
import { type CollectionName, isArticle, type RecordOf, writesOf } from './collections.ts';
import type { DeskParts } from './desk-parts.ts';
import { finish } from './finish.ts';

const revisionOf = (
  article: ArticleRecord,
  { actor, kind, at }: Pick<RevisionRecord, 'actor' | 'kind' | 'at'>,
): RevisionRecord => ({
  _id: revisionId(article._id, article.version),
  articleId: article._id,
  version: article.version,
  at,
  actor,
  kind,
  article,
});

/**
 * Does what is pending of a write: its revision, what follows in other documents, its place in the log of events, the answer to its command's key. Then, and only then, the
 * document is told so. Every step may be done twice, also by two instances at once, and in the end is there once.
 */
export const settle = async <C extends CollectionName>(
  parts: DeskParts,
  collection: C,
  record: RecordOf<C>,
  pending: PendingWrite,
): Promise<void> => {
  const { store, events } = parts;
  const { event, command } = pending;
  const article = isArticle(collection, record) ? record : null;
  if (article !== null) await store.revisions.add(revisionOf(article, event));
  await finish(event, store);
  await events.write(event);
  if (command !== null) {
    await store.commands.put({
      _id: command.id,
      fingerprint: command.fingerprint,
      at: event.at,
      subjectId: event.subjectId,
      version: event.version,
      record: article === null ? record : null,
    });
  }
  await writesOf(store.writes, collection).settle(record._id, pending);
};

/** Keeps the version that a write is about to replace, where no revision of it is there: it was imported, or written past the desk. */
export const keepEarlier = async <C extends CollectionName>(
  { store }: DeskParts,
  collection: C,
  { record, recorded }: KeptRecord<RecordOf<C>>,
): Promise<void> => {
  const kept: Versioned = record;
  if (!isArticle(collection, kept) || recorded) return;
  await store.revisions.add(revisionOf(kept, { actor: 'import', kind: null, at: kept.updatedAt }));
};
