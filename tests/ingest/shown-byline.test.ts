import { describe, expect, it } from '@jest/globals';
import { readPageHtml } from '../../src/ingest/read-page-html.ts';

/** Pages of a paper that doesn't exist, in the ways that pages show who wrote them. The words are ours. */
const PROSE = [
  'The ferry to Marrow Island has a new captain, and she has brought a piano with her, which stands under a tarpaulin between the life rafts and the mail.',
  'She plays it only in harbour, she says, because the keys stick when the salt gets in, and because the passengers would rather watch for seals.',
  'The company has asked her to take it off again by autumn, and eleven hundred islanders have asked the company not to ask.',
].map((words) => `<p>${words}</p>`);

const signed = (
  top: string,
  { told, head = '', body = PROSE.join(''), before = '', after = '' }: Readonly<Record<string, unknown>> = {},
) => {
  const ld = { '@type': 'NewsArticle', headline: 'A piano at sea', author: told };
  const { authors, byline } = readPageHtml(
    `<!doctype html><html lang="en"><head><title>A piano at sea | Marrow Mail</title><meta property="og:site_name" content="Marrow Mail">
<link rel="canonical" href="https://marrowmail.example/ferry/piano"><script type="application/ld+json">${JSON.stringify(ld)}</script>${head}</head>
<body>${before}<main><article><h1>A piano at sea</h1>${top}<div>${body}</div></article>${after}</main></body></html>`,
  );
  return [authors.map(({ name }) => name), byline];
};
const ILSE = [['Ilse Marten'], null];

describe('whom a page shows as its writers', () => {
  it.each<[string, string, string[], string | null]>([
    [
      'what they are, in a row below',
      '<div class="author-card"><div>Ilse Marten</div><div>Senior Harbour Reporter</div></div>',
      ['Ilse Marten'],
      null,
    ],
    [
      'what they are, behind the word for who wrote',
      '<p class="byline">By <a href="#">Ilse Marten</a><br><span>Chief Ferry Writer</span></p>',
      ['Ilse Marten'],
      'By Ilse Marten',
    ],
    [
      'a label in a row above',
      '<div class="story-author"><p>Author</p><p>Ilse Marten</p></div>',
      ['Ilse Marten'],
      null,
    ],
    [
      'a label that nothing marks',
      '<ul><li><b>Date</b> 4.6.2024</li><li><b>Autorin/Autor</b> Ilse Marten</li></ul>',
      ['Ilse Marten'],
      null,
    ],
    [
      'a day before',
      '<p class="meta-line">Tuesday 4 June 2024 by Ilse Marten</p>',
      ['Ilse Marten'],
      'by Ilse Marten',
    ],
    [
      'another part of the page in the row below',
      '<div class="byline"><div>By Ilse Marten</div><div>Related Topics</div></div>',
      ['Ilse Marten'],
      'By Ilse Marten',
    ],
    [
      'names that go on in the next row',
      '<div class="byline"><div>By Ilse Marten,</div><div>Tom Okafor</div></div>',
      ['Ilse Marten', 'Tom Okafor'],
      'By Ilse Marten, Tom Okafor',
    ],
    ['an agency as its address', '<address><b>Agencia EFE</b></address>', [], 'Agencia EFE'],
    ['a staff', '<ul><li>by <a href="#">Harbour Team</a></li></ul>', [], 'Harbour Team'],
    ['one name that nothing marks', '<p>by Ilse · Jun 4, 2024</p>', [], 'Ilse'],
    ['days alone', '<p class="author">Sat</p>', [], null],
    ['buttons', '<p class="byline">Text Size</p>', [], null],
    ['other places of the paper', '<p class="author">Twitter Facebook</p>', [], null],
  ])('are told with %s', (_, top, people, line) => {
    expect(signed(top)).toEqual([people, line]);
  });

  it('are told from an aside of the story, where nothing else says it, and from none of another story', () => {
    const aside = '<aside><p class="writer-author">Ilse Marten</p></aside>';
    expect(signed(aside)).toEqual(ILSE);
    expect(signed(aside + '<p class="byline">By Tom Okafor</p>')).toEqual([['Tom Okafor'], 'By Tom Okafor']);
    expect(signed('', { before: aside })).toEqual([[], null]);
  });

  it('are those near the headline, whatever stands before them on the page', () => {
    const other = `<section>${'<div><i>news</i></div>'.repeat(40)}<div class="byline">By Ada Brink</div>${'<div><i>news</i></div>'.repeat(40)}</section>`;
    expect(signed('<div class="byline">By Ilse Marten</div>', { before: other })).toEqual([
      ['Ilse Marten'],
      'By Ilse Marten',
    ]);
  });

  it('are none of a menu', () => {
    expect(signed('', { before: '<div class="main-menu"><div>By Use Case</div></div>' })).toEqual([[], null]);
  });

  it('are all whom the byline names, where machines are told one of them, and else whom machines are told', () => {
    const both = '<p class="byline">By Ilse Marten and Tom Okafor</p>';
    expect(signed(both, { told: { '@type': 'Person', name: 'Ilse Marten' } })).toEqual([
      ['Ilse Marten', 'Tom Okafor'],
      'By Ilse Marten and Tom Okafor',
    ]);
    expect(signed(both, { told: { '@type': 'Person', name: 'Ada Brink' } })).toEqual([['Ada Brink'], null]);
  });
});

describe('a byline that only its place shows', () => {
  const paper = { '@type': 'Organization', name: 'Marrow Mail' };

  it('is the bold line with nothing but names above the text', () => {
    const body = `<p><strong>Ilse Marten/Tom Okafor</strong></p>${PROSE.join('')}`;
    expect(signed('', { told: paper, body })).toEqual([['Ilse Marten', 'Tom Okafor'], null]);
  });

  it('is the bold line with nothing but names below the text', () => {
    const body = `${PROSE.join('')}<p><b>Ilse Marten</b></p>`;
    expect(signed('', { told: paper, body })).toEqual(ILSE);
  });

  it.each([
    [
      'a speaker of an interview',
      `<p><b>Ilse Marten</b></p>${PROSE[0]}<p><b>Ilse Marten</b></p>${PROSE[1]}${PROSE[2]}`,
    ],
    ['a heading', `<p><b>The Long Summer</b></p>${PROSE.join('')}`],
    ['a line between paragraphs', `${PROSE[0]}${PROSE[1]}<p><b>Ilse Marten</b></p>${PROSE[2]}`],
    ['what the story is about', `<p><b>Marrow Piano</b></p>${PROSE.join('')}`],
  ])('is not %s', (_, body) => {
    expect(signed('', { told: paper, body })).toEqual([[], 'Marrow Mail']);
  });

  it.each([
    ['a day', '<div><p>Ilse Marten</p><p>4 June 2024</p></div>'],
    ['a portrait', '<div><img alt="Ilse Marten" src="a.jpg"><a href="/people/7">Ilse Marten</a></div>'],
    ['a trade', '<div><p>Ilse Marten</p><p>Harbour columnist</p></div>'],
  ])('is a name beside %s, where nobody is told', (_, top) => {
    expect(signed(top)).toEqual(ILSE);
  });

  it.each([
    ['alone', '<p>Ilse Marten</p>'],
    ['a section’s, with a link', '<div><a href="/middle-east">Middle East</a> 4 June 2024</div>'],
  ])('is no name %s', (_, top) => {
    expect(signed(top)).toEqual([[], null]);
  });
});

describe('whom machines are told', () => {
  it.each([
    ['by an item’s property', '<meta itemprop="author" content="Ilse Marten">'],
    ['by a paper’s own element', '<meta name="articleAuthor" content="Ilse Marten">'],
    ['by one of several properties', '<meta property="dc:creator og:x" content="Ilse Marten">'],
    ['with an address', '<meta name="author" content="Ilse Marten (https://marten.example/)">'],
  ])('is read %s', (_, head) => {
    expect(signed('', { head })).toEqual(ILSE);
  });

  it.each(['page.head.extra.author', '262588213843476', '{{ author }}', 'Twitter Facebook'])(
    'is not %s',
    (name) => {
      expect(signed('', { head: `<meta name="author" content="${name}">` })).toEqual([[], null]);
    },
  );

  it('is a name without its degrees', () => {
    expect(signed('', { told: { '@type': 'Person', name: 'Ilse Marten, MD, PhD' } })).toEqual(ILSE);
  });
});

it('a page has its text though something stands between its head and its body', () => {
  const { blocks } = readPageHtml(
    `<html><head><title>A piano at sea</title></head><div id="ad"></div><body><article><h1>A piano at sea</h1>${PROSE.join('')}</article></body></html>`,
  );
  expect(blocks).toHaveLength(3);
});

it('a page has its head and its text though styles stand above its beginning', () => {
  const { headline, blocks } = readPageHtml(
    `<style>.a { color: red }</style>\n<!doctype html><html><head><title>A piano at sea</title></head><body><article><h1>A piano at sea</h1>${PROSE.join('')}</article></body></html>`,
  );
  expect([headline, blocks.length]).toEqual(['A piano at sea', 3]);
});
