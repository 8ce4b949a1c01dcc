import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { GatewayError } from '../content/errors.ts';
import type { EventDraft } from '../content/newsroom-event.ts';
import type { CommandKey, KeptRecord, PendingWrite } from '../content/pending-write.ts';
import { revisionId } from '../content/revision-id.ts';
import type { Viewer } from '../content/viewer.ts';
import { type CollectionName, type RecordOf, writesOf } from './collections.ts';
import type { DeskParts } from './desk-parts.ts';
import { ownKey } from './own-key.ts';
import { keepEarlier, settle } from './settle.ts';
import { takeInHeld } from './take-in.ts';
import { refused, type UserError } from './user-error.ts';

/** What a command makes of the record that it finds: the next one (its version is counted here), or what is wrong. */
export type Composed<R> =
  | {
      readonly after: R;
      readonly event: Pick<EventDraft, 'kind' | 'otherId' | 'tags' | 'visibleFrom'>;
    }
  | { readonly errors: readonly UserError[] };

export interface Change<C extends CollectionName> {
  readonly command: string;
  readonly collection: C;
  readonly id: string;
  /** The version that the giver has seen; `null` for a record that is to be new, `'ANY'` where the change bears with any. */
  readonly expected: number | null | 'ANY';
  /** Throws FORBIDDEN where the record isn't the viewer's to write: asked before anything is settled, compared or written. */
  readonly admit?: (before: RecordOf<C>) => Promise<void>;
  /** Makes the next record of the present one; may be called again with a later one. Throws FORBIDDEN for what it would move out of the viewer's reach. */
  readonly compose: (
    before: RecordOf<C> | null,
    at: Date,
  ) => Composed<RecordOf<C>> | Promise<Composed<RecordOf<C>>>;
  /** Given with the command so that giving it again does nothing. */
  readonly key: string | null;
  /** What was asked, to tell a repeat from another question under the same key. */
  readonly asked: unknown;
}

export interface Outcome<R> {
  /** As the command left it, or as it is where the command was refused; `null` if it isn't there. */
  readonly record: R | null;
  readonly userErrors: readonly UserError[];
  /** For a lost update: what this command would have stored on the version that it saw. */
  readonly lost: { readonly yours: R | null; readonly expected: number } | null;
  /** Whether other instances have been told; `null` where nothing was written. */
  readonly announced: boolean | null;
}

/** How often a change that bears with any version is tried on the next one. */
const ATTEMPTS = 40;
/** How often a change is composed anew because another record took one of its keys at the same moment: then it sees that one. */
const KEY_ATTEMPTS = 3;
const MAX_KEY = 200;

const keyOf = (viewer: Viewer, key: string | null, command: string, asked: unknown): CommandKey | null =>
  key === null
    ? null
    : {
        id: ownKey(viewer, key),
        fingerprint: createHash('sha256')
          .update(JSON.stringify([command, asked]))
          .digest('hex'),
      };

/** Carries one command out: all of it, or nothing. */
export const perform = async <C extends CollectionName>(
  parts: DeskParts,
  viewer: Viewer,
  change: Change<C>,
): Promise<Outcome<RecordOf<C>>> => {
  // Of a half of a character MongoDB would make another one, and of two keys one.
  if (change.key !== null && (change.key === '' || change.key.length > MAX_KEY || !change.key.isWellFormed()))
    throw new GatewayError('BAD_USER_INPUT', `\`idempotencyKey\` has from 1 to ${MAX_KEY} whole characters.`);
  try {
    return await parts.turn(change.id, () => new Performance(parts, viewer, change).run());
  } finally {
    parts.onCommand();
  }
};

class Performance<C extends CollectionName> {
  readonly #parts: DeskParts;
  readonly #viewer: Viewer;
  readonly #change: Change<C>;
  readonly #command: CommandKey | null;
  #takenKeys = 0;

  constructor(parts: DeskParts, viewer: Viewer, change: Change<C>) {
    this.#parts = parts;
    this.#viewer = viewer;
    this.#change = change;
    this.#command = keyOf(viewer, change.key, change.command, change.asked);
  }

  async run(): Promise<Outcome<RecordOf<C>>> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const kept = await this.#present();
      // Looked up after what was pending is settled: then the key of every command done to this record is there.
      const earlier = await this.#answered();
      if (earlier !== null) return earlier;
      const outcome = await this.#attempt(kept);
      if (outcome !== null) return outcome;
      await pause(Math.random() * 4 * attempt);
    }
    throw new GatewayError('CONFLICT', 'Too many others write the same thing at this moment.');
  }

  /** The record with nothing pending of its last write. */
  async #present(): Promise<KeptRecord<RecordOf<C>> | null> {
    const { collection, id } = this.#change;
    const [kept] = await writesOf(this.#parts.store.writes, collection).kept([id]);
    if (kept === undefined) return null;
    await this.#change.admit?.(kept.record);
    if (kept.sealed === false) return await this.#afterOthers(kept);
    if (kept.pending !== null) await settle(this.#parts, collection, kept.record, kept.pending);
    return kept;
  }

  /** What others wrote past the desk, and nobody has taken in yet, comes first: whoever hasn't seen it is told so, and what it changed is told. */
  async #afterOthers(kept: KeptRecord<RecordOf<C>>): Promise<KeptRecord<RecordOf<C>>> {
    const { collection, id } = this.#change;
    await takeInHeld(this.#parts, id, { actor: 'cms', onlyOthers: true });
    return (await writesOf(this.#parts.store.writes, collection).kept([id]))[0] ?? kept;
  }

  /** One try; `null` if somebody else was quicker and the change bears with that. */
  async #attempt(kept: KeptRecord<RecordOf<C>> | null): Promise<Outcome<RecordOf<C>> | null> {
    const { expected, compose, collection, id } = this.#change;
    const before = kept?.record ?? null;
    const at = new Date(this.#parts.clock());
    if (expected !== 'ANY' && expected !== (before?.version ?? null)) return await this.#lost(before, at);
    const composed = await compose(before, at);
    if ('errors' in composed)
      return { record: before, userErrors: composed.errors, lost: null, announced: null };
    const version = (before?.version ?? 0) + 1;
    const after: RecordOf<C> = { ...composed.after, version };
    const pending: PendingWrite = {
      id: randomBytes(12).toString('base64url'),
      event: { ...composed.event, at, subjectId: id, version, actor: this.#viewer.subject ?? 'unknown' },
      command: this.#command,
    };
    if (kept !== null) await keepEarlier(this.#parts, collection, kept);
    const announced = await this.#write(after, before?.version ?? null, pending);
    if (announced === null) return null;
    // It is done, and will be whole even if this fails: whoever comes next finds what is pending.
    await settle(this.#parts, collection, after, pending).catch(this.#parts.onFailure);
    return { record: after, userErrors: [], lost: null, announced };
  }

  /** Whether the write was announced; `null` if it wasn't done. Where the answer was lost on the way, the record itself says what came of it. */
  async #write(after: RecordOf<C>, expected: number | null, pending: PendingWrite): Promise<boolean | null> {
    const writes = writesOf(this.#parts.store.writes, this.#change.collection);
    for (let again = false; ; again = true) {
      try {
        const { written, announced } = await writes.write(after, expected, pending);
        if (written) return announced;
        return again && (await this.#isOurs(after, pending)) ? announced : null;
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        if (error.code === 'CONFLICT' && ++this.#takenKeys < KEY_ATTEMPTS) return null;
        if (again || error.code !== 'STORE_UNAVAILABLE') throw error;
      }
    }
  }

  /** Whether the version that is there, or was there before others went on, is the one of this very write. */
  async #isOurs({ _id, version }: RecordOf<C>, { id, event }: PendingWrite): Promise<boolean> {
    const { store } = this.#parts;
    const [kept] = await writesOf(store.writes, this.#change.collection).kept([_id]);
    if (kept === undefined || kept.record.version < version) return false;
    if (kept.pending !== null && kept.record.version === version) return kept.pending.id === id;
    // Settled by somebody in the meantime: then the log has it. A version is written once, so its author and moment tell whose it is.
    const [placed] = await store.events.append([event]);
    return placed?.at.getTime() === event.at.getTime() && placed.actor === event.actor;
  }

  async #lost(before: RecordOf<C> | null, at: Date): Promise<Outcome<RecordOf<C>>> {
    const { expected, id } = this.#change;
    if (before === null || expected === null || expected === 'ANY')
      return {
        record: before,
        userErrors:
          before === null
            ? refused(['id'], 'NOT_FOUND', `There is nothing with the id ${id}.`)
            : refused(
                ['version'],
                'VERSION_CONFLICT',
                `It is there already, at version ${before.version}, and the command was given without one. Look at what it has, then give it again on version ${before.version}.`,
              ),
        lost: null,
        announced: null,
      };
    const yours = await this.#onVersion(expected, at);
    return {
      record: before,
      userErrors: refused(
        ['version'],
        'VERSION_CONFLICT',
        `Somebody else has written it: it is at version ${before.version}, and the command was given on version ${expected}. Look at what changed, then give it again on version ${before.version}.`,
      ),
      lost: { yours, expected },
      announced: null,
    };
  }

  /** What the command would have made of the version that its giver saw, where that is still known. */
  async #onVersion(version: number, at: Date): Promise<RecordOf<C> | null> {
    const { collection, id, compose } = this.#change;
    if (collection !== 'articles') return null;
    const [seen] = await this.#parts.store.revisions.byIds([revisionId(id, version)]);
    if (seen === undefined) return null;
    const composed = await compose(seen.article as unknown as RecordOf<C>, at);
    return 'after' in composed ? composed.after : null;
  }

  /** The first answer, where a command with this key was done already. */
  async #answered(): Promise<Outcome<RecordOf<C>> | null> {
    if (this.#command === null) return null;
    const done = await this.#parts.store.commands.get(this.#command.id);
    if (done === null) return null;
    if (done.fingerprint !== this.#command.fingerprint)
      return {
        record: null,
        userErrors: refused(
          ['idempotencyKey'],
          'KEY_REUSED',
          'Another command was given with this key today: take a new one for each command.',
        ),
        lost: null,
        announced: null,
      };
    const { store } = this.#parts;
    const record =
      this.#change.collection === 'articles'
        ? (await store.revisions.byIds([revisionId(done.subjectId, done.version)]))[0]?.article
        : done.record;
    return { record: record as RecordOf<C>, userErrors: [], lost: null, announced: true };
  }
}
