import { describe, expect, it } from '@jest/globals';
import { bodyMarkdown, bodyText } from '../../src/content/body-text.ts';
import type { BlockRecord, Mark } from '../../src/content/records.ts';

/** Where an expression goes through a run of white space once for each of its characters, one story takes every reader's time. */
const RUN = 400_000;
const span = (text: string, marks: readonly Mark[] = []) => ({ text, marks, href: null, articleId: null });
const paragraph = (text: string, marks?: readonly Mark[]): BlockRecord => ({
  id: 'p',
  type: 'Paragraph',
  content: [span(text, marks)],
});
const table = (cell: string): BlockRecord => ({
  id: 't',
  type: 'Table',
  caption: null,
  header: [],
  rows: [[[span(cell)], [span('b')]]],
});
const references = { locale: 'en', posts: new Map() };

describe('long runs of white space in a text', () => {
  it.each([
    ['spaces between words', ' '],
    ['ends of lines', '\n'],
    ['both', ' \n'],
  ])('%s are gone through once', (_, white) => {
    const text = `a${white.repeat(RUN)}b`;
    for (const block of [paragraph(text), paragraph(text, ['BOLD']), table(text)]) {
      expect(bodyText([block], references)).toMatch(/^a\s+b/);
      expect(bodyMarkdown([block], references)).toMatch(/a\s+b/);
    }
  });

  it('Signs hug the words, and what begins as a list would is none', () => {
    const blocks = [paragraph(' bold \n', ['BOLD']), paragraph('a\n\n  - b\n 1. c'), table(' a \n\n b ')];
    const [bold, list, cells] = blocks.map((block) => bodyMarkdown([block], references));
    expect([bold, list]).toEqual([' **bold** \n', 'a\n\n  \\- b\n 1\\. c']);
    expect(cells).toContain('| a b | b |');
  });
});
