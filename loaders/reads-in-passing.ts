import type { Reading } from '../src/cache/cache.ts';
import { steadyNow } from '../src/cache/steady-clock.ts';
import { type Loaded, thenLoaded } from '../src/content/loaded.ts';
import { FRONT } from '../src/content/surrogate-tags.ts';
import { type KeyedRead, type Peekable, peekable } from './peekable.ts';

/**
 * Reads of what an answer must not tell of one by one, such as the stories of an edition or those that have a post, since readers may not see some of them: what caches outside are told
 * instead is that stories come and go, whichever they are, and when the next one comes by itself.
 */
export const inPassing = (nextMoment: () => Loaded<number | null>, { witness }: Reading) => {
  const tell = (): Loaded<boolean> =>
    thenLoaded(nextMoment(), (until) => {
      witness?.saw(FRONT, 'MEMORY', { tags: [], told: [FRONT], until, storedAt: steadyNow() }, false);
      return true;
    });
  const peekOf =
    <K, R>(peek: Peekable<K, R>['peek']): NonNullable<Peekable<K, R>['peek']> =>
    (key, lasting) =>
      tell() === true ? peek?.(key, lasting) : undefined;
  return {
    byId: <K, R>(read: Peekable<K, R>): Peekable<K, R> =>
      peekable(async (keys: readonly K[]) => {
        await tell();
        return await read(keys);
      }, peekOf(read.peek)),
    byAnyKey: <Name extends string, R>(read: KeyedRead<Name, R>): KeyedRead<Name, R> => {
      const told: KeyedRead<Name, R> = async (asked) => {
        await tell();
        return await read(asked);
      };
      const peeks = Object.entries<Peekable<string, R>['peek']>(read.peeks ?? {});
      return Object.assign(told, {
        peeks: Object.fromEntries(peeks.map(([name, peek]) => [name, peekOf(peek)])) as NonNullable<
          KeyedRead<Name, R>['peeks']
        >,
      });
    },
  };
};
