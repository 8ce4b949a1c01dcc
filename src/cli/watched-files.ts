import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors write a file in several steps. */
const SETTLE_MS = 200;

/** Something that is described by files. */
export interface WatchedFiles<T> {
  load(): Promise<T>;
  /** Calls back whenever a file that the last `load` rested on is written. Ends with the process. */
  watch(onChange: () => void): void;
}

/** What is read of files, with the files that it rests on. */
export interface FromFiles<T> {
  readonly value: T;
  readonly files: readonly string[];
}

/** Reads something from files, and watches those that it was last read from. */
export const watchedFiles = <T>(read: () => Promise<FromFiles<T>>): WatchedFiles<T> => {
  let files: ReadonlySet<string> = new Set();
  let onChange = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  const watchers = new Map<string, FSWatcher>();
  // Folders are watched, since editors put a new file in the place of the old one.
  const follow = (): void => {
    for (const folder of new Set([...files].map((file) => dirname(file)))) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name !== null && ![...files].some((file) => dirname(file) === folder && basename(file) === name))
          return;
        clearTimeout(timer);
        timer = setTimeout(() => onChange(), SETTLE_MS);
      });
      watchers.set(folder, watcher);
    }
  };
  let watching = false;
  return {
    async load() {
      const loaded = await read();
      files = new Set(loaded.files);
      if (watching) follow();
      return loaded.value;
    },
    watch(listener) {
      onChange = listener;
      watching = true;
      follow();
    },
  };
};
