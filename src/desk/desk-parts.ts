import type { Clock } from '../content/clock.ts';
import type { Store } from '../store/store.ts';
import type { EventWriter } from './event-writer.ts';

/** What every command of an instance works with. */
export interface DeskParts {
  /** With every write announced; what it reads comes from the source. */
  readonly store: Store;
  readonly purge: (tags: readonly string[]) => Promise<{ readonly announced: boolean }>;
  readonly events: EventWriter;
  /** One command at a time on one record. */
  readonly turn: <T>(id: string, operation: () => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly newsroom: {
    readonly locale: string;
    /** Where the newsroom's pages live, without a slash at the end. */
    readonly siteUrl: string;
  };
  /** Told after each command, done or refused: what was read before may be old. */
  readonly onCommand: () => void;
  /** Told of what failed after a command was done: it will be tried again. */
  readonly onFailure: (error: unknown) => void;
}
