import type { BlockRecord, LiveEntryRecord, LiveState } from '../content/records.ts';
import type { Viewer } from '../content/viewer.ts';
import { type ArticleInput, type ArticleOutcome, changeArticle } from './article-change.ts';
import { type BlockInput, blockIdFor, blocksOf, newBlockId } from './block-input.ts';
import { checkBlocks } from './block-references.ts';
import type { DeskParts } from './desk-parts.ts';
import { ownKey } from './own-key.ts';
import { type RichTextInput, richTextOf } from './rich-text-input.ts';
import type { StoryFields } from './story-record.ts';
import { checkLength, checkMaybe } from './text-input.ts';
import type { Complaints } from './user-error.ts';

type Maybe<T> = T | null | undefined;

export interface StartLiveInput extends ArticleInput {
  readonly summary?: Maybe<RichTextInput>;
}
export interface LiveEntryInput {
  /** When it happened; now if left out. */
  readonly at?: Maybe<Date>;
  readonly title?: Maybe<string>;
  readonly key?: Maybe<boolean>;
  readonly blocks?: Maybe<readonly BlockInput[]>;
}
export interface AddEntryInput extends ArticleInput {
  readonly entry: LiveEntryInput;
}
export interface EditEntryInput extends AddEntryInput {
  readonly entryId: string;
}
export interface EntryInput extends ArticleInput {
  readonly entryId: string;
}
export interface PinInput extends ArticleInput {
  readonly entryIds: readonly string[];
}

const MAX_PINNED = 20;
const MAX_TITLE = 500;

const isEntry = (block: BlockRecord): block is LiveEntryRecord => block.type === 'LiveEntry';

/** Entries stand before everything else, newest first: one that is new is put where its moment belongs. */
const withEntry = (blocks: readonly BlockRecord[], entry: LiveEntryRecord): BlockRecord[] => {
  const others = blocks.filter(({ id }) => id !== entry.id);
  const entries = others.filter(isEntry);
  const older = entries.find(({ at }) => at <= entry.at);
  if (older !== undefined) return others.toSpliced(others.indexOf(older), 0, entry);
  const last = entries.at(-1);
  return others.toSpliced(last === undefined ? 0 : others.indexOf(last) + 1, 0, entry);
};

/** Commands on live blogs. Many reporters write one at once, so what doesn't depend on the rest needs no version. */
export const liveCommands = (parts: DeskParts, viewer: Viewer) => {
  const live = (fields: StoryFields, complaints: Complaints): LiveState | null => {
    if (fields.live === null || !fields.live.isLive)
      complaints.add(['id'], 'ILLEGAL_STATE', 'The story is no live blog, or its live blog is closed.');
    return fields.live;
  };
  const find = (fields: StoryFields, entryId: string, complaints: Complaints): LiveEntryRecord | null => {
    const entry = fields.blocks.filter(isEntry).find(({ id }) => id === entryId);
    if (entry === undefined) complaints.add(['entryId'], 'NOT_FOUND', 'The live blog has no such entry.');
    return entry ?? null;
  };
  const inner = async (
    { blocks }: LiveEntryInput,
    earlier: readonly BlockRecord[],
    storyId: string,
    complaints: Complaints,
  ): Promise<readonly BlockRecord[]> => {
    if (blocks == null) return earlier;
    const path = ['entry', 'blocks'];
    return await checkBlocks(
      blocksOf(blocks, path, { earlier, complaints }),
      storyId,
      path,
      parts.store,
      complaints,
    );
  };

  return {
    start: (input: StartLiveInput): Promise<ArticleOutcome> =>
      changeArticle(parts, viewer, 'startLiveBlog', 'LIVE_STARTED', input, (fields, { at, complaints }) => {
        if (fields.live?.isLive) complaints.add(['id'], 'ILLEGAL_STATE', 'The story is live already.');
        const summary =
          input.summary == null
            ? (fields.live?.summary ?? [])
            : richTextOf(input.summary, ['summary'], complaints);
        return {
          ...fields,
          updatedAt: at,
          live: { isLive: true, pinnedEntryIds: fields.live?.pinnedEntryIds ?? [], summary },
        };
      }),

    addEntry: async (input: AddEntryInput): Promise<ArticleOutcome> => {
      const { idempotencyKey: key } = input;
      const entryId = key == null ? newBlockId() : blockIdFor(ownKey(viewer, key));
      const outcome = await changeArticle(
        parts,
        viewer,
        'addLiveEntry',
        'LIVE_ENTRY_ADDED',
        input,
        async (fields, { at, complaints }) => {
          live(fields, complaints);
          const blocks = await inner(input.entry, [], input.id, complaints);
          if (blocks.length === 0 && !input.entry.title)
            complaints.add(['entry'], 'REQUIRED', 'An entry has a title or a text.');
          const entry: LiveEntryRecord = {
            id: entryId,
            type: 'LiveEntry',
            at: input.entry.at ?? at,
            updatedAt: at,
            headline: checkMaybe(input.entry.title, ['entry', 'title'], MAX_TITLE, complaints),
            key: input.entry.key ?? false,
            blocks,
          };
          return { ...fields, updatedAt: at, blocks: withEntry(fields.blocks, entry) };
        },
        entryId,
      );
      return { ...outcome, blockId: outcome.announced === null ? null : entryId };
    },

    editEntry: async (input: EditEntryInput): Promise<ArticleOutcome> => ({
      ...(await changeArticle(
        parts,
        viewer,
        'editLiveEntry',
        'LIVE_ENTRY_EDITED',
        input,
        async (fields, { at, complaints }) => {
          const entry = find(fields, input.entryId, complaints);
          if (entry === null) return fields;
          const { title, key } = input.entry;
          const edited: LiveEntryRecord = {
            ...entry,
            at: input.entry.at ?? entry.at,
            updatedAt: at,
            headline:
              title === undefined
                ? entry.headline
                : checkMaybe(title, ['entry', 'title'], MAX_TITLE, complaints),
            key: key ?? entry.key,
            blocks: await inner(input.entry, entry.blocks, input.id, complaints),
          };
          const same = edited.at.getTime() === entry.at.getTime();
          return {
            ...fields,
            updatedAt: at,
            blocks: same
              ? fields.blocks.map((block) => (block.id === entry.id ? edited : block))
              : withEntry(fields.blocks, edited),
          };
        },
        input.entryId,
      )),
      blockId: input.entryId,
    }),

    pin: (input: PinInput): Promise<ArticleOutcome> =>
      changeArticle(
        parts,
        viewer,
        'pinLiveEntries',
        'LIVE_ENTRY_PINNED',
        input,
        (fields, { at, complaints }) => {
          const state = live(fields, complaints);
          checkLength(input.entryIds, ['entryIds'], MAX_PINNED, complaints);
          for (const entryId of input.entryIds) find(fields, entryId, complaints);
          return state === null
            ? fields
            : { ...fields, updatedAt: at, live: { ...state, pinnedEntryIds: [...new Set(input.entryIds)] } };
        },
      ),

    removeEntry: async (input: EntryInput): Promise<ArticleOutcome> => ({
      ...(await changeArticle(
        parts,
        viewer,
        'removeLiveEntry',
        'LIVE_ENTRY_REMOVED',
        input,
        (fields, { at, complaints }) => {
          find(fields, input.entryId, complaints);
          return {
            ...fields,
            updatedAt: at,
            blocks: fields.blocks.filter(({ id }) => id !== input.entryId),
            live:
              fields.live === null
                ? null
                : {
                    ...fields.live,
                    pinnedEntryIds: fields.live.pinnedEntryIds.filter((id) => id !== input.entryId),
                  },
          };
        },
        input.entryId,
      )),
      blockId: input.entryId,
    }),

    close: (input: ArticleInput): Promise<ArticleOutcome> =>
      changeArticle(parts, viewer, 'closeLiveBlog', 'LIVE_CLOSED', input, (fields, { at, complaints }) => {
        const state = live(fields, complaints);
        return state === null ? fields : { ...fields, updatedAt: at, live: { ...state, isLive: false } };
      }),
  };
};
