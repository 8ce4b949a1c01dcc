import type { EventDraft } from './newsroom-event.ts';

/** What a command was known by to whoever gave it, so that giving it again does nothing. */
export interface CommandKey {
  /** The giver's subject and their key: unique for a day. */
  readonly id: string;
  /** What was asked, as a hash: the same key with another question is a mistake. */
  readonly fingerprint: string;
}

/**
 * What a write leaves to be done once it is stored: the revision, the event and the answer of the command. It is kept inside the document that was written, in the same
 * command, and taken away when all of it is done: so a crash at any moment leaves either nothing, or a document that says what is missing.
 */
export interface PendingWrite {
  /** Random: tells this write from another that led to the same version. */
  readonly id: string;
  readonly event: EventDraft;
  readonly command: CommandKey | null;
}

/** A record as it is stored, and what is pending of the write that led to it. */
export interface KeptRecord<R> {
  readonly record: R;
  readonly pending: PendingWrite | null;
  /** Whether this very version was told, and, of a story, has its revision: not so for what was imported. */
  readonly recorded: boolean;
  /** Whether it is just as Dateline wrote it. `null`: nobody can say, since it was written before that was noted, or by others alone. */
  readonly sealed: boolean | null;
  /** Under which tags it stood when it was written whole and told to nobody, as an import does; empty where that isn't known. */
  readonly stood: readonly string[];
}

/** The answer of a command that came with a key, kept for a day. */
export interface CommandRecord {
  readonly _id: string;
  readonly fingerprint: string;
  readonly at: Date;
  readonly subjectId: string;
  /** The version that the command led to. */
  readonly version: number;
  /** The subject as the command left it; `null` for stories, whose revision says so. */
  readonly record: unknown;
}
