import { foldName } from '../content/fold-name.ts';
import type { KeptRecord } from '../content/pending-write.ts';
import {
  tagsOfCorrespondent,
  tagsOfEdition,
  tagsOfPost,
  tagsOfTag,
  tagTag,
} from '../content/surrogate-tags.ts';
import { tagNameKeys } from '../content/tag-name-keys.ts';
import type { Store } from '../store/store.ts';
import type { Adopted } from './adopted.ts';
import { adoptStory } from './adopted-story.ts';
import type { CollectionName, RecordOf } from './collections.ts';

type Adopt<C extends CollectionName> = (
  kept: KeptRecord<RecordOf<C>>,
  store: Store,
  now: Date,
) => Adopted<C> | Promise<Adopted<C>>;

const next = ({ version }: { readonly version: number }): number => version + 1;

const wasTold = ({ recorded, sealed }: Pick<KeptRecord<unknown>, 'recorded' | 'sealed'>): boolean =>
  recorded && sealed === true;

const adoptTag: Adopt<'tags'> = async (kept, { tags }) => {
  const { record } = kept;
  const [parent] = record.parentId === null ? [] : await tags.byIds([record.parentId]);
  const inCircle = parent?.ancestorIds.includes(record._id) === true || parent?._id === record._id;
  const ancestorIds = parent === undefined || inCircle ? [] : [...parent.ancestorIds, parent._id];
  const below = await tags.descendantsOf([record._id]);
  const above = [...record.ancestorIds, ...ancestorIds];
  return {
    record: { ...record, ancestorIds, nameKeys: tagNameKeys(record), version: next(record) },
    derived: ['ancestorIds', 'nameKeys'],
    event: {
      kind: 'TAG_CHANGED',
      tags: [
        ...new Set([...tagsOfTag(record), ...above.map(tagTag), ...below.map(({ _id }) => tagTag(_id))]),
      ],
      visibleFrom: null,
    },
    known: wasTold(kept),
  };
};

const adoptCorrespondent: Adopt<'correspondents'> = ({ record, ...kept }) => ({
  record: { ...record, nameKey: foldName(record.name), version: next(record) },
  derived: ['nameKey'],
  event: { kind: 'CORRESPONDENT_CHANGED', tags: tagsOfCorrespondent(record), visibleFrom: null },
  known: wasTold(kept),
});

const adoptPost: Adopt<'socialPosts'> = ({ record, ...kept }) => ({
  record: { ...record, version: next(record) },
  derived: [],
  event: { kind: 'POST_CHANGED', tags: tagsOfPost(record), visibleFrom: null },
  known: wasTold(kept),
});

const adoptEdition: Adopt<'editions'> = ({ record, ...kept }) => ({
  record: { ...record, version: next(record) },
  derived: [],
  event: { kind: 'EDITION_CHANGED', tags: tagsOfEdition(record), visibleFrom: null },
  known: wasTold(kept),
});

/** What is derived and told of a record of each collection that was written past the gateway. */
export const ADOPT: { readonly [C in CollectionName]: Adopt<C> } = {
  articles: adoptStory,
  correspondents: adoptCorrespondent,
  tags: adoptTag,
  socialPosts: adoptPost,
  editions: adoptEdition,
};
