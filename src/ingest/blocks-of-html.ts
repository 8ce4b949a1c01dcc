import { plainOf } from '../content/rich-text.ts';
import { canonicalPost } from '../embeds/canonical-post.ts';
import { imageOf, lineOfText } from './image-of-html.ts';
import { type DomElement, type DomNode, isElement, isText, lineOf, parsePage } from './page-dom.ts';
import { type BlockDraft, excerpt } from './page-draft.ts';
import { absolute, richTextOf, SILENT } from './rich-text-of-html.ts';

const INLINE = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'br',
  'cite',
  'code',
  'del',
  'dfn',
  'em',
  'font',
  'i',
  'ins',
  'kbd',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
  'var',
  'wbr',
]);
/** What makes an inline element hold more than words. */
const HOLDS_BLOCKS = 'p, div, ul, ol, blockquote, figure, img, iframe, table, h2, h3, h4, video';
const VIDEO_HOSTS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$/, 'YouTube'],
  [/(?:^|\.)vimeo\.com$/, 'Vimeo'],
  [/(?:^|\.)(?:dailymotion\.com|dai\.ly)$/, 'Dailymotion'],
];

export interface HtmlBlocks {
  readonly blocks: readonly BlockDraft[];
  readonly dropped: readonly string[];
}

/** Walks what a browser would show, and gives it as the blocks of the schema. */
class Walk {
  readonly blocks: BlockDraft[] = [];
  readonly dropped: string[] = [];
  readonly #base: string | null;
  #inline: DomNode[] = [];

  constructor(base: string | null) {
    this.#base = base;
  }

  children(parent: DomNode): void {
    for (const node of parent.childNodes) this.#node(node);
    this.#flush();
  }

  #node(node: DomNode): void {
    if (isText(node)) {
      this.#inline.push(node);
      return;
    }
    if (!isElement(node) || SILENT.has(node.localName)) return;
    if (INLINE.has(node.localName) && node.querySelector(HOLDS_BLOCKS) === null) {
      this.#inline.push(node);
      return;
    }
    this.#flush();
    this.#element(node);
  }

  /** Words that stood outside any paragraph are one; two breaks part two. */
  #flush(): void {
    const run = this.#inline;
    this.#inline = [];
    let part: DomNode[] = [];
    let breaks = 0;
    for (const node of run) {
      const isBreak = isElement(node) && node.localName === 'br';
      if (isBreak) breaks += 1;
      else if (breaks < 2 || lineOf(node) !== '') {
        if (breaks >= 2) {
          this.#paragraph(part);
          part = [];
        }
        breaks = isText(node) && lineOf(node) === '' ? breaks : 0;
      }
      part.push(node);
    }
    this.#paragraph(part);
  }

  #paragraph(nodes: readonly DomNode[]): void {
    const content = richTextOf(nodes, this.#base);
    const words = plainOf(content);
    if (words === '') return;
    const url = content.length === 1 && /^\S+$/.test(words) ? (content[0]?.href ?? words) : null;
    const post = url === null ? null : canonicalPost(url);
    if (post !== null) this.#post(post.url);
    else this.blocks.push({ type: 'Paragraph', content });
  }

  #post(url: string): void {
    const last = this.blocks.at(-1);
    if (last?.type !== 'SocialEmbed' || last.url !== url) this.blocks.push({ type: 'SocialEmbed', url });
  }

  #element(element: DomElement): void {
    const name = element.localName;
    if (/^h[1-6]$/.test(name)) this.#heading(element, Number(name.slice(1)));
    else if (name === 'p') this.#p(element);
    else if (name === 'ul' || name === 'ol') this.#list(element);
    else if (name === 'blockquote') this.#quote(element);
    else if (name === 'figure') this.#figure(element);
    else if (name === 'img') this.#image(element, null);
    else if (name === 'iframe') this.#frame(element);
    else if (name === 'table') this.#table(element);
    else if (name === 'hr') this.blocks.push({ type: 'Divider' });
    else if (name === 'pre') this.#code(element);
    else this.children(element);
  }

  #heading(element: DomElement, level: number): void {
    const content = richTextOf(element.childNodes, this.#base);
    if (content.length > 0)
      this.blocks.push({ type: 'Heading', level: level <= 2 ? 2 : level === 3 ? 3 : 4, content });
  }

  #p(element: DomElement): void {
    if (element.querySelector('img, iframe, figure, table, blockquote, ul, ol, p, div') === null)
      this.#paragraph([element]);
    else this.children(element);
  }

  #code(element: DomElement): void {
    const text = element.textContent.trim();
    if (text !== '')
      this.blocks.push({
        type: 'Paragraph',
        content: [{ text, marks: ['CODE'], href: null, articleId: null }],
      });
  }

  #list(element: DomElement): void {
    const items = [...element.querySelectorAll('li')].filter((item) => item.querySelector('li') === null);
    const texts = items
      .map((item) => richTextOf(item.childNodes, this.#base))
      .filter((item) => item.length > 0);
    // A list of nothing but links leads away from the story: it is the page's.
    const linked = texts.filter((item) =>
      item.every(({ href, text }) => href !== null || text.trim() === ''),
    );
    if (texts.length === 0) this.#pictures(element);
    else if (texts.length > 1 && linked.length === texts.length)
      this.dropped.push(`list of links: ${excerpt(lineOf(element))}`);
    else this.blocks.push({ type: 'List', ordered: element.localName === 'ol', items: texts });
  }

  #quote(element: DomElement): void {
    const links = [...element.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
    const marked = element.getAttribute('data-instgrm-permalink') ?? element.getAttribute('cite') ?? '';
    const posts = [marked, ...links.reverse()]
      .map((href) => canonicalPost(href))
      .filter((post) => post !== null);
    const embeds = /tweet|instagram|tiktok|bluesky|mastodon|embed|text-post-media/i.test(element.className);
    const [post] = posts;
    if (post !== undefined && (embeds || lineOf(element).length < 700)) {
      this.#post(post.url);
      return;
    }
    if (element.querySelector('img, figure, iframe, table') !== null) {
      this.children(element);
      return;
    }
    const source = element.querySelector('cite, footer');
    const attribution = lineOfText(lineOf(source).replace(/^[—–-]\s*/, ''));
    source?.remove();
    const inner = new Walk(this.#base);
    inner.children(element);
    for (const block of inner.blocks) {
      if (block.type === 'Paragraph')
        this.blocks.push({ type: 'Quote', content: block.content, attribution });
      else this.blocks.push(block);
    }
  }

  #figure(element: DomElement): void {
    const caption = element.querySelector('figcaption');
    const images = [...element.querySelectorAll('img')];
    if (images.length > 0) this.#image(images[0] ?? element, caption);
    else {
      caption?.remove();
      this.children(element);
    }
  }

  #image(img: DomElement, caption: DomElement | null): void {
    const image = imageOf(img, caption, this.#base);
    if (image !== null) this.blocks.push({ type: 'ImageBlock', image });
  }

  #pictures(element: DomElement): void {
    for (const img of element.querySelectorAll('img'))
      this.#image(img, img.closest('figure')?.querySelector('figcaption') ?? null);
  }

  #frame(element: DomElement): void {
    const url = absolute(element.getAttribute('src') ?? element.getAttribute('data-src'), this.#base);
    if (url === null) return;
    const host = new URL(url).hostname;
    const provider = VIDEO_HOSTS.find(([pattern]) => pattern.test(host))?.[1];
    const post = canonicalPost(url);
    if (provider !== undefined) {
      const title = lineOfText(element.getAttribute('title'));
      this.blocks.push({ type: 'VideoEmbed', url: post?.url ?? url, title, provider, tracksReader: true });
    } else if (post !== null) this.#post(post.url);
    else this.dropped.push(`frame of ${host}`);
  }

  #table(element: DomElement): void {
    const rows = [...element.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('th, td')]);
    const columns = Math.max(0, ...rows.map(({ length }) => length));
    if (columns < 2 || element.querySelector('table, img, iframe, h2, h3') !== null) {
      this.children(element);
      return;
    }
    const [first = [], ...others] = rows;
    const headed = first.length > 0 && first.every(({ localName }) => localName === 'th');
    const texts = (cells: readonly DomElement[]) => [
      ...cells.map((cell) => richTextOf(cell.childNodes, this.#base)),
      ...Array.from({ length: columns - cells.length }, () => []),
    ];
    this.blocks.push({
      type: 'Table',
      caption: lineOfText(lineOf(element.querySelector('caption'))),
      header: headed ? texts(first) : [],
      rows: (headed ? others : rows).filter((cells) => cells.length > 0).map(texts),
    });
  }
}

/** HTML as blocks: words with their marks and links, pictures, posts and videos at their places, and nothing that could run. */
export const blocksOfHtml = (html: string, base: string | null = null): HtmlBlocks => {
  const walk = new Walk(base);
  walk.children(parsePage(html).body);
  return walk;
};
