import { figuresOf } from '../../src/content/article-figures.ts';
import type {
  AccessLevel,
  ArticleRecord,
  BlockRecord,
  CorrespondentRecord,
  EditionRecord,
  ImageRecord,
  RelatedLinkRecord,
  RevisionRecord,
  RichTextRecord,
  SocialPostRecord,
  TagRecord,
} from '../../src/content/records.ts';
import { ACCESS_LEVELS } from '../../src/content/records.ts';
import { revisionId } from '../../src/content/revision-id.ts';
import type { ViewerTier } from '../../src/content/viewer.ts';
import type { Store } from '../../src/store/store.ts';
import {
  HOUR,
  NOON,
  sampleCorrespondent,
  sampleEdition,
  sampleId,
  samplePost,
  sampleRevision,
  sampleStory,
  sampleTag,
} from '../support/sample-records.ts';

/** Where in a story a word stands: in its head, in the blocks of its preview, or behind its gate. */
export type Zone = 'heads' | 'opens' | 'gated';

/** A word that stands in one zone of one story and nowhere else. */
export const canary = (zone: Zone, key: string): string => `zq${zone}${key}`;

const later = new Date(NOON + HOUR);
const earlier = new Date(NOON - HOUR);

/** Stories that don't exist for readers, each for another reason. Their dates put them first in every list that would show them. */
const HIDDEN = {
  draft: { status: 'DRAFT', publishedAt: null, firstPublishedAt: null, createdAt: later, locale: 'ar' },
  dateddraft: { status: 'DRAFT', publishedAt: new Date(NOON - 1), locale: 'de' },
  submitted: { status: 'SUBMITTED', publishedAt: new Date(NOON - 1), translationGroup: null },
  scheduled: { status: 'SCHEDULED', publishedAt: later, locale: 'fr-CA' },
  embargoed: { embargoedUntil: later, publishedAt: new Date(NOON - 1), locale: 'he' },
  ahead: { publishedAt: later, translationGroup: null },
  retracted: { status: 'RETRACTED', publishedAt: new Date(NOON - 1), locale: 'pt' },
  retractedgated: {
    status: 'RETRACTED',
    publishedAt: new Date(NOON - 1),
    access: 'SUBSCRIBER',
    locale: 'nl',
  },
} as const satisfies Record<string, Partial<ArticleRecord>>;

const VISIBLE = {
  hub: { publishedAt: earlier },
  payers: { access: 'SUBSCRIBER', publishedAt: earlier, translationGroup: null },
  members: { access: 'REGISTERED', publishedAt: earlier },
  translated: { publishedAt: earlier, locale: 'fr' },
  due: { status: 'SCHEDULED', publishedAt: new Date(NOON), embargoedUntil: earlier },
} as const satisfies Record<string, Partial<ArticleRecord>>;

export const HIDDEN_KEYS = Object.keys(HIDDEN);
export const VISIBLE_KEYS = Object.keys(VISIBLE);
const KEYS = [...VISIBLE_KEYS, ...HIDDEN_KEYS];
const given: Readonly<Record<string, Partial<ArticleRecord>>> = { ...VISIBLE, ...HIDDEN };
const accessOf = (key: string): AccessLevel => given[key]?.access ?? 'FREE';

export const storyId = (key: string): string => sampleId('art', key);
const storyUrl = (key: string): string => `https://paper.example/${canary('heads', key)}`;
const postId = (zone: 'opens' | 'gated', key: string): string => sampleId('pst', `${zone} ${key}`);
const SHARED_POST = sampleId('pst', 'shared');
const LONE_POST = sampleId('pst', 'lone');

const DESK = sampleTag('desk', { kind: 'SECTION' });
const TOPIC = sampleTag('topic', {
  parentId: DESK._id,
  ancestorIds: [DESK._id],
  aliases: ['former-topic'],
  sameAs: ['https://www.wikidata.org/wiki/Q1'],
  description: { en: 'What it is.', fr: 'Ce que c’est.' },
  name: { en: 'Topic', fr: 'Sujet' },
});
const MERGED = sampleTag('merged', { mergedInto: TOPIC._id });
const BELOW = sampleTag('below', { parentId: TOPIC._id, ancestorIds: [DESK._id, TOPIC._id] });

const image = (word: string): ImageRecord => ({
  url: `https://pictures.example/${word}.jpg`,
  alt: `${word} alt`,
  caption: `${word} caption`,
  credit: `${word} credit`,
  rights: `${word} rights`,
  width: 1_200,
  height: 800,
  focalPoint: { x: 0.5, y: 0.5 },
  renditions: [
    { url: `https://pictures.example/${word}-s.jpg`, width: 300, height: 200, mediaType: 'image/jpeg' },
  ],
});

const WRITER = sampleCorrespondent('writer', {
  beatTagIds: [TOPIC._id, BELOW._id],
  slugHistory: ['former-writer'],
  bio: { en: 'Writes.', fr: 'Écrit.' },
  title: { en: 'Writer', fr: 'Plume' },
  portrait: image('portrait'),
  accounts: [{ platform: 'MASTODON', handle: 'writer', url: 'https://social.example/@writer' }],
});

const words = (text: string, articleId: string | null = null): RichTextRecord => [
  {
    text,
    marks: ['BOLD'],
    href: articleId === null ? 'https://elsewhere.example/' : `https://paper.example/${articleId}`,
    articleId,
  },
];

/** The stories that every text links to: all those that readers may not see, and one of each access. */
const LINKED = [...HIDDEN_KEYS, 'hub', 'members', 'payers'];
/** Those that a text points to with a block of its own. */
const POINTED = ['draft', 'retracted', 'embargoed', 'payers'];
const link = (at: number): string => storyId(LINKED[at % LINKED.length] ?? 'hub');

/** A block of each kind, all with the canary of their zone, with links to stories of every sort. */
const everyBlock = (zone: 'opens' | 'gated', key: string, prefix: string, inner = true): BlockRecord[] => {
  const word = canary(zone, key);
  let at = 0;
  const text = (): RichTextRecord => [...words(`${word} said`, link(at++)), ...words(' and more')];
  const block = (name: string) => ({ id: `${prefix}${name}` });
  return [
    { ...block('paragraph'), type: 'Paragraph', content: text() },
    { ...block('heading'), type: 'Heading', level: 2, content: text() },
    { ...block('quote'), type: 'Quote', content: text(), attribution: word },
    { ...block('pull'), type: 'PullQuote', content: text(), attribution: word },
    { ...block('list'), type: 'List', ordered: true, items: [text(), text()] },
    { ...block('image'), type: 'ImageBlock', image: image(word) },
    { ...block('gallery'), type: 'Gallery', title: word, images: [image(word)] },
    { ...block('embed'), type: 'SocialEmbed', socialPostId: postId(zone, key) },
    { ...block('shared'), type: 'SocialEmbed', socialPostId: SHARED_POST },
    {
      ...block('video'),
      type: 'VideoEmbed',
      url: `https://video.example/${word}`,
      title: word,
      provider: word,
      tracksReader: true,
    },
    { ...block('table'), type: 'Table', caption: word, header: [text()], rows: [[text()]] },
    { ...block('divider'), type: 'Divider' },
    ...POINTED.map(
      (to, n): BlockRecord => ({
        ...block(`related${n}`),
        type: 'RelatedLink',
        articleId: storyId(to),
        url: storyUrl(to),
        title: canary('heads', to),
      }),
    ),
    {
      ...block('correction'),
      type: 'Correction',
      correctionType: 'CORRECTION',
      at: earlier,
      content: text(),
    },
    { ...block('unknown'), type: 'UnknownBlock', sourceType: word, content: text() },
    ...(inner
      ? [
          {
            ...block('live'),
            type: 'LiveEntry',
            at: earlier,
            updatedAt: earlier,
            headline: word,
            key: true,
            blocks: everyBlock(zone, key, `${prefix}live-`, false),
          } as const,
        ]
      : []),
  ];
};

const storyOf = (key: string): ArticleRecord => {
  const word = canary('heads', key);
  const open = everyBlock('opens', key, 'o-');
  const blocks = [...open, ...everyBlock('gated', key, 'g-')];
  const access = accessOf(key);
  const locale = given[key]?.locale ?? 'en';
  return sampleStory(key, {
    slug: word,
    slugHistory: [`former-${word}`],
    url: storyUrl(key),
    urlHistory: [`https://former.example/${word}`],
    headline: `${word} headline`,
    kicker: word,
    standfirst: `${word} standfirst`,
    byline: [
      { text: word, correspondentId: null },
      { text: WRITER.name, correspondentId: WRITER._id },
    ],
    contributions: [{ role: 'AUTHOR', correspondentId: WRITER._id, bioAtPublication: word }],
    leadImage: image(word),
    sectionId: DESK._id,
    tagIds: [TOPIC._id, BELOW._id, MERGED._id],
    translationGroup: 'together',
    live: { isLive: true, pinnedEntryIds: ['g-live', 'o-live'], summary: words(canary('gated', key)) },
    blocks,
    ...figuresOf(blocks, { locale, access, previewBlockCount: open.length }),
    ...(given[key]?.status === 'RETRACTED' && { retraction: { at: earlier, note: words(word) } }),
    updatedAt: HIDDEN_KEYS.includes(key) ? new Date(NOON - 1) : earlier,
    ...given[key],
  });
};

const post = (id: string, text: string): SocialPostRecord => {
  const sample = samplePost(id);
  return {
    ...sample,
    _id: id,
    text,
    retrievedAt: earlier,
    author: { ...sample.author, name: text },
    media: [
      { url: `https://pictures.example/${text}.png`, alt: text, mediaType: 'image/png', width: 1, height: 1 },
    ],
  };
};

export interface CanaryNewsroom {
  readonly articles: readonly ArticleRecord[];
  readonly correspondents: readonly CorrespondentRecord[];
  readonly tags: readonly TagRecord[];
  readonly socialPosts: readonly SocialPostRecord[];
  readonly editions: readonly EditionRecord[];
  readonly revisions: readonly RevisionRecord[];
}

/** Everything, with its canaries. */
export const canaryNewsroom = (): CanaryNewsroom => {
  const articles = KEYS.map(storyOf);
  const sections = [
    { title: 'First', tagId: TOPIC._id, articleIds: [...HIDDEN_KEYS, ...VISIBLE_KEYS].map(storyId) },
    { title: 'Second', tagId: BELOW._id, articleIds: ['draft', 'hub'].map(storyId) },
  ];
  return {
    articles,
    correspondents: [
      { ...WRITER, mergedFromIds: [sampleId('cor', 'merged')] },
      sampleCorrespondent('merged', { mergedInto: WRITER._id }),
    ],
    tags: [DESK, { ...TOPIC, mergedFromIds: [MERGED._id] }, MERGED, BELOW],
    socialPosts: [
      ...KEYS.flatMap((key) =>
        (['opens', 'gated'] as const).map((zone) => post(postId(zone, key), canary(zone, key))),
      ),
      post(SHARED_POST, 'shared'),
      post(LONE_POST, 'lone'),
    ],
    editions: [
      ...['2026-03-27', '2026-03-28', '2026-03-29'].map((date) =>
        sampleEdition(date, { title: `Of ${date}`, sections, publishedAt: earlier }),
      ),
      sampleEdition('2026-03-30', { title: canary('heads', 'tomorrow'), sections, publishedAt: later }),
      sampleEdition('2026-03-31', { title: canary('heads', 'someday'), sections, publishedAt: null }),
    ],
    revisions: articles.flatMap((article) =>
      [
        article,
        { ...article, version: 2, headline: `${article.headline} again`, blocks: article.blocks.slice(1) },
      ].map(
        (version): RevisionRecord => ({
          ...sampleRevision(version),
          _id: revisionId(article._id, version.version),
          kind: 'ARTICLE_CORRECTED',
        }),
      ),
    ),
  };
};

/** What a reader of this tier reads no further than the preview of. */
const gatedFor = (tier: ViewerTier): readonly string[] => {
  const opened = tier === 'SUBSCRIBER' ? 3 : tier === 'REGISTERED' ? 2 : 1;
  return VISIBLE_KEYS.filter((key) => ACCESS_LEVELS.indexOf(accessOf(key)) >= opened);
};

/** Everything that an answer to a reader of this tier must not have in it: words, addresses and ids. */
export const forbiddenFor = (tier: ViewerTier): readonly string[] => [
  ...HIDDEN_KEYS.flatMap((key) => [
    storyId(key),
    ...(['heads', 'opens', 'gated'] as const).map((zone) => canary(zone, key)),
  ]),
  ...HIDDEN_KEYS.flatMap((key) => (['opens', 'gated'] as const).map((zone) => postId(zone, key))),
  ...gatedFor(tier).flatMap((key) => [canary('gated', key), postId('gated', key)]),
  ...['tomorrow', 'someday'].map((key) => canary('heads', key)),
];

/** The words that a viewer of this tier, or with `null` somebody who works here, finds if they look everywhere. */
export const canariesFor = (tier: ViewerTier | null): ReadonlySet<string> => {
  const gated = tier === null ? [] : gatedFor(tier);
  return new Set(
    (tier === null ? KEYS : VISIBLE_KEYS).flatMap((key) =>
      (['heads', 'opens', 'gated'] as const)
        .filter((zone) => zone !== 'gated' || !gated.includes(key))
        .map((zone) => canary(zone, key)),
    ),
  );
};

/**
 * The newsroom as readers must take it to be: hidden stories were never written, nor editions that are to come, and behind gates stand other words, as many and as long.
 * To a reader the two newsrooms have to answer byte for byte the same, but for the words that `asRead` puts back: then nothing tells of what is hidden, be it a count, a cursor or an order.
 */
export const asReadersKnowIt = (newsroom: CanaryNewsroom): CanaryNewsroom => {
  const hidden = new Set(HIDDEN_KEYS.map(storyId));
  const hiddenPosts = new Set(HIDDEN_KEYS.flatMap((key) => [postId('opens', key), postId('gated', key)]));
  // A pointer to a story that isn't there shows nothing, whatever its title says.
  const pointsToHidden = (value: object): value is RelatedLinkRecord =>
    'type' in value &&
    value.type === 'RelatedLink' &&
    hidden.has((value as RelatedLinkRecord).articleId ?? '');
  const swap = <T>(value: T): T => {
    if (typeof value === 'string') return value.replaceAll('zqgated', 'zqdecoy') as T;
    if (Array.isArray(value)) return value.map(swap) as T;
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    if (pointsToHidden(value)) return { ...value, title: value.title?.replace('zqheads', 'zqtitle') };
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, swap(inner)])) as T;
  };
  return swap({
    ...newsroom,
    articles: newsroom.articles.filter(({ _id }) => !hidden.has(_id)),
    socialPosts: newsroom.socialPosts.filter(({ _id }) => !hiddenPosts.has(_id)),
    editions: newsroom.editions
      .filter(({ publishedAt }) => publishedAt !== null && publishedAt.getTime() <= NOON)
      .map((edition) => ({
        ...edition,
        sections: edition.sections.map((section) => ({
          ...section,
          articleIds: section.articleIds.filter((id) => !hidden.has(id)),
        })),
      })),
    revisions: newsroom.revisions.filter(({ articleId }) => !hidden.has(articleId)),
  });
};

const passed = (from: 'gated' | 'decoy', tier: ViewerTier): RegExp =>
  new RegExp(
    `zq${from}(${VISIBLE_KEYS.filter((key) => !gatedFor(tier).includes(key)).join('|')})(?![a-z])`,
    'g',
  );

/** A question to that newsroom: the words behind the gates that a reader of this tier may pass are others there. */
export const asAsked = (question: string, tier: ViewerTier): string =>
  question.replace(passed('gated', tier), 'zqdecoy$1');

/** An answer of that newsroom with those words put back. */
export const asRead = (answer: string, tier: ViewerTier): string =>
  answer.replace(passed('decoy', tier), 'zqgated$1');

export const putNewsroom = async (store: Store, newsroom: CanaryNewsroom): Promise<void> => {
  await store.tags.put(newsroom.tags);
  await store.correspondents.put(newsroom.correspondents);
  await store.socialPosts.put(newsroom.socialPosts);
  await store.articles.put(newsroom.articles);
  await store.editions.put(newsroom.editions);
  await store.revisions.put(newsroom.revisions);
};
