import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { figuresOf } from '../../src/content/article-figures.ts';
import type { NewsroomEvent } from '../../src/content/newsroom-event.ts';
import type { BlockRecord } from '../../src/content/records.ts';
import { deskOf } from '../support/desk.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';
import {
  HOUR,
  paragraph,
  sampleEdition,
  sampleId,
  samplePost,
  sampleStory,
} from '../support/sample-records.ts';

/** What caches outside are told of stories that readers may not see: no more than of those that aren't there, and enough to end what was made without them. */
const DRAFT = sampleId('art', 'hidden');
const POST = samplePost('quoted');
const TOMORROW = sampleEdition('2026-03-30', { publishedAt: new Date(NOW + 20_000) });

let gateway: TestGateway;
const events: NewsroomEvent[] = [];
beforeAll(async () => {
  gateway = await startGateway(
    {},
    null,
    null,
    (url) => url,
    async ({ articles, editions, socialPosts }) => {
      const withBlocks = (blocks: readonly BlockRecord[]) => ({
        blocks,
        ...figuresOf(blocks, { locale: 'en', access: 'FREE', previewBlockCount: 9 }),
      });
      await socialPosts.put([POST]);
      await articles.put([
        sampleStory('hidden', {
          status: 'DRAFT',
          publishedAt: null,
          firstPublishedAt: null,
          translationGroup: 'together',
          ...withBlocks([{ id: 'b1', type: 'SocialEmbed', socialPostId: POST._id }]),
        }),
        sampleStory('seen', {
          locale: 'fr',
          translationGroup: 'together',
          publishedAt: new Date(NOW - HOUR),
          ...withBlocks([
            paragraph('b1', 'Words.'),
            {
              id: 'b2',
              type: 'RelatedLink',
              articleId: DRAFT,
              url: 'https://paper.example/x',
              title: 'More',
            },
          ]),
        }),
        // Comes by itself soon, and is in none of the questions.
        sampleStory('coming', { status: 'SCHEDULED', publishedAt: new Date(NOW + 20_000) }),
      ]);
      const sections = [{ title: 'First', tagId: null, articleIds: [DRAFT, sampleId('art', 'seen')] }];
      await editions.put([
        sampleEdition('2026-03-28', { sections, publishedAt: new Date(NOW - HOUR) }),
        TOMORROW,
      ]);
    },
  );
  gateway.gateway.events.subscribe((event) => void events.push(event));
});
afterAll(() => gateway.close());

interface Told {
  readonly tags: readonly string[];
  readonly life: string | null;
  readonly data: unknown;
}
/** What a cache outside is told of an answer, and the answer. */
const told = async (query: string): Promise<Told> => {
  const response = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { 'apollo-require-preflight': 'true' },
  });
  const { data } = (await response.json()) as { data: unknown };
  const tags = response.headers.get('surrogate-key')?.split(' ').sort() ?? [];
  return { tags, life: response.headers.get('cache-control'), data };
};

const story = (args: string): string => `{ article(${args}) { headline } }`;
const byNode = (id: string): string => `{ node(id: "${id}") { __typename } }`;
const byUrl = (url: string): string => `{ socialPost(url: "${url}") { text } }`;
const edition = (date: string): string => `{ edition(date: "${date}", locale: "en") { title } }`;

describe('of what readers may not see', () => {
  it.each([
    ['a slug', story('slug: "sample-hidden"'), story('slug: "sample-absent"')],
    [
      'an address',
      story('url: "https://paper.example/sample-hidden"'),
      story('url: "https://paper.example/sample-absent"'),
    ],
    ['an id', story(`id: "${DRAFT}"`), story(`id: "${sampleId('art', 'absent')}"`)],
    ['an id of anything', byNode(TOMORROW._id), byNode(sampleId('edt', 'absent'))],
    ['a story that comes', story('slug: "sample-coming"'), story('slug: "sample-absent"')],
    ['a post that only a draft quotes', byUrl(POST.url), byUrl(POST.url.replace('quoted', 'absent'))],
    ['the edition of a day', edition('2026-03-30'), edition('2026-03-31')],
  ])('%s has the tags and the lifetime of one that is not there', async (_, hidden, absent) => {
    const plain = ({ tags, life, data }: Told): unknown => [
      tags.map((tag) => tag.replace(/^(unseen):.*|hidden|absent|coming|quoted|2026-03-3\d/, '$1')),
      life,
      data,
    ];
    const [one, other] = [await told(hidden), await told(absent)];
    expect(one.tags.length).toBeGreaterThan(0);
    expect(Object.values(one.data as object)).toEqual([null]);
    expect(plain(one)).toEqual(plain(other));
    expect(one.life).toContain('s-maxage=20');
    expect(one.tags.join()).not.toMatch(new RegExp([DRAFT, TOMORROW._id, POST._id].join('|')));
  });
});

describe('when a draft is published', () => {
  const QUESTIONS: Readonly<Record<string, string>> = {
    slug: story('slug: "sample-hidden"'),
    address: story('url: "https://paper.example/sample-hidden"'),
    id: story(`id: "${DRAFT}"`),
    link: '{ article(slug: "sample-seen") { body { ... on FullBody { blocks { nodes { ... on RelatedLink { title } } } } } } }',
    translation: '{ article(slug: "sample-seen") { translations { locale } } }',
    edition: '{ edition(date: "2026-03-28", locale: "en") { sections { stories { headline } } } }',
    'edition as a list':
      '{ edition(date: "2026-03-28", locale: "en") { articles(first: 5) { totalCount } } }',
    post: byUrl(POST.url),
    list: '{ articles(first: 9) { totalCount } }',
  };

  it('its event names a tag of each answer that was made without it, and each is made anew', async () => {
    const before = await Promise.all(Object.values(QUESTIONS).map(told));
    const chief = await deskOf(gateway, 'chief');
    const payload = await chief.give('publishArticle', { id: DRAFT, version: 1 });
    expect(payload.userErrors).toEqual([]);
    const purged = new Set(events.find(({ subjectId }) => subjectId === DRAFT)?.tags);
    const missed = Object.keys(QUESTIONS).filter((_, at) => !before[at]?.tags.some((tag) => purged.has(tag)));
    expect(missed).toEqual([]);
    const after = await Promise.all(Object.values(QUESTIONS).map(told));
    const same = Object.keys(QUESTIONS).filter(
      (_, at) => JSON.stringify(before[at]?.data) === JSON.stringify(after[at]?.data),
    );
    expect(same).toEqual([]);
  });
});
