import type { Clock } from '../src/content/clock.ts';
import type { EditionRecord } from '../src/content/records.ts';
import { isStaff, type Viewer } from '../src/content/viewer.ts';
import type { EditionKey, EditionStore } from '../src/store/store.ts';
import { createBatchLoader } from './batch.ts';
import type { Loaders } from './loaders.ts';

/** Editions for one viewer: one that isn't live yet doesn't exist for readers. */
export const createEditionLoaders = (
  reads: Omit<EditionStore, 'put'>,
  viewer: Viewer,
  clock: Clock,
): Loaders['editions'] => {
  const show = (edition: EditionRecord): EditionRecord | null =>
    isStaff(viewer) || (edition.publishedAt !== null && edition.publishedAt.getTime() <= clock())
      ? edition
      : null;
  const keyed = createBatchLoader<EditionRecord, EditionRecord>({
    collection: 'editions',
    read: (keys) => reads.byKeys(keys.map(parseKey)),
    keysOf: (edition) => [keyOf(edition)],
    show,
  });
  return {
    byId: createBatchLoader({
      collection: 'editions',
      read: (ids) => reads.byIds(ids),
      keysOf: ({ _id }) => [_id],
      show,
    }),
    byKey: {
      load: (key) => keyed.load(keyOf(key)),
      loadMany: (keys) => keyed.loadMany(keys.map(keyOf)),
    },
    nearest: (locale, date, side) => reads.nearest({ locale, date, side, now: new Date(clock()) }),
  };
};

const keyOf = ({ locale, date }: EditionKey): string => `${date} ${locale}`;

const parseKey = (key: string): EditionKey => {
  const [date = '', locale = ''] = key.split(' ');
  return { date, locale };
};
