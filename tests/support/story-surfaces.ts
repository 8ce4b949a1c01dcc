import type { ArticleRecord } from '../../src/content/records.ts';
import type { Store } from '../../src/store/store.ts';
import type { TestGateway } from './gateway.ts';
import {
  NOON,
  paragraph,
  sampleCorrespondent,
  sampleEdition,
  sampleId,
  samplePost,
  sampleStory,
  sampleTag,
} from './sample-records.ts';

/** A word that no other story has: wherever it is found, the story was shown. */
export const CANARY = 'Zyzzogeton';
/** The words of a pointer to it: they go with the story. */
const POINTER = 'Pointerwort';
const KEY = 'watched';
const ID = sampleId('art', KEY);
const [TAG, SECTION] = [sampleId('tag', 'watched'), sampleId('tag', 'watched-section')];
const [AUTHOR, POST] = [sampleId('cor', 'watched'), sampleId('pst', 'watched')];
const DAY = '2026-03-29';

/** The story that is watched, as these moments and this status make it. */
export const watched = (given: Partial<ArticleRecord>): ArticleRecord =>
  sampleStory(KEY, {
    headline: `${CANARY} headline`,
    standfirst: `${CANARY} standfirst`,
    tagIds: [TAG],
    sectionId: SECTION,
    contributions: [{ role: 'AUTHOR', correspondentId: AUTHOR, bioAtPublication: null }],
    translationGroup: 'watched',
    slugHistory: ['watched-formerly'],
    urlHistory: ['https://paper.example/watched-formerly'],
    blocks: [paragraph('b1', `${CANARY} text`), { id: 'b2', type: 'SocialEmbed', socialPostId: POST }],
    ...given,
  });

/** What stands around it: a translation, a story on the same things that links to it in two ways, an edition that has it. */
export const surroundings = async (store: Store): Promise<void> => {
  await store.tags.put([sampleTag('watched'), sampleTag('watched-section', { kind: 'SECTION' })]);
  await store.correspondents.put([sampleCorrespondent('watched')]);
  await store.socialPosts.put([samplePost('watched')]);
  const before = { publishedAt: new Date(NOON - 86_400_000) };
  await store.articles.put([
    sampleStory('sibling', { ...before, translationGroup: 'watched', locale: 'fr' }),
    sampleStory('neighbour', {
      ...before,
      tagIds: [TAG],
      blocks: [
        {
          id: 'b1',
          type: 'Paragraph',
          content: [{ text: 'a link', marks: [], href: 'https://paper.example/x', articleId: ID }],
        },
        {
          id: 'b2',
          type: 'RelatedLink',
          articleId: ID,
          url: 'https://paper.example/x',
          title: POINTER,
        },
      ],
    }),
  ]);
  await store.editions.put([
    sampleEdition(DAY, {
      locale: 'nl',
      publishedAt: new Date(NOON - 86_400_000),
      sections: [{ title: 'Front', tagId: null, articleIds: [ID, sampleId('art', 'neighbour')] }],
    }),
  ]);
};

const LIST = 'articles(first: 50) { nodes { headline } totalCount }';
/** Every way on which a reader may meet the story, one query each. */
const SURFACES: Readonly<Record<string, string>> = {
  'by id': `{ article(id: "${ID}") { headline } }`,
  'by slug': '{ article(slug: "sample-watched") { headline } }',
  'by former slug': '{ article(slug: "watched-formerly") { headline } }',
  'by address': '{ article(url: "https://paper.example/sample-watched") { headline } }',
  'by former address': '{ article(url: "https://paper.example/watched-formerly") { headline } }',
  'its text': '{ article(slug: "sample-watched") { body { ... on FullBody { text html } } } }',
  'its JSON-LD': '{ article(slug: "sample-watched") { jsonLd } }',
  'as a node': `{ node(id: "${ID}") { ... on Article { headline } } }`,
  'among nodes': `{ nodes(ids: ["${ID}"]) { ... on Article { headline } } }`,
  'the list of all': `{ ${LIST} }`,
  'the list by last change': '{ articles(first: 50, orderBy: { field: UPDATED_AT }) { nodes { headline } } }',
  'a topic': `{ tag(slug: "topic-watched") { ${LIST} } }`,
  'a section': '{ articles(filter: { section: "topic-watched-section" }) { nodes { headline } } }',
  'a correspondent': `{ correspondent(slug: "writer-watched") { ${LIST} } }`,
  'a social post': `{ socialPost(id: "${POST}") { ${LIST} } }`,
  'an edition’s sections': `{ edition(date: "${DAY}", locale: "nl") { sections { stories { headline } } } }`,
  'an edition’s list': `{ edition(date: "${DAY}", locale: "nl") { ${LIST} } }`,
  'a translation': '{ article(slug: "sample-sibling") { translations { headline } } }',
  'the translation wished for':
    '{ article(slug: "sample-sibling") { translation(locale: "en") { headline } } }',
  'related stories': '{ article(slug: "sample-neighbour") { related { headline } } }',
  'a link in a text':
    '{ article(slug: "sample-neighbour") { body { ... on FullBody { blocks { nodes { ... on Paragraph { content { spans { article { headline } } } } } } } } } }',
  'a pointer in a text':
    '{ article(slug: "sample-neighbour") { body { ... on FullBody { html blocks { nodes { ... on RelatedLink { title article { headline } } } } } } } }',
  search: `{ search(query: "${CANARY}") { nodes { headline } } }`,
};

/** Counts that tell of the story without naming it. */
const COUNTS = `{ tag(slug: "topic-watched") { articleCount } correspondent(slug: "writer-watched") { articleCount }
  socialPost(id: "${POST}") { articles { totalCount } } articles(filter: { section: "topic-watched-section" }) { totalCount }
  search(query: "${CANARY}") { totalCount } }`;

export const SURFACE_NAMES: readonly string[] = Object.keys(SURFACES);

/** The surfaces that show the story to a reader right now. Answers come as they would to anybody, from what is kept if it is. */
export const surfacesShowing = async ({ query }: TestGateway): Promise<string[]> => {
  const shown = await Promise.all(
    Object.entries(SURFACES).map(async ([name, question]) => {
      const { json, text } = await query(question);
      if (json.errors !== undefined) throw new Error(`${name}: ${text}`);
      return text.includes(CANARY) || text.includes(POINTER) ? [name] : [];
    }),
  );
  return shown.flat();
};

/** What the counts say; those of a reader who doesn't know of the story are one lower each. */
export const countsAround = async ({ query }: TestGateway): Promise<number[]> => {
  const { data } = (await query(COUNTS)).json;
  return [
    data.tag.articleCount,
    data.correspondent.articleCount,
    // A post that only hidden stories embed is hidden with them.
    data.socialPost?.articles.totalCount ?? 0,
    data.articles.totalCount,
    data.search.totalCount,
  ];
};
