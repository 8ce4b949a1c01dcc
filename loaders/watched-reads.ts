import type { Reads } from './create-loaders.ts';

/** A batch that a loader sent out: which read, for how many keys, and how long it took. */
export interface WatchedBatch {
  readonly read: string;
  readonly size: number;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly ms: number;
}

export type OnBatch = (batch: WatchedBatch) => void;

type Read = (...args: readonly unknown[]) => Promise<unknown>;

const watchedRead = (read: Read, name: string, onBatch: OnBatch): Read => {
  const watched: Read = async (...args) => {
    const [keys] = args;
    const startedAt = performance.now();
    try {
      return await read(...args);
    } finally {
      const size = sizeOf(keys);
      onBatch({ read: name, size, startedAt, ms: performance.now() - startedAt });
    }
  };
  // What a read knows of memory goes with it: what is there is asked of nobody, and is no batch.
  return Object.assign(watched, read);
};

/** How many things are asked for: a list of keys, lists of keys by their names, or one question. */
const sizeOf = (asked: unknown): number => {
  if (Array.isArray(asked)) return asked.length;
  const lists = Object.values(Object(asked)).filter(Array.isArray);
  return lists.length === 0 ? 1 : lists.flat().length;
};

/** The same reads, telling of each one that loaders ask for. */
export const watchedReads = (reads: Reads, onBatch: OnBatch): Reads =>
  new Proxy(reads, {
    get: (rooms, room: string) => {
      const place: unknown = Reflect.get(rooms, room);
      if (typeof place !== 'object' || place === null) return place;
      return new Proxy(place, {
        get: (methods, method: string) => {
          const read: unknown = Reflect.get(methods, method);
          if (typeof read !== 'function') return read;
          // Called on the room itself: stores have private fields.
          const bound = Object.assign(read.bind(methods) as Read, read);
          return watchedRead(bound, `${room}.${method}`, onBatch);
        },
      });
    },
  });
