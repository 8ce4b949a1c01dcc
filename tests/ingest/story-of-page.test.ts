import { describe, expect, it } from '@jest/globals';
import { plainOf } from '../../src/content/rich-text.ts';
import type { BlockDraft } from '../../src/ingest/page-draft.ts';
import { readPageHtml } from '../../src/ingest/read-page-html.ts';

/** Pages of a paper that doesn't exist, in the ways that papers build theirs. The words are ours. */
const PARAGRAPHS = [
  'The last kiln of Orrin Hill went cold on a Tuesday, and the potters who had kept it burning for ninety years sat down in front of it as one sits with a neighbour.',
  'Nobody had planned a ceremony, but by noon the lane was full of people with cups in their hands, each of them bought here once, none of them alike.',
  'The county will decide in June whether the hill becomes a museum or a car park, and it has asked both sides for drawings by the end of the month.',
];
const LATER = [
  'Until then the gate stays shut, and the fire bricks lie in rows on the grass where the wind has begun to sort them by weight.',
  'On Sundays two of the potters come back to sweep the yard, because somebody has to, and because it is the only habit they have kept.',
];
const PROSE = PARAGRAPHS.map((words) => `<p class="text">${words}</p>`);

interface Page {
  readonly h1?: string;
  readonly title?: string;
  readonly told?: object;
  readonly head?: string;
  readonly top?: string;
  readonly body?: string;
  readonly after?: string;
}
const page = ({
  h1 = 'The last kiln',
  title = 'The last kiln',
  told,
  head = '',
  top = '',
  body,
  after = '',
}: Page) =>
  `<!doctype html><html lang="en"><head><title>${title} | Orrin Herald</title>
<link rel="canonical" href="https://orrinherald.example/hill/last-kiln"><meta property="og:site_name" content="Orrin Herald">${head}
${told === undefined ? '' : `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...told })}</script>`}
</head><body><main><article><h1>${h1}</h1>${top}<div class="story">${body ?? PROSE.join('')}</div></article>${after}</main></body></html>`;
const read = (parts: Page) => readPageHtml(page(parts));
const textOf = (block: BlockDraft): string =>
  block.type === 'Paragraph' || block.type === 'Heading' || block.type === 'Quote'
    ? plainOf(block.content)
    : block.type === 'List'
      ? block.items.map(plainOf).join(' ')
      : '';
const textsOf = (parts: Page) =>
  read(parts)
    .blocks.map(textOf)
    .filter((text) => text !== '');
const between = (html: string) => ({ body: `${PROSE[0]}${html}${PROSE[1]}${PROSE[2]}` });

describe('the headline of a page', () => {
  it('is the one that readers see, where machines are told another', () => {
    expect(
      read({ h1: 'The last kiln goes cold', told: { headline: 'Orrin Hill pottery closes after 90 years' } }),
    ).toMatchObject({
      headline: 'The last kiln goes cold',
      kicker: null,
    });
  });

  it('is told apart from the kicker before it, by what machines are told or by the marks of the page', () => {
    expect(
      read({ h1: 'Crafts | The last kiln goes cold', told: { headline: 'The last kiln goes cold' } }),
    ).toMatchObject({
      headline: 'The last kiln goes cold',
      kicker: 'Crafts',
    });
    expect(
      read({ h1: '<span class="a-kicker">Crafts</span><span>The last kiln goes cold</span>' }),
    ).toMatchObject({
      headline: 'The last kiln goes cold',
      kicker: 'Crafts',
    });
  });

  it('has a space where only the setting parts its words, and none inside a word', () => {
    expect(read({ h1: '<span>Orrin Hill</span><span>The last kiln goes cold</span>' }).headline).toBe(
      'Orrin Hill The last kiln goes cold',
    );
    expect(read({ h1: '<span>T</span>he last kiln goes <em>c</em>old' }).headline).toBe(
      'The last kiln goes cold',
    );
  });
});

describe('who signs a story', () => {
  const signed = (author: unknown, parts: Page = {}) => {
    const { authors, byline } = read({ ...parts, told: { author } });
    return [authors.map(({ name }) => name), byline];
  };

  it('is a person as an author, and an agency beside in the line alone', () => {
    expect(
      signed([
        { '@type': 'Person', name: 'Ilse Marten' },
        { '@type': 'Person', name: 'AFP' },
      ]),
    ).toEqual([['Ilse Marten'], 'Ilse Marten, AFP']);
    expect(signed({ '@type': 'Organization', name: 'Orrin Wire Service' })).toEqual([
      [],
      'Orrin Wire Service',
    ]);
    expect(signed('Reuters')).toEqual([[], 'Reuters']);
  });

  it('is the person that the page shows, where it tells machines its own name', () => {
    const top = '<div class="byline">By Ilse Marten, Thursday, March 2, 2023 4:41AM</div>';
    expect(signed({ '@type': 'Organization', name: 'Orrin Herald' }, { top })).toEqual([
      ['Ilse Marten'],
      'By Ilse Marten',
    ]);
    expect(signed({ '@type': 'Person', name: 'Orrin Herald Staff' }, { top })).toEqual([
      ['Ilse Marten'],
      'By Ilse Marten',
    ]);
  });

  it('is the paper, where it names itself and nobody else', () => {
    expect(signed({ '@type': 'Organization', name: 'Orrin Herald' })).toEqual([[], 'Orrin Herald']);
  });

  it('is never an address or a profile elsewhere', () => {
    expect(signed('https://social.example/orrinherald')).toEqual([[], null]);
    expect(signed('desk@orrinherald.example')).toEqual([[], null]);
  });

  it.each<[string, unknown, string[], string | null]>([
    ['with a handle or an address', 'Ilse Marten (@ilsemarten)', ['Ilse Marten'], null],
    ['behind an address', 'ilse@orrinherald.example (Ilse Marten)', ['Ilse Marten'], null],
    ['beside an agency', 'ILSE MARTEN/AFP', ['Ilse Marten'], 'Ilse Marten, AFP'],
    ['with a place', 'Ilse Marten, New York', ['Ilse Marten'], 'Ilse Marten, New York'],
    ['with a letter between', 'Ilse E. Marten y Luis Mora', ['Ilse E. Marten', 'Luis Mora'], null],
    ['with a small word in it', 'Luis Mora y Prado', ['Luis Mora y Prado'], null],
    ['said twice', 'Ilse Marten Ilse Marten', ['Ilse Marten'], null],
    ['in a link’s words', 'Alle Artikel von Ilse Marten', ['Ilse Marten'], null],
    [
      'in nested lists',
      [[{ name: 'Ilse Marten' }], [{ name: 'Tom Okafor' }]],
      ['Ilse Marten', 'Tom Okafor'],
      null,
    ],
    ['of an account', 'admin', [], null],
    ['of nobody', 'No Author', [], null],
    ['of the paper and an agency, as told', 'Orrin Herald and AFP', [], 'Orrin Herald and AFP'],
  ])('is told by a name %s', (_, author, people, line) => {
    expect(signed(author)).toEqual([people, line]);
  });

  it('is whom JSON-LD names by reference', () => {
    const graph = [
      { '@type': 'NewsArticle', headline: 'The last kiln', author: { '@id': '#ilse' } },
      { '@type': 'Person', '@id': '#ilse', name: 'Ilse Marten', jobTitle: 'Crafts editor' },
    ];
    const head = `<script type="application/ld+json">${JSON.stringify({ '@graph': graph })}</script>`;
    expect(read({ head }).authors).toMatchObject([{ name: 'Ilse Marten', title: 'Crafts editor' }]);
  });

  it('is everybody whom the meta elements name, each in one or all in one', () => {
    const meta = (...names: string[]) =>
      names.map((name) => `<meta name="author" content="${name}">`).join('');
    const both = [['Ilse Marten', 'Tom Okafor'], null];
    expect(signed(undefined, { head: meta('Ilse Marten', 'Tom Okafor') })).toEqual(both);
    expect(signed(undefined, { head: meta('Ilse Marten, Tom Okafor') })).toEqual(both);
    expect(signed({ name: 'Ilse Marten' }, { head: meta('Ilse Marten, Tom Okafor') })).toEqual(both);
    expect(signed({ name: 'Ilse Marten' }, { head: meta('Tom Okafor, Ada Brink') })).toEqual([
      ['Ilse Marten'],
      null,
    ]);
    expect(
      signed(undefined, {
        head: '<meta name="author" content="Orrin Herald"><meta name="article:author" content="Ilse Marten">',
      }),
    ).toEqual([['Ilse Marten'], null]);
  });

  it.each<[string, string, string[], string | null]>([
    [
      'a line with its agency below it',
      '<div class="byline"><div>By <span>Ilse Marten</span></div><div>Velmora Post</div></div>',
      ['Ilse Marten'],
      'By Ilse Marten',
    ],
    ['a moment behind', '<p class="byline">By Ilse May 2 hours ago</p>', ['Ilse May'], 'By Ilse May'],
    [
      'a day behind',
      '<p class="byline">Par Ilse Marten le 2 mars 2023</p>',
      ['Ilse Marten'],
      'Par Ilse Marten',
    ],
    ['a colon', '<p>By: <b>Ilse Marten</b></p>', ['Ilse Marten'], 'By: Ilse Marten'],
    [
      'names without a comma',
      '<p itemprop="author"><span itemprop="name">Ilse Marten</span><span itemprop="name">Tom Okafor</span></p>',
      ['Ilse Marten', 'Tom Okafor'],
      null,
    ],
    [
      'a box for each',
      '<div><div class="card"><a rel="author" href="#">Ilse Marten</a></div><div class="card"><a rel="author" href="#">Tom Okafor</a></div></div>',
      ['Ilse Marten', 'Tom Okafor'],
      null,
    ],
    ['a word of another language', '<p class="autor">Ilse Marten</p>', ['Ilse Marten'], null],
    ['letters in the place of the author', '<p itemprop="author">oh/ima</p>', [], 'oh/ima'],
    ['one name in the place of the author', '<p><a href="/author/ilse/">Ilse</a></p>', [], 'Ilse'],
    ['a photographer', '<figure><figcaption class="author">Tom Okafor</figcaption></figure>', [], null],
    ['a link to comments', '<p class="author">12 Comments</p>', [], null],
  ])('is whom the page shows, with %s', (_, top, people, line) => {
    expect(signed(undefined, { top })).toEqual([people, line]);
  });

  it('is not signed by letters, where the paper tells machines its name', () => {
    const top = '<p itemprop="author">oh/ima</p>';
    expect(signed({ name: 'Orrin Herald' }, { top })).toEqual([[], 'Orrin Herald']);
  });

  it('is read in a page whose body has a name like a box’s', () => {
    const html = page({ top: '<p class="byline">By Ilse Marten</p>' }).replace(
      '<body>',
      '<body class="recommended no-comments">',
    );
    expect(readPageHtml(html).authors.map(({ name }) => name)).toEqual(['Ilse Marten']);
  });

  it('is nobody from another story’s card', () => {
    const after = '<div class="related-stories"><p class="byline">By Tom Okafor</p></div>';
    expect(signed(undefined, { after })).toEqual([[], null]);
  });
});

describe('what stands among the paragraphs and is not the story', () => {
  it.each([
    ['a link with a label', '<p>Read also: <a href="/a">A potter looks back on sixty winters</a></p>'],
    ['a link alone', '<p><a href="/a">A potter looks back on sixty winters</a></p>'],
    [
      'links with labels, as a list',
      '<ul><li>Crafts: <a href="/a">Sixty winters</a></li><li>Hill: <a href="/b">What clay is for</a></li></ul>',
    ],
    [
      'a teaser',
      '<div class="c-inline-teaser"><span>Crafts</span><p><a href="/a">Sixty winters</a></p></div>',
    ],
    [
      'another story’s card',
      '<article><h3><a href="/a">Sixty winters</a></h3><p>A potter looks back.</p></article>',
    ],
    ['a word for those who hear the page', '<span class="visually-hidden">Open the box of facts</span>'],
    ['a part that is hidden', '<div class="hidden"><p>Register to read on with one account.</p></div>'],
    [
      'who the author is',
      '<div class="author-bio"><p>Ilse Marten writes about what people make by hand.</p></div>',
    ],
    ['a moment', '<p>Thursday 02.03.2023 - 16:41</p>'],
    ['a source', '<p>Source: AFP</p>'],
    ['who edited it', '<p>Reporting by Ilse Marten; editing by Tom Okafor</p>'],
    ['what the paper earns', '<p>This article contains affiliate links, which we are paid for.</p>'],
  ])('%s is left out', (_, html) => {
    expect(textsOf(between(html))).toEqual(PARAGRAPHS);
  });

  it('keeps what looks like it and is the story’s', () => {
    const own = [
      '<p>She said: <a href="/a">the hill</a> is not for sale, and she said it twice.</p>',
      '<ul><li>Clay from the <a href="/pit">north pit</a>, two carts</li><li>Ash, one cart</li></ul>',
      '<p>Who will mind the fire?</p>',
    ];
    expect(textsOf(between(own.join('')))).toHaveLength(PARAGRAPHS.length + own.length);
  });

  it('makes a picture’s line of what is one by its name', () => {
    const html =
      '<div class="media"><img src="/img/kiln.jpg" width="900" height="600"><p class="image-caption">The kiln in May. (Photo: Tom Okafor)</p></div>';
    const { blocks } = read(between(html));
    expect(blocks.map(textOf).filter((text) => text !== '')).toEqual(PARAGRAPHS);
    expect(blocks.find(({ type }) => type === 'ImageBlock')).toMatchObject({
      image: { caption: 'The kiln in May.', credit: 'Tom Okafor' },
    });
  });

  it('ends with the story: headings with nothing below, labels and links behind the last sentence go', () => {
    const tail = '<h2>More of it</h2><p>Crafts</p><p><a href="/a">Sixty winters on the hill</a></p>';
    expect(textsOf({ body: PROSE.join('') + tail })).toEqual(PARAGRAPHS);
  });

  it('is the next story, where a page goes on with one', () => {
    const next = PARAGRAPHS.map((words) => `<p class="text">Elsewhere: ${words}</p>`).join('');
    expect(textsOf({ after: `<article><h1>Another story of the day</h1>${next}</article>` })).toEqual(
      PARAGRAPHS,
    );
  });

  it('is what the text told to machines doesn’t have, where it has the rest', () => {
    const untold =
      '<p>Become a friend of the Herald today and get the paper, the puzzles and the letters of our editors on your table.</p>';
    const body = `${PROSE[0]}${untold}${PROSE[1]}${PROSE[2]}${LATER.map((words) => `<p class="text">${words}</p>`).join('')}`;
    const told = { headline: 'The last kiln', articleBody: [...PARAGRAPHS, ...LATER].join('\n') };
    expect(textsOf({ body, told })).toEqual([...PARAGRAPHS, ...LATER]);
    expect(textsOf({ body, told: { ...told, articleBody: PARAGRAPHS[0] } })).toHaveLength(6);
  });
});

describe('the beginning of a text', () => {
  it('stays in it, where machines are told it as the description', () => {
    const head = `<meta name="description" content="${PARAGRAPHS[0]}">`;
    expect(read({ head }).standfirst).toBeNull();
    expect(textsOf({ head })).toEqual(PARAGRAPHS);
  });

  it('is the standfirst, where the page sets it apart', () => {
    const words = 'After ninety years the potters of the hill let their fire go out.';
    const head = `<meta name="description" content="${words}">`;
    const draft = read({ head, top: `<p class="lead">${words}</p>` });
    expect(draft.standfirst).toBe(words);
    expect(draft.blocks.map(textOf)).toEqual(PARAGRAPHS);
  });
});

it('reads a page that another page was put into', () => {
  const inner = `<html><body>${PROSE.join('')}</body></html>`;
  expect(textsOf({ body: inner })).toEqual(PARAGRAPHS);
});
