import { idFor } from '../content/global-id.ts';
import type {
  AccessLevel,
  ArticleRecord,
  BlockRecord,
  ContributionRole,
  TagRecord,
} from '../content/records.ts';
import { slugOf } from '../ingest/slug.ts';
import { type BlockInput, blocksOf } from './block-input.ts';
import { checkBlocks } from './block-references.ts';
import type { DeskParts } from './desk-parts.ts';
import { type ImageInput, imageOf } from './image-input.ts';
import { correspondentsByKeys, mustBe, tagsByKeys } from './references.ts';
import type { StoryFields } from './story-record.ts';
import { checkFilled, checkLength, checkMaybe, checkSlug } from './text-input.ts';
import type { Complaints } from './user-error.ts';

type Maybe<T> = T | null | undefined;

/** What an editor decides of a story. What is left out stays as it is; `null` takes away what may be absent. */
export interface StoryInput {
  readonly slug?: Maybe<string>;
  readonly locale?: Maybe<string>;
  readonly headline?: Maybe<string>;
  readonly kicker?: Maybe<string>;
  readonly standfirst?: Maybe<string>;
  readonly access?: Maybe<AccessLevel>;
  readonly section?: Maybe<string>;
  readonly tags?: Maybe<readonly string[]>;
  readonly contributions?: Maybe<
    readonly { readonly role: ContributionRole; readonly correspondent: string }[]
  >;
  readonly byline?: Maybe<readonly { readonly text: string; readonly correspondent?: Maybe<string> }[]>;
  readonly leadImage?: Maybe<ImageInput>;
  readonly blocks?: Maybe<readonly BlockInput[]>;
  readonly previewBlocks?: Maybe<number>;
  readonly translationGroup?: Maybe<string>;
}

const MAX_HEADLINE = 500;
const MAX_WORDS = 2_000;
const MAX_TAGS = 50;
const MAX_PEOPLE = 50;

type Changes = Partial<
  Pick<
    StoryFields,
    | 'locale'
    | 'headline'
    | 'kicker'
    | 'standfirst'
    | 'access'
    | 'sectionId'
    | 'tagIds'
    | 'contributions'
    | 'byline'
    | 'leadImage'
    | 'previewBlockCount'
    | 'translationGroup'
    | 'blocks'
  >
>;

/** What an input changes of a story, and the section that it is then in. */
export interface StoryChanges {
  readonly changes: Changes;
  readonly section: TagRecord | null;
  /** The slug asked for; `undefined` for none. */
  readonly slug: string | undefined;
}

/** Reads an input against the story that it is about, looking up what it refers to; complains of all that is wrong. */
export const readStory = async (
  input: StoryInput,
  before: ArticleRecord | null,
  id: string,
  { store }: DeskParts,
  complaints: Complaints,
): Promise<StoryChanges> => {
  const at = (name: string) => ['story', name];
  const words = (name: 'kicker' | 'standfirst') =>
    input[name] === undefined ? {} : { [name]: checkMaybe(input[name], at(name), MAX_WORDS, complaints) };
  const keys = [...(input.tags ?? []).slice(0, MAX_TAGS), ...(input.section == null ? [] : [input.section])];
  const people = [...(input.contributions ?? []), ...(input.byline ?? [])]
    .slice(0, 2 * MAX_PEOPLE)
    .flatMap(({ correspondent }) => (correspondent == null ? [] : [correspondent]));
  const [tags, correspondents, own] = await Promise.all([
    keys.length === 0 ? new Map<string, TagRecord>() : tagsByKeys(store, keys),
    people.length === 0 ? new Map<string, never>() : correspondentsByKeys(store, people),
    input.section !== undefined || before?.sectionId == null ? [] : store.tags.byIds([before.sectionId]),
  ]);

  const tagOf = (key: string, path: readonly (string | number)[]): TagRecord | null => {
    const tag = mustBe(tags.get(key), 'tag', key, path, complaints);
    const there = tag !== null && (before?.tagIds.includes(tag._id) || before?.sectionId === tag._id);
    if (tag?.retired && !there) complaints.add(path, 'INVALID', 'The tag is retired.');
    return tag;
  };
  const section =
    input.section == null
      ? input.section === null
        ? null
        : (own[0] ?? null)
      : tagOf(input.section, at('section'));
  if (input.section != null && section !== null && section.kind !== 'SECTION')
    complaints.add(at('section'), 'INVALID', 'The tag is not a section.');

  const changes: Changes = {
    ...(input.locale == null ? {} : { locale: input.locale }),
    ...(input.headline === undefined
      ? {}
      : { headline: checkFilled(input.headline, at('headline'), MAX_HEADLINE, complaints) }),
    ...words('kicker'),
    ...words('standfirst'),
    ...(input.access == null ? {} : { access: input.access }),
    ...(input.section === undefined ? {} : { sectionId: section?._id ?? null }),
    ...(input.translationGroup === undefined
      ? {}
      : { translationGroup: checkMaybe(input.translationGroup, at('translationGroup'), 100, complaints) }),
    ...(input.leadImage === undefined
      ? {}
      : {
          leadImage:
            input.leadImage === null
              ? null
              : imageOf(
                  input.leadImage,
                  before?.leadImage ? [before.leadImage] : [],
                  at('leadImage'),
                  complaints,
                ),
        }),
    ...(input.previewBlocks === undefined
      ? {}
      : { previewBlockCount: previewOf(input.previewBlocks, complaints) }),
    ...(input.tags == null || !checkLength(input.tags, at('tags'), MAX_TAGS, complaints)
      ? {}
      : { tagIds: unique(input.tags.flatMap((key, n) => tagOf(key, [...at('tags'), n])?._id ?? [])) }),
    ...peopleOf(
      input,
      before,
      (key, path) =>
        mustBe<{ readonly _id: string; readonly name: string }>(
          correspondents.get(key),
          'correspondent',
          key,
          path,
          complaints,
        ),
      complaints,
    ),
  };
  const blocks = await blocksIn(input, before, id, store, complaints);
  return {
    changes: blocks === undefined ? changes : { ...changes, blocks },
    section,
    slug: input.slug == null ? undefined : checkSlug(input.slug, at('slug'), complaints),
  };
};

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

const previewOf = (count: Maybe<number>, complaints: Complaints): number | null => {
  if (count != null && (count < 0 || count > 1_000))
    complaints.add(['story', 'previewBlocks'], 'INVALID', 'It is from 0 to 1,000.');
  return count ?? null;
};

/** Who did what, and the line as printed: of those who wrote it, where nobody says otherwise. */
const peopleOf = (
  { contributions, byline }: StoryInput,
  before: ArticleRecord | null,
  find: (
    key: string,
    path: readonly (string | number)[],
  ) => { readonly _id: string; readonly name: string } | null,
  complaints: Complaints,
): Pick<Changes, 'contributions' | 'byline'> => {
  const path = (name: string, n: number) => ['story', name, n, 'correspondent'];
  const fits = (list: readonly unknown[], name: string) =>
    checkLength(list, ['story', name], MAX_PEOPLE, complaints);
  const given = contributions == null || !fits(contributions, 'contributions') ? null : contributions;
  const found = given?.map(({ role, correspondent }, n) => ({
    role,
    record: find(correspondent, path('contributions', n)),
  }));
  const line = byline == null || !fits(byline, 'byline') ? null : byline;
  return {
    ...(found === undefined
      ? {}
      : {
          contributions: found.flatMap(({ role, record }) =>
            record === null
              ? []
              : {
                  role,
                  correspondentId: record._id,
                  // As it stood: who was there at publication keeps the bio of that day.
                  bioAtPublication:
                    before?.contributions.find(({ correspondentId }) => correspondentId === record._id)
                      ?.bioAtPublication ?? null,
                },
          ),
        }),
    ...(line !== null
      ? {
          byline: line.map(({ text, correspondent }, n) => ({
            text: checkFilledToken(text, n, complaints),
            correspondentId:
              correspondent == null ? null : (find(correspondent, path('byline', n))?._id ?? null),
          })),
        }
      : found === undefined
        ? {}
        : {
            byline: found
              .flatMap(({ role, record }) => (role === 'AUTHOR' && record !== null ? [record] : []))
              .flatMap(({ _id, name }, n) => [
                ...(n === 0 ? [] : [{ text: ', ', correspondentId: null }]),
                { text: name, correspondentId: _id },
              ]),
          }),
  };
};

/** Spaces between names are theirs: nothing is trimmed. */
const checkFilledToken = (text: string, n: number, complaints: Complaints): string => {
  checkMaybe(text, ['story', 'byline', n, 'text'], 200, complaints);
  return text;
};

const blocksIn = async (
  { blocks }: StoryInput,
  before: ArticleRecord | null,
  id: string,
  store: DeskParts['store'],
  complaints: Complaints,
): Promise<readonly BlockRecord[] | undefined> => {
  if (blocks == null) return undefined;
  const path = ['story', 'blocks'];
  const earlier = before?.blocks ?? [];
  const read = await checkBlocks(
    blocksOf(blocks, path, { earlier, complaints }),
    id,
    path,
    store,
    complaints,
  );
  // What readers have been told of a published story isn't edited away.
  if (before?.firstPublishedAt != null) {
    for (const { id: kept, type } of earlier) {
      if ((type === 'Correction' || type === 'LiveEntry') && !read.some((block) => block.id === kept))
        complaints.add(
          path,
          'INVALID',
          `The ${type === 'Correction' ? 'correction' : 'live entry'} ${kept} stays with a published story: send \`{ id: "${kept}", keep: true }\` at its place.`,
        );
    }
  }
  return read;
};

/** A slug that nobody has: the one asked for, or one of the headline's. `null` if the one asked for is taken. */
export const freeSlug = async (
  wanted: string | undefined,
  headline: string,
  id: string,
  { store }: DeskParts,
): Promise<string | null> => {
  const isTaken = async (slug: string) =>
    (await store.articles.headsBySlug([slug])).some(({ _id }) => _id !== id);
  if (wanted !== undefined) return (await isTaken(wanted)) ? null : wanted;
  const slug = slugOf(headline);
  if (slug === '') return id.replace('_', '-');
  return (await isTaken(slug)) ? `${slug}-${idFor('art', id).slice(-6)}` : slug;
};
