import { plainOf, plainSpans } from '../content/rich-text.ts';
import { countWords, textsOf, wordsOf } from './block-words.ts';
import { flat } from './flat.ts';
import { type BlockDraft, excerpt } from './page-draft.ts';

const linesOf = (articleBody: string): string[] =>
  articleBody
    .replace(/<\/?(?:p|br|div|li|h\d)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Where the page tells machines the whole text and what was found is less than half of it, the text told is the better one. */
export const orToldText = (
  blocks: readonly BlockDraft[],
  articleBody: string | null,
): readonly BlockDraft[] => {
  if (articleBody === null || countWords(blocks) * 2 > articleBody.split(/\s+/).length) return blocks;
  return linesOf(articleBody).map((line) => ({ type: 'Paragraph', content: plainSpans(line) }));
};

/** As much of a paragraph as is looked for: its end may be told in other words. */
const LOOKED_FOR = 60;
const LONG = 80;
/** What the page tells is a witness if it has nearly all of the long paragraphs that were found. */
const WITNESS_HAS = 0.8;

/**
 * Where the page tells machines its text, that is a witness: a paragraph or list behind the first one told that isn't in it is the page's own. Short lines
 * stay, since headings are often left out of what is told.
 */
export const withoutUntold = (
  blocks: readonly BlockDraft[],
  articleBody: string | null,
  dropped: string[],
): readonly BlockDraft[] => {
  if (articleBody === null) return blocks;
  const told = flat(linesOf(articleBody).join(' '));
  const isTold = (words: string) => {
    const said = flat(words);
    const parts = [
      said.slice(0, LOOKED_FOR),
      said.slice(-LOOKED_FOR),
      said.slice(said.length / 2).slice(0, LOOKED_FOR),
    ];
    return parts.some((part) => told.includes(part.trim()));
  };
  const long = blocks.filter((block) => block.type === 'Paragraph' && wordsOf(block).length >= LONG);
  if (long.length < 3 || long.filter((block) => isTold(wordsOf(block))).length < long.length * WITNESS_HAS)
    return blocks;
  const first = blocks.findIndex((block) => block.type === 'Paragraph' && isTold(wordsOf(block)));
  return blocks.filter((block, index) => {
    if (index <= first || (block.type !== 'Paragraph' && block.type !== 'List')) return true;
    const untold = !textsOf(block).some((text) => isTold(plainOf(text)));
    const short = block.type === 'Paragraph' && wordsOf(block).length < LONG && !/\d/.test(wordsOf(block));
    if (!untold || short) return true;
    dropped.push(`not in the text that the page tells machines: ${excerpt(wordsOf(block))}`);
    return false;
  });
};
