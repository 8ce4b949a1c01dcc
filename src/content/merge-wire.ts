import type { WireItem, WirePosition, WireProgress, WireRun } from './wire.ts';

/** A story on the wire, and how far all sources have been read when it has been. */
export interface WireRow {
  readonly story: WireItem;
  readonly position: WirePosition;
}

export interface WirePage {
  readonly rows: readonly WireRow[];
  /** Where the next page begins; behind the last row also when nothing but what can't be shown follows it. */
  readonly end: WirePosition;
  readonly hasNext: boolean;
}

/** A source while it is read. */
class Reader {
  readonly key: string;
  readonly #run: WireRun;
  #read = 0;
  #progress: WireProgress;

  constructor(key: string, progress: WireProgress, run: WireRun) {
    this.key = key;
    this.#run = run;
    this.#progress = progress;
    this.#passOver();
  }

  get head(): WireItem | null {
    return this.#run.entries[this.#read]?.story ?? null;
  }
  /** All that was had of it is read, and there is more: whether that is older than what others have can't be said. */
  get isOut(): boolean {
    return this.head === null && this.#run.hasMore;
  }
  get progress(): WireProgress {
    return this.head === null && !this.#run.hasMore ? 'END' : this.#progress;
  }

  next(): void {
    this.#progress = this.#run.entries[this.#read]?.place ?? this.#progress;
    this.#read += 1;
    this.#passOver();
  }

  #passOver(): void {
    for (;;) {
      const entry = this.#run.entries[this.#read];
      if (entry === undefined || entry.story !== null) return;
      this.#progress = entry.place;
      this.#read += 1;
    }
  }
}

/** The one with the newest story; of equal ones the first. */
const newest = (readers: readonly Reader[]): Reader | null => {
  let found: Reader | null = null;
  let time = Number.NEGATIVE_INFINITY;
  for (const reader of readers) {
    const at = reader.head?.publishedAt.getTime() ?? Number.NEGATIVE_INFINITY;
    if (at > time) {
      found = reader;
      time = at;
    }
  }
  return found;
};

/**
 * Merges what follows `start` in each source into one list, newest first, equal moments in the order of `start`. A source for which there is no run keeps its place: what it has
 * comes when it answers again. A page may be short where a source has more behind stories that can't be shown.
 */
export const mergeWire = (
  start: WirePosition,
  runs: ReadonlyMap<string, WireRun>,
  limit: number,
): WirePage => {
  const readers = [...start].flatMap(([key, progress]) => {
    const run = runs.get(key);
    return run === undefined ? [] : [new Reader(key, progress, run)];
  });
  const now = (): WirePosition =>
    new Map([...start, ...readers.map(({ key, progress }) => [key, progress] as const)]);
  const rows: WireRow[] = [];
  while (rows.length < limit && !readers.some(({ isOut }) => isOut)) {
    const reader = newest(readers);
    const story = reader?.head;
    if (reader == null || story == null) break;
    reader.next();
    rows.push({ story, position: now() });
  }
  return { rows, end: now(), hasNext: readers.some(({ progress }) => progress !== 'END') };
};
