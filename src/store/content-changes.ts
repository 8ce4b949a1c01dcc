/** Where a stream of changes goes on: the database's own word, which nobody else reads. */
export type ChangeToken = Readonly<Record<string, unknown>>;

export interface ChangePosition {
  readonly token: ChangeToken;
  /** When what it stands for happened. */
  readonly at: Date;
}

/** A record that somebody wrote or deleted, ourselves included. */
export interface ContentChange {
  readonly collection: string;
  /** Its `_id`; `null` where that is no text, as ours are. */
  readonly id: string | null;
}

/** What happened, in its order; what can't have changed what a record says is left out. */
export interface ChangeBatch {
  readonly changes: readonly ContentChange[];
  /** Whole collections that were dropped, or replaced by others. */
  readonly replaced: readonly string[];
  /** When the last of it happened, by the database's clock; `null` where nothing did. */
  readonly at: Date | null;
  /** Where to go on. */
  readonly token: ChangeToken;
  /** There is more already. */
  readonly more: boolean;
  /** Nothing more comes: the next watch goes on from `token`. */
  readonly ended: boolean;
}

export interface ChangeWatch {
  /** What is next, or an empty batch when nothing happens for a moment. Rejects with `WatchRefused`, and with what every read of the store rejects with. */
  next(): Promise<ChangeBatch>;
  close(): Promise<void>;
}

/** Change streams, and how far they have been followed. */
export interface ContentChanges {
  /** After this token; `null` for what comes from now on. */
  watch(after: ChangeToken | null): ChangeWatch;
  /** Up to where everything was taken in. */
  position(): Promise<ChangePosition | null>;
  keep(position: ChangePosition): Promise<void>;
}

/** UNSUPPORTED: no replica set. FORBIDDEN: this user may not watch. LOST: the database no longer has what came after the token. */
export type RefusalOfWatch = 'UNSUPPORTED' | 'FORBIDDEN' | 'LOST';

export class WatchRefused extends Error {
  override readonly name = 'WatchRefused';
  readonly refusal: RefusalOfWatch;

  constructor(refusal: RefusalOfWatch, cause: Error) {
    super(cause.message, { cause });
    this.refusal = refusal;
  }
}
