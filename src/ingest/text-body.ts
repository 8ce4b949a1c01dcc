import { plainSpans } from '../content/rich-text.ts';
import { canonicalPost } from '../embeds/canonical-post.ts';
import { isFurniture } from './furniture.ts';
import type { BlockDraft } from './page-draft.ts';
import {
  endsSentence,
  ITEM,
  isForm,
  isProse,
  isShortSentence,
  isUrl,
  type Line,
  words,
} from './page-lines.ts';
import { picture } from './picture.ts';
import { readBio } from './read-byline.ts';
import { captionOf } from './split-credit.ts';
import type { TextHead } from './text-head.ts';

/** Other lines between two that stand apart and are both the story's. */
const MOST_BETWEEN = 2;
/** More lines in a row than a heading has, none of them a sentence, are a menu between two paragraphs. */
const MENU = 3;

/** The same word leads to the comments from above a story. */
const LEAST_BEFORE_COMMENTS = 5;
/** Where readers begin to speak. */
const COMMENTS =
  /^(?:\d+\s+)?(?:comments?|commentaires?|kommentare?|leserkommentare|comentarios?|commenti|reacties|kommentarer)\s*(?:\(?\d+\)?)?:?$/iu;

const isLoose = ({ text }: Line): boolean =>
  !endsSentence(text) && !isUrl(text) && !ITEM.test(text) && captionOf(text) === null;

/** The places of lines that stand in rows of at least three of their kind. */
const menusOf = (lines: readonly Line[]): ReadonlySet<number> => {
  const menus = new Set<number>();
  let row: number[] = [];
  for (const [index, line] of [...lines.entries(), [lines.length, null] as const]) {
    if (line !== null && isLoose(line)) {
      row.push(index);
      continue;
    }
    if (row.length >= MENU) for (const place of row) menus.add(place);
    row = [];
  }
  return menus;
};

/** Lines without a sentence that come again between the paragraphs: labels of the page's parts. */
const repeatedOf = (lines: readonly Line[]): ReadonlySet<string> => {
  const once = new Set<string>();
  const again = new Set<string>();
  for (const line of lines.filter((one) => isLoose(one))) (once.has(line.text) ? again : once).add(line.text);
  return again;
};

/**
 * Reads from the first paragraph to the last, which is at `end` or, where short sentences or posts follow, a little behind. Between two paragraphs, a short line is a heading;
 * after the last one it is furniture.
 */
export const readBody = (
  rest: readonly Line[],
  spanEnd: number,
  apart: boolean,
  head: TextHead,
  drop: (text: string) => void,
): BlockDraft[] => {
  const keeps = (line: Line): boolean =>
    !isForm(line, apart) &&
    !line.menu &&
    !isFurniture(line.text) &&
    (isProse(line.text) || isShortSentence(line, apart) || canonicalPost(line.text) !== null);
  let sentences = 0;
  const comments = rest.slice(0, spanEnd).findIndex((line) => {
    if (isProse(line.text)) sentences += 1;
    return sentences > LEAST_BEFORE_COMMENTS && COMMENTS.test(line.text);
  });
  let end = rest.slice(0, comments === -1 ? spanEnd : comments).findLastIndex(keeps) + 1;
  for (let next = end, between = 0; next < rest.length && between <= MOST_BETWEEN; next += 1) {
    const line = rest[next];
    if (line === undefined || COMMENTS.test(line.text)) break;
    if (keeps(line) && line.together === 1) [end, between] = [next + 1, 0];
    else if (!ITEM.test(line.text)) between += 1;
  }
  const menus = menusOf(rest.slice(0, end));
  const labels = repeatedOf(rest.slice(0, end));
  const blocks: BlockDraft[] = [];
  const leadLine =
    head.picture === null ? null : `${head.picture.caption ?? ''}|${head.picture.credit ?? ''}`;
  const said = new Set<string>();
  for (const [index, line] of rest.entries()) {
    const { text } = line;
    const bio = index <= end + 2 && index >= end - 1 ? readBio(text) : null;
    if (bio !== null && head.authors.some(({ name }) => name === bio.name)) {
      head.authors = head.authors.map((author) =>
        author.name === bio.name ? { ...author, ...bio } : author,
      );
      continue;
    }
    const isTwin = said.has(text) && isProse(text);
    said.add(text);
    if (
      index >= end ||
      isFurniture(text) ||
      isForm(line, apart) ||
      menus.has(index) ||
      labels.has(text) ||
      isTwin
    ) {
      drop(text);
      continue;
    }
    const caption = captionOf(text);
    if (caption !== null && words(text) >= 3) {
      if (`${caption.caption ?? ''}|${caption.credit ?? ''}` !== leadLine)
        blocks.push({ type: 'ImageBlock', image: picture(caption) });
      continue;
    }
    const last = blocks.at(-1);
    const item = ITEM.test(text) ? plainSpans(text.replace(ITEM, '')) : null;
    if (item === null) blocks.push(blockOf(text));
    else if (last?.type === 'List') blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
    else blocks.push({ type: 'List', ordered: false, items: [item] });
  }
  return blocks;
};

const blockOf = (text: string): BlockDraft => {
  const post = isUrl(text) ? canonicalPost(text) : null;
  if (post !== null) return { type: 'SocialEmbed', url: post.url };
  if (isUrl(text)) return { type: 'Paragraph', content: [{ text, marks: [], href: text, articleId: null }] };
  const short =
    text.length <= 90 &&
    words(text) >= 2 &&
    words(text) <= 12 &&
    !endsSentence(text) &&
    !/^["“«„]/u.test(text);
  return short
    ? { type: 'Heading', level: 2, content: plainSpans(text) }
    : { type: 'Paragraph', content: plainSpans(text) };
};
