import { escapeHtml, linkHtml, webUrl } from './html-text.ts';
import { MARKS, type Mark, type RichTextRecord, type SpanRecord } from './records.ts';

const TAGS: Record<Mark, string> = {
  BOLD: 'strong',
  ITALIC: 'em',
  UNDERLINE: 'u',
  STRIKE: 's',
  CODE: 'code',
  SUBSCRIPT: 'sub',
  SUPERSCRIPT: 'sup',
};

/** Where Markdown has no sign of its own it takes HTML. */
const MARKDOWN: Record<Mark, readonly [string, string]> = {
  BOLD: ['**', '**'],
  ITALIC: ['*', '*'],
  UNDERLINE: ['<u>', '</u>'],
  STRIKE: ['~~', '~~'],
  CODE: ['<code>', '</code>'],
  SUBSCRIPT: ['<sub>', '</sub>'],
  SUPERSCRIPT: ['<sup>', '</sup>'],
};

export const plainOf = (spans: RichTextRecord): string => spans.map(({ text }) => text).join('');

/** The marks of a span in the order of the schema's enum, each once. */
export const marksOf = (span: SpanRecord): Mark[] => MARKS.filter((mark) => span.marks.includes(mark));

const marked = (span: SpanRecord): string =>
  marksOf(span).reduceRight(
    (inner, mark) => `<${TAGS[mark]}>${inner}</${TAGS[mark]}>`,
    escapeHtml(span.text).replaceAll('\n', '<br>'),
  );

export const htmlOf = (spans: RichTextRecord): string =>
  spans.map((span) => linkHtml(span.href, marked(span))).join('');

/** Words as Markdown that says nothing but them. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]<>#+!|~]/g, '\\$&');

export const markdownOf = (spans: RichTextRecord): string =>
  spans
    .map((span) => {
      // Signs must hug the words: `** bold **` isn't bold.
      const words = span.text.trim();
      if (words === '') return span.text;
      const begin = span.text.length - span.text.trimStart().length;
      const [before, after] = [span.text.slice(0, begin), span.text.slice(begin + words.length)];
      const set = marksOf(span).reduceRight(
        (inner, mark) => `${MARKDOWN[mark][0]}${inner}${MARKDOWN[mark][1]}`,
        escapeMarkdown(words),
      );
      const href = webUrl(span.href);
      return `${before}${href === null ? set : `[${set}](${href.replaceAll(')', '%29')})`}${after}`;
    })
    .join('');

/** A text without marks or links as rich text. */
export const plainSpans = (text: string): RichTextRecord =>
  text === '' ? [] : [{ text, marks: [], href: null, articleId: null }];
