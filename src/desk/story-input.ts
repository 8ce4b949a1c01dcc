import type { AccessLevel, ArticleRecord, BlockRecord, TagRecord } from '../content/records.ts';
import { type BlockInput, blocksOf } from './block-input.ts';
import { checkBlocks } from './block-references.ts';
import type { DeskParts } from './desk-parts.ts';
import { type ImageInput, imageOf } from './image-input.ts';
import { correspondentsByKeys, mustBe, tagsByKeys } from './references.ts';
import { type Credits, MAX_PEOPLE, type Person, peopleOf } from './story-people.ts';
import type { StoryFields } from './story-record.ts';
import { checkFilled, checkLength, checkMaybe, checkSlug } from './text-input.ts';
import type { Complaints } from './user-error.ts';

type Maybe<T> = T | null | undefined;

/** What an editor decides of a story. What is left out stays as it is; `null` takes away what may be absent. */
export interface StoryInput extends Credits {
  readonly slug?: Maybe<string>;
  readonly locale?: Maybe<string>;
  readonly headline?: Maybe<string>;
  readonly kicker?: Maybe<string>;
  readonly standfirst?: Maybe<string>;
  readonly access?: Maybe<AccessLevel>;
  readonly section?: Maybe<string>;
  readonly tags?: Maybe<readonly string[]>;
  readonly leadImage?: Maybe<ImageInput>;
  readonly blocks?: Maybe<readonly BlockInput[]>;
  readonly previewBlocks?: Maybe<number>;
  readonly translationGroup?: Maybe<string>;
}

const MAX_HEADLINE = 500;
const MAX_WORDS = 2_000;
const MAX_TAGS = 50;

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
      (key, path) => mustBe<Person>(correspondents.get(key), 'correspondent', key, path, complaints),
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
