import type { ArticleRecord, ContributionRole, CorrespondentRecord } from '../content/records.ts';
import type { StoryFields } from './story-record.ts';
import { checkLength, checkMaybe } from './text-input.ts';
import type { Complaints } from './user-error.ts';

type Maybe<T> = T | null | undefined;

/** Whom an input names, by ids or slugs. */
export interface Credits {
  readonly contributions?: Maybe<
    readonly { readonly role: ContributionRole; readonly correspondent: string }[]
  >;
  readonly byline?: Maybe<readonly { readonly text: string; readonly correspondent?: Maybe<string> }[]>;
}

export type Person = Pick<CorrespondentRecord, '_id' | 'name'>;

/** The most contributions, and the most pieces of a byline. */
export const MAX_PEOPLE = 50;

/** Who did what, and the line as printed: of those who wrote it, where nobody says otherwise. */
export const peopleOf = (
  { contributions, byline }: Credits,
  before: ArticleRecord | null,
  find: (key: string, path: readonly (string | number)[]) => Person | null,
  complaints: Complaints,
): Partial<Pick<StoryFields, 'contributions' | 'byline'>> => {
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
