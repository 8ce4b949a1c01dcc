import { figuresOf } from '../../src/content/article-figures.ts';
import { listedAt, visibleFrom } from '../../src/content/article-visibility.ts';
import { foldName } from '../../src/content/fold-name.ts';
import { type IdPrefix, idFor } from '../../src/content/global-id.ts';
import { localeChain } from '../../src/content/locale.ts';
import type { EventDraft } from '../../src/content/newsroom-event.ts';
import type {
  ArticleRecord,
  BlockRecord,
  CorrespondentRecord,
  EditionRecord,
  RevisionRecord,
  SocialPostRecord,
  TagRecord,
} from '../../src/content/records.ts';
import { plainSpans } from '../../src/content/rich-text.ts';

/** The id of a sample: the same key always has the same one. */
export const sampleId = (prefix: IdPrefix, key: string | number): string => idFor(prefix, `sample:${key}`);

export const HOUR = 3_600_000;
/** When the samples are published, unless they say otherwise. */
export const NOON = Date.UTC(2026, 2, 29, 12);

export const paragraph = (id: string, text: string): BlockRecord => ({
  id,
  type: 'Paragraph',
  content: plainSpans(text),
});

/** A published story with a text of three paragraphs. What is derived follows from what is given. */
export const sampleStory = (key: string | number, given: Partial<ArticleRecord> = {}): ArticleRecord => {
  const slug = `sample-${key}`;
  const at = new Date(NOON);
  const locale = given.locale ?? 'en';
  const access = given.access ?? 'FREE';
  const blocks = given.blocks ?? [
    paragraph('b1', `The first words of sample ${key}.`),
    paragraph('b2', 'What was said, and by whom.'),
    paragraph('b3', 'What comes next.'),
  ];
  const story = {
    _id: sampleId('art', key),
    slug,
    slugHistory: [],
    url: `https://paper.example/${slug}`,
    urlHistory: [],
    translationGroup: null,
    status: 'PUBLISHED',
    headline: `Sample ${key}`,
    kicker: null,
    standfirst: null,
    byline: [],
    contributions: [],
    leadImage: null,
    sectionId: null,
    tagIds: [],
    publishedAt: at,
    updatedAt: at,
    firstPublishedAt: at,
    embargoedUntil: null,
    live: null,
    source: null,
    version: 1,
    createdAt: at,
    ...figuresOf(blocks, { locale, access }),
    ...given,
    blocks,
    locale,
    access,
  } as const;
  return {
    ...story,
    localeChain: localeChain(locale),
    visibleFrom: visibleFrom(story),
    listedAt: listedAt(story),
  };
};

export const sampleCorrespondent = (
  key: string | number,
  given: Partial<CorrespondentRecord> = {},
): CorrespondentRecord => {
  const name = given.name ?? `Writer ${key}`;
  return {
    _id: sampleId('cor', key),
    slug: `writer-${key}`,
    slugHistory: [],
    name,
    nameKey: foldName(name),
    title: { en: 'Reporter' },
    bio: {},
    portrait: null,
    beatTagIds: [],
    accounts: [],
    mergedInto: null,
    mergedFromIds: [],
    version: 1,
    updatedAt: new Date(NOON),
    ...given,
  };
};

export const sampleTag = (key: string | number, given: Partial<TagRecord> = {}): TagRecord => {
  const name = given.name ?? { en: `Topic ${key}` };
  return {
    _id: sampleId('tag', key),
    slug: `topic-${key}`,
    name,
    kind: 'TOPIC',
    description: {},
    aliases: [],
    nameKeys: Object.values(name).map(foldName),
    parentId: null,
    ancestorIds: [],
    sameAs: [],
    mergedInto: null,
    mergedFromIds: [],
    retired: false,
    version: 1,
    updatedAt: new Date(NOON),
    ...given,
  };
};

export const samplePost = (
  key: string | number,
  given: Partial<SocialPostRecord> = {},
): SocialPostRecord => ({
  _id: sampleId('pst', key),
  platform: 'MASTODON',
  url: `https://social.example/@sample/${key}`,
  postId: String(key),
  author: { handle: 'sample', name: 'Sample', url: 'https://social.example/@sample' },
  text: `Said in post ${key}.`,
  media: [],
  postedAt: new Date(NOON),
  retrievedAt: null,
  availability: 'AVAILABLE',
  tracksReader: false,
  version: 1,
  updatedAt: new Date(NOON),
  ...given,
});

export const sampleEdition = (date: string, given: Partial<EditionRecord> = {}): EditionRecord => ({
  _id: sampleId('edt', `${date} ${given.locale ?? 'en'}`),
  date,
  locale: 'en',
  title: null,
  sections: [],
  publishedAt: new Date(NOON),
  version: 1,
  updatedAt: new Date(NOON),
  ...given,
});

export const sampleRevision = (article: ArticleRecord, actor = 'import'): RevisionRecord => ({
  _id: sampleId('rev', `${article._id} ${article.version}`),
  articleId: article._id,
  version: article.version,
  at: new Date(NOON),
  actor,
  kind: null,
  article,
});

/** A change of the first sample story, as the log of events takes it. */
export const sampleEvent = (version: number, at = NOON): EventDraft => ({
  kind: 'ARTICLE_UPDATED',
  at: new Date(at),
  subjectId: sampleId('art', 1),
  version,
  otherId: null,
  actor: 'somebody',
  tags: [],
  visibleFrom: null,
});
