import { setTimeout as pause } from 'node:timers/promises';
import { ANNOUNCE } from './redis-scripts.ts';
import { openSharedLine } from './shared-line.ts';

/** How long Redis is waited for. */
const CONNECT_MS = 3_000;
const ANSWER_MS = 2_000;
/** Longer than any gateway keeps an entry. */
const TAG_LIFE_MS = 86_400_000;

/** Purges tags from outside any gateway: in Redis, and on each gateway that listens to it. Resolves to how many do, or to `null` if Redis doesn't answer. */
export const announcePurge = async ({
  redisUrl,
  prefix,
  tags,
}: {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly tags: readonly string[];
}): Promise<number | null> => {
  const line = openSharedLine({ redisUrl, prefix, answerMs: ANSWER_MS, onError: () => {} });
  try {
    for (const from = performance.now(); !line.asker.answers && performance.now() - from < CONNECT_MS; )
      await pause(20);
    const heard = await line.asker.ask(ANNOUNCE, [line.name, 0, TAG_LIFE_MS, ...tags]);
    return heard === undefined ? null : Number(String(heard));
  } finally {
    line.close();
  }
};
