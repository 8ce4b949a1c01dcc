import { AsyncLocalStorage } from 'node:async_hooks';

/** A command to MongoDB, or a question to Redis, when it is over. */
export interface WatchedCommand {
  readonly to: 'MONGODB' | 'REDIS';
  readonly name: string;
  /** The collection. */
  readonly on: string | null;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly ms: number;
  /** `NOT_ASKED`: it has failed too often lately. */
  readonly outcome: 'ANSWERED' | 'FAILED' | 'NOT_ASKED';
}

export interface Watcher {
  command(told: WatchedCommand): void;
}

/** Who watches the request on whose behalf this is done; `undefined` for nobody. */
export type FindWatcher = () => Watcher | undefined;

/**
 * Follows requests that somebody watches through everything that is done for them. Node keeps account of every promise as long as anything is followed, so nothing is while nobody
 * watches.
 */
export class Watching {
  readonly #followed = new AsyncLocalStorage<Watcher>();
  #watched = 0;

  readonly find: FindWatcher = () => (this.#watched === 0 ? undefined : this.#followed.getStore());

  async run<T>(watcher: Watcher, operation: () => Promise<T>): Promise<T> {
    this.#watched += 1;
    try {
      return await this.#followed.run(watcher, operation);
    } finally {
      this.#watched -= 1;
      if (this.#watched === 0) this.#followed.disable();
    }
  }
}
