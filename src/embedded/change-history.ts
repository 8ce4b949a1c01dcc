import { randomBytes } from 'node:crypto';
import type { Bytes } from './bson-bytes.ts';
import { CommandError } from './command-error.ts';

export type ChangeKind = 'insert' | 'update' | 'replace' | 'delete' | 'drop' | 'dropDatabase';

/** How a change came about: what of it isn't in the document that it left. */
export interface ChangeNote {
  readonly kind: ChangeKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** For updates: the paths that have another value now, and those that are gone. */
  readonly updated?: readonly string[];
  readonly removed?: readonly string[];
}

/** Something that happened, with its place among all that happened. */
export interface Change extends ChangeNote {
  readonly position: number;
  readonly ns: string;
  /** The `_id`, for changes of documents. */
  readonly id: unknown;
  /** The document as the change left it. */
  readonly document: Bytes | null;
}

const MAX_CHANGES = 20_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** Dropped from the front so many at a time: one by one would move all the others each time. */
const SLACK = 1_000;
/** When nobody has watched for so long, nothing is kept any more. */
const UNWATCHED_MS = 3_600_000;

/**
 * What happened lately, for change streams: as much as fits. Nothing is kept until somebody watches for the first time. `era` tells this run of positions from any other, so that
 * a token of another database is not taken for one of ours.
 */
export class ChangeHistory {
  #era: string | null = null;
  #changes: Change[] = [];
  #bytes = 0;
  #last = 0;
  /** Up to where watchers may be told: what a crash could still take away isn't told. */
  #revealed = 0;
  #usedAt = 0;
  readonly #waiting = new Set<() => void>();

  get era(): string | null {
    return this.#era;
  }

  /** The position of the newest change, revealed or not. */
  get last(): number {
    return this.#last;
  }

  get revealed(): number {
    return this.#revealed;
  }

  /** What is kept, the oldest first. */
  get kept(): readonly Change[] {
    return this.#changes;
  }

  begin(era = randomBytes(8).toString('hex').toUpperCase(), position = 0): void {
    this.end();
    this.#era = era;
    this.#last = position;
    this.#revealed = position;
    this.#usedAt = Date.now();
  }

  end(): void {
    this.#era = null;
    this.#changes = [];
    this.#bytes = 0;
  }

  /** Whether it is kept for nobody any more. */
  isUnwatched(): boolean {
    return this.#era !== null && Date.now() - this.#usedAt > UNWATCHED_MS;
  }

  /** Takes a change in, unrevealed. */
  record(change: Omit<Change, 'position'>): void {
    if (this.#era === null) return;
    this.#last += 1;
    this.#changes.push({ ...change, position: this.#last });
    this.#bytes += change.document?.byteLength ?? 0;
    if (this.#changes.length > MAX_CHANGES + SLACK || this.#bytes > MAX_BYTES) this.#shorten();
  }

  #shorten(): void {
    let many = Math.max(0, this.#changes.length - MAX_CHANGES);
    let bytes = this.#changes.slice(many).reduce((sum, { document }) => sum + (document?.byteLength ?? 0), 0);
    for (; bytes > MAX_BYTES * 0.9; many += 1) bytes -= this.#changes[many]?.document?.byteLength ?? 0;
    this.#changes.splice(0, many);
    this.#bytes = bytes;
  }

  /** Everything up to this position is on the disk: whoever watches is told. */
  reveal(position: number): void {
    if (position <= this.#revealed) return;
    this.#revealed = position;
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** The change right after this position; `null` if there is none yet. Throws ChangeStreamHistoryLost where that is no longer known. */
  next(position: number): Change | null {
    this.#usedAt = Date.now();
    if (position >= this.#revealed) return null;
    return this.at(position + 1) ?? lost();
  }

  /** The change at this position, if it is still kept. */
  at(position: number): Change | undefined {
    return this.#changes[position - (this.#changes[0]?.position ?? 0)];
  }

  /** The position right before the first change at or after a second since the epoch. */
  before(second: number): number {
    const first = this.#changes[0];
    if (first === undefined || Math.floor(first.at / 1_000) >= second) return lost();
    const found = this.#changes.find(({ at }) => Math.floor(at / 1_000) >= second);
    return found === undefined ? this.#revealed : found.position - 1;
  }

  /** Resolves when something is revealed after this position, when the time is up, or when `signal` says so. */
  wait(position: number, ms: number, signal: AbortSignal): Promise<void> {
    if (position < this.#revealed || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(over);
        signal.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, ms);
      timer.unref();
      this.#waiting.add(over);
      signal.addEventListener('abort', over);
    });
  }
}

const lost = (): never => {
  throw new CommandError(
    'ChangeStreamHistoryLost',
    'Resume of change stream was not possible, as the resume point may no longer be in the history',
    { errorLabels: ['NonResumableChangeStreamError'] },
  );
};
