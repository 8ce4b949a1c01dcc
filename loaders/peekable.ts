import type { KeysBy } from '../src/store/store.ts';

/**
 * A read by keys that may also know, without asking anybody, what is in memory for one of them: the row, `null` for what is known not to be there, `undefined` for what has to be read.
 * Caches have that, stores don't.
 */
export type Peekable<K, R> = ((keys: readonly K[]) => Promise<R[]>) & {
  /** `lasting`: also what is no longer new, for when nothing newer can be had. */
  readonly peek?: (key: K, lasting?: boolean) => R | null | undefined;
};

/** A read by any mix of a collection's keys, which may know of each what is in memory. */
export type KeyedRead<Name extends string, R, More extends readonly unknown[] = []> = ((
  asked: KeysBy<Name>,
  ...more: More
) => Promise<R[]>) & {
  readonly peeks?: Readonly<Record<Name, Peekable<string, R>['peek']>>;
};

/** A store's reads by keys, each of which may have a `peek`. */
export type PeekableReads<S> = {
  readonly [M in keyof S]: S[M] extends (keys: readonly (infer K)[]) => Promise<(infer R)[]>
    ? Peekable<K, R>
    : S[M] extends (keys: KeysBy<infer Name>, ...more: infer More) => Promise<(infer R)[]>
      ? KeyedRead<Name, R, More>
      : S[M];
};

/** Gives a read its `peek`. */
export const peekable = <K, R>(
  read: (keys: readonly K[]) => Promise<R[]>,
  peek: (key: K, lasting?: boolean) => R | null | undefined,
): Peekable<K, R> => Object.assign(read, { peek });
