/** A value that may already be there: hot records answer without a promise, and what follows from them is worked out at once. */
export type Loaded<T> = T | Promise<T>;

/** Goes on with a value, at once if it is there. */
export const thenLoaded = <T, U>(value: Loaded<T>, next: (value: T) => Loaded<U>): Loaded<U> =>
  value instanceof Promise ? value.then(next) : next(value);

/** All of several values, without a promise if none of them is one. */
export const allLoaded = <T>(values: readonly Loaded<T>[]): Loaded<T[]> =>
  values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as T[]);
