import type { LRUCache } from 'lru-cache';
import { ByteReader, ByteWriter } from './byte-stream.ts';
import type { FilePart } from './snapshot-file.ts';

/** How many entries are read at once: one costs some twenty microseconds. */
const BLOCK = 128;

/** Where the blocks of a run are in their file, as its snapshot keeps it. */
export interface RunTable {
  readonly blocks: readonly FilePart[];
  /** The first key of each. */
  readonly firsts: readonly string[];
}

export interface Block {
  readonly keys: readonly string[];
  readonly values: readonly number[];
}

/** How many units two texts have in common at their beginning. */
const shared = (left: string, right: string): number => {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && left.charCodeAt(length) === right.charCodeAt(length)) length += 1;
  return length;
};

/** Writes entries, which come in the order of their keys, each key as what it has beyond the one before it. */
export const writeRun = (
  entries: Iterable<readonly [key: string, value: number]>,
  write: (bytes: Buffer) => FilePart,
): RunTable => {
  const blocks: FilePart[] = [];
  const firsts: string[] = [];
  const block = new ByteWriter();
  let count = 0;
  let before = '';
  const end = (): void => {
    if (block.length > 0) blocks.push(write(block.written));
    block.clear();
    before = '';
  };
  for (const [key, value] of entries) {
    if (count % BLOCK === 0) {
      end();
      firsts.push(key);
    }
    const same = shared(before, key);
    block.number(same);
    block.text(key, same);
    block.number(value);
    before = key;
    count += 1;
  }
  end();
  return { blocks, firsts };
};

const parse = (bytes: Buffer): Block => {
  const reader = new ByteReader(bytes);
  const keys: string[] = [];
  const values: number[] = [];
  while (!reader.ended) {
    keys.push(reader.text(reader.number()));
    values.push(reader.number());
  }
  return { keys, values };
};

/** The place of the first key that isn't less. */
const placeOf = (keys: readonly string[], wanted: string): number => {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Entries in the order of their keys, block by block. */
export class SortedRun {
  readonly #firsts: readonly string[];
  readonly #blockAt: (place: number) => Block;

  /** `firsts` are the first keys of the blocks. */
  constructor(firsts: readonly string[], blockAt: (place: number) => Block) {
    this.#firsts = firsts;
    this.#blockAt = blockAt;
  }

  /** All entries in one block, in memory; `keys` are in order. */
  static of(keys: readonly string[], values: readonly number[]): SortedRun {
    return new SortedRun(keys.slice(0, 1), () => ({ keys, values }));
  }

  /** A run in a file: in memory is only where its blocks begin, and what was read last. */
  static read(
    { blocks, firsts }: RunTable,
    read: (part: FilePart) => Buffer,
    recent: LRUCache<number, Block>,
  ): SortedRun {
    return new SortedRun(firsts, (place) => {
      const part = blocks[place];
      if (part === undefined) throw new RangeError('A run has no such block.');
      let block = recent.get(part.at);
      if (block === undefined) {
        block = parse(read(part));
        recent.set(part.at, block);
      }
      return block;
    });
  }

  /** Entries from `low` up to but without `high`, or the other way round. */
  *walk(low: string, high: string, direction: 1 | -1): Generator<readonly [key: string, value: number]> {
    const from = direction === 1 ? low : high;
    // The last block that begins before `from`, in which it may lie.
    const first = Math.max(0, placeOf(this.#firsts, from) - 1);
    for (let place = first; place >= 0 && place < this.#firsts.length; place += direction) {
      const { keys, values } = this.#blockAt(place);
      let at = direction === 1 ? 0 : keys.length - 1;
      if (place === first) at = placeOf(keys, from) - (direction === 1 ? 0 : 1);
      for (; at >= 0 && at < keys.length; at += direction) {
        const key = keys[at] ?? '';
        if (direction === 1 ? key >= high : key < low) return;
        yield [key, values[at] ?? 0];
      }
    }
  }
}
