import type { Database } from './database.ts';
import type { Journal, Mark } from './journal.ts';
import { Restoration } from './restore.ts';
import { readSnapshot, removeSnapshot, writeSnapshot } from './snapshot.ts';

/** More garbage than what is alive, and more than this, is worth writing the journal anew. */
const COMPACT_BYTES = 16 * 1024 * 1024;
/** A journal that goes on for longer than this after its snapshot is worth another one: that much is replayed in half a second. */
const SNAPSHOT_BYTES = 16 * 1024 * 1024;

/** Keeps the snapshot of a folder in step with its journal, at the start and at the end. */
export class FolderSnapshot {
  readonly #folder: string;
  readonly #database: Database;
  readonly #journal: Journal;
  readonly #say: (message: string) => void;
  #mark: Mark | null = null;
  /** How many text indexes the snapshot has. */
  #texts = 0;

  /** `say` is told what an operator may want to know. */
  constructor(folder: string, database: Database, journal: Journal, say: (message: string) => void) {
    this.#folder = folder;
    this.#database = database;
    this.#journal = journal;
    this.#say = say;
  }

  /** Fills the empty database with what the folder holds. */
  restore(): void {
    this.#read();
    if (this.#isMostlyGarbage()) {
      removeSnapshot(this.#folder);
      this.#mark = null;
      this.#texts = 0;
      this.#journal.rewrite(this.#database.entries());
      this.#say('wrote the journal anew');
    }
    if (!this.keep()) return;
    // What was worked out of the whole journal is in memory: written down, it needn't be.
    this.#database.collections.clear();
    this.#read();
  }

  #read(): void {
    this.#mark = readSnapshot(this.#folder, this.#database, this.#journal);
    this.#texts = this.#wholeTexts();
    const restoration = new Restoration(this.#database);
    this.#journal.replay(
      this.#mark,
      (entry, place) => restoration.take(entry, place),
      (bytes) => this.#say(`dropped ${bytes} bytes of a write that a crash had cut short`),
      (from, to) =>
        this.#say(`bytes ${from} to ${to} of journal.bson are damaged: what was written there is lost`),
    );
    restoration.end();
  }

  /** Writes a snapshot, if much was written since the last one. A start without it takes longer, so a failure is only told. */
  keep(): boolean {
    if (!this.#isWorthIt()) return false;
    try {
      writeSnapshot(this.#folder, this.#database, this.#journal);
      return true;
    } catch (error) {
      this.#say(`no snapshot was written, so the next start takes longer: ${String(error)}`);
      return false;
    }
  }

  #isWorthIt(): boolean {
    const { size } = this.#journal;
    if (size - (this.#mark?.size ?? 0) > SNAPSHOT_BYTES) return true;
    return size > SNAPSHOT_BYTES && this.#wholeTexts() > this.#texts;
  }

  /** Text indexes that are filled, which takes much longer than all else. */
  #wholeTexts(): number {
    return [...this.#database.collections.values()].filter(({ text }) => text.whole !== null).length;
  }

  #isMostlyGarbage(): boolean {
    let alive = 0;
    for (const { documents } of this.#database.collections.values())
      for (const [, { length }] of documents.places()) alive += length;
    return this.#journal.size - alive > Math.max(alive, COMPACT_BYTES);
  }
}
