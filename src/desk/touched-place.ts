import { type IdKind, kindOfId } from '../content/global-id.ts';
import type { EventKind } from '../content/newsroom-event.ts';
import {
  articleTag,
  CORRESPONDENT_LISTS,
  correspondentTag,
  detailTag,
  EDITION_LISTS,
  editionTag,
  postTag,
  TAG_LISTS,
  tagTag,
} from '../content/surrogate-tags.ts';
import type { CollectionName } from './collections.ts';

/** Where a record that was written past the gateway lives. */
export interface Place {
  readonly collection: CollectionName;
  /** What ends where the record is gone. */
  readonly own: (id: string) => readonly string[];
  /** What is told where it is gone; of stories their last revision says that. */
  readonly deleted: EventKind | null;
}

const PLACES: Readonly<Partial<Record<IdKind, Place>>> = {
  Article: { collection: 'articles', own: (id) => [articleTag(id), detailTag(id)], deleted: null },
  Tag: { collection: 'tags', own: (id) => [tagTag(id), TAG_LISTS], deleted: 'TAG_DELETED' },
  Correspondent: {
    collection: 'correspondents',
    own: (id) => [correspondentTag(id), CORRESPONDENT_LISTS],
    deleted: 'CORRESPONDENT_DELETED',
  },
  SocialPost: { collection: 'socialPosts', own: (id) => [postTag(id)], deleted: 'POST_DELETED' },
  Edition: {
    collection: 'editions',
    own: (id) => [editionTag(id), EDITION_LISTS],
    deleted: 'EDITION_DELETED',
  },
};

/** `null` for what is no id of a record that a CMS may write. */
export const placeOf = (id: string): Place | null => {
  const kind = kindOfId(id);
  return kind === null ? null : (PLACES[kind] ?? null);
};
