import { inLocale } from '../content/locale.ts';
import type { EventKind } from '../content/newsroom-event.ts';
import type { ArticleRecord, ContributionRecord } from '../content/records.ts';
import { tagsOfChange } from '../content/surrogate-tags.ts';
import type { Viewer } from '../content/viewer.ts';
import { type ArticleCommand, illegal, stateAfter } from './article-states.ts';
import type { DeskParts } from './desk-parts.ts';
import { type Composed, type Outcome, perform } from './perform.ts';
import { authorize } from './permissions.ts';
import { checkReach } from './story-reach.ts';
import { fieldsOf, type StoryFields, storyRecord } from './story-record.ts';
import { Complaints, refused, type UserError } from './user-error.ts';

/** What every command is given beside what it is about. */
export interface CommandInput {
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
}

/** What a command on a story is given. */
export interface ArticleInput extends CommandInput {
  readonly id: string;
  /** The version that the giver has seen; a command that bears with any does without. */
  readonly version?: number | null | undefined;
}

export type ArticleOutcome = Outcome<ArticleRecord> & {
  /** The block that the command was about, such as a new entry. */
  readonly blockId?: string | null;
};

/** What a command changes of a story; its state is already the one that the command leads to. */
export type ChangeStory = (
  fields: StoryFields,
  context: { readonly before: ArticleRecord; readonly at: Date; readonly complaints: Complaints },
) => StoryFields | Promise<StoryFields>;

/** What a write of a story is announced as. */
export const composed = (
  before: ArticleRecord | null,
  after: ArticleRecord,
  kind: EventKind,
  otherId: string | null = null,
): Composed<ArticleRecord> => ({
  after,
  event: {
    kind,
    otherId,
    tags: tagsOfChange(before, after),
    visibleFrom: { before: before?.visibleFrom ?? null, after: after.visibleFrom },
  },
});

export const wrong = (errors: readonly UserError[]): { readonly errors: readonly UserError[] } => ({
  errors,
});

/** Each contributor with their bio as it stands on the day of publication; one that is set stays. */
export const withBios = async (
  contributions: readonly ContributionRecord[],
  locale: string,
  { store }: DeskParts,
): Promise<ContributionRecord[]> => {
  const ids = contributions.flatMap(({ bioAtPublication, correspondentId }) =>
    bioAtPublication === null ? [correspondentId] : [],
  );
  if (ids.length === 0) return [...contributions];
  const bios = new Map((await store.correspondents.byIds(ids)).map(({ _id, bio }) => [_id, bio]));
  return contributions.map((contribution) => {
    const bio = bios.get(contribution.correspondentId);
    return contribution.bioAtPublication !== null || bio === undefined
      ? contribution
      : { ...contribution, bioAtPublication: inLocale(bio, locale, locale) };
  });
};

/** Carries out a command on a story that is there: may the viewer, is its version the one seen, may it in this state, is the input right, in this order. */
export const changeArticle = async (
  parts: DeskParts,
  viewer: Viewer,
  command: ArticleCommand,
  kind: EventKind,
  input: ArticleInput,
  change: ChangeStory,
  otherId: string | null = null,
): Promise<ArticleOutcome> => {
  authorize(viewer, command);
  const { id, version, idempotencyKey, clientMutationId: _, ...asked } = input;
  return await perform(parts, viewer, {
    command,
    collection: 'articles',
    id,
    expected: version ?? 'ANY',
    key: idempotencyKey ?? null,
    asked: [id, version ?? null, asked],
    admit: ({ sectionId }) => checkReach(viewer, [sectionId], parts.store.tags),
    compose: async (before, at) => {
      if (before === null) return wrong(refused(['id'], 'NOT_FOUND', `There is no story ${id}.`));
      const problem = illegal(command, before, at);
      if (problem !== null) return wrong(problem);
      const complaints = new Complaints();
      const fields = await change(
        { ...fieldsOf(before), status: stateAfter(command, before, at) },
        { before, at, complaints },
      );
      if (fields.sectionId !== before.sectionId)
        await checkReach(viewer, [fields.sectionId], parts.store.tags);
      if (complaints.any) return wrong(complaints.all);
      return composed(before, storyRecord(fields, at), kind, otherId);
    },
  });
};
