import { NEWEST_FIRST } from '../content/article-condition.ts';
import type { TagKind, TagRecord } from '../content/records.ts';
import { listTags, tagsOfTag, tagTag } from '../content/surrogate-tags.ts';
import { tagNameKeys } from '../content/tag-name-keys.ts';
import type { Viewer } from '../content/viewer.ts';
import { slugOf } from '../ingest/slug.ts';
import type { CommandInput } from './article-change.ts';
import type { DeskParts } from './desk-parts.ts';
import { type LocalizedInput, localizedOf } from './localized-input.ts';
import { idToMake } from './new-id.ts';
import type { Outcome } from './perform.ts';
import { authorize } from './permissions.ts';
import { changeRecord, type RecordInput } from './record-change.ts';
import { mustBe, tagsByKeys } from './references.ts';
import { checkLength, checkSlug } from './text-input.ts';
import type { Complaints } from './user-error.ts';

type Maybe<T> = T | null | undefined;
type TagOutcome = Outcome<TagRecord>;

export interface CreateTagInput extends CommandInput {
  readonly kind: TagKind;
  readonly slug?: Maybe<string>;
  readonly name: LocalizedInput;
  readonly description?: Maybe<LocalizedInput>;
  readonly aliases?: Maybe<readonly string[]>;
  readonly parent?: Maybe<string>;
  readonly sameAs?: Maybe<readonly string[]>;
}
export interface RenameTagInput extends RecordInput {
  readonly slug?: Maybe<string>;
  readonly name?: Maybe<LocalizedInput>;
  readonly description?: Maybe<LocalizedInput>;
  readonly aliases?: Maybe<readonly string[]>;
  readonly sameAs?: Maybe<readonly string[]>;
}
export interface MoveTagInput extends RecordInput {
  /** Absent or `null` for the top. */
  readonly parent?: Maybe<string>;
}
export interface MergeTagsInput extends RecordInput {
  readonly into: string;
}

const MAX_ALIASES = 100;
const MAX_LINKS = 50;
const MAX_DEPTH = 12;

/** Commands on tags, which all desks share. */
export const tagCommands = (parts: DeskParts, viewer: Viewer) => {
  const { store } = parts;
  const aliasesOf = (aliases: readonly string[], complaints: Complaints): string[] =>
    checkLength(aliases, ['aliases'], MAX_ALIASES, complaints)
      ? [...new Set(aliases.map((alias, n) => checkSlug(alias, ['aliases', n], complaints)))]
      : [];
  const linksOf = (links: readonly string[], complaints: Complaints): readonly string[] =>
    checkLength(links, ['sameAs'], MAX_LINKS, complaints) ? links : [];
  /** Complains of slugs and aliases that other tags have. */
  const mustBeFree = async (tag: TagRecord, complaints: Complaints): Promise<void> => {
    const keys = [tag.slug, ...tag.aliases];
    const taken = (await store.tags.bySlugs(keys)).filter(({ _id }) => _id !== tag._id);
    for (const other of taken) {
      const key = keys.find((one) => one === other.slug || other.aliases.includes(one)) ?? other.slug;
      complaints.add(
        [key === tag.slug ? 'slug' : 'aliases'],
        'TAKEN',
        `${key} leads to the tag ${other._id} already: merge the two, or take another.`,
      );
    }
  };
  const parentOf = async (key: Maybe<string>, complaints: Complaints): Promise<TagRecord | null> => {
    if (key == null) return null;
    const parent = mustBe((await tagsByKeys(store, [key])).get(key), 'tag', key, ['parent'], complaints);
    if (parent !== null && parent.ancestorIds.length + 1 >= MAX_DEPTH)
      complaints.add(['parent'], 'INVALID', `Tags are at most ${MAX_DEPTH} levels deep.`);
    return parent;
  };
  const above = (parent: TagRecord | null): string[] =>
    parent === null ? [] : [...parent.ancestorIds, parent._id];
  /** A tag that stories can carry: one that was merged is another one now. */
  const alive = (tag: TagRecord | null, complaints: Complaints): TagRecord | null => {
    if (tag?.mergedInto != null)
      complaints.add(['id'], 'ILLEGAL_STATE', `The tag was merged into ${tag.mergedInto}.`);
    return tag;
  };
  const ofBoth = (before: TagRecord | null, after: TagRecord): string[] =>
    [...(before === null ? [] : [before]), after].flatMap(tagsOfTag);
  const subtree = async (id: string): Promise<string[]> =>
    (await store.tags.descendantsOf([id])).map(({ _id }) => tagTag(_id));

  return {
    create: (input: CreateTagInput): Promise<TagOutcome> => {
      const id = idToMake('tag', viewer, input.idempotencyKey);
      return changeRecord(parts, viewer, {
        command: 'createTag',
        collection: 'tags',
        kind: 'TAG_CREATED',
        id,
        expected: null,
        input,
        tags: ofBoth,
        change: async (_, { at, complaints }) => {
          const name = localizedOf(input.name, ['name'], complaints);
          const [first] = Object.values(name);
          if (first === undefined) complaints.add(['name'], 'REQUIRED', 'A tag has a name.');
          const slug = input.slug == null ? slugOf(first ?? '') || id.replace('_', '-') : input.slug;
          const parent = await parentOf(input.parent, complaints);
          const tag: TagRecord = {
            _id: id,
            slug: checkSlug(slug, ['slug'], complaints),
            name,
            kind: input.kind,
            description: localizedOf(input.description ?? [], ['description'], complaints),
            aliases: aliasesOf(input.aliases ?? [], complaints),
            nameKeys: [],
            parentId: parent?._id ?? null,
            ancestorIds: above(parent),
            sameAs: linksOf(input.sameAs ?? [], complaints),
            mergedInto: null,
            mergedFromIds: [],
            retired: false,
            version: 1,
            updatedAt: at,
          };
          await mustBeFree(tag, complaints);
          return { ...tag, nameKeys: tagNameKeys(tag) };
        },
      });
    },

    /** What it is called and described by; a slug that it had leads to it for ever. */
    rename: (input: RenameTagInput): Promise<TagOutcome> =>
      changeRecord(parts, viewer, {
        command: 'renameTag',
        collection: 'tags',
        kind: 'TAG_RENAMED',
        id: input.id,
        expected: input.version ?? 'ANY',
        input,
        tags: ofBoth,
        change: async (found, { at, complaints }) => {
          const before = alive(found, complaints);
          if (before === null) return null;
          const name = input.name == null ? before.name : localizedOf(input.name, ['name'], complaints);
          if (Object.keys(name).length === 0) complaints.add(['name'], 'REQUIRED', 'A tag has a name.');
          const slug = input.slug == null ? before.slug : checkSlug(input.slug, ['slug'], complaints);
          const aliases = input.aliases == null ? before.aliases : aliasesOf(input.aliases, complaints);
          const tag: TagRecord = {
            ...before,
            name,
            slug,
            aliases: [...new Set([...aliases, ...(slug === before.slug ? [] : [before.slug])])].filter(
              (alias) => alias !== slug,
            ),
            description:
              input.description == null
                ? before.description
                : localizedOf(input.description, ['description'], complaints),
            sameAs: input.sameAs == null ? before.sameAs : linksOf(input.sameAs, complaints),
            updatedAt: at,
          };
          await mustBeFree(tag, complaints);
          return { ...tag, nameKeys: tagNameKeys(tag) };
        },
      }),

    /** With everything below it. */
    move: (input: MoveTagInput): Promise<TagOutcome> =>
      changeRecord(parts, viewer, {
        command: 'moveTag',
        collection: 'tags',
        kind: 'TAG_MOVED',
        id: input.id,
        expected: input.version ?? 'ANY',
        input,
        tags: async (before, after) => [
          ...ofBoth(before, after),
          ...[before?.parentId, after.parentId].flatMap((id) => (id == null ? [] : [tagTag(id)])),
          ...(await subtree(after._id)),
        ],
        change: async (found, { at, complaints }) => {
          const before = alive(found, complaints);
          if (before === null) return null;
          const parent = await parentOf(input.parent, complaints);
          if (parent !== null && above(parent).includes(before._id))
            complaints.add(['parent'], 'SELF_REFERENCE', 'A tag does not stand below itself.');
          return { ...before, parentId: parent?._id ?? null, ancestorIds: above(parent), updatedAt: at };
        },
      }),

    /** Its names, stories and narrower tags become the other one's, and whoever asks for it gets that one. */
    merge: async (input: MergeTagsInput): Promise<TagOutcome> => {
      authorize(viewer, 'mergeTags');
      const into = (await tagsByKeys(store, [input.into])).get(input.into) ?? null;
      return await changeRecord(parts, viewer, {
        command: 'mergeTags',
        collection: 'tags',
        kind: 'TAG_MERGED',
        id: input.id,
        expected: input.version ?? 'ANY',
        otherId: into?._id ?? null,
        input,
        tags: async (before, after) => [
          ...ofBoth(before, after),
          ...(into === null ? [] : tagsOfTag(into)),
          ...listTags({ kind: 'tag', ids: [after._id, into?._id ?? after._id] }, NEWEST_FIRST),
          ...(await subtree(after._id)),
        ],
        change: (found, { at, complaints }) => {
          const before = alive(found, complaints);
          if (into === null) mustBe(undefined, 'tag', input.into, ['into'], complaints);
          if (before === null || into === null) return null;
          if (above(into).includes(before._id))
            complaints.add(
              ['into'],
              'SELF_REFERENCE',
              'A tag is not merged into itself or what is below it.',
            );
          return { ...before, mergedInto: into._id, updatedAt: at };
        },
      });
    },

    /** No new story takes it, and it is in no list; stories that carry it keep it. */
    retire: (input: RecordInput): Promise<TagOutcome> =>
      changeRecord(parts, viewer, {
        command: 'retireTag',
        collection: 'tags',
        kind: 'TAG_RETIRED',
        id: input.id,
        expected: input.version ?? 'ANY',
        input,
        tags: ofBoth,
        change: (found, { at, complaints }) => {
          const before = alive(found, complaints);
          if (before?.retired) complaints.add(['id'], 'ILLEGAL_STATE', 'The tag is retired already.');
          return before === null ? null : { ...before, retired: true, updatedAt: at };
        },
      }),
  };
};
