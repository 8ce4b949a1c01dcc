import type { Event, Organization, Person, Place, Thing } from 'schema-dts';
import { inLocale } from './locale.ts';
import { correspondentUrl, type Newsroom } from './newsroom.ts';
import type { ArticleHead, ContributionRole, CorrespondentRecord, TagRecord } from './records.ts';

export interface Contributors {
  readonly authors: readonly Person[];
  readonly editors: readonly Person[];
  readonly translators: readonly Person[];
  readonly others: readonly Person[];
}

/** Those who signed a story, by what they did. */
export const contributorsOf = ({
  article,
  newsroom,
  correspondents,
}: {
  readonly article: ArticleHead;
  readonly newsroom: Newsroom;
  readonly correspondents: ReadonlyMap<string, CorrespondentRecord>;
}): Contributors => {
  const person = ({ name, slug, title, portrait, accounts }: CorrespondentRecord): Person => {
    const url = correspondentUrl(newsroom, { slug });
    const jobTitle = inLocale(title, article.locale, newsroom.locale);
    return {
      '@type': 'Person',
      '@id': url,
      name,
      url,
      ...(jobTitle !== null && { jobTitle }),
      ...(portrait?.url != null && { image: portrait.url }),
      ...(accounts.length > 0 && { sameAs: accounts.map((account) => account.url) }),
    };
  };
  const those = (matches: (role: ContributionRole) => boolean): Person[] => {
    const found = article.contributions
      .filter(({ role }) => matches(role))
      .flatMap(({ correspondentId }) => correspondents.get(correspondentId) ?? []);
    return [...new Map(found.map((one) => [one._id, one])).values()].map(person);
  };
  return {
    authors: those((role) => role === 'AUTHOR'),
    editors: those((role) => role === 'EDITOR'),
    translators: those((role) => role === 'TRANSLATOR'),
    others: those((role) => role === 'REPORTER' || role === 'PHOTOGRAPHER' || role === 'ILLUSTRATOR'),
  };
};

/** What a story is about: its tags but the sections, each as the sort of thing that it stands for. */
export const aboutTags = (
  tags: readonly TagRecord[],
  named: (tag: TagRecord) => string,
): (Person | Place | Organization | Event | Thing)[] =>
  tags
    .filter(({ kind }) => kind !== 'SECTION')
    .map((tag) => {
      const said = {
        name: named(tag),
        ...(tag.sameAs.length > 0 && { sameAs: [...tag.sameAs] }),
      };
      switch (tag.kind) {
        case 'PERSON':
          return { '@type': 'Person', ...said };
        case 'PLACE':
          return { '@type': 'Place', ...said };
        case 'ORGANISATION':
          return { '@type': 'Organization', ...said };
        case 'EVENT':
          return { '@type': 'Event', ...said };
        default:
          return { '@type': 'Thing', ...said };
      }
    });
