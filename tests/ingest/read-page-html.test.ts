import { describe, expect, it } from '@jest/globals';
import { plainOf } from '../../src/content/rich-text.ts';
import { readPageHtml } from '../../src/ingest/read-page-html.ts';

const PARAGRAPHS = [
  'The last boat of the day left the quay of Ash Point at nine minutes past eleven, with forty people aboard and one goat, whose ticket nobody had thought of.',
  'It was the ferryman’s thousandth crossing since the bridge had been closed, and he marked it as he marks every other one: by looking at the water first and at the passengers later.',
  'What happens next year depends on a vote that has been put off three times already, and that the council now means to take before the first frost comes.',
];

const page = (body: string, head = ''): string => `<!doctype html><html lang="en-GB"><head>
<title>The thousandth crossing | The Velmora Post</title>
<link rel="canonical" href="https://post.example/river/thousandth-crossing">
<meta property="og:site_name" content="The Velmora Post">
<meta property="og:image" content="https://post.example/img/ferry-1200x800.jpg">
${head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/river">River</a></li></ul></nav>
<article><h1>The thousandth crossing</h1>
<p class="standfirst">A ferryman, a goat and a vote that keeps being put off by the council.</p>
<div class="byline">By <a rel="author" href="/people/lena">Lena Marsh</a> and <a rel="author" href="/people/tom">Tom Okafor</a></div>
<time datetime="2026-03-01T21:30:00+01:00">1 March 2026</time>
${body}</article>
<aside class="related"><h2>Related</h2><ul><li><a href="/a">A bridge too many</a></li></ul></aside>
<footer><form><input name="email"><button>Sign up for our newsletter</button></form>© The Velmora Post</footer>
</body></html>`;

const BODY = `<figure><img src="/img/ferry-1200x800.jpg" width="1200" height="800" alt="A ferry at night">
<figcaption>The ferry at Ash Point. (Photo: Pavel Dorn/Velmora Post)</figcaption></figure>
<p>${PARAGRAPHS[0]}</p>
<p>${PARAGRAPHS[1]} <a href="/river/bridge" onclick="steal()">The bridge</a> is <strong>still</strong> shut, and <a href="javascript:alert(1)">nobody</a> says why.</p>
<h2>A vote, again</h2>
<blockquote class="twitter-tweet"><p>The vote is off.</p><a href="https://twitter.com/council/status/1790000000000000009?s=20">March 1</a></blockquote>
<p>${PARAGRAPHS[2]}</p><script>steal()</script>
<ul><li>For: nineteen councillors</li><li>Against: seventeen councillors</li></ul>`;

describe('words that a page has for machines', () => {
  it('are read with every character reference as its letter', () => {
    const told = JSON.stringify({
      '@type': 'NewsArticle',
      headline: 'The ferryman&rsquo;s thousandth &ndash; and last &#8230; crossing',
      author: { name: 'Ren&eacute;e Fa&#xE7;on' },
    });
    const bare = page(BODY, `<script type="application/ld+json">${told}</script>`).replace(
      /<h1>.*<\/h1>/,
      '',
    );
    expect(readPageHtml(bare)).toMatchObject({
      headline: 'The ferryman’s thousandth – and last … crossing',
      authors: [{ name: 'Renée Façon' }],
    });
  });
});

describe('what stands around and between', () => {
  it('is left out, whatever it is called, and the text between stays', () => {
    const boxes = `<div class="c-newsletter-box"><h3>The Morning Tide</h3><p>Every day at six in your inbox, and never on Sundays.</p></div>
<div data-testid="related-stories"><p>A bridge too many</p></div><p>Story continues below advertisement</p>`;
    const draft = readPageHtml(
      page(BODY.replace('<h2>A vote, again</h2>', `${boxes}<h2>A vote, again</h2>`)),
    );
    const text = JSON.stringify(draft.blocks);
    expect(text).not.toMatch(/Morning Tide|inbox|bridge too many|continues below/);
    for (const paragraph of PARAGRAPHS) expect(text).toContain(paragraph.slice(0, 60));
  });

  it('is the text where a page calls it so', () => {
    const paragraphs = PARAGRAPHS.map((words) => `<p>${words}</p>`).join('');
    const text = JSON.stringify(
      readPageHtml(page(`<div class="paywall subscriber-content">${paragraphs}</div>`)).blocks,
    );
    for (const paragraph of PARAGRAPHS) expect(text).toContain(paragraph.slice(0, 60));
  });

  it('names people in one piece, by their two halves, and with the words between them of other languages', () => {
    const told = (author: object) =>
      readPageHtml(
        page(
          BODY,
          `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', author })}</script>`,
        ),
      ).authors.map(({ name }) => name);
    expect(told({ '@type': 'Person', givenName: 'Birte', familyName: 'Solvang' })).toEqual(['Birte Solvang']);
    expect(told({ name: 'Trine Dahl og Tove Reimer' })).toEqual(['Trine Dahl', 'Tove Reimer']);
    expect(told([{ name: 'Elena Oberwald (obe)' }, { name: '배윤경' }])).toEqual([
      'Elena Oberwald',
      '배윤경',
    ]);
  });
});

describe('a saved HTML page', () => {
  const draft = readPageHtml(page(BODY));

  it('has its head apart', () => {
    expect(draft).toMatchObject({
      key: 'https://post.example/river/thousandth-crossing',
      headline: 'The thousandth crossing',
      standfirst: 'A ferryman, a goat and a vote that keeps being put off by the council.',
      locale: 'en-GB',
      sourceName: 'The Velmora Post',
      publishedAt: new Date('2026-03-01T20:30:00Z'),
      leadImage: {
        url: 'https://post.example/img/ferry-1200x800.jpg',
        alt: 'A ferry at night',
        caption: 'The ferry at Ash Point.',
        credit: 'Pavel Dorn/Velmora Post',
      },
    });
    expect(draft.authors.map(({ name }) => name)).toEqual(['Lena Marsh', 'Tom Okafor']);
  });

  it('has its blocks in order, the lead picture once, the post at its place', () => {
    expect(draft.blocks.map(({ type }) => type)).toEqual([
      'Paragraph',
      'Paragraph',
      'Heading',
      'SocialEmbed',
      'Paragraph',
      'List',
    ]);
    expect(draft.blocks[3]).toEqual({
      type: 'SocialEmbed',
      url: 'https://x.com/council/status/1790000000000000009',
    });
  });

  it('keeps marks and web links, and nothing that runs', () => {
    const block = draft.blocks[1];
    const spans = block?.type === 'Paragraph' ? block.content : [];
    expect(spans.find(({ href }) => href !== null)).toMatchObject({
      text: 'The bridge',
      href: 'https://post.example/river/bridge',
    });
    expect(spans.find(({ marks }) => marks.length > 0)).toMatchObject({ text: 'still', marks: ['BOLD'] });
    expect(plainOf(spans)).toContain('nobody says why.');
    expect(JSON.stringify(draft)).not.toMatch(/javascript:|steal/);
  });

  it('believes JSON-LD before templates', () => {
    const ld = JSON.stringify({
      '@context': 'https://schema.org',
      '@graph': [
        {
          '@type': 'NewsArticle',
          headline: 'The thousandth crossing',
          author: [{ '@type': 'Person', name: 'Salma Nouri', jobTitle: 'River correspondent' }],
          datePublished: '2026-03-02T08:00:00Z',
          dateModified: '2026-03-03T08:00:00Z',
          isAccessibleForFree: false,
        },
      ],
    });
    const told = readPageHtml(
      page(
        BODY,
        `<script type="application/ld+json">${ld}</script><meta name="author" content="Post Media">`,
      ),
    );
    expect(told.authors).toEqual([
      { name: 'Salma Nouri', title: 'River correspondent', bio: null, role: 'AUTHOR' },
    ]);
    expect(told.publishedAt).toEqual(new Date('2026-03-02T08:00:00Z'));
    expect(told.modifiedAt).toEqual(new Date('2026-03-03T08:00:00Z'));
    expect(told.notes.unplaced).toEqual([expect.stringContaining('not free to read')]);
  });
});

describe('HTML that is no page', () => {
  // Of some the end tag may be left out, and our parser takes those for nested all the same.
  it.each(['<div>', '<svg><g>', '<svg><path>', '<p><dd>', '<li><p>', '<td><p>', '<span><path/>'])(
    'C05 refuses %s twenty thousand deep',
    (tag) => {
      expect(() => readPageHtml(`<html><body>\n${tag.repeat(20_000)}`)).toThrow(
        expect.objectContaining({ code: 'TOO_DEEP', line: 2 }),
      );
    },
  );

  it.each(['<body', '<li>a', '<p>a'])(
    'reads a page with %s two hundred thousand times, once through',
    (tag) => {
      const paragraphs = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');
      expect(
        readPageHtml(page(`${paragraphs}${tag.repeat(tag === '<body' ? 200_000 : 2_000)}`, '')).headline,
      ).toBe('The thousandth crossing');
    },
  );

  it('refuses a page that is one comment', () => {
    expect(() => readPageHtml('<!-- <html><body><p>Words.</p></body></html>')).toThrow(/no element/);
  });

  it('reads a page whose head ends four hundred thousand times, once through', () => {
    const paragraphs = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');
    expect(readPageHtml(page(paragraphs, '</head>'.repeat(400_000))).headline).toBe(
      'The thousandth crossing',
    );
  });

  it('refuses a page without text', () => {
    expect(() => readPageHtml('<html><head><title>Nothing here</title></head><body></body></html>')).toThrow(
      /no text/,
    );
  });
});
