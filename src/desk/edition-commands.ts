import { idFor } from '../content/global-id.ts';
import type { EditionRecord } from '../content/records.ts';
import { tagsOfEdition } from '../content/surrogate-tags.ts';
import type { Viewer } from '../content/viewer.ts';
import type { CommandInput } from './article-change.ts';
import type { DeskParts } from './desk-parts.ts';
import type { Outcome } from './perform.ts';
import { authorize } from './permissions.ts';
import { changeRecord, type RecordInput } from './record-change.ts';
import { articlesByIds, mustBe, tagsByKeys } from './references.ts';
import { checkLength, checkMaybe } from './text-input.ts';

type Maybe<T> = T | null | undefined;
type EditionOutcome = Outcome<EditionRecord>;

export interface CurateEditionInput extends CommandInput {
  readonly date: string;
  readonly locale?: Maybe<string>;
  /** The version that the giver has seen; absent for an edition that isn't there yet. */
  readonly version?: Maybe<number>;
  readonly title?: Maybe<string>;
  readonly sections: readonly {
    readonly title?: Maybe<string>;
    readonly tag?: Maybe<string>;
    readonly articles: readonly string[];
  }[];
}

const MAX_SECTIONS = 50;
const MAX_STORIES = 200;
const MAX_TITLE = 300;

/** The one edition that a day has in a language, where none is there yet. */
const editionId = (date: string, locale: string): string => idFor('edt', `${date} ${locale}`);

/** Commands on editions, which all desks share. */
export const editionCommands = (parts: DeskParts, viewer: Viewer) => {
  const { store } = parts;
  return {
    /** Which stories, in which order. An edition is curated whole: two editors' orders can't be mixed. */
    curate: async (input: CurateEditionInput): Promise<EditionOutcome> => {
      authorize(viewer, 'curateEdition');
      const locale = input.locale ?? parts.newsroom.locale;
      const [present] = await store.editions.byKeys([{ date: input.date, locale }]);
      const id = present?._id ?? editionId(input.date, locale);
      return await changeRecord(parts, viewer, {
        command: 'curateEdition',
        collection: 'editions',
        kind: 'EDITION_CURATED',
        id,
        expected: input.version ?? null,
        input,
        keyPath: ['date'],
        tags: (before, after) => [...(before === null ? [] : [before]), after].flatMap(tagsOfEdition),
        change: async (before, { at, complaints }) => {
          const given = checkLength(input.sections, ['sections'], MAX_SECTIONS, complaints)
            ? input.sections
            : [];
          const ids = given.flatMap(({ articles }) => articles);
          if (!checkLength(ids, ['sections'], MAX_STORIES, complaints)) return null;
          const [articles, tags] = await Promise.all([
            articlesByIds(store, ids),
            tagsByKeys(
              store,
              given.flatMap(({ tag }) => (tag == null ? [] : [tag])),
            ),
          ]);
          const seen = new Set<string>();
          return {
            _id: id,
            date: input.date,
            locale,
            title:
              input.title === undefined
                ? (before?.title ?? null)
                : checkMaybe(input.title, ['title'], MAX_TITLE, complaints),
            sections: given.map((section, n) => ({
              title: checkMaybe(section.title, ['sections', n, 'title'], MAX_TITLE, complaints),
              tagId:
                section.tag == null
                  ? null
                  : (mustBe(tags.get(section.tag), 'tag', section.tag, ['sections', n, 'tag'], complaints)
                      ?._id ?? null),
              articleIds: section.articles.map((article, place) => {
                const path = ['sections', n, 'articles', place];
                mustBe(articles.get(article), 'story', article, path, complaints);
                if (seen.has(article))
                  complaints.add(path, 'INVALID', 'The story is in the edition already.');
                seen.add(article);
                return article;
              }),
            })),
            publishedAt: before?.publishedAt ?? null,
            version: 1,
            updatedAt: at,
          };
        },
      });
    },

    publish: (input: RecordInput): Promise<EditionOutcome> =>
      changeRecord(parts, viewer, {
        command: 'publishEdition',
        collection: 'editions',
        kind: 'EDITION_PUBLISHED',
        id: input.id,
        expected: input.version ?? 'ANY',
        input,
        tags: (_, after) => tagsOfEdition(after),
        change: (before, { at, complaints }) => {
          if (before === null) return null;
          if (before.publishedAt !== null && before.publishedAt <= at)
            complaints.add(['id'], 'ILLEGAL_STATE', 'The edition is live already.');
          if (before.sections.every(({ articleIds }) => articleIds.length === 0))
            complaints.add(['id'], 'REQUIRED', 'An edition without stories is not published.');
          return { ...before, publishedAt: at, updatedAt: at };
        },
      }),
  };
};
