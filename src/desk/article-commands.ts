import type { CorrectionRecord, CorrectionType } from '../content/records.ts';
import { revisionId } from '../content/revision-id.ts';
import type { Viewer } from '../content/viewer.ts';
import { type ArticleInput, type ArticleOutcome, changeArticle, withBios } from './article-change.ts';
import { newBlockId } from './block-input.ts';
import type { DeskParts } from './desk-parts.ts';
import { applyStory } from './draft-commands.ts';
import { filledRichText, type RichTextInput } from './rich-text-input.ts';
import { readStory, type StoryInput } from './story-input.ts';
import type { StoryFields } from './story-record.ts';
import type { Path } from './text-input.ts';
import type { Complaints } from './user-error.ts';

type Maybe<T> = T | null | undefined;

export interface ScheduleInput extends ArticleInput {
  readonly publishAt: Date;
}
export interface EmbargoInput extends ArticleInput {
  /** `null` lifts it. */
  readonly until?: Maybe<Date>;
}
export interface UpdateInput extends ArticleInput {
  readonly story: StoryInput;
  /** What readers are told of the change. */
  readonly publicNote?: Maybe<RichTextInput>;
}
export interface CorrectInput extends ArticleInput {
  readonly type: CorrectionType;
  readonly note: RichTextInput;
  /** What is put right along with it. */
  readonly story?: Maybe<StoryInput>;
}
export interface RetractInput extends ArticleInput {
  /** What those are told who come to the story's address. */
  readonly note: RichTextInput;
}
export interface RestoreInput extends ArticleInput {
  /** The version whose words come back; those of now if left out. */
  readonly revision?: Maybe<number>;
}

/** Commands on stories that are there. Drafts have a file of their own, and live blogs. */
export const articleCommands = (parts: DeskParts, viewer: Viewer) => ({
  submit: (input: ArticleInput): Promise<ArticleOutcome> =>
    changeArticle(parts, viewer, 'submitArticle', 'ARTICLE_SUBMITTED', input, (fields, { at }) => ({
      ...fields,
      publishedAt: null,
      updatedAt: at,
    })),

  schedule: (input: ScheduleInput): Promise<ArticleOutcome> =>
    changeArticle(
      parts,
      viewer,
      'scheduleArticle',
      'ARTICLE_SCHEDULED',
      input,
      async (fields, { at, complaints }) => {
        if (input.publishAt <= at)
          complaints.add(['publishAt'], 'INVALID', 'It is past: `publishArticle` puts a story live now.');
        return {
          ...(await readyToPublish(fields, parts, complaints)),
          publishedAt: input.publishAt,
          updatedAt: at,
        };
      },
    ),

  embargo: (input: EmbargoInput): Promise<ArticleOutcome> =>
    changeArticle(
      parts,
      viewer,
      'embargoArticle',
      'ARTICLE_EMBARGOED',
      input,
      (fields, { at, complaints }) => {
        if (input.until != null && input.until <= at) complaints.add(['until'], 'INVALID', 'It is past.');
        return { ...fields, embargoedUntil: input.until ?? null, updatedAt: at };
      },
    ),

  publish: (input: ArticleInput): Promise<ArticleOutcome> =>
    changeArticle(
      parts,
      viewer,
      'publishArticle',
      'ARTICLE_PUBLISHED',
      input,
      async (fields, { at, complaints }) => ({
        ...(await readyToPublish(fields, parts, complaints)),
        publishedAt: at,
        updatedAt: at,
      }),
    ),

  update: (input: UpdateInput): Promise<ArticleOutcome> =>
    changeArticle(
      parts,
      viewer,
      'updateArticle',
      'ARTICLE_UPDATED',
      input,
      async (fields, { before, at, complaints }) => {
        const read = await readStory(input.story, before, input.id, parts, complaints);
        const next = await applyStory({ ...fields, updatedAt: at }, read, before, at, parts, complaints);
        return input.publicNote == null
          ? next
          : noted(next, 'UPDATE', input.publicNote, at, ['publicNote'], complaints);
      },
    ),

  correct: (input: CorrectInput): Promise<ArticleOutcome> =>
    changeArticle(
      parts,
      viewer,
      'correctArticle',
      'ARTICLE_CORRECTED',
      input,
      async (fields, { before, at, complaints }) => {
        const touched = { ...fields, updatedAt: at };
        const read =
          input.story == null ? null : await readStory(input.story, before, input.id, parts, complaints);
        const next = read === null ? touched : await applyStory(touched, read, before, at, parts, complaints);
        return noted(next, input.type, input.note, at, ['note'], complaints);
      },
    ),

  retract: (input: RetractInput): Promise<ArticleOutcome> =>
    changeArticle(
      parts,
      viewer,
      'retractArticle',
      'ARTICLE_RETRACTED',
      input,
      (fields, { at, complaints }) => ({
        ...fields,
        updatedAt: at,
        ...(fields.live === null ? {} : { live: { ...fields.live, isLive: false } }),
        retraction: { at, note: filledRichText(input.note, ['note'], complaints) },
      }),
    ),

  restore: (input: RestoreInput): Promise<ArticleOutcome> =>
    changeArticle(
      parts,
      viewer,
      'restoreArticle',
      'ARTICLE_RESTORED',
      input,
      async ({ retraction: _, ...fields }, { before, at, complaints }) => {
        const back: StoryFields = {
          ...fields,
          // What was taken back was published: so it is again, under its own date.
          status: before.status === 'RETRACTED' ? 'PUBLISHED' : fields.status,
          updatedAt: at,
        };
        if (input.revision == null) {
          if (before.status !== 'RETRACTED')
            complaints.add(['revision'], 'REQUIRED', 'Say which version is to come back.');
          return back;
        }
        const [revision] = await parts.store.revisions.byIds([revisionId(input.id, input.revision)]);
        if (revision === undefined) {
          complaints.add(['revision'], 'NOT_FOUND', `No version ${input.revision} is kept.`);
          return back;
        }
        const { headline, kicker, standfirst, leadImage, blocks } = revision.article;
        // Corrections that were made since stay: readers have been told.
        const since = before.blocks.filter(
          ({ id, type }) => type === 'Correction' && !blocks.some((block) => block.id === id),
        );
        return { ...back, headline, kicker, standfirst, leadImage, blocks: [...blocks, ...since] };
      },
    ),
});

/** A story with a note at its end, which stands in its corrections, too. */
const noted = (
  fields: StoryFields,
  correctionType: CorrectionType,
  note: RichTextInput,
  at: Date,
  path: Path,
  complaints: Complaints,
): StoryFields => {
  const block: CorrectionRecord = {
    id: newBlockId(),
    type: 'Correction',
    correctionType,
    at,
    content: filledRichText(note, path, complaints),
  };
  return { ...fields, blocks: [...fields.blocks, block] };
};

/** What a story must have before readers meet it. */
const readyToPublish = async (
  fields: StoryFields,
  parts: DeskParts,
  complaints: Complaints,
): Promise<StoryFields> => {
  if (fields.blocks.length === 0)
    complaints.add(['id'], 'REQUIRED', 'A story without a text is not published.');
  return { ...fields, contributions: await withBios(fields.contributions, fields.locale, parts) };
};
