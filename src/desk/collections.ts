import type { ArticleRecord } from '../content/records.ts';
import type { GuardedStore, Versioned, WriteStores } from '../store/store.ts';

export type CollectionName = keyof WriteStores;
export const COLLECTIONS: readonly CollectionName[] = [
  'articles',
  'correspondents',
  'tags',
  'socialPosts',
  'editions',
];

/** The record of each collection that the desk writes. */
export type RecordOf<C extends CollectionName> = WriteStores[C] extends GuardedStore<infer R> ? R : never;

/** A collection's writes, of whatever record. */
export const writesOf = <C extends CollectionName>(
  writes: WriteStores,
  collection: C,
): GuardedStore<RecordOf<C>> => writes[collection] as unknown as GuardedStore<RecordOf<C>>;

export const isArticle = (collection: CollectionName, _record: Versioned): _record is ArticleRecord =>
  collection === 'articles';
