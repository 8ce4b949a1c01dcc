import { Breaker } from '../observe/breaker.ts';
import type { FindWatcher, WatchedCommand } from '../observe/watching.ts';
import { inTime } from './in-time.ts';
import type { RedisClient } from './redis-client.ts';
import { run, type Script } from './redis-scripts.ts';

const REST_MS = 500;
/** Questions that may be open at once; more are not asked. What a frozen Redis leaves unanswered is bounded by this. */
const MAX_OPEN = 500;

export interface RedisAskerOptions {
  readonly redis: RedisClient;
  readonly prefix: string;
  /** The longest that one question may take, in milliseconds. */
  readonly answerMs: number;
  /** Who watches the request that a question is put for. */
  readonly watcher?: FindWatcher | undefined;
}

/** Is told how a question went. */
export type Tell = (outcome: WatchedCommand['outcome']) => void;

/** Puts questions to Redis, each a script: within their time, a bounded number at once, and only now and then to one that has failed three times in a row. */
export class RedisAsker {
  readonly #options: RedisAskerOptions;
  readonly #breaker = new Breaker(REST_MS);
  #open = 0;
  #failures = 0;

  constructor(options: RedisAskerOptions) {
    this.#options = options;
  }

  /** Whether it answered when it was last asked, as far as that is known. */
  get answers(): boolean {
    return this.#options.redis.status === 'ready' && !this.#breaker.open;
  }

  /** How many questions Redis refused, failed at or didn't answer in time. */
  get failures(): number {
    return this.#failures;
  }

  /** Who is to be told how a question goes that is put on behalf of the request at hand; `null` for nobody. */
  watching(script: Script): Tell | null {
    const { watcher } = this.#options;
    return watcher === undefined ? null : tellOf(watcher, script);
  }

  /** What a script answers; `undefined` if it doesn't. */
  async ask(
    script: Script,
    args: readonly (string | number | Buffer)[],
    tell: Tell | null = this.watching(script),
  ): Promise<unknown> {
    const { redis, prefix, answerMs } = this.#options;
    if (redis.status !== 'ready' || this.#open >= MAX_OPEN || !this.#breaker.allows()) {
      tell?.('NOT_ASKED');
      return undefined;
    }
    this.#open += 1;
    const asked = run(redis, script, prefix, args).finally(() => {
      this.#open -= 1;
    });
    try {
      const reply = await inTime(asked, answerMs);
      this.#breaker.succeeded();
      tell?.('ANSWERED');
      return reply;
    } catch (error) {
      // Frozen, cut off, read-only, loading: who asks needs to know no more than that there is no answer.
      this.#failures += 1;
      tell?.('FAILED');
      // One that is merely full still answers questions.
      if (!(error instanceof Error && error.message.includes('OOM'))) this.#breaker.failed();
      return undefined;
    }
  }
}

/** Tells whoever watches of a question that begins now; `null` for nobody. */
const tellOf = (find: FindWatcher, { name }: Script): Tell | null => {
  const watcher = find();
  if (watcher === undefined) return null;
  const startedAt = performance.now();
  return (outcome) =>
    watcher.command({
      to: 'REDIS',
      name,
      on: null,
      startedAt,
      ms: outcome === 'NOT_ASKED' ? 0 : performance.now() - startedAt,
      outcome,
    });
};
