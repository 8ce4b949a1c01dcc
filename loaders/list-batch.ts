import DataLoader from 'dataloader';
import type { ListLoader } from './loaders.ts';

/**
 * A loader for things that always answer, such as pages and counts: the asks of one tick go out together, equal ones once. `read` answers in the order of
 * the asks; an answer too many or too few is the reader's fault and is said so.
 */
export const createListLoader = <K, V>(
  name: string,
  read: (keys: readonly K[]) => Promise<readonly V[]>,
  identity: (key: K) => string,
): ListLoader<K, V> => {
  const loader = new DataLoader<K, V, string>(
    async (keys) => {
      const values = await read(keys);
      if (values.length !== keys.length) {
        throw new TypeError(
          `The batch reader of ${name} was asked for ${keys.length} and answered with ${values.length}.`,
        );
      }
      return values;
    },
    { cacheKeyFn: identity, maxBatchSize: 500 },
  );
  return {
    load: (key) => {
      const promise = loader.load(key);
      promise.catch(() => loader.clear(key));
      return promise;
    },
  };
};
