import type { RichTextRecord } from '../content/records.ts';
import { plainOf } from '../content/rich-text.ts';
import type { BlockDraft } from './page-draft.ts';

/** The rich texts of a block: its own, or those of its items. */
export const textsOf = (block: BlockDraft): readonly RichTextRecord[] =>
  block.type === 'Paragraph' || block.type === 'Heading' || block.type === 'Quote'
    ? [block.content]
    : block.type === 'List'
      ? block.items
      : [];

/** What a block says, a line an item; nothing for pictures, posts and tables. */
export const wordsOf = (block: BlockDraft): string => textsOf(block).map(plainOf).join('\n');

export const countWords = (blocks: readonly BlockDraft[]): number =>
  blocks.reduce((sum, block) => sum + wordsOf(block).split(/\s+/).length, 0);

/** A label before a link, or the sign for one: `Read also:`, `>>`, `•`. */
const LABEL = /^(?:[^\p{L}\p{N}]*|[^:|]{1,60}[:|]\s*)$/u;

/** Whether a text is one link that leads away from the story, with nothing but a label before it. An address shown as such is none. */
export const leadsAway = (text: RichTextRecord): boolean => {
  const said = text.filter((span) => /[\p{L}\p{N}]/u.test(span.text));
  const first = said.findIndex(({ href }) => href !== null);
  if (first === -1 || said.slice(first).some(({ href }) => href === null)) return false;
  const before = said
    .slice(0, first)
    .map((span) => span.text)
    .join('');
  const linked = said
    .slice(first)
    .map((span) => span.text)
    .join('')
    .trim();
  return LABEL.test(before) && !/^\S*$/u.test(linked);
};

/** Which part of a block's letters are links, from 0 to 1. */
export const linkedPart = (block: BlockDraft): number => {
  const spans = textsOf(block).flat();
  const length = (of: RichTextRecord) => of.reduce((sum, { text }) => sum + text.trim().length, 0);
  return length(spans.filter(({ href }) => href !== null)) / Math.max(1, length(spans));
};
