import { GatewayError } from '../content/errors.ts';
import type { EventKind } from '../content/newsroom-event.ts';
import type { Viewer } from '../content/viewer.ts';
import type { CommandInput } from './article-change.ts';
import type { CollectionName, RecordOf } from './collections.ts';
import type { DeskParts } from './desk-parts.ts';
import { type Outcome, perform } from './perform.ts';
import { authorize, type CommandName } from './permissions.ts';
import { Complaints, refused } from './user-error.ts';

/** What a command on a tag, a correspondent, an edition or a post is given. */
export interface RecordInput extends CommandInput {
  readonly id: string;
  /** The version that the giver has seen; without one the command is given on whatever is there. */
  readonly version?: number | null | undefined;
}

export interface RecordChange<C extends CollectionName> {
  readonly command: CommandName;
  readonly collection: C;
  readonly kind: EventKind;
  readonly id: string;
  readonly expected: number | null | 'ANY';
  readonly input: CommandInput;
  readonly otherId?: string | null;
  /** The next record. It is `null` where complaints say why there is none. */
  readonly change: (
    before: RecordOf<C> | null,
    context: { readonly at: Date; readonly complaints: Complaints },
  ) => RecordOf<C> | null | Promise<RecordOf<C> | null>;
  /** The surrogate tags of what ends with the change. */
  readonly tags: (
    before: RecordOf<C> | null,
    after: RecordOf<C>,
  ) => readonly string[] | Promise<readonly string[]>;
  /** Whether the record need not be there yet. */
  readonly mayBeNew?: boolean;
  /** Where in the input a key stands that another record may have. */
  readonly keyPath?: readonly string[];
}

/** Carries out a command on a thing that isn't a story. */
export const changeRecord = async <C extends CollectionName>(
  parts: DeskParts,
  viewer: Viewer,
  {
    command,
    collection,
    kind,
    id,
    expected,
    input,
    otherId = null,
    mayBeNew = expected === null,
    change,
    tags,
    keyPath = ['slug'],
  }: RecordChange<C>,
): Promise<Outcome<RecordOf<C>>> => {
  authorize(viewer, command);
  const { idempotencyKey, clientMutationId: _, ...asked } = input;
  try {
    return await perform(parts, viewer, {
      command,
      collection,
      id,
      expected,
      key: idempotencyKey ?? null,
      asked,
      compose: async (before, at) => {
        if (before === null && !mayBeNew)
          return { errors: refused(['id'], 'NOT_FOUND', `There is nothing with the id ${id}.`) };
        const complaints = new Complaints();
        const after = await change(before, { at, complaints });
        if (complaints.any || after === null) return { errors: complaints.all };
        return {
          after,
          event: { kind, otherId, tags: [...new Set(await tags(before, after))], visibleFrom: null },
        };
      },
    });
  } catch (error) {
    // Two that came at the same moment: the index has let one of them in.
    if (!(error instanceof GatewayError) || error.code !== 'CONFLICT' || !error.message.includes('has this'))
      throw error;
    return {
      record: null,
      userErrors: refused(keyPath, 'TAKEN', 'Another one has it already.'),
      lost: null,
      announced: null,
    };
  }
};
