import DataLoader from 'dataloader';
import type { ListLoader } from './loaders.ts';

/**
 * A loader for things that always answer, such as pages and counts: the asks of one tick go out together, equal ones once. `read` answers in the order of
 * the asks; an answer too many or too few is the reader's fault and is said so. What `peek` knows comes at once.
 */
export const createListLoader = <K, V>(
  name: string,
  read: (keys: readonly K[]) => Promise<readonly V[]>,
  identity: (key: K) => string,
  peek?: (key: K) => V | undefined,
): ListLoader<K, V> => {
  let made: DataLoader<K, V, string> | undefined;
  const loader = (): DataLoader<K, V, string> => {
    made ??= new DataLoader<K, V, string>(
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
    return made;
  };
  return {
    load: (key) => {
      const value = peek?.(key);
      if (value !== undefined) return value;
      const promise = loader().load(key);
      promise.catch(() => made?.clear(key));
      return promise;
    },
  };
};
