import { LRUCache } from 'lru-cache';

/** A judgement of a header's value that is made once: clients send the same few over and over. */
export const remembered = <V extends NonNullable<unknown>>(
  judge: (value: string) => V,
): ((value: string) => V) => {
  const known = new LRUCache<string, V>({
    max: 500,
    maxSize: 100_000,
    sizeCalculation: (_, key) => key.length + 1,
  });
  return (value) => {
    let verdict = known.get(value);
    if (verdict === undefined) {
      verdict = judge(value);
      known.set(value, verdict);
    }
    return verdict;
  };
};
