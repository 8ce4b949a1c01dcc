import { GatewayError } from '../content/errors.ts';
import type { ArticleRecord } from '../content/records.ts';
import type { Viewer } from '../content/viewer.ts';
import { type ArticleOutcome, type CommandInput, changeArticle, composed, wrong } from './article-change.ts';
import { wasSeen } from './article-states.ts';
import type { DeskParts } from './desk-parts.ts';
import { freeSlug } from './free-slug.ts';
import { idToMake } from './new-id.ts';
import { perform } from './perform.ts';
import { authorize } from './permissions.ts';
import { readStory, type StoryChanges, type StoryInput } from './story-input.ts';
import { checkReach } from './story-reach.ts';
import { type StoryFields, storyRecord } from './story-record.ts';
import { Complaints } from './user-error.ts';

export interface SaveDraftInput extends CommandInput {
  /** Absent for a new story. */
  readonly id?: string | null | undefined;
  readonly version?: number | null | undefined;
  readonly story: StoryInput;
}

/** Applies what was read of an input to a story's fields, its address included. */
export const applyStory = async (
  fields: StoryFields,
  { changes, section, slug }: StoryChanges,
  before: ArticleRecord | null,
  at: Date,
  parts: DeskParts,
  complaints: Complaints,
): Promise<StoryFields> => {
  const next = { ...fields, ...changes };
  const seen = before !== null && wasSeen(before, at);
  // The slug of a story that nobody has seen follows its headline, unless an editor set one.
  const wanted = slug ?? (before === null ? undefined : before.slug);
  const free = complaints.any ? fields.slug : await freeSlug(wanted, next.headline, fields._id, parts);
  if (free === null) {
    complaints.add(
      ['story', 'slug'],
      'TAKEN',
      'Another story has this slug, or had it: give another `slug`.',
    );
    return next;
  }
  const moved = free !== fields.slug || (!seen && changes.sectionId !== undefined);
  const url =
    moved || before === null ? `${parts.newsroom.siteUrl}/${section?.slug ?? 'story'}/${free}` : fields.url;
  const kept = (history: readonly string[], former: string, now: string) =>
    !seen || former === now
      ? history.filter((one) => one !== now)
      : [...history.filter((one) => one !== now), former];
  return {
    ...next,
    slug: free,
    slugHistory: kept(fields.slugHistory, fields.slug, free),
    url,
    urlHistory: kept(fields.urlHistory, fields.url, url),
  };
};

export const saveDraft = async (
  parts: DeskParts,
  viewer: Viewer,
  input: SaveDraftInput,
): Promise<ArticleOutcome> => {
  authorize(viewer, 'saveDraft');
  const { id, version, story } = input;
  if (id == null) return await createDraft(parts, viewer, input);
  if (version == null) throw new GatewayError('BAD_USER_INPUT', '`version` goes with `id`.');
  return await changeArticle(
    parts,
    viewer,
    'saveDraft',
    'DRAFT_SAVED',
    { ...input, id },
    async (fields, { before, at, complaints }) => {
      const read = await readStory(story, before, id, parts, complaints);
      return await applyStory({ ...fields, updatedAt: at }, read, before, at, parts, complaints);
    },
  );
};

const createDraft = async (
  parts: DeskParts,
  viewer: Viewer,
  { story, idempotencyKey }: SaveDraftInput,
): Promise<ArticleOutcome> => {
  const id = idToMake('art', viewer, idempotencyKey);
  return await perform(parts, viewer, {
    command: 'saveDraft',
    collection: 'articles',
    id,
    expected: null,
    key: idempotencyKey ?? null,
    asked: story,
    compose: async (_, at) => {
      const complaints = new Complaints();
      const read = await readStory(story, null, id, parts, complaints);
      if (story.headline == null)
        complaints.add(['story', 'headline'], 'REQUIRED', 'A story has a headline.');
      const blank = blankStory(id, story.locale ?? parts.newsroom.locale, at);
      const fields = await applyStory(blank, read, null, at, parts, complaints);
      await checkReach(viewer, [fields.sectionId], parts.store.tags);
      if (complaints.any) return wrong(complaints.all);
      return composed(null, storyRecord(fields, at), 'DRAFT_SAVED');
    },
  });
};

const blankStory = (id: string, locale: string, at: Date): StoryFields => ({
  _id: id,
  slug: '',
  slugHistory: [],
  url: '',
  urlHistory: [],
  locale,
  translationGroup: null,
  status: 'DRAFT',
  access: 'FREE',
  headline: '',
  kicker: null,
  standfirst: null,
  byline: [],
  contributions: [],
  leadImage: null,
  sectionId: null,
  tagIds: [],
  publishedAt: null,
  updatedAt: at,
  firstPublishedAt: null,
  embargoedUntil: null,
  live: null,
  source: null,
  version: 1,
  createdAt: at,
  previewBlockCount: null,
  blocks: [],
});
