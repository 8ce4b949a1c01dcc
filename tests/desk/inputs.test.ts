import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, type Desk, deskOf, words } from '../support/desk.ts';
import { NOW, startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let desk: Desk;
beforeAll(async () => {
  gateway = await startGateway();
  desk = await deskOf(gateway);
});
afterAll(() => gateway.close());

const save = (story: object) => desk.give('saveDraft', { story: { headline: 'A headline', ...story } });
const refusals = async (story: object): Promise<string[]> => codesOf(await save(story));
const block = (kind: object) => refusals({ blocks: [kind] });
const rich = (text: string) => ({ content: { text } });

describe('words', () => {
  it.each([
    '$5bn bailout',
    '$where is the money',
    '{ "$ne": null }',
    'a.b.c',
    '__proto__',
    "'; DROP TABLE stories; --",
  ])('%s is a headline as good as any, and stays as it is', async (headline) => {
    const { article } = await save({ headline, standfirst: headline, blocks: [words('b1', headline)] });
    expect(article).toMatchObject({ headline, standfirst: headline, body: { text: headline } });
  });

  it.each([
    ['emoji joined', '👩‍👩‍👧‍👦 at sea'],
    ['right to left, with its marks', '\u200fمرحبا\u200e (1)'],
    ['composed and decomposed', 'café cafe\u0301'],
    ['a byte order mark within', 'a\ufeffb'],
    ['a tab and a line’s end', 'a\tb\nc'],
  ])('of %s come back letter for letter', async (_, text) => {
    const { article } = await save({ blocks: [words('b1', text)] });
    expect(article.body.text).toBe(text);
  });

  it.each([
    ['half of a character', 'a\ud800b'],
    ['a NUL', 'a\u0000b'],
    ['an escape', 'a\u001bb'],
  ])('with %s are refused where they stand', async (_, text) => {
    expect(await refusals({ headline: text })).toEqual(['INVALID story.headline']);
    expect(await block({ paragraph: rich(text) })).toEqual(['INVALID story.blocks.0.paragraph.content.text']);
  });

  it('are words only: markup in them is shown, and does nothing', async () => {
    const text = '<img src=x onerror=alert(1)><script>alert(1)</script>';
    const { article } = await save({ blocks: [words('b1', text)] });
    expect(article.body.text).toBe(text);
    expect(article.body.html).not.toMatch(/<(img|script)/);
    expect(article.body.html).toContain('&lt;script&gt;');
  });

  it('too many are refused by their length, and a document beyond the limit by its size', async () => {
    expect(await refusals({ headline: 'x'.repeat(501) })).toEqual(['TOO_LONG story.headline']);
    expect(await block({ paragraph: rich('x'.repeat(20_001)) })).toEqual([
      'TOO_LONG story.blocks.0.paragraph.content.text',
    ]);
    const { status, codes } = await desk.answer('saveDraft', { story: { headline: 'x'.repeat(17_000_000) } });
    expect([status, codes]).toEqual([413, ['PAYLOAD_TOO_LARGE']]);
  });
});

describe('operators and strange keys', () => {
  it.each([{ $ne: null }, { $gt: '' }, { $where: '1' }, { $regex: '.*' }, ['a'], 7, true])(
    '%j is no text, whatever field it is put into',
    async (value) => {
      for (const input of [
        { story: { headline: value } },
        { story: { headline: 'x', slug: value } },
        { story: { headline: 'x', tags: [value] } },
        { story: { headline: 'x', section: value } },
        { id: value, version: 1, story: {} },
        { story: { headline: 'x' }, idempotencyKey: value },
      ]) {
        const { codes, json } = await desk.answer('saveDraft', input);
        // A number is taken for an id by GraphQL, and is nobody's.
        if (codes.length === 0) expect(codesOf(json.data.saveDraft)).toEqual(['NOT_FOUND id']);
        else expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT']));
      }
    },
  );

  it.each(['__proto__', 'constructor', 'a.b', '$set'])('there is no field %s in an input', async (key) => {
    const input = JSON.parse(`{ "story": { "headline": "x", "${key}": {} } }`);
    expect((await desk.answer('saveDraft', input)).codes).toEqual(['BAD_USER_INPUT']);
    const locale = await desk.answer(
      'createTag',
      { kind: 'TOPIC', name: [{ locale: key, text: 'x' }] },
      '{ tag { id } }',
    );
    expect(locale.codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('moments', () => {
  it.each([
    '2026-02-30T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    '2026-03-29T02:30:00',
    '2026-03-29',
    // These would be, but for their offsets.
    '9999-12-31T23:30:00-01:00',
    '0000-01-01T00:30:00+01:00',
    8.64e15,
    -8.64e15,
  ])('%j is none', async (publishAt) => {
    const { id } = await desk.draft('When');
    const { codes } = await desk.answer('scheduleArticle', { id, version: 1, publishAt });
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  it('with any offset are kept as the same moment', async () => {
    const { id } = await desk.draft('Then');
    const { article } = await desk.give('scheduleArticle', {
      id,
      version: 1,
      publishAt: '2026-03-30T02:30:00+02:00',
    });
    expect(article.publishedAt).toBe('2026-03-30T00:30:00.000Z');
  });
});

describe('slugs', () => {
  it('are made of the headline, and told apart where two headlines are the same', async () => {
    const [one, two] = [
      await save({ headline: 'Twice the same' }),
      await save({ headline: 'Twice the same' }),
    ];
    expect(one.article.slug).toBe('twice-the-same');
    expect(two.article.slug).toMatch(/^twice-the-same-[0-9a-z]{6}$/);
    const japanese = await save({ headline: '東京の天気' });
    expect(japanese.article.slug).toMatch(/^art-[0-9a-z]{16}$/);
  });

  it('that another story has or had are refused, also at the same moment', async () => {
    const { id, version } = await desk.published('Once here');
    await desk.give('updateArticle', { id, version, story: { slug: 'now-there' } });
    expect(await refusals({ slug: 'now-there' })).toEqual(['TAKEN story.slug']);
    expect(await refusals({ slug: 'once-here' })).toEqual(['TAKEN story.slug']);
    const both = await Promise.all([save({ slug: 'at-once' }), save({ slug: 'at-once' })]);
    expect(both.flatMap(codesOf)).toEqual(['TAKEN story.slug']);
    const { json } = await gateway.query('{ article(slug: "once-here") { slug } }');
    expect(json.data.article.slug).toBe('now-there');
  });

  it.each(['pаris', 'straße', 'A-b', 'a--b', '-a', 'a-', 'a b', '../etc', 'a%2f', ''])(
    '%j is none: nothing that looks like another letter gets in',
    async (slug) => {
      expect(await refusals({ slug })).toEqual(['INVALID story.slug']);
    },
  );
});

describe('references', () => {
  it('lead to what is there', async () => {
    const nothing = 'art_0000000000000000';
    expect(await refusals({ section: 'nowhere', tags: ['oceans', 'nothing'] })).toEqual([
      'NOT_FOUND story.section',
      'NOT_FOUND story.tags.1',
    ]);
    expect(await refusals({ section: 'oceans' })).toEqual(['INVALID story.section']);
    expect(await refusals({ contributions: [{ role: 'AUTHOR', correspondent: 'nobody' }] })).toEqual([
      'NOT_FOUND story.contributions.0.correspondent',
    ]);
    expect(await block({ socialPost: 'pst_0000000000000000' })).toEqual(['NOT_FOUND story.blocks.0']);
    expect(await block({ relatedLink: { article: nothing } })).toEqual(['NOT_FOUND story.blocks.0']);
    expect(await block({ paragraph: { content: { spans: [{ text: 'x', article: nothing }] } } })).toEqual([
      'NOT_FOUND story.blocks.0',
    ]);
  });

  it('to itself, and 10,000 tags, are refused', async () => {
    const { id } = await desk.draft('Round and round');
    const self = await desk.give('saveDraft', {
      id,
      version: 1,
      story: { blocks: [{ id: 'r', relatedLink: { article: id } }] },
    });
    expect(codesOf(self)).toEqual(['SELF_REFERENCE story.blocks.0.relatedLink.article']);
    expect(await refusals({ tags: Array.from({ length: 10_000 }, (_, n) => `t${n}`) })).toEqual([
      'TOO_MANY story.tags',
    ]);
    const { article } = await save({ tags: ['oceans', 'oceans'] });
    expect(article.tags).toEqual([{ slug: 'oceans' }]);
  });

  it('name people as they are printed, with their bio of the day of publication', async () => {
    const { json } = await gateway.query('{ correspondents(first: 2) { nodes { id slug name bio } } }');
    const [one, two] = json.data.correspondents.nodes;
    const story = await desk.published('By two', {
      contributions: [
        { role: 'AUTHOR', correspondent: one.slug },
        { role: 'AUTHOR', correspondent: two.id },
      ],
    });
    expect(story.byline.text).toBe(`${one.name}, ${two.name}`);
    await desk.give(
      'editCorrespondent',
      { id: one.id, correspondent: { bio: [{ locale: 'en', text: 'Since then, elsewhere.' }] } },
      '{ userErrors { code } }',
    );
    const seen = await gateway.query(
      'query ($id: ID!) { article(id: $id) { contributions { bioAtPublication correspondent { bio } } } }',
      { id: story.id },
    );
    expect(seen.json.data.article.contributions[0]).toEqual({
      bioAtPublication: one.bio,
      correspondent: { bio: 'Since then, elsewhere.' },
    });
  });
});

describe('blocks', () => {
  const EVERY = [
    {
      id: 'p',
      paragraph: {
        content: {
          spans: [
            { text: 'Bold', marks: ['ITALIC', 'BOLD'] },
            { text: ' link', href: 'https://news.example/a' },
          ],
        },
      },
    },
    { id: 'h', heading: { level: 2, content: { text: 'Heading' } } },
    { id: 'q', quote: { content: { text: 'Said.' }, attribution: 'Somebody' } },
    { id: 'pq', pullQuote: { content: { text: 'Large.' } } },
    { id: 'l', list: { ordered: true, items: [{ text: 'one' }, { text: 'two' }] } },
    {
      id: 'i',
      image: { url: 'https://news.example/a.jpg', alt: 'A', credit: 'Ana/AFP', focalPoint: { x: 0.5, y: 1 } },
    },
    { id: 'g', gallery: { images: [{ url: 'https://news.example/b.jpg' }] } },
    { id: 'v', video: { url: 'https://news.example/v', title: 'V' } },
    { id: 't', table: { header: [{ text: 'a' }, { text: 'b' }], rows: [[{ text: '1' }]] } },
    { id: 'd', divider: true },
    { id: 'r', relatedLink: { url: 'https://elsewhere.example/', title: 'Elsewhere' } },
  ];

  it('of every kind are kept under their ids, in their order, and stay where they are kept', async () => {
    const { article } = await save({ blocks: EVERY });
    expect(
      article.body.blocks.nodes.map(
        ({ id, __typename }: { id: string; __typename: string }) => `${id} ${__typename}`,
      ),
    ).toEqual([
      'p Paragraph',
      'h Heading',
      'q Quote',
      'pq PullQuote',
      'l List',
      'i ImageBlock',
      'g Gallery',
      'v VideoEmbed',
      't Table',
      'd Divider',
      'r RelatedLink',
    ]);
    expect(article.body.html).toContain('<strong><em>Bold</em></strong>');
    const again = await desk.give('saveDraft', {
      id: article.id,
      version: 1,
      story: {
        blocks: [{ id: 't', keep: true }, words('p', 'Other.'), { paragraph: { content: { text: 'New.' } } }],
      },
    });
    const ids = again.article.body.blocks.nodes.map(({ id }: { id: string }) => id);
    expect(ids.slice(0, 2)).toEqual(['t', 'p']);
    expect(ids[2]).toMatch(/^b[0-9a-f]{12}$/);
    expect(again.article.body.text).toContain('a\tb\n1\t');
  });

  it('are looked at as a whole: all that is wrong is said at once, and nothing is stored', async () => {
    gateway.commands.length = 0;
    const wrong = await refusals({
      headline: ' ',
      blocks: [
        { heading: { level: 1, content: { text: 'x' } } },
        {},
        { paragraph: rich('x'), divider: true },
        { paragraph: { content: {} } },
        { paragraph: rich('  ') },
        { id: 'x y', divider: true },
        { list: { items: [] } },
        { id: 'gone', keep: true },
        { image: { url: 'https://news.example/a.jpg', width: 0, focalPoint: { x: 2, y: 0 } } },
        { relatedLink: {} },
      ],
    });
    expect(wrong).toEqual([
      'REQUIRED story.headline',
      'INVALID story.blocks.0.heading.level',
      'INVALID story.blocks.1',
      'INVALID story.blocks.2',
      'INVALID story.blocks.3.paragraph.content',
      'REQUIRED story.blocks.4.paragraph.content',
      'INVALID story.blocks.5.id',
      'REQUIRED story.blocks.6.list.items',
      'NOT_FOUND story.blocks.7.id',
      'INVALID story.blocks.8.image.focalPoint',
      'INVALID story.blocks.8.image.width',
      'INVALID story.blocks.9.relatedLink',
    ]);
    expect(gateway.commands.filter((name) => !['find', 'aggregate'].includes(name))).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'java\tscript:alert(1)',
    '//x.example',
    'ftp://x.example/',
  ])('lead nowhere but to http and https: %j', async (href) => {
    for (const one of [
      { paragraph: { content: { spans: [{ text: 'x', href }] } } },
      { image: { url: href } },
      { video: { url: href } },
      { relatedLink: { url: href } },
    ])
      expect((await desk.answer('saveDraft', { story: { headline: 'x', blocks: [one] } })).codes).toEqual([
        'BAD_USER_INPUT',
      ]);
  });

  it('must be there before a story is published', async () => {
    const { id } = await desk.draft('Empty', { blocks: [] });
    expect(codesOf(await desk.give('publishArticle', { id, version: 1 }))).toEqual(['REQUIRED id']);
    const later = new Date(NOW + 1_000).toISOString();
    expect(codesOf(await desk.give('scheduleArticle', { id, version: 1, publishAt: later }))).toEqual([
      'REQUIRED id',
    ]);
  });
});

describe('a mutation', () => {
  it('is none by GET, and costs what it does', async () => {
    const token = await gateway.token({ roles: ['editor'] });
    const query = 'mutation { saveDraft(input: { story: { headline: "x" } }) { userErrors { code } } }';
    const got = await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' },
    });
    expect(got.status).toBe(405);
    const small = await startGateway({ DATELINE_MAX_COST: '50' }, null, gateway);
    try {
      expect((await small.query(query, {}, token)).codes).toEqual([]);
      const three = ['a', 'b', 'c'].map((alias) =>
        query.replace('mutation {', '').replace(/\}$/, '').replace('saveDraft', `${alias}: saveDraft`),
      );
      expect((await small.query(`mutation { ${three.join(' ')} }`, {}, token)).codes).toEqual([
        'QUERY_TOO_COSTLY',
      ]);
    } finally {
      await small.close();
    }
  });
});
