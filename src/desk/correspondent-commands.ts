import { NEWEST_FIRST } from '../content/article-condition.ts';
import { foldName } from '../content/fold-name.ts';
import type { CorrespondentRecord, Platform } from '../content/records.ts';
import { listTags, tagsOfCorrespondent } from '../content/surrogate-tags.ts';
import type { Viewer } from '../content/viewer.ts';
import { slugOf } from '../ingest/slug.ts';
import type { CommandInput } from './article-change.ts';
import type { DeskParts } from './desk-parts.ts';
import { type ImageInput, imageOf } from './image-input.ts';
import { type LocalizedInput, localizedOf } from './localized-input.ts';
import { idToMake } from './new-id.ts';
import type { Outcome } from './perform.ts';
import { authorize } from './permissions.ts';
import { changeRecord, type RecordInput } from './record-change.ts';
import { correspondentsByKeys, mustBe, tagsByKeys } from './references.ts';
import { checkFilled, checkLength, checkSlug } from './text-input.ts';
import type { Complaints } from './user-error.ts';

type Maybe<T> = T | null | undefined;
type CorrespondentOutcome = Outcome<CorrespondentRecord>;

/** What is left out stays as it is. */
export interface CorrespondentFields {
  readonly slug?: Maybe<string>;
  readonly name?: Maybe<string>;
  readonly title?: Maybe<LocalizedInput>;
  readonly bio?: Maybe<LocalizedInput>;
  readonly portrait?: Maybe<ImageInput>;
  readonly beats?: Maybe<readonly string[]>;
  readonly accounts?: Maybe<
    readonly { readonly platform: Platform; readonly handle: string; readonly url: string }[]
  >;
}
export interface CreateCorrespondentInput extends CommandInput {
  readonly correspondent: CorrespondentFields;
}
export interface EditCorrespondentInput extends RecordInput {
  readonly correspondent: CorrespondentFields;
}
export interface MergeCorrespondentsInput extends RecordInput {
  readonly into: string;
}

const MAX_NAME = 200;
const MAX_BEATS = 50;
const MAX_ACCOUNTS = 50;

const blank = (id: string, at: Date): CorrespondentRecord => ({
  _id: id,
  slug: '',
  slugHistory: [],
  name: '',
  nameKey: '',
  title: {},
  bio: {},
  portrait: null,
  beatTagIds: [],
  accounts: [],
  mergedInto: null,
  mergedFromIds: [],
  version: 1,
  updatedAt: at,
});

/** Commands on correspondents, whom all desks share. */
export const correspondentCommands = (parts: DeskParts, viewer: Viewer) => {
  const { store } = parts;
  const ofBoth = (before: CorrespondentRecord | null, after: CorrespondentRecord): string[] =>
    [...(before === null ? [] : [before]), after].flatMap(tagsOfCorrespondent);
  const alive = (found: CorrespondentRecord | null, complaints: Complaints): CorrespondentRecord | null => {
    if (found?.mergedInto != null)
      complaints.add(['id'], 'ILLEGAL_STATE', `The correspondent was merged into ${found.mergedInto}.`);
    return found;
  };

  const applied = async (
    before: CorrespondentRecord,
    input: CorrespondentFields,
    at: Date,
    complaints: Complaints,
  ): Promise<CorrespondentRecord> => {
    const path = (name: string) => ['correspondent', name];
    const name =
      input.name === undefined ? before.name : checkFilled(input.name, path('name'), MAX_NAME, complaints);
    const beats = input.beats ?? [];
    const tags =
      beats.length === 0 || !checkLength(beats, path('beats'), MAX_BEATS, complaints)
        ? new Map<string, never>()
        : await tagsByKeys(store, beats);
    const accounts = input.accounts ?? before.accounts;
    checkLength(accounts, path('accounts'), MAX_ACCOUNTS, complaints);
    const wanted =
      input.slug ?? (before.slug === '' ? slugOf(name) || before._id.replace('_', '-') : before.slug);
    const slug = checkSlug(wanted, path('slug'), complaints);
    if ((await store.correspondents.bySlugs([slug])).some(({ _id }) => _id !== before._id))
      complaints.add(
        path('slug'),
        'TAKEN',
        'Another correspondent has this slug, or had it: give another `slug`.',
      );
    return {
      ...before,
      name,
      nameKey: foldName(name),
      slug,
      slugHistory:
        slug === before.slug || before.slug === ''
          ? before.slugHistory
          : [...before.slugHistory.filter((former) => former !== slug), before.slug],
      title: input.title == null ? before.title : localizedOf(input.title, path('title'), complaints),
      bio: input.bio == null ? before.bio : localizedOf(input.bio, path('bio'), complaints),
      portrait:
        input.portrait === undefined
          ? before.portrait
          : input.portrait === null
            ? null
            : imageOf(
                input.portrait,
                before.portrait === null ? [] : [before.portrait],
                path('portrait'),
                complaints,
              ),
      beatTagIds:
        input.beats == null
          ? before.beatTagIds
          : [
              ...new Set(
                beats.flatMap(
                  (key, n) =>
                    mustBe<{ readonly _id: string }>(
                      tags.get(key),
                      'tag',
                      key,
                      [...path('beats'), n],
                      complaints,
                    )?._id ?? [],
                ),
              ),
            ],
      accounts: accounts.map(({ platform, handle, url }, n) => ({
        platform,
        handle: checkFilled(handle, [...path('accounts'), n, 'handle'], MAX_NAME, complaints),
        url,
      })),
      updatedAt: at,
    };
  };

  return {
    create: (input: CreateCorrespondentInput): Promise<CorrespondentOutcome> => {
      const id = idToMake('cor', viewer, input.idempotencyKey);
      return changeRecord(parts, viewer, {
        command: 'createCorrespondent',
        collection: 'correspondents',
        kind: 'CORRESPONDENT_CREATED',
        id,
        expected: null,
        input,
        keyPath: ['correspondent', 'slug'],
        tags: ofBoth,
        change: (_, { at, complaints }) =>
          applied(
            blank(id, at),
            { ...input.correspondent, name: input.correspondent.name ?? null },
            at,
            complaints,
          ),
      });
    },

    edit: (input: EditCorrespondentInput): Promise<CorrespondentOutcome> =>
      changeRecord(parts, viewer, {
        command: 'editCorrespondent',
        collection: 'correspondents',
        kind: 'CORRESPONDENT_EDITED',
        id: input.id,
        expected: input.version ?? 'ANY',
        input,
        keyPath: ['correspondent', 'slug'],
        tags: ofBoth,
        change: (found, { at, complaints }) => {
          const before = alive(found, complaints);
          return before === null ? null : applied(before, input.correspondent, at, complaints);
        },
      }),

    /** Their stories become the other one's, and whoever asks for them gets that one. */
    merge: async (input: MergeCorrespondentsInput): Promise<CorrespondentOutcome> => {
      authorize(viewer, 'mergeCorrespondents');
      const into = (await correspondentsByKeys(store, [input.into])).get(input.into) ?? null;
      return await changeRecord(parts, viewer, {
        command: 'mergeCorrespondents',
        collection: 'correspondents',
        kind: 'CORRESPONDENT_MERGED',
        id: input.id,
        expected: input.version ?? 'ANY',
        otherId: into?._id ?? null,
        input,
        tags: (before, after) => [
          ...ofBoth(before, after),
          ...(into === null ? [] : tagsOfCorrespondent(into)),
          ...listTags({ kind: 'correspondent', ids: [after._id, into?._id ?? after._id] }, NEWEST_FIRST),
        ],
        change: (found, { at, complaints }) => {
          const before = alive(found, complaints);
          if (into === null) mustBe(undefined, 'correspondent', input.into, ['into'], complaints);
          if (before === null || into === null) return null;
          if (into._id === before._id)
            complaints.add(['into'], 'SELF_REFERENCE', 'Nobody is merged into themselves.');
          return { ...before, mergedInto: into._id, updatedAt: at };
        },
      });
    },
  };
};
