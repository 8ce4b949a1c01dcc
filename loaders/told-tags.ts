import type { Reading } from '../src/cache/cache.ts';
import { isListTag, isMissTag, isUnseenTag } from '../src/content/surrogate-tags.ts';

export type Telling = (tags: readonly string[]) => readonly string[];

/** The same reading, of which caches outside are told other surrogate tags than what is read is kept under. */
export const telling = (reading: Reading, told: Telling): Reading => {
  const { witness } = reading;
  if (witness === undefined) return reading;
  return {
    ...reading,
    witness: {
      saw: (key, tier, seen, stale) =>
        witness.saw(key, tier, { ...seen, told: told(seen.told ?? seen.tags) }, stale),
    },
  };
};

/** Several readings as one: which of them are told of an entry is said by its key. */
export const tellingEach = (reading: Reading, readingsOf: (key: string) => readonly Reading[]): Reading =>
  reading.witness === undefined
    ? reading
    : {
        ...reading,
        witness: {
          saw: (key, ...seen) => {
            for (const { witness } of readingsOf(key)) witness?.saw(key, ...seen);
          },
        },
      };

/** For what is asked for by its id: one that readers may not see and one that isn't there are told of alike. */
export const asUnseen: Telling = (tags) => (tags.some(isUnseenTag) ? tags.filter(isUnseenTag) : tags);

/** For what another key or a list led to, which has a tag of its own: nothing is told of what readers may not see. */
export const onlySeen: Telling = (tags) => (tags.some(isUnseenTag) ? [] : tags);

/** For what is at a key: the key was asked for, and what is there is told of where it is read. */
export const onlyKey: Telling = (tags) => tags.filter(isMissTag);

/** For what nobody may hear of by the lists that it was in. */
export const withoutLists: Telling = (tags) => tags.filter((tag) => !isListTag(tag));

export const nothing: Telling = () => [];
