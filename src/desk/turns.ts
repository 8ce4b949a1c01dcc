/** One after the other, by key: what contends for the same record on this instance waits here, which costs less than to be refused by the store and read again. */
export const createTurns = (): (<T>(key: string, operation: () => Promise<T>) => Promise<T>) => {
  const last = new Map<string, Promise<unknown>>();
  return async (key, operation) => {
    const before = last.get(key);
    const turn = (async () => {
      await before?.catch(() => {}); // Whoever it was has heard of it.
      return await operation();
    })();
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
};
