import type { BodyReferences } from './body-render.ts';
import { figureWords } from './display-credit.ts';
import { escapeHtml, linkHtml, webUrl } from './html-text.ts';
import type { BlockRecord, ImageRecord } from './records.ts';
import { htmlOf } from './rich-text.ts';
import { postHtml } from './social-post-view.ts';

/** Blocks as HTML. Every text is escaped here, so the result is safe by construction. */
export const bodyHtml = (blocks: readonly BlockRecord[], references: BodyReferences): string =>
  blocks.map((block) => blockHtml(block, references)).join('\n');

const blockHtml = (block: BlockRecord, references: BodyReferences): string => {
  switch (block.type) {
    case 'Paragraph':
    case 'UnknownBlock':
      return `<p>${htmlOf(block.content)}</p>`;
    case 'Heading':
      return `<h${block.level}>${htmlOf(block.content)}</h${block.level}>`;
    case 'Quote':
      return `<blockquote><p>${htmlOf(block.content)}</p>${footer(block.attribution)}</blockquote>`;
    case 'PullQuote':
      return `<aside><blockquote><p>${htmlOf(block.content)}</p>${footer(block.attribution)}</blockquote></aside>`;
    case 'List': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${htmlOf(item)}</li>`).join('')}</${tag}>`;
    }
    case 'ImageBlock':
      return figure([block.image], null, references);
    case 'Gallery':
      return figure(block.images, block.title, references);
    case 'SocialEmbed': {
      const post = references.posts.get(block.socialPostId);
      return post === undefined ? '' : postHtml(post);
    }
    case 'VideoEmbed':
      return `<p>${linkHtml(block.url, escapeHtml(block.title ?? block.url))}</p>`;
    case 'Table': {
      const row = (cells: readonly (readonly [])[] | typeof block.header, tag: string): string =>
        `<tr>${cells.map((cell) => `<${tag}>${htmlOf(cell)}</${tag}>`).join('')}</tr>`;
      const caption = block.caption === null ? '' : `<caption>${escapeHtml(block.caption)}</caption>`;
      const head = block.header.length === 0 ? '' : `<thead>${row(block.header, 'th')}</thead>`;
      return `<table>${caption}${head}<tbody>${block.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
    }
    case 'Divider':
      return '<hr>';
    case 'RelatedLink':
      return `<aside><p>${linkHtml(block.url, escapeHtml(block.title ?? block.url))}</p></aside>`;
    case 'Correction':
      return `<aside class="correction"><p><time datetime="${block.at.toISOString()}">${block.at.toISOString().slice(0, 10)}</time> ${htmlOf(block.content)}</p></aside>`;
    case 'LiveEntry': {
      const headline = block.headline === null ? '' : `<h2>${escapeHtml(block.headline)}</h2>`;
      return `<article><p><time datetime="${block.at.toISOString()}">${block.at.toISOString()}</time></p>${headline}${bodyHtml(block.blocks, references)}</article>`;
    }
  }
};

const footer = (attribution: string | null): string =>
  attribution === null ? '' : `<footer>${escapeHtml(attribution)}</footer>`;

const figure = (images: readonly ImageRecord[], title: string | null, { locale }: BodyReferences): string => {
  const pictures = images.map((image) => {
    const size =
      image.width === null || image.height === null ? '' : ` width="${image.width}" height="${image.height}"`;
    const words = figureWords(image, locale);
    const source = webUrl(image.url);
    const picture =
      source === null
        ? ''
        : `<img src="${escapeHtml(source)}" alt="${escapeHtml(image.alt ?? '')}"${size} loading="lazy">`;
    return `<figure>${picture}${words === '' ? '' : `<figcaption>${escapeHtml(words)}</figcaption>`}</figure>`;
  });
  const [only] = pictures;
  if (pictures.length === 1 && title === null && only !== undefined) return only;
  return `<section>${title === null ? '' : `<h3>${escapeHtml(title)}</h3>`}${pictures.join('')}</section>`;
};
