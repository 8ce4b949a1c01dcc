import DataLoader from 'dataloader';
import { eachOrError } from './batch.ts';
import type { ListLoader } from './loaders.ts';

/**
 * A loader for things that always answer, such as pages and counts: the asks of one tick go out together, equal ones once. `read` answers in the order of
 * the asks; an answer too many or too few is the reader's fault and is said so. What `peek` knows comes at once, and what it knows that is no longer new where `read` fails.
 */
export const createListLoader = <K, V>(
  name: string,
  read: (keys: readonly K[]) => Promise<readonly V[]>,
  identity: (key: K) => string,
  peek?: (key: K, lasting?: boolean) => V | undefined,
): ListLoader<K, V> => {
  let made: DataLoader<K, V, string> | undefined;
  const loader = (): DataLoader<K, V, string> => {
    made ??= new DataLoader<K, V, string>(
      async (keys) => {
        let values: readonly V[];
        try {
          values = await read(keys);
        } catch (error) {
          return eachOrError(keys, error, (key) => peek?.(key, true));
        }
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
