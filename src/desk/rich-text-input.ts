import { kindOfId } from '../content/global-id.ts';
import { webUrl } from '../content/html-text.ts';
import { MARKS, type Mark, type RichTextRecord, type SpanRecord } from '../content/records.ts';
import { plainSpans } from '../content/rich-text.ts';
import { checkLength, checkText, type Path } from './text-input.ts';
import type { Complaints } from './user-error.ts';

/** Words with marks and links, or words alone. */
export interface RichTextInput {
  readonly text?: string | null | undefined;
  readonly spans?:
    | readonly {
        readonly text: string;
        readonly marks?: readonly Mark[] | null | undefined;
        readonly href?: string | null | undefined;
        readonly article?: string | null | undefined;
      }[]
    | null
    | undefined;
}

const MAX_TEXT = 20_000;
const MAX_SPANS = 1_000;

const sameSetting = (left: SpanRecord, right: SpanRecord): boolean =>
  left.href === right.href && left.articleId === right.articleId && left.marks.join() === right.marks.join();

/** Neighbours of the same setting are one span; empty ones are none. */
const joined = (spans: readonly SpanRecord[]): RichTextRecord => {
  const result: SpanRecord[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (span.text === '') continue;
    if (last !== undefined && sameSetting(last, span))
      result[result.length - 1] = { ...last, text: last.text + span.text };
    else result.push(span);
  }
  return result;
};

/** Rich text as it is stored: text that is only ever text, marks of the list, links to http and https. */
export const richTextOf = (input: RichTextInput, path: Path, complaints: Complaints): RichTextRecord => {
  const { text, spans } = input;
  if ((text == null) === (spans == null)) {
    complaints.add(path, 'INVALID', 'Give `text` or `spans`, one of the two.');
    return [];
  }
  if (text != null) return plainSpans(checkText(text, [...path, 'text'], MAX_TEXT, complaints));
  if (spans == null || !checkLength(spans, [...path, 'spans'], MAX_SPANS, complaints)) return [];
  return joined(
    spans.map((span, index) => {
      const at = [...path, 'spans', index];
      const href = span.href == null ? null : webUrl(span.href);
      if (span.href != null && href === null)
        complaints.add([...at, 'href'], 'INVALID', 'A link leads to an http or https address.');
      const articleId = span.article ?? null;
      if (articleId !== null && kindOfId(articleId) !== 'Article')
        complaints.add([...at, 'article'], 'INVALID', 'It is not the id of a story.');
      return {
        text: checkText(span.text, [...at, 'text'], MAX_TEXT, complaints),
        marks: MARKS.filter((mark) => span.marks?.includes(mark)),
        href,
        articleId,
      };
    }),
  );
};

/** The same where words must be. */
export const filledRichText = (input: RichTextInput, path: Path, complaints: Complaints): RichTextRecord => {
  const spans = richTextOf(input, path, complaints);
  const oneOfBoth = (input.text == null) !== (input.spans == null);
  if (oneOfBoth && spans.every(({ text }) => text.trim() === ''))
    complaints.add(path, 'REQUIRED', 'It must have words.');
  return spans;
};
