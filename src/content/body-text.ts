import type { BodyReferences } from './body-render.ts';
import { figureWords } from './display-credit.ts';
import type { BlockRecord, ImageRecord, RichTextRecord, SocialPostRecord } from './records.ts';
import { escapeMarkdown, markdownOf, plainOf } from './rich-text.ts';
import { postSource, postText } from './social-post-view.ts';

/** How a format sets rich text and the signs around blocks. */
interface Format {
  /** Words without marks, such as a title. */
  readonly words: (text: string) => string;
  readonly rich: (spans: RichTextRecord) => string;
  readonly heading: (level: number, text: string) => string;
  readonly quote: (text: string) => string;
  readonly item: (text: string, place: number | null) => string;
  readonly link: (text: string, url: string) => string;
  readonly image: (image: ImageRecord, words: string) => string;
  readonly table: (header: readonly string[], rows: readonly (readonly string[])[]) => string;
  readonly rule: string;
}

const lines = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join('\n');

const PLAIN: Format = {
  words: (text) => text,
  rich: plainOf,
  heading: (_, text) => text,
  quote: (text) => text,
  item: (text, place) => `${place === null ? '-' : `${place}.`} ${text}`,
  link: (text, url) => (text === url ? url : `${text}: ${url}`),
  image: (_, words) => words,
  table: (header, rows) =>
    [header, ...rows]
      .filter((row) => row.length > 0)
      .map((row) => row.join('\t'))
      .join('\n'),
  rule: '* * *',
};

/** A line that begins as an item of a list would, and is none. */
const plainStart = (text: string): string =>
  text.replace(/^([^\S\n]*)([-=])(?=\s|$)/gm, '$1\\$2').replace(/^([^\S\n]*\d{1,9})([.)])(?=\s)/gm, '$1\\$2');

/** A cell on one line. No expression over runs of white space: such a run is gone through once for each of its characters. */
const oneLine = (cell: string): string =>
  cell
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
const row = (cells: readonly string[]): string => `| ${cells.map(oneLine).join(' | ')} |`;

const MARKDOWN: Format = {
  words: escapeMarkdown,
  rich: (spans) => plainStart(markdownOf(spans)),
  heading: (level, text) => `${'#'.repeat(level)} ${text}`,
  quote: (text) =>
    text
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
  item: (text, place) => `${place === null ? '-' : `${place}.`} ${text}`,
  link: (text, url) => `[${text}](${url.replaceAll(')', '%29')})`,
  image: ({ url, alt }, words) =>
    lines(url === null ? null : `![${escapeMarkdown(alt ?? '')}](${url.replaceAll(')', '%29')})`, words),
  // GitHub's tables must have a head.
  table: (header, rows) => {
    const width = Math.max(header.length, ...rows.map((cells) => cells.length));
    const head = header.length > 0 ? header : new Array<string>(width).fill('');
    return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
  },
  rule: '---',
};

/** Blocks as plain text, a blank line between two. */
export const bodyText = (blocks: readonly BlockRecord[], references: BodyReferences): string =>
  render(blocks, references, PLAIN);

/** Blocks as Markdown: CommonMark, with tables after GitHub. */
export const bodyMarkdown = (blocks: readonly BlockRecord[], references: BodyReferences): string =>
  render(blocks, references, MARKDOWN);

const render = (blocks: readonly BlockRecord[], references: BodyReferences, format: Format): string =>
  blocks
    .map((block) => renderBlock(block, references, format))
    .filter((text) => text !== '')
    .join('\n\n');

const renderBlock = (block: BlockRecord, references: BodyReferences, format: Format): string => {
  switch (block.type) {
    case 'Paragraph':
    case 'UnknownBlock':
      return format.rich(block.content);
    case 'Heading':
      return format.heading(block.level, format.rich(block.content));
    case 'Quote':
    case 'PullQuote':
      return format.quote(
        lines(
          format.rich(block.content),
          block.attribution === null ? null : `— ${format.words(block.attribution)}`,
        ),
      );
    case 'List':
      return block.items
        .map((item, index) => format.item(format.rich(item), block.ordered ? index + 1 : null))
        .join('\n');
    case 'ImageBlock':
      return format.image(block.image, format.words(figureWords(block.image, references.locale)));
    case 'Gallery':
      return lines(
        block.title === null ? null : format.words(block.title),
        ...block.images.map((image) =>
          format.image(image, format.words(figureWords(image, references.locale))),
        ),
      );
    case 'SocialEmbed': {
      const post = references.posts.get(block.socialPostId);
      return post === undefined ? '' : format.quote(postWords(post, format));
    }
    case 'VideoEmbed':
    case 'RelatedLink':
      return format.link(block.title === null ? block.url : format.words(block.title), block.url);
    case 'Table':
      return lines(
        block.caption === null ? null : format.words(block.caption),
        format.table(
          block.header.map(format.rich),
          block.rows.map((cells) => cells.map(format.rich)),
        ),
      );
    case 'Divider':
      return format.rule;
    case 'Correction':
      return `${block.at.toISOString().slice(0, 10)}: ${format.rich(block.content)}`;
    case 'LiveEntry':
      return [
        block.at.toISOString(),
        block.headline === null ? '' : format.heading(2, format.words(block.headline)),
        render(block.blocks, references, format),
      ]
        .filter((text) => text !== '')
        .join('\n\n');
  }
};

const postWords = (post: SocialPostRecord, format: Format): string =>
  lines(
    format.words(postText(post)),
    `— ${format.link(format.words(postSource(post)) || post.url, post.url)}`,
  );
