import { HOT_WINDOWS, type HotStories, type HotStory, type HotWindow } from '../content/hot-stories.ts';
import { DecayedCounts } from './decayed-counts.ts';
import { COUNT_READS, HOTTEST } from './hotness-scripts.ts';
import { inTime } from './in-time.ts';
import type { SharedLine } from './shared-line.ts';

const WINDOWS = Object.keys(HOT_WINDOWS) as HotWindow[];

/** Stories that are counted in each window; who is read least goes. */
const MAX_STORIES = 10_000;
/** Reads are told to Redis once in this time, all together. */
const FLUSH_MS = 1_000;
/** Stories whose reads wait to be told. Beyond this they count here alone. */
const MAX_WAITING = 20_000;
/** How long the hottest are known without asking again. */
const KNOWN_MS = 1_000;
const MAX_HOTTEST = 500;

export interface Hotness extends HotStories {
  /** Tells Redis what was counted. Happens by itself every second. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface HotnessOptions {
  readonly line: SharedLine | null;
  readonly clock: () => number;
  /** The longest that a reader waits for what all instances counted, in milliseconds: then there is what was counted here. The line itself has more time. */
  readonly readerMs: number;
}

/** Counts readers' reads of stories with exponential decay, in this process and over Redis in all of them. */
export const createHotness = ({ line, clock, readerMs }: HotnessOptions): Hotness => {
  const own = new Map(
    WINDOWS.map((window) => [
      window,
      new DecayedCounts({ meanMs: HOT_WINDOWS[window], max: MAX_STORIES, now: clock() }),
    ]),
  );
  let waiting = new Map<string, number>();
  const known = new Map<
    HotWindow,
    { readonly until: number; readonly hottest: Promise<readonly HotStory[]> }
  >();

  const flush = async (): Promise<void> => {
    if (waiting.size === 0) return;
    const told = waiting;
    waiting = new Map();
    const now = clock();
    for (const counts of own.values()) for (const [id, count] of told) counts.add(id, count, now);
    if (line === null) return;
    const counts = [...told].slice(0, MAX_WAITING).flat();
    const means = WINDOWS.flatMap((window) => [window, HOT_WINDOWS[window]]);
    for (let start = 0; start < counts.length; start += 2_000)
      await line.asker.ask(COUNT_READS, [
        MAX_STORIES,
        WINDOWS.length,
        ...means,
        ...counts.slice(start, start + 2_000),
      ]);
  };
  const countedHere = (window: HotWindow): readonly HotStory[] =>
    (own.get(window)?.top(MAX_HOTTEST, clock()) ?? []).map(({ key, count }) => ({ id: key, reads: count }));
  const ask = async (window: HotWindow): Promise<readonly HotStory[]> => {
    if (line === null) return countedHere(window);
    const asked = line.asker.ask(HOTTEST, [window, HOT_WINDOWS[window], MAX_HOTTEST]);
    const said = await inTime(asked, readerMs).catch(() => undefined);
    if (!Array.isArray(said)) return countedHere(window);
    const texts = said.map(String);
    return texts.flatMap((id, at) => (at % 2 === 0 ? [{ id, reads: Number(texts[at + 1]) }] : []));
  };
  const timer = setInterval(() => void flush(), FLUSH_MS);
  timer.unref();

  return {
    countRead: (articleIds) => {
      for (const id of articleIds) waiting.set(id, (waiting.get(id) ?? 0) + 1);
      if (waiting.size > MAX_WAITING) void flush();
    },
    hottest: (window) => {
      const now = performance.now();
      const present = known.get(window);
      if (present !== undefined && present.until > now) return present.hottest;
      const hottest = ask(window);
      known.set(window, { until: now + KNOWN_MS, hottest });
      return hottest;
    },
    flush: async () => {
      await flush();
      known.clear();
    },
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
};
