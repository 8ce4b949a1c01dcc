/** What Redis answers; rejects if it takes longer. Where this process itself was too busy to look, the answer may be there when time is up: sockets are read once more before it is given up. */
export const inTime = async <T>(promise: Promise<T>, ms: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  let last: NodeJS.Immediate | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      last = setImmediate(() => reject(new Error(`Redis gave no answer within ${ms} ms.`)));
    }, ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
    clearImmediate(last);
  }
};
