import type { Clock } from '../src/content/clock.ts';
import type { EditionRecord } from '../src/content/records.ts';
import { editionKey } from '../src/content/surrogate-tags.ts';
import { isStaff, type Viewer } from '../src/content/viewer.ts';
import type { EditionKey, EditionStore } from '../src/store/store.ts';
import { createBatchLoader } from './batch.ts';
import type { Loaders } from './loaders.ts';
import type { PeekableReads } from './peekable.ts';

/** Editions for one viewer: one that isn't live yet doesn't exist for readers. */
export const createEditionLoaders = (
  reads: PeekableReads<Omit<EditionStore, 'put' | 'appeared'>>,
  viewer: Viewer,
  clock: Clock,
): Loaders['editions'] => {
  const show = (edition: EditionRecord): EditionRecord | null =>
    isStaff(viewer) || (edition.publishedAt !== null && edition.publishedAt.getTime() <= clock())
      ? edition
      : null;
  const keyed = createBatchLoader<EditionRecord, EditionRecord>({
    collection: 'editions',
    read: (keys) => reads.byKeys(keys.map(parseEditionKey)),
    peek: (key, lasting) => reads.byKeys.peek?.(parseEditionKey(key), lasting),
    keysOf: (edition) => [editionKey(edition)],
    show,
  });
  return {
    byId: createBatchLoader({
      collection: 'editions',
      read: (ids) => reads.byIds(ids),
      peek: reads.byIds.peek,
      keysOf: ({ _id }) => [_id],
      show,
    }),
    byKey: {
      load: (key) => keyed.load(editionKey(key)),
      loadMany: (keys) => keyed.loadMany(keys.map(editionKey)),
    },
    nearest: (locale, date, side) => reads.nearest({ locale, date, side, now: new Date(clock()) }),
  };
};

/** The key that `editionKey()` made a text of. */
export const parseEditionKey = (key: string): EditionKey => {
  const [date = '', locale = ''] = key.split(' ');
  return { date, locale };
};
