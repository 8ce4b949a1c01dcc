import { setTimeout as pause } from 'node:timers/promises';
import { ANNOUNCE } from './redis-scripts.ts';
import { openSharedLine } from './shared-line.ts';

/** How long Redis is waited for. */
const CONNECT_MS = 3_000;
const ANSWER_MS = 2_000;
/** Longer than any gateway keeps an entry. */
const TAG_LIFE_MS = 86_400_000;

export interface OutsidePurges {
  /** Purges tags in Redis, and on each gateway that listens to it. Resolves to how many do, or to `null` if Redis doesn't answer. */
  purge(tags: readonly string[]): Promise<number | null>;
  close(): void;
}

/** Purges from outside any gateway: by somebody at a terminal, or by an import that writes past them. */
export const openOutsidePurges = ({
  redisUrl,
  prefix,
}: {
  readonly redisUrl: string;
  readonly prefix: string;
}): OutsidePurges => {
  const line = openSharedLine({ redisUrl, prefix, answerMs: ANSWER_MS, onError: () => {} });
  const from = performance.now();
  return {
    purge: async (tags) => {
      while (!line.asker.answers && performance.now() - from < CONNECT_MS) await pause(20);
      const heard = await line.asker.ask(ANNOUNCE, [line.name, 0, TAG_LIFE_MS, ...tags]);
      return heard === undefined ? null : Number(String(heard));
    },
    close: () => line.close(),
  };
};
