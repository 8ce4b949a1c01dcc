/**
 * One after the other, by key or by several: what contends for the same record on this instance waits here, which costs less than to be refused by the store and read again.
 * All keys are taken in one step, so that nobody waits in a circle.
 */
export const createTurns = (): (<T>(
  keys: string | readonly string[],
  operation: () => Promise<T>,
) => Promise<T>) => {
  const last = new Map<string, Promise<unknown>>();
  return async (keys, operation) => {
    const all = typeof keys === 'string' ? [keys] : keys;
    const before = new Set(all.flatMap((key) => last.get(key) ?? []));
    const turn = (async () => {
      await Promise.allSettled(before); // Whoever it was has heard of a failure.
      return await operation();
    })();
    for (const key of all) last.set(key, turn);
    try {
      return await turn;
    } finally {
      for (const key of all) if (last.get(key) === turn) last.delete(key);
    }
  };
};
